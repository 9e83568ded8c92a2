/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "text.h"
#include "track_parts.h"

#include <stdlib.h>

/* Documents by code, to find what a reference names. */
struct coded {
    struct str code;
    size_t document;
};

struct answering {
    const struct archive *archive;
    struct arena *arena;
    struct coded *coded;
    size_t coded_len;
    struct answer *answers; /* by plan */
    size_t answers_len, answers_cap;
};

/* `document` answers `plan`. */
struct answer {
    size_t plan, document;
    bool is_listed; /* among the plan's recipients */
};

static int by_code(const void *a_, const void *b_)
{
    const struct coded *a = a_, *b = b_;
    int order = str_cmp(a->code, b->code);

    return order != 0 ? order
                      : (a->document > b->document) - (a->document < b->document);
}

static int by_plan(const void *a_, const void *b_)
{
    const struct answer *a = a_, *b = b_;

    if (a->plan != b->plan) {
        return a->plan < b->plan ? -1 : 1;
    }
    return (a->document > b->document) - (a->document < b->document);
}

static struct str of(const struct answering *a, size_t document, const char *column)
{
    return archive_document(a->archive, document, column);
}

static void list_codes(struct answering *a)
{
    size_t len = a->archive->tables[TABLE_DOCUMENTS].len;

    a->coded = ARENA_ARRAY(a->arena, struct coded, len + 1);
    for (size_t i = 0; i < len; i++) {
        struct str code = of(a, i, "code");

        if (code.len > 0) {
            a->coded[a->coded_len++] = (struct coded){code, i};
        }
    }
    if (a->coded_len > 0) {
        qsort(a->coded, a->coded_len, sizeof *a->coded, by_code);
    }
}

/* Date and issuer, as far as both tell them, do not speak against each other; one of
 * them at least speaks for it: numbers repeat from office to office and year to year.
 */
static bool names(const struct answering *a, const struct archive_row *reference,
                  size_t plan)
{
    struct str date = archive_cell(reference, TABLE_REFERENCES, "date");
    struct str issuer = archive_cell(reference, TABLE_REFERENCES, "issuer");
    struct str plan_date = of(a, plan, "date");
    bool has_dates = date.len > 0 && plan_date.len > 0;
    bool has_issuers = issuer.len > 0 && of(a, plan, "issuer").len > 0;
    bool same_issuer =
        has_issuers && agency_is(agency_key(issuer, a->arena),
                                 agency_key(of(a, plan, "issuer"), a->arena));

    if (has_dates) {
        return str_eq(date, plan_date);
    }
    return same_issuer;
}

static void add_answer(struct answering *a, size_t plan, size_t document)
{
    for (size_t i = 0; i < a->answers_len; i++) {
        if (a->answers[i].plan == plan && a->answers[i].document == document) {
            return;
        }
    }
    a->answers = arena_grow(a->arena, a->answers, a->answers_len, &a->answers_cap,
                            sizeof *a->answers);
    a->answers[a->answers_len++] = (struct answer){plan, document, false};
}

