/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compares the tables of a run on samples/scans with what a person reads off the pages
 * and holds the result against thresholds:
 *
 *   score_samples OUT_DIR TRUTH_DIR THRESHOLDS.yaml
 *
 * Header fields: the share that is the same, letter by letter. Lists: F1 over all
 * documents. sure_wrong: handwritten values that are wrong in a document whose status
 * is `ok`. Exit status 1: a figure is below its threshold. */
#include "bounds.h"
#include "score_records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FIGURES = 32 };

/* Of a header field or a list, over all documents. */
struct figure {
    struct str name;
    int hits, misses, extras;
};

struct score {
    struct figure at[MAX_FIGURES];
    size_t len;
    int documents, sure_wrong;
    struct arena *arena;
    const char *truth_dir;
};

/* One list of the contract: how its items are told apart. */
struct list_form {
    const char *table; /* "references" */
    struct str (*key)(const struct record *record, struct arena *arena);
};

static struct str reference_key(const struct record *record, struct arena *arena)
{
    struct str code = record_value(record, STR("code"));
    struct str name = record_value(record, STR("name"));

    if (code.len == 0) {
        return name;
    }
    return str_printf(arena, "%.*s %.*s %.*s",
                      STR_ARG(record_value(record, STR("type"))), STR_ARG(code),
                      STR_ARG(record_value(record, STR("date"))));
}

static struct str deadline_key(const struct record *record, struct arena *arena)
{
    struct str recurrence = record_value(record, STR("recurrence"));

    if (recurrence.len == 0) {
        recurrence = record_value(record, STR("recur"));
    }
    return str_printf(arena, "%.*s %.*s..%.*s %.*s",
                      STR_ARG(record_value(record, STR("kind"))),
                      STR_ARG(record_value(record, STR("from"))),
                      STR_ARG(record_value(record, STR("due"))), STR_ARG(recurrence));
}

/* A truth names a campaign or a recipient by plain text, a table in a column. */
static struct str plain_or(const struct record *record, struct str column)
{
    struct str plain = record_value(record, STR(""));

    return plain.len > 0 ? plain : record_value(record, column);
}

static struct str campaign_key(const struct record *record, struct arena *arena)
{
    (void)arena;
    return plain_or(record, STR("name"));
}

static struct str recipient_key(const struct record *record, struct arena *arena)
{
    (void)arena;
    return plain_or(record, STR("recipient"));
}

static const struct list_form list_forms[] = {
    {"references", reference_key},
    {"deadlines", deadline_key},
    {"campaigns", campaign_key},
    {"recipients", recipient_key},
};
enum { LISTS = sizeof(list_forms) / sizeof(list_forms[0]) };

static struct figure *figure_of(struct score *score, struct str name)
{
    for (size_t i = 0; i < score->len; i++) {
        if (str_eq(score->at[i].name, name)) {
            return &score->at[i];
        }
    }
    if (score->len == MAX_FIGURES) {
        (void)fprintf(stderr, "score_samples: more than %d figures\n", MAX_FIGURES);
        exit(2);
    }
    score->at[score->len].name = name;
    return &score->at[score->len++];
}

static const char *path_of(struct arena *arena, const char *dir, struct str name,
                           const char *tail)
{
    return str_printf(arena, "%s/%.*s%s", dir, STR_ARG(name), tail).ptr;
}

static struct records truth_items(const struct score *score, struct str plan,
                                  const char *key)
{
    struct records items = {.len = 0};
    const char *path = path_of(score->arena, score->truth_dir, plan, ".truth.json");

    if (!records_from_yaml(path, key, score->arena, &items)) {
        (void)fprintf(stderr, "score_samples: can't read %s\n", path);
        exit(2);
    }
    return items;
}

static struct str base_name(struct str path)
{
    struct str rest = path;

    while (rest.len > 0) {
        struct str part = str_cut(&rest, '/');

        if (rest.len == 0) {
            return part;
        }
    }
    return path;
}

