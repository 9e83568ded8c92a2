/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why a field is what it is, or is empty: in words for a person who writes rules. */
#include "arena.h"
#include "fields_run.h"
#include "pattern.h"
#include "tr.h"

/* Passages and pieces of patterns are shown in short. */
enum { SHOWN_BYTES = 90, PIECE_BYTES = 60, MATCHES_SHOWN = 12 };

struct explaining {
    const struct text *text;
    const struct rules *rules;
    const struct fields *fields;
    const struct attempts *attempts;
    enum table table;
    int column;
    struct arena *arena;
    FILE *to;
};

/* On one line, cut at a character. */
static struct str in_short(struct str s, size_t max_bytes, struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    for (size_t at = 0, bytes; at < s.len; at += bytes) {
        uint32_t c = utf8_at(s, at, &bytes);

        if (out.len + bytes > max_bytes) {
            strbuf_add(&out, STR(" ..."));
            break;
        }
        strbuf_add(&out, c < 0x20 ? STR(" ") : str_sub(s, at, at + bytes));
    }
    return strbuf_str(&out);
}

static struct str shown(const struct explaining *job, size_t begin, size_t end)
{
    return in_short(str_sub(job->text->utf8, begin, end), SHOWN_BYTES, job->arena);
}

static bool fills(const struct rule *rule, int column)
{
    for (size_t i = 0; i < rule->set_len; i++) {
        if (rule->set[i].column == column) {
            return true;
        }
    }
    for (size_t i = 0; i < rule->groups_len; i++) {
        bool is_period = rule->groups[i].as == AS_PERIOD;

        if (rule->groups[i].column == column ||
            (is_period && (column == table_column(rule->table, STR("from")) ||
                           column == table_column(rule->table, STR("due"))))) {
            return true;
        }
    }
    return false;
}

static void say_zones(const struct explaining *job, const struct rule *rule,
                      size_t *passages_len)
{
    fprintf(job->to, _("    looks at:"));
    for (size_t kind = 0; kind < ZONE_KINDS; kind++) {
        if (rule->zones >> kind & 1U) {
            fprintf(job->to, " %s", zone_names[kind]);
        }
    }
    *passages_len = 0;
    for (size_t i = 0; i < job->text->passages_len; i++) {
        *passages_len += rule_looks_at(rule, &job->text->passages[i], job->arena);
    }
    fprintf(job->to, "%s (%s)\n",
            rule->view == VIEW_FOLDED ? _(", without diacritics") : "",
            tr_count("%zu passage in this document", "%zu passages in this document",
                     *passages_len)
                .ptr);
}

static void say_value(const struct explaining *job, const struct rule *rule,
                      const struct attempt *attempt)
{
    for (size_t i = 0; i < job->fields->len; i++) {
        const struct field *field = &job->fields->at[i];

        if (field->rule == rule && field->begin == attempt->begin &&
            field->end == attempt->end) {
            struct str value = field->value[job->column];

            fprintf(job->to, _("      -> %s = '%.*s', confidence %.2f\n"),
                    table_forms[job->table].columns[job->column], STR_ARG(value),
                    (double)field->conf);
        }
    }
}

static void say_attempt(const struct explaining *job, const struct attempt *attempt)
{
    const struct passage *passage = &job->text->passages[attempt->passage];
    struct str match = shown(job, attempt->begin, attempt->end);

    fprintf(job->to, _("    page %d, %s: matched '%.*s'\n"), passage->page_no,
            zone_names[passage->kind], STR_ARG(match));
    switch (attempt->outcome) {
    case OUTCOME_FIELD:
        say_value(job, attempt->rule, attempt);
        break;
    case OUTCOME_CLAIMED:
        fprintf(job->to, _("      -> dropped: rule %.*s has taken these words\n"),
                STR_ARG(attempt->claimer->id));
        break;
    case OUTCOME_NO_VALUE:
        fprintf(job->to, _("      -> dropped: '%.*s' of group %.*s is no %s\n"),
                STR_ARG(attempt->caught), STR_ARG(attempt->group->name),
                normaliser_names[attempt->group->as]);
        break;
    case OUTCOME_LIMIT:
        fprintf(job->to,
                _("      -> given up: the match took more steps than allowed\n"));
        break;
    }
}

