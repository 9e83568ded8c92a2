/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When every file has been read: definitions put in, patterns compiled. */
#include "arena.h"
#include "pattern.h"
#include "rules_raw.h"
#include "tr.h"

/* A definition that is broken by itself breaks each rule that uses it: the innermost
 * such is the one to name. */
static const struct draft_pattern *
broken_part(struct draft *draft, const struct expansion *expansion, enum view view)
{
    for (size_t i = expansion->len; i-- > 1;) {
        const struct draft_pattern *from = expansion->pieces[i].from;
        struct expansion part;
        struct pattern *pattern;
        struct str message;
        size_t at;

        if (from->name.len == 0) {
            continue;
        }
        part = rules_expand(from, &draft->defines, draft->rules, view, draft->arena);
        pattern = pattern_make(part.source, &message, &at, draft->arena);
        if (!pattern) {
            return from;
        }
        pattern_drop(pattern);
    }
    return NULL;
}

static struct pattern *build(struct draft *draft, const struct draft_pattern *from,
                             const struct rule *rule, enum view view,
                             struct rule_faults *faults)
{
    struct expansion expansion =
        rules_expand(from, &draft->defines, draft->rules, view, draft->arena);
    struct rule_file file = {.arena = draft->arena, .faults = faults};
    struct str message = expansion.error;
    size_t at = expansion.error_byte;
    const struct draft_pattern *broken;
    struct pattern *pattern = NULL;
    int line_no = 0;

    if (message.len == 0) {
        pattern = pattern_make(expansion.source, &message, &at, draft->arena);
    }
    if (pattern) {
        return pattern;
    }
    broken = expansion.error.len == 0 ? broken_part(draft, &expansion, view) : NULL;
    if (broken) {
        expansion =
            rules_expand(broken, &draft->defines, draft->rules, view, draft->arena);
        pattern_drop(pattern_make(expansion.source, &message, &at, draft->arena));
    }
    expansion_place(&expansion, at, &file.name, &line_no);
    rule_fault_add(
        &file, line_no, rule->id,
        str_printf(draft->arena, _("the pattern is wrong: %.*s"), STR_ARG(message)));
    return NULL;
}

/* false: the rule is not sound, and not for use. */
static bool compile(struct draft *draft, struct draft_rule *from, struct rule *out,
                    struct rule_faults *faults)
{
    struct rule_file file = {
        .name = from->rule.file, .arena = draft->arena, .faults = faults};

    *out = from->rule;
    if (from->pattern.source.len == 0) {
        return false; /* said already */
    }
    out->pattern = build(draft, &from->pattern, out, out->view, faults);
    if (!out->pattern) {
        return false;
    }
    out->source = pattern_source(out->pattern);
    rule_check_groups(out, &file, from->pattern.line_no);
    if (from->heads.source.len > 0) {
        out->heads = build(draft, &from->heads, out, VIEW_FOLDED, faults);
    }
    if (from->under.source.len > 0) {
        out->under = build(draft, &from->under, out, VIEW_FOLDED, faults);
    }
    return true;
}

void rules_compile(struct draft *draft, struct rule_faults *faults)
{
    struct rules *rules = draft->rules;

    rules->at = ARENA_ARRAY(draft->arena, struct rule, draft->len);
    for (size_t i = 0; i < draft->len; i++) {
        struct rule *rule = &rules->at[rules->len];

        if (compile(draft, &draft->at[i], rule, faults)) {
            rules->len++;
        }
    }
}
