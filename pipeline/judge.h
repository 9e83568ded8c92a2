/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The checks that findings_from_fields() makes, one function each. */
#ifndef VANTHU_JUDGE_H
#define VANTHU_JUDGE_H

#include "findings.h"

struct judge {
    const struct text *text;
    const struct fields *fields;
    const struct rules *rules;
    struct arena *arena;
    struct findings out;
    const struct field *best[MAX_COLUMNS]; /* whose value stands in the row */
    const struct required_parts *required; /* NULL: nothing is */
};

/* The first passage of this kind; NULL: none. */
const struct passage *judge_zone(const struct judge *judge, enum zone_kind kind);
/* A passage of this kind holds ink that is not print. */
bool judge_zone_is_written(const struct judge *judge, enum zone_kind kind);

/* A column of documents.csv by its name, and what stands in it. */
int judge_column(const char *name);
struct str judge_value(const struct judge *judge, const char *name);
bool judge_has_digit(struct str s);
/* A finding that makes the document's status `review`. */
void judge_warn(struct judge *judge, int page_no, const char *check,
                struct str message);

/* A line for the number that has digits. */
bool judge_number_is_garbled(const struct judge *judge);
/* A part that was not found has evidence that it stands on the page all the same, or
 * may stand on one that was not read. */
/* Stands on the first page. */
bool judge_is_of_header(struct str part);
bool judge_is_unreadable(const struct judge *judge, struct str part);

/* What the file's name has to say of a number by hand, to go behind its finding; empty:
 * nothing, or it is not asked. Makes the code surer when the two agree. */
struct str judge_file_name(struct judge *judge);

/* number_handwritten, number_blank */
void judge_number(struct judge *judge);
void judge_date(struct judge *judge); /* date_handwritten */
/* Makes values unsure that can't be whole: a name without a surname, an agency that
 * begins in the middle, an office that nobody knows. */
void judge_plausible(struct judge *judge);
/* Makes issuer, code or office unsure where symbol, head and signature do not agree. */
void judge_agency(struct judge *judge);
void judge_signers(struct judge *judge);       /* several_signers */
void judge_unread_signer(struct judge *judge); /* signer_unread */
void judge_unread_office(struct judge *judge); /* office_unread */
void judge_deputy(struct judge *judge);        /* deputy_restored */
/* type_code_mismatch, symbol_mended */
void judge_type(struct judge *judge);
void judge_cited_dates(struct judge *judge); /* date_order */
void judge_cited_types(struct judge *judge); /* cited_type_mismatch */
void judge_cited_twice(struct judge *judge); /* cited_dates_differ */
/* What else may be right, and where a value stands that was not read; the last judge.
 */
void judge_others(struct judge *judge);

#endif
