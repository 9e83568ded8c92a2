/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person should look at, and the judgement on the document as a whole. */
#ifndef VANTHU_FINDINGS_H
#define VANTHU_FINDINGS_H

#include "fields.h"

enum severity {
    SEVERITY_INFO,    /* good to know */
    SEVERITY_WARNING, /* look at it: the document's status is `review` */
    SEVERITY_ERROR,   /* something could not be read */
};
extern const char *const severity_names[];

struct finding {
    int page_no; /* 0: the whole document */
    enum severity severity;
    const char *check; /* an id such as "number_handwritten"; lower case, stable */
    struct str message;
};

struct findings {
    struct finding *at;
    size_t len, cap;
    /* the document's row */
    struct str value[MAX_COLUMNS]; /* columns of documents.csv that rules fill */
    float conf[MAX_COLUMNS];       /* of each, 0 to 1 */
    struct origin origin[MAX_COLUMNS];
    struct str others[MAX_COLUMNS]; /* other readings, " | " between them */
    bool required[MAX_COLUMNS];     /* the type of document has to have it */
    struct str missing;             /* ids parted by blanks */
    bool review;
    float confidence; /* of the whole row */
};

/* Below this a value is marked for review, print or by hand. On scans of the samples
 * 1 of 200 values above it was wrong (docs/benchmark.md), of digits by hand of writers
 * held out none of 97 (models/digits/README.md). */
#define REVIEW_CONF 0.95F

void findings_add(struct findings *findings, struct arena *arena, int page_no,
                  enum severity severity, const char *check, struct str message);

struct findings findings_from_fields(const struct text *text,
                                     const struct fields *fields,
                                     const struct rule_troubles *troubles,
                                     const struct rules *rules, struct arena *arena);

#endif