static bool holds(const struct records *records, struct str value)
{
    for (size_t i = 0; i < records->len; i++) {
        if (str_eq(record_value(&records->at[i], STR("")), value)) {
            return true;
        }
    }
    return false;
}

static void score_header(struct score *score, const struct record *row, struct str scan,
                         struct str plan)
{
    struct records truth = truth_items(score, plan, "document");
    struct records by_hand = truth_items(score, plan, "by_hand");
    bool sure = str_eq(record_value(row, STR("status")), STR("ok"));
    struct str got;

    for (size_t i = 0; truth.len > 0 && i < truth.at[0].len; i++) {
        struct str name = truth.at[0].name[i];
        struct str want = truth.at[0].value[i];
        struct figure *figure = figure_of(score, name);

        got = record_value(row, name);
        if (holds(&by_hand, name)) {
            if (sure && !str_eq(want, got) && got.len > 0) {
                score->sure_wrong++;
            }
            continue;
        }
        if (str_eq(want, got)) {
            figure->hits++;
            continue;
        }
        figure->misses++;
        figure->extras++; /* a value that is not there and one that should not be */
        (void)printf("%.*s: %.*s: want \"%.*s\", got \"%.*s\"\n", STR_ARG(scan),
                     STR_ARG(name), STR_ARG(want), STR_ARG(got));
    }
}

struct keys {
    struct str *at;
    size_t len, cap;
};

static void keys_add(struct keys *keys, struct str key, struct arena *arena)
{
    keys->at = arena_grow(arena, keys->at, keys->len, &keys->cap, sizeof(*keys->at));
    keys->at[keys->len++] = key;
}

static bool keys_hold(const struct keys *keys, struct str key)
{
    for (size_t i = 0; i < keys->len; i++) {
        if (str_eq(keys->at[i], key)) {
            return true;
        }
    }
    return false;
}

/* What is optional, or repeats a hit, is neither a miss nor an extra. */
static void score_keys(struct figure *figure, struct str scan, const struct keys *want,
                       const struct keys *optional, const struct keys *got)
{
    for (size_t i = 0; i < want->len; i++) {
        if (keys_hold(got, want->at[i])) {
            figure->hits++;
            continue;
        }
        figure->misses++;
        (void)printf("%.*s: %.*s: missed \"%.*s\"\n", STR_ARG(scan),
                     STR_ARG(figure->name), STR_ARG(want->at[i]));
    }
    for (size_t i = 0; i < got->len; i++) {
        if (keys_hold(want, got->at[i]) || keys_hold(optional, got->at[i])) {
            continue;
        }
        figure->extras++;
        (void)printf("%.*s: %.*s: extra \"%.*s\"\n", STR_ARG(scan),
                     STR_ARG(figure->name), STR_ARG(got->at[i]));
    }
}

static struct keys truth_keys(const struct score *score, struct str plan,
                              const struct list_form *form, const char *tail)
{
    struct arena *arena = score->arena;
    const char *name = str_printf(arena, "%s%s", form->table, tail).ptr;
    struct records items = truth_items(score, plan, name);
    struct keys keys = {.len = 0};

    for (size_t i = 0; i < items.len; i++) {
        keys_add(&keys, form->key(&items.at[i], arena), arena);
    }
    return keys;
}

static void score_list(struct score *score, const struct list_form *form,
                       const struct records *table, struct str source, struct str plan)
{
    struct keys want = truth_keys(score, plan, form, "");
    struct keys optional = truth_keys(score, plan, form, "_optional");
    struct keys got = {.len = 0};

    for (size_t i = 0; i < table->len; i++) {
        if (str_eq(record_value(&table->at[i], STR("source")), source)) {
            keys_add(&got, form->key(&table->at[i], score->arena), score->arena);
        }
    }
    score_keys(figure_of(score, str_from_c(form->table)), base_name(source), &want,
               &optional, &got);
}

static void score_missing(struct score *score, const struct record *row,
                          struct str scan, struct str plan)
{
    struct records truth = truth_items(score, plan, "missing");
    struct str rest = record_value(row, STR("missing"));
    struct keys want = {.len = 0}, optional = {.len = 0}, got = {.len = 0};

