/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fields_run.h"
#include "arena.h"
#include "confidence.h"
#include "pattern.h"
#include "tr.h"

struct str passage_view(const struct text *text, const struct passage *passage,
                        enum view view)
{
    if (view == VIEW_TEXT) {
        return str_sub(text->utf8, passage->begin, passage->end);
    }
    return str_sub(text->folded, text->text_to_folded[passage->begin],
                   text->text_to_folded[passage->end]);
}

/* Bytes of the view as bytes of the text. */
static struct extent to_text(const struct text *text, const struct passage *passage,
                             enum view view, struct extent in_view)
{
    size_t base;

    if (view == VIEW_TEXT) {
        return (struct extent){passage->begin + in_view.begin,
                               passage->begin + in_view.end};
    }
    base = text->text_to_folded[passage->begin];
    return (struct extent){text->folded_to_text[base + in_view.begin],
                           text->folded_to_text[base + in_view.end]};
}

bool rule_looks_at(const struct rule *rule, const struct passage *passage,
                   struct arena *arena)
{
    if (!(rule->zones >> passage->kind & 1U)) {
        return false;
    }
    if (rule->heads &&
        !pattern_matches(rule->heads, fold(passage->head, arena, NULL))) {
        return false;
    }
    return !rule->under ||
           pattern_matches(rule->under, fold(passage->under, arena, NULL));
}

/* A rule at work on one passage. */
struct look {
    struct field_run *run;
    const struct rule *rule;
    size_t passage_index;
    const struct passage *passage;
    struct str view;
};

static void note(const struct look *look, struct attempt attempt)
{
    struct attempts *attempts = look->run->attempts;

    if (!attempts) {
        return;
    }
    attempt.rule = look->rule;
    attempt.passage = look->passage_index;
    attempts->at = arena_grow(look->run->arena, attempts->at, attempts->len,
                              &attempts->cap, sizeof *attempts->at);
    attempts->at[attempts->len++] = attempt;
}

static void trouble_add(const struct look *look)
{
    struct rule_troubles *troubles = look->run->troubles;

    note(look, (struct attempt){.begin = look->passage->begin,
                                .end = look->passage->end,
                                .outcome = OUTCOME_LIMIT});
    if (!troubles) {
        return;
    }
    troubles->at = arena_grow(look->run->arena, troubles->at, troubles->len,
                              &troubles->cap, sizeof *troubles->at);
    troubles->at[troubles->len++] = (struct rule_trouble){
        .rule = look->rule,
        .page_no = look->passage->page_no,
        .message = str_printf(
            look->run->arena,
            _("rule %.*s (%.*s:%d) took more steps than a match may; it "
              "was given up for this document"),
            STR_ARG(look->rule->id), STR_ARG(look->rule->file), look->rule->line_no)};
}

static const struct claim *claim_in(const struct look *look, enum table table,
                                    struct extent bytes, const struct rule *before)
{
    const struct claims *by_passage = look->run->claims[table];
    const struct claims *claims = by_passage ? &by_passage[look->passage_index] : NULL;

    for (size_t i = 0; claims && i < claims->len; i++) {
        const struct claim *claim = &claims->at[i];

        if (claim->begin < bytes.end && bytes.begin < claim->end &&
            (!before || claim->rule < before)) {
            return claim;
        }
    }
    return NULL;
}

/* The claim that keeps the rule from these bytes; NULL when there is none. Rules lie in
 * one array in their order, so the earlier one has the lower address. */
static const struct claim *claim_on(const struct look *look, struct extent bytes)
{
    const struct claim *claim = claim_in(look, look->rule->table, bytes, NULL);

    return claim ? claim : claim_in(look, TABLE_NOTHING, bytes, look->rule);
}

/* A match lies in one passage, so its claim does: a document of 5,000 pages has 100,000
 * of them, a passage a few. */
