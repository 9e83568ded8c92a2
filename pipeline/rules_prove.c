/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Examples and counter-examples: each rule alone on each text, as one passage of the
 * rule's first zone. */
#include "arena.h"
#include "fields_run.h"
#include "tr.h"

/* Dates without a year in examples are of 2025. */
static const struct date example_date = {.year = 2025, .month = 3, .day = 1};

static enum zone_kind first_zone(const struct rule *rule)
{
    for (size_t kind = 0; kind < ZONE_KINDS; kind++) {
        if (rule->zones >> kind & 1U) {
            return (enum zone_kind)kind;
        }
    }
    return ZONE_BODY;
}

/* A text of one passage, without words. */
static struct text text_of_example(struct str utf8, enum zone_kind kind,
                                   struct arena *arena)
{
    uint32_t *to_text = NULL;
    struct str folded = fold(utf8, arena, &to_text);
    uint32_t *to_folded = ARENA_ARRAY(arena, uint32_t, utf8.len + 1);
    struct passage *passage = ARENA_NEW(arena, struct passage);
    struct text text = {.utf8 = utf8, .folded = folded, .folded_to_text = to_text};

    for (size_t at = 0, i = 0; at <= utf8.len; at++) {
        while (i < folded.len && to_text[i + 1] <= at) {
            i++;
        }
        to_folded[at] = (uint32_t)i;
    }
    *passage =
        (struct passage){.kind = kind, .begin = 0, .end = utf8.len, .page_no = 1};
    text.text_to_folded = to_folded;
    text.word_of = ARENA_ARRAY(arena, const struct word *, utf8.len + 1);
    text.page_of = ARENA_ARRAY(arena, uint16_t, utf8.len + 1);
    text.passages = passage;
    text.passages_len = 1;
    return text;
}

/* What the rule alone finds; *missed says why a match became nothing (may be NULL). */
static struct fields try_rule(const struct rules *rules, const struct rule *rule,
                              struct str example, struct arena *arena,
                              struct attempts *attempts)
{
    struct text *text = ARENA_NEW(arena, struct text);
    struct rule alone = *rule;
    struct fields fields = {0};
    struct field_run run = {.text = text,
                            .context = {.rules = rules, .document_date = example_date},
                            .arena = arena,
                            .fields = &fields,
                            .attempts = attempts};

    *text = text_of_example(example, first_zone(rule), arena);
    alone.heads = NULL; /* an example stands without its column's head */
    alone.under = NULL;
    field_run_rule(&run, &alone);
    fields_sort(&fields, arena);
    return fields;
}

/* The values of one column in the order of the fields, each in quotes. */
static struct str values_found(const struct fields *fields, int column,
                               struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    for (size_t i = 0; i < fields->len; i++) {
        strbuf_printf(&out, "%s'%.*s'", i > 0 ? ", " : "",
                      STR_ARG(fields->at[i].value[column]));
    }
    return strbuf_str(&out);
}

static struct str values_wanted(const struct rule *rule,
                                const struct rule_example *example, int column,
                                size_t *count, struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    *count = 0;
    for (size_t i = 0; i < example->want_len; i++) {
        struct str value = example->want[i];

        if (table_column(rule->table, str_cut(&value, '=')) == column) {
            strbuf_printf(&out, "%s'%.*s'", *count > 0 ? ", " : "", STR_ARG(value));
            ++*count;
        }
    }
    return strbuf_str(&out);
}

/* One wanted value stands for all fields of the example, several for one field each. */
static bool column_is_right(const struct rule *rule, const struct rule_example *example,
                            const struct fields *fields, int column,
                            struct arena *arena)
{
    size_t count = 0;
    struct str wanted = values_wanted(rule, example, column, &count, arena);
    struct fields one = *fields;
    bool same = str_eq(wanted, values_found(fields, column, arena));

