/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "tr.h"
#include "track_parts.h"
#include "twin_pairs.h"

#include <stdlib.h>

#define TEXTS_BYTES ((size_t)512 * 1024 * 1024)
/* Texts that a sketch takes for so much less alike are not read again. */
static const double SLACK = 0.15;
enum { MOST_TRIES = 4 };

/* A document's text, while it is compared. */
struct read_text {
    struct arena arena;
    struct str text;
    struct runs runs;
    size_t document;
};

struct searching {
    const struct archive *archive;
    const struct track_sink *sink;
    struct twin_header *headers;
    struct sketch *sketches;
    size_t *same_as;
    struct read_text a, b; /* the earlier and the later document */
};

/* One that the later document is compared with. */
struct candidate {
    size_t document;
    double about, likeness; /* below 0: not known yet */
    enum twin_match match[TWIN_PARTS];
};

static void read_text(const struct archive *archive, size_t document,
                      struct read_text *out)
{
    if (out->arena.limit_bytes > 0 && out->document == document) {
        return;
    }
    arena_drop(&out->arena);
    out->arena = arena_make(TEXTS_BYTES);
    out->document = document;
    out->text = archive_text(archive, document, &out->arena);
    out->runs = runs_of(out->text, &out->arena);
}

static void sketch_all(struct searching *s, size_t len)
{
    struct arena *arena = s->archive->arena;

    s->headers = ARENA_ARRAY(arena, struct twin_header, len + 1);
    s->sketches = ARENA_ARRAY(arena, struct sketch, len + 1);
    for (size_t i = 0; i < len; i++) {
        read_text(s->archive, i, &s->a);
        s->sketches[i] = sketch_of(s->a.runs);
        s->headers[i] =
            twin_header_of(archive_document(s->archive, i, "code"),
                           archive_document(s->archive, i, "date"),
                           archive_document(s->archive, i, "issuer"), arena);
        s->same_as[i] = i;
    }
}

static bool is_one_file(const struct searching *s, size_t a, size_t b)
{
    return str_eq(archive_document(s->archive, a, "document"),
                  archive_document(s->archive, b, "document"));
}

static double likeness(struct searching *s, const struct candidate *candidate, size_t b)
{
    if (s->sketches[candidate->document].runs == 0 || s->sketches[b].runs == 0) {
        return -1;
    }
    read_text(s->archive, candidate->document, &s->a);
    read_text(s->archive, b, &s->b);
    return runs_likeness(s->a.runs, s->b.runs);
}

static void send_twin(struct searching *s, size_t b, const struct candidate *candidate,
                      enum twin_kind kind)
{
    static const char *const parts[TWIN_PARTS] = {"code", "date", "issuer"};
    const struct archive *archive = s->archive;
    size_t a = candidate->document;
    bool is_file = is_one_file(s, a, b), has_texts = candidate->likeness >= 0;
    struct arena arena = arena_make(TEXTS_BYTES);
    struct str here[TWIN_PARTS], there[TWIN_PARTS];

    for (int i = 0; i < TWIN_PARTS; i++) {
        here[i] = archive_document(archive, b, parts[i]);
        there[i] = archive_document(archive, a, parts[i]);
    }
    if (has_texts && !is_file) {
        read_text(archive, a, &s->a);
        read_text(archive, b, &s->b);
    }
    {
        struct str cells[MAX_COLUMNS] = {
            archive_document(archive, b, "document"),
            archive_document(archive, b, "source"),
            here[TWIN_NUMBER],
            here[TWIN_DATE],
            here[TWIN_ISSUER],
            archive_document(archive, a, "document"),
            archive_document(archive, a, "source"),
            there[TWIN_NUMBER],
            there[TWIN_DATE],
            there[TWIN_ISSUER],
            has_texts ? str_printf(&arena, "%.2f", candidate->likeness) : STR(""),
            str_from_c(twin_kind_names[kind]),
            twin_differs(candidate->match, &arena),
            has_texts && !is_file ? twin_numbers(s->b.text, s->a.text, &arena)
                                  : STR(""),
            has_texts && !is_file ? twin_numbers(s->a.text, s->b.text, &arena)
                                  : STR(""),
            is_file ? str_from_c(_("the same content in two files"))
                    : twin_reason(candidate->match, candidate->likeness, here, there,
                                  &arena),
        };

        track_send(s->sink, TRACK_TWINS, cells);
    }
    arena_drop(&arena);
}