static void follow(struct answering *a, const struct archive_row *reference)
{
    struct str code = archive_cell(reference, TABLE_REFERENCES, "code");
    struct str relation = archive_cell(reference, TABLE_REFERENCES, "relation");
    size_t low = 0, high = a->coded_len;

    if (code.len == 0 || str_eq(relation, STR("cites"))) {
        return;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (str_cmp(a->coded[middle].code, code) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < a->coded_len && str_eq(a->coded[low].code, code); low++) {
        size_t plan = a->coded[low].document;

        if (plan != reference->document && names(a, reference, plan)) {
            add_answer(a, plan, reference->document);
        }
    }
}

/* The first day on which the plan wants a plan or a report. */
static struct str due_of(const struct answering *a, size_t plan)
{
    const struct archive_table *deadlines = &a->archive->tables[TABLE_DEADLINES];
    size_t first, len = archive_rows(a->archive, TABLE_DEADLINES, plan, &first);
    struct str due = STR("");

    for (size_t i = first; i < first + len; i++) {
        const struct archive_row *row = &deadlines->at[i];
        struct str task =
            fold(archive_cell(row, TABLE_DEADLINES, "task"), a->arena, NULL);
        struct str kind = archive_cell(row, TABLE_DEADLINES, "kind");
        struct str day = archive_cell(row, TABLE_DEADLINES, "due");
        bool asks = str_find(task, STR("ke hoach"), 0) < task.len ||
                    str_find(task, STR("bao cao"), 0) < task.len;
        bool is_day = str_eq(kind, STR("before")) || str_eq(kind, STR("by")) ||
                      str_eq(kind, STR("on"));

        if (asks && is_day && day.len > 0 && (due.len == 0 || str_cmp(day, due) < 0)) {
            due = day;
        }
    }
    return due;
}

static void send(const struct answering *a, const struct track_sink *sink, size_t plan,
                 struct str recipient, const char *state, const struct answer *answer)
{
    bool has = answer != NULL;
    struct str cells[MAX_COLUMNS] = {
        of(a, plan, "document"),
        of(a, plan, "source"),
        of(a, plan, "code"),
        of(a, plan, "date"),
        of(a, plan, "issuer"),
        of(a, plan, "title"),
        recipient,
        str_from_c(state),
        due_of(a, plan),
        has ? of(a, answer->document, "document") : STR(""),
        has ? of(a, answer->document, "source") : STR(""),
        has ? of(a, answer->document, "code") : STR(""),
        has ? of(a, answer->document, "date") : STR(""),
    };

    track_send(sink, TRACK_ANSWERS, cells);
}

/* "(để b/c)", "(để biết)", "(p/h)": told, not asked. */
static bool is_informed(struct str note, struct arena *arena)
{
    static const char *const words[] = {"b/c", "bao cao", "biet", "p/h", "phoi hop"};
    struct str folded = fold(note, arena, NULL);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_find(folded, str_from_c(words[i]), 0) < folded.len) {
            return true;
        }
    }
    return false;
}

static void send_recipient(struct answering *a, const struct track_sink *sink,
                           size_t first, size_t len, const struct archive_row *row)
{
    size_t plan = a->answers[first].plan, found = 0;
    struct str recipient = archive_cell(row, TABLE_RECIPIENTS, "recipient");
    struct str note = archive_cell(row, TABLE_RECIPIENTS, "note");
    struct str key = agency_key(recipient, a->arena);

    for (size_t i = first; i < first + len; i++) {
        struct str issuer =
            agency_key(of(a, a->answers[i].document, "issuer"), a->arena);

        if (agency_is(key, issuer)) {
            a->answers[i].is_listed = true;
            send(a, sink, plan, recipient, "answered", &a->answers[i]);
            found++;
        }
    }
    if (found == 0) {
        send(a, sink, plan, recipient,
             is_informed(note, a->arena) ? "informed"
             : agency_is_group(key)      ? "group"
                                         : "silent",
             NULL);
    }
}

static void send_plan(struct answering *a, const struct track_sink *sink, size_t first,
                      size_t len)
{
    size_t plan = a->answers[first].plan, row;
    size_t rows = archive_rows(a->archive, TABLE_RECIPIENTS, plan, &row);
    const struct archive_table *recipients = &a->archive->tables[TABLE_RECIPIENTS];

    for (size_t i = row; i < row + rows; i++) {
        if (archive_cell(&recipients->at[i], TABLE_RECIPIENTS, "filing").len == 0) {
            send_recipient(a, sink, first, len, &recipients->at[i]);
        }
    }
    for (size_t i = first; i < first + len; i++) {
        if (!a->answers[i].is_listed) {
            send(a, sink, plan, of(a, a->answers[i].document, "issuer"), "unlisted",
                 &a->answers[i]);
        }
    }
}

void track_answers(const struct archive *archive, const struct track_sink *sink)
{
    struct answering a = {.archive = archive, .arena = archive->arena};
    const struct archive_table *references = &archive->tables[TABLE_REFERENCES];
    size_t first = 0;

    list_codes(&a);
    for (size_t i = 0; i < references->len; i++) {
        follow(&a, &references->at[i]);
    }
    if (a.answers_len > 0) {
        qsort(a.answers, a.answers_len, sizeof *a.answers, by_plan);
    }
    while (first < a.answers_len) {
        size_t len = 1;

        while (first + len < a.answers_len &&
               a.answers[first + len].plan == a.answers[first].plan) {
            len++;
        }
        send_plan(&a, sink, first, len);
        first += len;
    }
}