    if (count != 1) {
        return same;
    }
    for (size_t i = 0; i < fields->len; i++) {
        one.at = &fields->at[i];
        one.len = 1;
        if (!str_eq(wanted, values_found(&one, column, arena))) {
            return false;
        }
    }
    return true;
}

static void fault_add(struct rule_faults *faults, const struct rule *rule, int line_no,
                      struct str message, struct arena *arena)
{
    faults->at =
        arena_grow(arena, faults->at, faults->len, &faults->cap, sizeof *faults->at);
    faults->at[faults->len++] = (struct rule_fault){.file = rule->file,
                                                    .line_no = line_no,
                                                    .rule_id = rule->id,
                                                    .message = message};
}

static struct str why_nothing(const struct attempts *attempts, struct arena *arena)
{
    for (size_t i = 0; i < attempts->len; i++) {
        const struct attempt *attempt = &attempts->at[i];

        if (attempt->outcome == OUTCOME_NO_VALUE) {
            return str_printf(
                arena, _("the example matches, but '%.*s' of group %.*s is no %s"),
                STR_ARG(attempt->caught), STR_ARG(attempt->group->name),
                normaliser_names[attempt->group->as]);
        }
        if (attempt->outcome == OUTCOME_LIMIT) {
            return TR("the pattern takes more steps than a match may");
        }
    }
    return TR("the example does not match");
}

static size_t prove_example(const struct rules *rules, const struct rule *rule,
                            const struct rule_example *example, struct arena *arena,
                            struct rule_faults *faults)
{
    struct attempts attempts = {0};
    struct fields fields = try_rule(rules, rule, example->text, arena, &attempts);
    size_t failed = 0;
    bool matched = fields.len > 0;

    for (size_t i = 0; i < attempts.len; i++) {
        matched = matched || attempts.at[i].outcome == OUTCOME_FIELD;
    }
    if (!matched) {
        fault_add(faults, rule, example->line_no, why_nothing(&attempts, arena), arena);
        return 1;
    }
    for (int column = 0; column < (int)table_forms[rule->table].columns_len; column++) {
        size_t count = 0;
        struct str wanted = values_wanted(rule, example, column, &count, arena);

        if (count > 0 && !column_is_right(rule, example, &fields, column, arena)) {
            struct str found = values_found(&fields, column, arena);

            fault_add(faults, rule, example->line_no,
                      str_printf(arena, _("the example gives %s %.*s, wanted is %.*s"),
                                 table_forms[rule->table].columns[column],
                                 STR_ARG(found), STR_ARG(wanted)),
                      arena);
            failed++;
        }
    }
    return failed;
}

static size_t prove_counter_example(const struct rules *rules, const struct rule *rule,
                                    const struct rule_example *example,
                                    struct arena *arena, struct rule_faults *faults)
{
    struct attempts attempts = {0};

    try_rule(rules, rule, example->text, arena, &attempts);
    for (size_t i = 0; i < attempts.len; i++) {
        const struct attempt *attempt = &attempts.at[i];

        if (attempt->outcome == OUTCOME_FIELD) {
            struct str match = str_sub(example->text, attempt->begin, attempt->end);

            fault_add(faults, rule, example->line_no,
                      str_printf(arena, _("the counter-example matches: '%.*s'"),
                                 STR_ARG(match)),
                      arena);
            return 1;
        }
    }
    return 0;
}

size_t rules_prove(const struct rules *rules, struct arena *arena,
                   struct rule_faults *faults)
{
    size_t failed = 0;

    for (size_t i = 0; i < rules->len; i++) {
        const struct rule *rule = &rules->at[i];

        for (size_t j = 0; j < rule->examples_len; j++) {
            failed += prove_example(rules, rule, &rule->examples[j], arena, faults);
        }
        for (size_t j = 0; j < rule->counter_examples_len; j++) {
            failed += prove_counter_example(rules, rule, &rule->counter_examples[j],
                                            arena, faults);
        }
    }
    return failed;
}