    for (size_t i = 0; i < truth.len; i++) {
        keys_add(&want, record_value(&truth.at[i], STR("")), score->arena);
    }
    while (rest.len > 0) {
        keys_add(&got, str_cut(&rest, ' '), score->arena);
    }
    score_keys(figure_of(score, STR("missing")), scan, &want, &optional, &got);
}

static struct records table_of(struct arena *arena, const char *out_dir,
                               const char *name)
{
    struct records table = {.len = 0};
    const char *path = path_of(arena, out_dir, str_from_c(name), ".csv");

    if (!records_from_csv(path, arena, &table)) {
        (void)fprintf(stderr, "score_samples: can't read %s\n", path);
        exit(2);
    }
    return table;
}

static void score_run(struct score *score, const char *out_dir)
{
    struct records documents = table_of(score->arena, out_dir, "documents");
    struct records tables[LISTS];

    for (size_t i = 0; i < LISTS; i++) {
        tables[i] = table_of(score->arena, out_dir, list_forms[i].table);
    }
    for (size_t i = 0; i < documents.len; i++) {
        const struct record *row = &documents.at[i];
        struct str source = record_value(row, STR("source"));
        struct str scan = base_name(source), rest = scan;
        struct str plan = str_cut(&rest, '.');

        score->documents++;
        score_header(score, row, scan, plan);
        score_missing(score, row, scan, plan);
        for (size_t k = 0; k < LISTS; k++) {
            score_list(score, &list_forms[k], &tables[k], source, plan);
        }
    }
}

/* F1: of a header field it is the share that is right. */
static double figure_value(const struct figure *figure)
{
    int all = 2 * figure->hits + figure->misses + figure->extras;

    return all == 0 ? 1.0 : 2.0 * figure->hits / all;
}

static double number_of(const struct record *record, struct str name)
{
    struct str text = record_value(record, name);
    char digits[32] = "";

    memcpy(digits, text.ptr, text.len < sizeof(digits) ? text.len : sizeof(digits) - 1);
    return strtod(digits, NULL);
}

/* How many figures are below their threshold. */
static int report(const struct score *score, const struct record *least)
{
    int below = 0;

    (void)printf("\n%-14s %5s %5s %5s %7s %7s\n", "", "right", "miss", "extra", "score",
                 "least");
    for (size_t i = 0; i < score->len; i++) {
        const struct figure *figure = &score->at[i];
        double bound = number_of(least, figure->name);
        bool good = figure_value(figure) >= bound;

        below += !good;
        (void)printf("%-14.*s %5d %5d %5d %7.3f %7.3f%s\n", STR_ARG(figure->name),
                     figure->hits, figure->misses, figure->extras, figure_value(figure),
                     bound, good ? "" : "  BELOW");
    }
    return below;
}

int main(int argc, char **argv)
{
    struct arena arena = arena_make(64 * MIB);
    struct score score = {.arena = &arena};
    struct records least = {.len = 0}, counts = {.len = 0};
    int below;

    if (argc != 4) {
        (void)fputs("usage: score_samples OUT_DIR TRUTH_DIR THRESHOLDS.yaml\n", stderr);
        return 2;
    }
    if (!records_from_yaml(argv[3], "least", &arena, &least) || least.len != 1 ||
        !records_from_yaml(argv[3], "counts", &arena, &counts) || counts.len != 1) {
        (void)fprintf(stderr, "score_samples: can't read %s\n", argv[3]);
        return 2;
    }
    score.truth_dir = argv[2];
    score_run(&score, argv[1]);
    below = report(&score, &least.at[0]);
    (void)printf("documents %d, sure and wrong %d\n", score.documents,
                 score.sure_wrong);
    below += score.documents < (int)number_of(&counts.at[0], STR("documents"));
    below += score.sure_wrong > (int)number_of(&counts.at[0], STR("sure_wrong"));
    arena_drop(&arena);
    return below > 0;
}
