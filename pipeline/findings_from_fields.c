/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The judgement on a document: one value for each column of its row, what is missing,
 * and what a person should look at. */
#include "findings.h"

#include "arena.h"
#include "confidence.h"
#include "judge.h"
#include "surnames.h"
#include "tr.h"

#include <math.h>

const char *const severity_names[] = {
    [SEVERITY_INFO] = "info",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};

void findings_add(struct findings *findings, struct arena *arena, int page_no,
                  enum severity severity, const char *check, struct str message)
{
    findings->at = arena_grow(arena, findings->at, findings->len, &findings->cap,
                              sizeof *findings->at);
    findings->at[findings->len++] = (struct finding){
        .page_no = page_no, .severity = severity, .check = check, .message = message};
}

/* A name or an office below this is what a seal or a pen's strokes were read as. */
#define NOISE_CONF 0.22F

/* Columns of the signature block; where several sign, the issuing agency's own block of
 * the page that is signed first goes before the others. */
static bool is_of_signature(int column)
{
    static const char *const columns[] = {"signing_mode", "signer_title", "signer"};

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (column == table_column(TABLE_DOCUMENTS, str_from_c(columns[i]))) {
            return true;
        }
    }
    return false;
}

static const struct passage *passage_of(const struct judge *judge,
                                        const struct field *field)
{
    return field->passage < judge->text->passages_len
               ? &judge->text->passages[field->passage]
               : NULL;
}

/* A name that begins with a surname is one, however unsure; it goes to review. */
static bool begins_with_surname(const struct judge *judge, const struct field *field)
{
    int column = table_column(TABLE_DOCUMENTS, STR("signer"));
    struct str rest = fold(field->value[column], judge->arena, NULL);

    return surname_of(str_cut(&rest, ' ')).len > 0 && rest.len > 0;
}

/* Of the issuing agency's own block, and more than a scrap. */
static bool is_of_signer(const struct judge *judge, const struct field *field)
{
    const struct passage *passage = passage_of(judge, field);

    return (field->conf >= NOISE_CONF || begins_with_surname(judge, field)) &&
           (!passage || passage->block == 0);
}

/* Negative: `a` goes before `b`; by block, then priority of the rule, then confidence.
 */
static int by_worth(const struct judge *judge, int column, const struct field *a,
                    const struct field *b)
{
    const struct passage *in_a = passage_of(judge, a), *in_b = passage_of(judge, b);

    if (is_of_signature(column) && in_a && in_b) {
        if (in_a->page_no != in_b->page_no) {
            return in_a->page_no - in_b->page_no;
        }
        if (in_a->block != in_b->block) {
            return in_a->block - in_b->block;
        }
    }
    if (a->rule != b->rule) {
        return a->rule < b->rule ? -1 : 1;
    }
    return (a->conf < b->conf) - (a->conf > b->conf);
}

static void pick_values(struct judge *judge)
{
    for (size_t i = 0; i < judge->fields->len; i++) {
        const struct field *field = &judge->fields->at[i];

        if (field->table != TABLE_DOCUMENTS) {
            continue;
        }
        for (int column = 0; column < MAX_COLUMNS; column++) {
            const struct field *best = judge->best[column];

            if (field->value[column].len > 0 &&
                !(is_of_signature(column) && !is_of_signer(judge, field)) &&
                (!best || by_worth(judge, column, field, best) < 0)) {
                judge->best[column] = field;
            }
        }
    }
    for (int column = 0; column < MAX_COLUMNS; column++) {
        const struct field *best = judge->best[column];

        if (best) {
            judge->out.value[column] = best->value[column];
            judge->out.conf[column] = best->conf;
            judge->out.origin[column] = best->origin;
        }
    }
}

static void note(struct judge *judge, int page_no, const char *check,
                 struct str message)
{
    findings_add(&judge->out, judge->arena, page_no, SEVERITY_WARNING, check, message);
}

/* --- what must be there --- */

struct part {
    const char *id;
    const char *columns[2]; /* a value in one of them is the part */
    enum zone_kind zone;    /* or this zone; ZONE_KINDS: none */
    bool zone_is_enough;    /* the zone alone is the part, whatever stands in it */
};

static const struct part parts[] = {
    {"national_motto", {NULL}, ZONE_MOTTO, true},
    {"issuer", {"issuer"}, ZONE_ISSUER, true},
    {"number", {"code"}, ZONE_NUMBER, false},
    {"place_date", {"date", "place"}, ZONE_PLACE_DATE, false},
    {"type", {"type"}, ZONE_KINDS, false},
    {"title", {"title"}, ZONE_KINDS, false},
    {"signer", {"signer"}, ZONE_SIGNER, true},
};

static bool has_field_of(const struct judge *judge, enum table table)
{
    for (size_t i = 0; i < judge->fields->len; i++) {
        if (judge->fields->at[i].table == table) {
            return true;
        }
    }
    return false;
}

/* Found by a rule of table `parts`. */
static bool is_told(const struct judge *judge, struct str part)
{
    for (size_t i = 0; i < judge->fields->len; i++) {
        const struct field *field = &judge->fields->at[i];

        if (field->table == TABLE_PARTS && str_eq(field->value[0], part)) {
            return true;
        }
    }
    return str_eq(part, STR("recipients")) && has_field_of(judge, TABLE_RECIPIENTS);
}

static bool is_there(const struct judge *judge, struct str part)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!str_eq(str_from_c(parts[i].id), part)) {
            continue;
        }
        for (size_t k = 0; k < 2 && parts[i].columns[k]; k++) {
            int column = table_column(TABLE_DOCUMENTS, str_from_c(parts[i].columns[k]));

            if (judge->out.value[column].len > 0) {
                return true;
            }
        }
        if (parts[i].zone != ZONE_KINDS &&
            (parts[i].zone_is_enough ? judge_zone(judge, parts[i].zone) != NULL
                                     : judge_zone_is_written(judge, parts[i].zone))) {
            return true;
        }
    }
    return is_told(judge, part);
}

