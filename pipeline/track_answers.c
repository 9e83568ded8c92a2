/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "text.h"
#include "track_parts.h"

#include <stdlib.h>

struct answering {
    const struct archive *archive;
    struct arena *arena;
    const struct cited *cited;
    const size_t *same_as;
    struct answer *answers; /* by plan */
    size_t answers_len, answers_cap;
};

/* `document` answers `plan`. */
struct answer {
    size_t plan, document;
    bool is_listed; /* among the plan's recipients */
};

/* A plan and those who answer it: a stretch of the answers. */
struct answered {
    size_t plan, first, len;
    struct str due;
};

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

static void add_answer(struct answering *a, size_t plan, size_t document)
{
    a->answers = arena_grow(a->arena, a->answers, a->answers_len, &a->answers_cap,
                            sizeof *a->answers);
    a->answers[a->answers_len++] = (struct answer){plan, document, false};
}

static void follow(struct answering *a, const struct archive_row *reference)
{
    struct str relation = archive_cell(reference, TABLE_REFERENCES, "relation");
    size_t plans[MOST_CITED], len;

    if (str_eq(relation, STR("cites"))) {
        return;
    }
    len = cited_find(a->cited, reference, plans);
    for (size_t i = 0; i < len; i++) {
        add_answer(a, plans[i], a->same_as[reference->document]);
    }
}

/* By plan, each once: a document may cite a plan twice. */
static void sort_answers(struct answering *a)
{
    size_t kept = 0;

    if (a->answers_len > 0) {
        qsort(a->answers, a->answers_len, sizeof *a->answers, by_plan);
    }
    for (size_t i = 0; i < a->answers_len; i++) {
        if (i == 0 || by_plan(&a->answers[i], &a->answers[i - 1]) != 0) {
            a->answers[kept++] = a->answers[i];
        }
    }
    a->answers_len = kept;
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

static void send(const struct answering *a, const struct track_sink *sink,
                 const struct answered *of_plan, struct str recipient,
                 const char *state, const struct answer *answer)
{
    bool has = answer != NULL;
    size_t plan = of_plan->plan;
    struct str cells[MAX_COLUMNS] = {
        of(a, plan, "document"),
        of(a, plan, "source"),
        of(a, plan, "code"),
        of(a, plan, "date"),
        of(a, plan, "issuer"),
        of(a, plan, "title"),
        recipient,
        str_from_c(state),
        of_plan->due,
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
                           const struct answered *of_plan,
                           const struct archive_row *row)
{
    struct str recipient = archive_cell(row, TABLE_RECIPIENTS, "recipient");
    struct str note = archive_cell(row, TABLE_RECIPIENTS, "note");
    struct str key = agency_key(recipient, a->arena);
    size_t found = 0;

    for (size_t i = of_plan->first; i < of_plan->first + of_plan->len; i++) {
        if (agency_is(key, a->cited->issuers[a->answers[i].document])) {
            a->answers[i].is_listed = true;
            send(a, sink, of_plan, recipient, "answered", &a->answers[i]);
            found++;
        }
    }
    if (found == 0) {
        send(a, sink, of_plan, recipient,
             is_informed(note, a->arena) ? "informed"
             : agency_is_group(key)      ? "group"
                                         : "silent",
             NULL);
    }
}

static void send_plan(struct answering *a, const struct track_sink *sink,
                      const struct answered *of_plan)
{
    size_t row, rows = archive_rows(a->archive, TABLE_RECIPIENTS, of_plan->plan, &row);
    const struct archive_table *recipients = &a->archive->tables[TABLE_RECIPIENTS];

    for (size_t i = row; i < row + rows; i++) {
        if (archive_cell(&recipients->at[i], TABLE_RECIPIENTS, "filing").len == 0) {
            send_recipient(a, sink, of_plan, &recipients->at[i]);
        }
    }
    for (size_t i = of_plan->first; i < of_plan->first + of_plan->len; i++) {
        if (!a->answers[i].is_listed) {
            send(a, sink, of_plan, of(a, a->answers[i].document, "issuer"), "unlisted",
                 &a->answers[i]);
        }
    }
}

void track_answers(const struct cited *cited, const size_t *same_as,
                   const struct track_sink *sink)
{
    const struct archive *archive = cited->archive;
    struct answering a = {.archive = archive,
                          .cited = cited,
                          .same_as = same_as,
                          .arena = archive->arena};
    const struct archive_table *references = &archive->tables[TABLE_REFERENCES];

    for (size_t i = 0; i < references->len; i++) {
        follow(&a, &references->at[i]);
    }
    sort_answers(&a);
    for (size_t i = 0; i < a.answers_len;) {
        struct answered of_plan = {.plan = a.answers[i].plan, .first = i};

        while (i < a.answers_len && a.answers[i].plan == of_plan.plan) {
            i++;
        }
        of_plan.len = i - of_plan.first;
        of_plan.due = due_of(&a, of_plan.plan);
        send_plan(&a, sink, &of_plan);
    }
}