/* The first of this kind among the candidates, most alike first; NULL: none. */
static struct candidate *find_kind(struct searching *s, size_t b, enum twin_kind kind,
                                   struct candidate *candidates, size_t len)
{
    int tries = 0;

    for (size_t i = 0; i < len && tries < MOST_TRIES; i++) {
        struct candidate *candidate = &candidates[i];
        bool is_file = is_one_file(s, candidate->document, b);

        if (is_file) {
            candidate->likeness = 1;
        }
        if (!is_file && twin_kind_of(candidate->match, candidate->about) != kind &&
            twin_kind_of(candidate->match, candidate->about + SLACK) != kind) {
            continue;
        }
        if (candidate->likeness < 0) {
            candidate->likeness = likeness(s, candidate, b);
        }
        if (is_file ? kind == TWIN_SAME
                    : twin_kind_of(candidate->match, candidate->likeness) == kind) {
            return candidate;
        }
        tries++;
    }
    return NULL;
}

static int by_likeness(const void *a_, const void *b_)
{
    const struct candidate *a = a_, *b = b_;

    if (a->about > b->about || a->about < b->about) {
        return a->about > b->about ? -1 : 1;
    }
    return (a->document > b->document) - (a->document < b->document);
}

/* `pairs`: all those of one later document. */
static void look_at(struct searching *s, const struct twin_pair *pairs, size_t len)
{
    struct arena arena = arena_make(TEXTS_BYTES);
    struct candidate *candidates = ARENA_ARRAY(&arena, struct candidate, len);
    size_t b = pairs[0].b;
    struct candidate *found;

    for (size_t i = 0; i < len; i++) {
        struct candidate *candidate = &candidates[i];

        candidate->document = pairs[i].a;
        candidate->about = sketch_likeness(&s->sketches[pairs[i].a], &s->sketches[b]);
        candidate->likeness = -1;
        twin_match(&s->headers[pairs[i].a], &s->headers[b], candidate->match);
    }
    qsort(candidates, len, sizeof *candidates, by_likeness);
    found = find_kind(s, b, TWIN_SAME, candidates, len);
    if (found) {
        s->same_as[b] = s->same_as[found->document];
        send_twin(s, b, found, TWIN_SAME);
    } else {
        for (int kind = TWIN_DOUBT; kind < TWIN_KINDS; kind++) {
            found = find_kind(s, b, (enum twin_kind)kind, candidates, len);
            if (found) {
                send_twin(s, b, found, (enum twin_kind)kind);
            }
        }
    }
    arena_drop(&arena);
}

/* NOLINTNEXTLINE(readability-non-const-parameter): look_at() writes to it */
void track_twins(const struct archive *archive, size_t *same_as,
                 const struct track_sink *sink)
{
    struct searching s = {.archive = archive, .sink = sink, .same_as = same_as};
    size_t len = archive->tables[TABLE_DOCUMENTS].len;
    struct twin_pairs pairs;

    sketch_all(&s, len);
    pairs = twin_pairs_of(s.headers, s.sketches, len, archive->arena);
    for (size_t i = 0, end; i < pairs.len; i = end) {
        for (end = i + 1; end < pairs.len && pairs.at[end].b == pairs.at[i].b; end++) {
        }
        look_at(&s, &pairs.at[i], end - i);
    }
    arena_drop(&s.a.arena);
    arena_drop(&s.b.arena);
}
