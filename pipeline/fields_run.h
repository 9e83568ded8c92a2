/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One rule at a time over a text; shared by fields_from_text(), rules_prove() and
 * fields_explain() only. */
#ifndef VANTHU_FIELDS_RUN_H
#define VANTHU_FIELDS_RUN_H

#include "fields.h"
#include "normalise.h"

/* Bytes of the text that a rule took. */
struct claim {
    const struct rule *rule;
    size_t begin, end;
};
struct claims {
    struct claim *at;
    size_t len, cap;
};

/* What came of a match. */
enum outcome {
    OUTCOME_FIELD,    /* it became a field */
    OUTCOME_CLAIMED,  /* another rule has its bytes */
    OUTCOME_NO_VALUE, /* what its first group caught is no value of its kind */
    OUTCOME_LIMIT,    /* PCRE2 gave up */
};
struct attempt {
    const struct rule *rule;
    size_t passage, begin, end; /* bytes of text.utf8 */
    enum outcome outcome;
    const struct rule *claimer;     /* OUTCOME_CLAIMED */
    const struct rule_group *group; /* OUTCOME_NO_VALUE */
    struct str caught;              /* by that group */
};
struct attempts {
    struct attempt *at;
    size_t len, cap;
};

struct field_run {
    const struct text *text;
    struct context context;
    struct arena *arena;
    struct fields *fields;
    struct rule_troubles *troubles;
    struct attempts *attempts;     /* NULL: not wanted */
    struct claims *claims[TABLES]; /* by passage; NULL: none in the table yet */
};

/* Whether a rule looks at a passage: its zone, its column's head, the heading
 * above. */
bool rule_looks_at(const struct rule *rule, const struct passage *passage,
                   struct arena *arena);
/* Adds what `rule` finds to run->fields. */
void field_run_rule(struct field_run *run, const struct rule *rule);
/* Runs all rules: those of `documents` and `nothing`, then the others with the
 * document's date known. */
void field_run_all(struct field_run *run);
/* In the order of tables, then of the text, then of the rules. */
void fields_sort(struct fields *fields, struct arena *arena);

/* The text that a rule looks at in a passage. */
struct str passage_view(const struct text *text, const struct passage *passage,
                        enum view view);

#endif