static const struct required_parts *required_of(const struct judge *judge)
{
    struct str type = judge->out.value[table_column(TABLE_DOCUMENTS, STR("type"))];
    const struct required_parts *any = NULL;

    for (size_t i = 0; i < judge->rules->required_len; i++) {
        const struct required_parts *required = &judge->rules->required[i];

        if (type.len > 0 && str_eq(required->type, type)) {
            return required;
        }
        if (str_eq(required->type, STR("*"))) {
            any = required;
        }
    }
    return any;
}

/* Stands on the first page or, nearly always, on the last. */
static bool may_be_at_an_end(struct str part)
{
    return judge_is_of_header(part) || str_eq(part, STR("signer")) ||
           str_eq(part, STR("recipients"));
}

static void list_missing(struct judge *judge)
{
    struct strbuf missing = {.arena = judge->arena};

    judge->required = required_of(judge);
    for (size_t i = 0; judge->required && i < judge->required->parts_len; i++) {
        struct str part = judge->required->parts[i];

        if (is_there(judge, part) ||
            (judge->text->is_header_only && !may_be_at_an_end(part))) {
            continue;
        }
        if (judge_is_unreadable(judge, part)) {
            note(judge, 0, "part_unreadable",
                 str_printf(judge->arena,
                            _("required, not found where not all can be read: %.*s"),
                            STR_ARG(tr_id("part", part, judge->arena))));
            continue;
        }
        if (missing.len > 0) {
            strbuf_add_char(&missing, ' ');
        }
        strbuf_add(&missing, part);
        note(judge, 0, "missing_part",
             str_printf(judge->arena, _("required, not found: %.*s"),
                        STR_ARG(tr_id("part", part, judge->arena))));
    }
    judge->out.missing = strbuf_str(&missing);
}

/* --- how sure --- */

static bool is_required(const struct judge *judge, struct str part)
{
    for (size_t i = 0; judge->required && i < judge->required->parts_len; i++) {
        if (str_eq(judge->required->parts[i], part)) {
            return true;
        }
    }
    return false;
}

/* How sure one value of the row is; 2 when there is none. */
static float weigh_value(struct judge *judge, const char *name)
{
    int column = table_column(TABLE_DOCUMENTS, str_from_c(name));
    struct str value = judge->out.value[column];
    float conf = judge->out.conf[column];

    if (value.len == 0) {
        return 2;
    }
    if (conf < REVIEW_CONF && judge->out.origin[column].hand != HAND_WRITTEN) {
        note(judge, judge->out.origin[column].page_no, "low_confidence",
             str_printf(judge->arena, _("%.*s '%.*s' is sure to %.0f %% only"),
                        STR_ARG(tr_id("column", str_from_c(name), judge->arena)),
                        STR_ARG(value), (double)conf * 100));
    }
    return conf;
}

/* The row is as sure as the least sure of the header values that its type requires and
 * that were found, and of whose office signed; what was not found is in `missing`. 0
 * when none was found. */
static void weigh(struct judge *judge)
{
    static const char *const signing[] = {"signing_mode", "signer_title"};
    float lowest = 2;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        for (size_t k = 0; k < 2 && parts[i].columns[k]; k++) {
            if (is_required(judge, str_from_c(parts[i].id))) {
                judge->out.required[judge_column(parts[i].columns[k])] = true;
                lowest = fminf(lowest, weigh_value(judge, parts[i].columns[k]));
            }
        }
    }
    for (size_t i = 0; i < 2 && is_required(judge, STR("signer")); i++) {
        lowest = fminf(lowest, weigh_value(judge, signing[i]));
    }
    judge->out.confidence = lowest > 1 ? 0 : lowest;
}

static void report_troubles(struct judge *judge, const struct rule_troubles *troubles)
{
    for (size_t i = 0; i < troubles->len; i++) {
        const struct rule_trouble *trouble = &troubles->at[i];

        note(judge, trouble->page_no, "rule_limit",
             str_printf(judge->arena, _("rule %.*s gave up: %.*s"),
                        STR_ARG(trouble->rule->id), STR_ARG(trouble->message)));
    }
}

static void calibrate(struct judge *judge)
{
    for (int column = 0; column < MAX_COLUMNS; column++) {
        judge->out.conf[column] = confidence_calibrated(judge->out.conf[column],
                                                        judge->out.origin[column].hand);
    }
}

struct findings findings_from_fields(const struct text *text,
                                     const struct fields *fields,
                                     const struct rule_troubles *troubles,
                                     const struct rules *rules, struct arena *arena)
{
    struct judge judge = {
        .text = text, .fields = fields, .rules = rules, .arena = arena};

    pick_values(&judge);
    judge_plausible(&judge);
    judge_type(&judge);
    judge_agency(&judge);
    judge_number(&judge);
    judge_date(&judge);
    judge_signers(&judge);
    judge_unread_signer(&judge);
    judge_deputy(&judge);
    judge_unread_office(&judge);
    judge_cited_dates(&judge);
    judge_cited_types(&judge);
    judge_cited_twice(&judge);
    list_missing(&judge);
    calibrate(&judge);
    weigh(&judge);
    judge_others(&judge);
    report_troubles(&judge, troubles);
    for (size_t i = 0; i < judge.out.len; i++) {
        judge.out.review =
            judge.out.review || judge.out.at[i].severity != SEVERITY_INFO;
    }
    return judge.out;
}
