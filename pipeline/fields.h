/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the rules found: values with their origin. A value never loses where it came
 * from, so each cell of the output can be checked against the scan. */
#ifndef VANTHU_FIELDS_H
#define VANTHU_FIELDS_H

#include "rules.h"

struct field {
    enum table table;
    const struct rule *rule;
    struct str value[MAX_COLUMNS]; /* by column; ptr NULL: not set by this rule */
    size_t begin, end;             /* bytes of text.utf8 that the rule matched */
    size_t passage;                /* index of the passage */
    struct origin origin;          /* of the groups that carry values */
    float conf;                    /* 0 to 1: the chance that all of it is right */
};

struct fields {
    struct field *at; /* of a table in the order of the text */
    size_t len, cap;
};

/* A rule ran into PCRE2's match, depth or heap limit on a passage, or the like. */
struct rule_trouble {
    const struct rule *rule;
    int page_no;
    struct str message;
};
struct rule_troubles {
    struct rule_trouble *at;
    size_t len, cap;
};

/* Runs every rule over every passage of its zones: first the table `documents`, whose
 * date gives the year to what follows. Never fails: a rule that runs into a limit is
 * reported in `troubles` and yields nothing there. */
struct fields fields_from_text(const struct text *text, const struct rules *rules,
                               struct arena *arena, struct rule_troubles *troubles);

/* Says on `to`, for one column of a table ("documents.code", or "code"), every rule
 * that fills it: the passages it was tried on, what it matched, what the value became;
 * and for a rule without a match the passage it came closest to, and up to where the
 * pattern went there. false: no such field. */
bool fields_explain(const struct text *text, const struct rules *rules,
                    struct str field, struct arena *arena, FILE *to);

/* The sentence around what the field matched, or the cell's or line's text: at most 300
 * bytes, cut between words. */
struct str field_sentence(const struct text *text, const struct field *field,
                          struct arena *arena);

#endif