static void claim_add(const struct look *look, struct extent bytes)
{
    struct field_run *run = look->run;
    struct claims **by_passage = &run->claims[look->rule->table];
    struct claims *claims;

    if (!*by_passage) {
        *by_passage = ARENA_ARRAY(run->arena, struct claims, run->text->passages_len);
    }
    claims = &(*by_passage)[look->passage_index];
    claims->at = arena_grow(run->arena, claims->at, claims->len, &claims->cap,
                            sizeof *claims->at);
    claims->at[claims->len++] = (struct claim){look->rule, bytes.begin, bytes.end};
}

/* What the groups of one match became. */
struct catch
{
    struct values values[MAX_COLUMNS]; /* by index of the rule's groups */
    size_t count;                      /* fields to make of it */
    struct origin origin;
    bool repaired, inferred;
};

static size_t values_count(enum normaliser as, const struct values *values)
{
    return as == AS_PERIOD ? values->len / 2 : values->len;
}

static struct origin origin_join(struct origin a, struct origin b)
{
    if (a.page_no == 0) {
        return b;
    }
    if (b.page_no == a.page_no) {
        a.box.left = b.box.left < a.box.left ? b.box.left : a.box.left;
        a.box.top = b.box.top < a.box.top ? b.box.top : a.box.top;
        a.box.right = b.box.right > a.box.right ? b.box.right : a.box.right;
        a.box.bottom = b.box.bottom > a.box.bottom ? b.box.bottom : a.box.bottom;
    }
    if (b.page_no > 0) {
        a.conf_pct = b.conf_pct < a.conf_pct ? b.conf_pct : a.conf_pct;
        a.hand = b.hand == HAND_WRITTEN ? HAND_WRITTEN : a.hand;
        a.hand_chance *= b.hand_chance;
    }
    return a;
}

/* One group of the match just found. false: it is the first one, the match hangs on it,
 * and what it caught is no value. */
static bool catch_group(const struct look *look, size_t i, struct catch *out)
{
    const struct rule_group *group = &look->rule->groups[i];
    const struct text *text = look->run->text;
    struct extent in_view, bytes;
    struct str caught;

    if (!pattern_group(look->rule->pattern, group->name, &in_view)) {
        return true;
    }
    bytes = to_text(text, look->passage, look->rule->view, in_view);
    caught = str_sub(text->utf8, bytes.begin, bytes.end);
    out->values[i] =
        normalise(group->as, caught, &look->run->context, look->run->arena);
    if (out->values[i].len == 0) {
        if (i == 0) {
            note(look, (struct attempt){.begin = bytes.begin,
                                        .end = bytes.end,
                                        .outcome = OUTCOME_NO_VALUE,
                                        .group = group,
                                        .caught = caught});
        }
        return i > 0;
    }
    out->origin = origin_join(out->origin, text_origin(text, bytes.begin, bytes.end));
    out->repaired = out->repaired || out->values[i].repaired;
    out->inferred = out->inferred || out->values[i].inferred;
    if (values_count(group->as, &out->values[i]) > out->count) {
        out->count = values_count(group->as, &out->values[i]);
    }
    return true;
}

static bool catch_groups(const struct look *look, struct extent match,
                         struct catch *out)
{
    size_t len = look->rule->groups_len;

    for (size_t i = 0; i < len && i < MAX_COLUMNS; i++) {
        if (!catch_group(look, i, out)) {
            return false;
        }
    }
    if (len == 0) { /* only sets values: its words are those of the match */
        out->count = 1;
        out->origin = text_origin(look->run->text, match.begin, match.end);
    }
    return out->count > 0;
}

