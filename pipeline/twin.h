/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What two documents with texts that are alike are to each other, by number, date,
 * issuer and text. */
#ifndef VANTHU_TWIN_H
#define VANTHU_TWIN_H

#include "str.h"

struct arena;

enum twin_part { TWIN_NUMBER, TWIN_DATE, TWIN_ISSUER, TWIN_PARTS };
extern const char *const twin_part_names[TWIN_PARTS];

enum twin_match {
    MATCH_SAME,
    MATCH_CLOSE, /* one sign apart, as a misread digit is */
    MATCH_OTHER,
    MATCH_UNTOLD, /* one of the two does not tell it */
};

enum twin_kind {
    TWIN_NONE,  /* two documents, with little in common */
    TWIN_SAME,  /* two scans of one document */
    TWIN_DOUBT, /* one or two: a person has to look */
    TWIN_NEAR,  /* two documents, nearly the same text */
    TWIN_KINDS
};
extern const char *const twin_kind_names[TWIN_KINDS];

/* Number, date and issuer as they are compared: `number` folded, without zeros in
 * front, `issuer` an agency_key(). */
struct twin_header {
    struct str parts[TWIN_PARTS];
};

struct twin_header twin_header_of(struct str code, struct str date, struct str issuer,
                                  struct arena *arena);
void twin_match(const struct twin_header *a, const struct twin_header *b,
                enum twin_match out[TWIN_PARTS]);
/* `likeness`: of the texts (likeness.h); below 0: one of them has none. */
enum twin_kind twin_kind_of(const enum twin_match match[TWIN_PARTS], double likeness);
/* In words, why; the parts as they are written. */
struct str twin_reason(const enum twin_match match[TWIN_PARTS], double likeness,
                       const struct str a[TWIN_PARTS], const struct str b[TWIN_PARTS],
                       struct arena *arena);
/* "number date": what is not the same. */
struct str twin_differs(const enum twin_match match[TWIN_PARTS], struct arena *arena);

/* The numbers of a text that another one lacks (or has fewer times), the first eight in
 * their order. n log n. */
struct str twin_numbers(struct str text, struct str other, struct arena *arena);

#endif
