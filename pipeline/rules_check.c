/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One rule from YAML: every name in it becomes what it stands for, or a fault. */
#include "arena.h"
#include "pattern.h"
#include "rules_raw.h"
#include "tr.h"

#include <stdlib.h>

const char *const normaliser_names[NORMALISERS] = {
    [AS_TEXT] = "text",     [AS_NAME] = "name",
    [AS_CAPS] = "caps",     [AS_OFFICE] = "office",
    [AS_PERSON] = "person", [AS_CODE] = "code",
    [AS_DATE] = "date",     [AS_DATES] = "dates",
    [AS_PERIOD] = "period", [AS_RECURRENCE] = "recurrence",
    [AS_BEGIN] = "begin",   [AS_END] = "end",
    [AS_TYPE] = "type",     [AS_NUMBER] = "number",
};

#define SURE_UNSAID 0.95F /* of a rule that does not say */

/* What is being checked. */
struct checking {
    const struct raw_rule *raw;
    struct rule_file *file;
    struct rule *rule;
    size_t index; /* of the rule in its file */
};

static struct str keep(struct checking *job, const char *text)
{
    return text_nfc(str_copy(job->file->arena, str_from_c(text)), job->file->arena);
}

/* A fault at the rule's `key`, element `index` of it where it is a list. */
static void fault(struct checking *job, const char *key, int line_shift,
                  struct str message)
{
    int line_no = marks_line(&job->file->marks, job->file->arena, ".rules[%zu]%s",
                             job->index, key);

    rule_fault_add(job->file, line_no + line_shift, job->rule->id, message);
}

static void fault_in(struct checking *job, const char *list, size_t i,
                     struct str message)
{
    struct str key = str_printf(job->file->arena, ".%s[%zu]", list, i);

    fault(job, key.ptr, 0, message);
}

static void check_zones(struct checking *job)
{
    for (unsigned i = 0; i < job->raw->zones_count; i++) {
        struct str name = keep(job, job->raw->zones[i]);
        size_t kind = 0;

        while (kind < ZONE_KINDS && !str_eq(name, str_from_c(zone_names[kind]))) {
            kind++;
        }
        if (kind == ZONE_KINDS) {
            fault_in(job, "zones", i,
                     str_printf(job->file->arena, _("no zone is called '%.*s'"),
                                STR_ARG(name)));
        } else {
            job->rule->zones |= 1U << kind;
        }
    }
    if (job->raw->zones_count == 0) {
        fault(job, "", 0, TR("no zones: say where the rule looks"));
    }
}

static void check_table(struct checking *job)
{
    struct str name = keep(job, job->raw->table);

    job->rule->table = table_by_name(name);
    if (job->rule->table == TABLES || job->rule->table == TABLE_FINDINGS) {
        fault(job, ".table", 0,
              name.len == 0 ? TR("no table")
                            : str_printf(job->file->arena,
                                         _("no table is called '%.*s', or rules can't "
                                           "fill it"),
                                         STR_ARG(name)));
        job->rule->table = TABLE_NOTHING;
    }
}

static int check_column(struct checking *job, const char *list, size_t i,
                        const char *name)
{
    int column = table_column(job->rule->table, str_from_c(name));

    if (column < 0) {
        fault_in(job, list, i,
                 str_printf(job->file->arena, _("table %s has no column '%s'"),
                            table_forms[job->rule->table].name, name ? name : ""));
    }
    return column;
}

static void check_set(struct checking *job)
{
    const struct raw_rule *raw = job->raw;

    job->rule->set =
        ARENA_ARRAY(job->file->arena, struct rule_set_value, raw->set_count);
    for (unsigned i = 0; i < raw->set_count; i++) {
        int column = check_column(job, "set", i, raw->set[i].column);

        if (column >= 0) {
            job->rule->set[job->rule->set_len++] =
                (struct rule_set_value){column, keep(job, raw->set[i].value)};
        }
    }
}

static enum normaliser check_normaliser(struct checking *job, size_t i,
                                        const char *name)
{
    size_t as = 0;

    if (!name) {
        return AS_TEXT;
    }
    while (as < NORMALISERS &&
           !str_eq(str_from_c(name), str_from_c(normaliser_names[as]))) {
        as++;
    }
    if (as == NORMALISERS) {
        fault_in(job, "groups", i,
                 str_printf(job->file->arena, _("no normaliser is called '%s'"), name));
        return AS_TEXT;
    }
    if (as == AS_PERIOD && (table_column(job->rule->table, STR("from")) < 0 ||
                            table_column(job->rule->table, STR("due")) < 0)) {
        fault_in(job, "groups", i, TR("a period needs the columns from and due"));
        return AS_TEXT;
    }
    return (enum normaliser)as;
}

static void check_mapping(struct checking *job)
{
    const struct raw_rule *raw = job->raw;

    job->rule->groups =
        ARENA_ARRAY(job->file->arena, struct rule_group, raw->groups_count);
    for (unsigned i = 0; i < raw->groups_count; i++) {
        struct str name = keep(job, raw->groups[i].name);
        /* A group goes to the column of its name unless the rule says otherwise. */
        const char *column_name =
            raw->groups[i].column ? raw->groups[i].column : raw->groups[i].name;
        int column = check_column(job, "groups", i, column_name);
        enum normaliser as = check_normaliser(job, i, raw->groups[i].as);

        if (name.len == 0) {
            fault_in(job, "groups", i, TR("a group without a name"));
        } else if (column >= 0) {
            job->rule->groups[job->rule->groups_len++] =
                (struct rule_group){name, column, as};
        }
    }
}