/* Field number `index` of a match: a group with one value gives it to all. */
static void fill_group(struct field *field, const struct rule_group *group,
                       const struct values *values, size_t index)
{
    size_t count = values_count(group->as, values);

    if (count == 0 || (index >= count && count > 1)) {
        return;
    }
    index = index < count ? index : 0;
    if (group->as == AS_PERIOD) {
        int from = table_column(field->table, STR("from"));
        int due = table_column(field->table, STR("due"));

        if (from >= 0 && due >= 0) {
            field->value[from] = values->at[2 * index];
            field->value[due] = values->at[2 * index + 1];
        }
    } else if (!field->value[group->column].ptr) {
        field->value[group->column] = values->at[index];
    }
}

static void field_add(const struct look *look, struct extent match,
                      const struct catch *caught, size_t index)
{
    const struct rule *rule = look->rule;
    struct fields *fields = look->run->fields;
    struct field field = {
        .table = rule->table,
        .rule = rule,
        .begin = match.begin,
        .end = match.end,
        .passage = look->passage_index,
        .origin = caught->origin,
        .conf = confidence_of(rule->sure, &caught->origin, caught->repaired,
                              caught->inferred),
    };

    for (size_t i = 0; i < rule->set_len; i++) {
        field.value[rule->set[i].column] = rule->set[i].value;
    }
    for (size_t i = 0; i < rule->groups_len && i < MAX_COLUMNS; i++) {
        fill_group(&field, &rule->groups[i], &caught->values[i], index);
    }
    fields->at = arena_grow(look->run->arena, fields->at, fields->len, &fields->cap,
                            sizeof *fields->at);
    fields->at[fields->len++] = field;
}

static void take_match(const struct look *look, struct extent match)
{
    struct catch caught = {0};

    if (!catch_groups(look, match, &caught)) {
        return;
    }
    for (size_t i = 0; i < caught.count && look->rule->table != TABLE_NOTHING; i++) {
        field_add(look, match, &caught, i);
    }
    claim_add(look, match);
    note(look, (struct attempt){
                   .begin = match.begin, .end = match.end, .outcome = OUTCOME_FIELD});
}

/* Where in the view the search goes on after byte `to` of the text. */
static size_t view_after(const struct look *look, size_t to)
{
    const struct text *text = look->run->text;

    if (to > look->passage->end) {
        to = look->passage->end;
    }
    if (look->rule->view == VIEW_TEXT) {
        return to - look->passage->begin;
    }
    return text->text_to_folded[to] - text->text_to_folded[look->passage->begin];
}

/* An empty match, or a claim that ends inside of a character, must not stop the search.
 */
static size_t forward(struct str view, size_t from, size_t to)
{
    size_t bytes;

    if (to > from) {
        return to;
    }
    utf8_at(view, from, &bytes);
    return from + bytes;
}

/* false: the rule ran into a limit. */
static bool look_through(const struct look *look)
{
    size_t from = 0;

    while (from <= look->view.len) {
        struct extent in_view = {0, 0}, bytes;
        enum match match =
            pattern_find(look->rule->pattern, look->view, from, &in_view);
        const struct claim *claim;
        size_t to;

        if (match == MATCH_LIMIT) {
            trouble_add(look);
            return false;
        }
        if (match == MATCH_NONE) {
            return true;
        }
        bytes = to_text(look->run->text, look->passage, look->rule->view, in_view);
        claim = claim_on(look, bytes);
        if (claim) {
            note(look, (struct attempt){.begin = bytes.begin,
                                        .end = bytes.end,
                                        .outcome = OUTCOME_CLAIMED,
                                        .claimer = claim->rule});
            to = view_after(look, claim->end);
        } else {
            take_match(look, bytes);
            to = in_view.end;
        }
        from = forward(look->view, from, to);
    }
    return true;
}

void field_run_rule(struct field_run *run, const struct rule *rule)
{
    const struct text *text = run->text;

    for (size_t i = 0; i < text->passages_len; i++) {
        const struct passage *passage = &text->passages[i];
        struct look look = {run, rule, i, passage,
                            passage_view(text, passage, rule->view)};

        if (rule_looks_at(rule, passage, run->arena) && !look_through(&look)) {
            return;
        }
    }
}