/* How many attempts the rule had. */
static size_t say_attempts(const struct explaining *job, const struct rule *rule)
{
    size_t count = 0;

    for (size_t i = 0; i < job->attempts->len; i++) {
        if (job->attempts->at[i].rule != rule) {
            continue;
        }
        if (count < MATCHES_SHOWN) {
            say_attempt(job, &job->attempts->at[i]);
        }
        count++;
    }
    if (count > MATCHES_SHOWN) {
        fprintf(job->to, _("    and %zu matches more\n"), count - MATCHES_SHOWN);
    }
    return count;
}

/* Letters of the passage that the pattern got through where it got farthest. */
static size_t reach_len(const struct reach *reach)
{
    return reach->reached > reach->began ? reach->reached - reach->began : 0;
}

static void say_closest(const struct explaining *job, const struct rule *rule)
{
    const struct passage *best = NULL;
    struct reach best_reach = {0};
    struct str view, got, next, piece;

    for (size_t i = 0; i < job->text->passages_len; i++) {
        const struct passage *passage = &job->text->passages[i];
        struct reach reach;

        if (!rule_looks_at(rule, passage, job->arena)) {
            continue;
        }
        view = passage_view(job->text, passage, rule->view);
        if (pattern_reach(rule->pattern, view, &reach) &&
            (!best || reach_len(&reach) > reach_len(&best_reach))) {
            best = passage;
            best_reach = reach;
        }
    }
    if (!best) {
        fprintf(job->to, _("    no match, and no passage came near one\n"));
        return;
    }
    view = passage_view(job->text, best, rule->view);
    got = in_short(str_sub(view, best_reach.began, best_reach.reached), SHOWN_BYTES,
                   job->arena);
    next = in_short(str_from(view, best_reach.reached), PIECE_BYTES, job->arena);
    piece = in_short(str_from(pattern_source(rule->pattern), best_reach.piece.begin),
                     PIECE_BYTES, job->arena);
    fprintf(job->to, _("    no match; closest on page %d, %s: "), best->page_no,
            zone_names[best->kind]);
    if (got.len > 0) {
        fprintf(job->to, _("got through '%.*s', "), STR_ARG(got));
    }
    fprintf(job->to, _("then found %s%.*s%s where the pattern goes on with %.*s\n"),
            next.len > 0 ? "'" : _("the end"), STR_ARG(next), next.len > 0 ? "'" : "",
            STR_ARG(piece));
}

static void say_rule(const struct explaining *job, const struct rule *rule)
{
    size_t passages_len = 0;

    fprintf(job->to, _("  rule %.*s (%.*s:%d)\n"), STR_ARG(rule->id),
            STR_ARG(rule->file), rule->line_no);
    say_zones(job, rule, &passages_len);
    if (passages_len > 0 && say_attempts(job, rule) == 0) {
        say_closest(job, rule);
    }
}

/* "table.column", or the column alone: then of the first table that has it. */
static bool find_column(struct str field, enum table *table, int *column)
{
    struct str rest = field;
    struct str head = str_cut(&rest, '.');

    if (head.len < field.len) {
        *table = table_by_name(head);
        *column = *table < TABLES ? table_column(*table, rest) : -1;
        return *column >= 0;
    }
    for (size_t i = 0; i < TABLES; i++) {
        *table = (enum table)i;
        *column = table_column(*table, field);
        if (*column >= 0) {
            return true;
        }
    }
    return false;
}

bool fields_explain(const struct text *text, const struct rules *rules,
                    struct str field, struct arena *arena, FILE *to)
{
    struct fields fields = {0};
    struct attempts attempts = {0};
    struct field_run run = {.text = text,
                            .context = {.rules = rules},
                            .arena = arena,
                            .fields = &fields,
                            .attempts = &attempts};
    struct explaining job = {.text = text,
                             .rules = rules,
                             .fields = &fields,
                             .attempts = &attempts,
                             .arena = arena,
                             .to = to};
    size_t count = 0;

    if (!find_column(field, &job.table, &job.column)) {
        return false;
    }
    field_run_all(&run);
    fields_sort(&fields, arena);
    fprintf(to, _("%s.%s, rules in the order of their priority:\n"),
            table_forms[job.table].name, table_forms[job.table].columns[job.column]);
    for (size_t i = 0; i < rules->len; i++) {
        if (rules->at[i].table == job.table && fills(&rules->at[i], job.column)) {
            say_rule(&job, &rules->at[i]);
            count++;
        }
    }
    if (count == 0) {
        fprintf(to, _("  no rule fills it: the program does, or nothing\n"));
    }
    return true;
}