static struct rule_example example(struct checking *job, const char *text,
                                   const char *list, size_t i)
{
    return (struct rule_example){
        .text = keep(job, text),
        .line_no = marks_line(&job->file->marks, job->file->arena,
                              ".rules[%zu].%s[%zu]", job->index, list, i),
    };
}

static void check_want(struct checking *job, struct rule_example *out,
                       const struct raw_example *raw, size_t i)
{
    struct arena *arena = job->file->arena;

    out->want = ARENA_ARRAY(arena, struct str, raw->want_count);
    for (unsigned j = 0; j < raw->want_count; j++) {
        struct str want = keep(job, raw->want[j]);
        struct str value = want;
        struct str column = str_cut(&value, '=');

        if (column.len == want.len || table_column(job->rule->table, column) < 0) {
            struct str key = str_printf(arena, ".examples[%zu].want[%u]", i, j);

            fault(job, key.ptr, 0,
                  str_printf(arena, _("'%.*s' is not column=value of table %s"),
                             STR_ARG(want), table_forms[job->rule->table].name));
        } else {
            out->want[out->want_len++] = want;
        }
    }
}

static void check_examples(struct checking *job)
{
    const struct raw_rule *raw = job->raw;
    struct rule *rule = job->rule;
    struct arena *arena = job->file->arena;

    rule->examples = ARENA_ARRAY(arena, struct rule_example, raw->examples_count);
    for (unsigned i = 0; i < raw->examples_count; i++) {
        rule->examples[i] = example(job, raw->examples[i].text, "examples", i);
        check_want(job, &rule->examples[i], &raw->examples[i], i);
    }
    rule->examples_len = raw->examples_count;
    rule->counter_examples =
        ARENA_ARRAY(arena, struct rule_example, raw->counter_examples_count);
    for (unsigned i = 0; i < raw->counter_examples_count; i++) {
        rule->counter_examples[i] =
            example(job, raw->counter_examples[i], "counter_examples", i);
    }
    rule->counter_examples_len = raw->counter_examples_count;
    if (rule->examples_len == 0) {
        fault(job, "", 0, TR("no example"));
    }
    if (rule->counter_examples_len == 0) {
        fault(job, "", 0, TR("no counter-example"));
    }
}

static void check_small(struct checking *job)
{
    struct str view = keep(job, job->raw->view);
    char *end = NULL;

    job->rule->view = str_eq(view, STR("folded")) ? VIEW_FOLDED : VIEW_TEXT;
    if (job->raw->view && job->rule->view == VIEW_TEXT && !str_eq(view, STR("text"))) {
        fault(job, ".view", 0, TR("view is neither text nor folded"));
    }
    job->rule->sure = SURE_UNSAID;
    if (job->raw->sure) {
        job->rule->sure = strtof(job->raw->sure, &end);
        if (*end != '\0' || end == job->raw->sure || !(job->rule->sure > 0) ||
            job->rule->sure > 1) {
            fault(job, ".sure", 0, TR("sure is not a number over 0 and up to 1"));
            job->rule->sure = SURE_UNSAID;
        }
    }
}

void rule_from_raw(const struct raw_rule *raw, size_t index, struct rule_file *file,
                   struct rule *out)
{
    struct checking job = {raw, file, out, index};

    *out = (struct rule){.file = file->name};
    out->id = keep(&job, raw->id);
    out->line_no = marks_line(&file->marks, file->arena, ".rules[%zu]", index);
    if (out->id.len == 0) {
        fault(&job, "", 0, TR("a rule without an id"));
    }
    if (!raw->pattern || raw->pattern[0] == '\0') {
        fault(&job, "", 0, TR("no pattern"));
    }
    check_table(&job);
    check_zones(&job);
    check_small(&job);
    check_set(&job);
    check_mapping(&job);
    check_examples(&job);
}

static bool is_mapped(const struct rule *rule, struct str group)
{
    for (size_t i = 0; i < rule->groups_len; i++) {
        if (str_eq(rule->groups[i].name, group)) {
            return true;
        }
    }
    return false;
}

void rule_check_groups(const struct rule *rule, struct rule_file *file, int line_no)
{
    struct arena *arena = file->arena;

    for (size_t i = 0; i < rule->groups_len; i++) {
        struct str name = rule->groups[i].name;

        if (!pattern_has_group(rule->pattern, name)) {
            rule_fault_add(
                file, line_no, rule->id,
                str_printf(arena, _("the pattern has no group '%.*s'"), STR_ARG(name)));
        }
    }
    for (size_t i = 0; i < pattern_groups_len(rule->pattern); i++) {
        struct str name = pattern_group_name(rule->pattern, i);

        if (!str_starts(name, STR("_")) && !is_mapped(rule, name)) {
            rule_fault_add(
                file, line_no, rule->id,
                str_printf(arena,
                           _("the pattern's group '%.*s' fills no column (name "
                             "it _%.*s if that is meant)"),
                           STR_ARG(name), STR_ARG(name)));
        }
    }
}
