/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "ints.h"
#include "letters.h"
#include "text.h"
#include "zoning.h"

#include <string.h>

/* Bold print of one type face has strokes 1.35 to 1.6 times as wide as plain print
 * (Tinos 12 to 14 pt at 150 to 300 dpi, samples/); blur takes some of it away. */
#define BOLD_RATIO 1.18F

bool zoning_is_bold(const struct zoning *z, size_t i)
{
    return z->lines->stroke > 0 &&
           zoning_line(z, i)->stroke >= BOLD_RATIO * z->lines->stroke;
}

static void zoning_read(struct zoning *z, size_t i)
{
    z->of[i].kind = UNASSIGNED;
    z->of[i].text = line_text(z->lines, z->words, i, z->arena);
    z->of[i].folded = fold(z->of[i].text, z->arena, NULL);
}

static struct box_px words_box(const struct zoning *z, size_t first, size_t len)
{
    struct box_px box = {0};

    for (size_t i = first; i < first + len; i++) {
        box = box_union(box, z->words->at[z->lines->order[i]].box);
    }
    return box;
}

void zoning_cut(struct zoning *z, size_t i, size_t word)
{
    struct lines *lines = z->lines;
    struct line *line;

    lines->at =
        arena_grow(z->arena, lines->at, lines->len, &z->lines_cap, sizeof *lines->at);
    z->of = arena_grow(z->arena, z->of, lines->len, &z->of_cap, sizeof *z->of);
    memmove(&lines->at[i + 1], &lines->at[i], (lines->len - i) * sizeof *lines->at);
    memmove(&z->of[i + 1], &z->of[i], (lines->len - i) * sizeof *z->of);
    lines->len++;
    line = &lines->at[i];
    line[1].first = line->first + word;
    line[1].len = line->len - word;
    line->len = word;
    line->box = words_box(z, line->first, line->len);
    line[1].box = words_box(z, line[1].first, line[1].len);
    line[1].starts_row = false;
    for (size_t j = i; j <= i + 1; j++) {
        zoning_read(z, j);
        lines->at[j].is_caps = letters_are_caps(z->of[j].text);
    }
}

size_t zoning_word_at(const struct zoning *z, size_t i, size_t at)
{
    const struct line *line = zoning_line(z, i);
    size_t end = 0;

    for (size_t j = 0; j < line->len; j++) {
        struct str word = z->words->at[z->lines->order[line->first + j]].text;

        end += fold(word, z->arena, NULL).len + 1;
        if (at < end) {
            return j;
        }
    }
    return line->len > 0 ? line->len - 1 : 0;
}

bool zoning_like(const struct zoning *z, size_t i, struct str needle, size_t slack)
{
    return letters_find_like(z->of[i].folded, needle, slack) < z->of[i].folded.len;
}

void zoning_add_line(struct zoning *z, size_t i)
{
    struct zone *zone = &z->out.at[z->out.len - 1];

    z->out.line_order = arena_grow(z->arena, z->out.line_order, z->out.line_order_len,
                                   &z->order_cap, sizeof *z->out.line_order);
    z->out.line_order[z->out.line_order_len++] = i;
    zone->len++;
    zone->box = box_union(zone->box, zoning_line(z, i)->box);
    z->of[i].kind = (int)zone->kind;
}

struct zone *zoning_add(struct zoning *z, enum zone_kind kind, size_t i)
{
    z->out.at =
        arena_grow(z->arena, z->out.at, z->out.len, &z->zones_cap, sizeof *z->out.at);
    z->out.at[z->out.len++] = (struct zone){
        .kind = kind, .first = z->out.line_order_len, .block = z->of[i].block};
    zoning_add_line(z, i);
    return &z->out.at[z->out.len - 1];
}

/* The pitch of the body's text, from its long lines. */
static void zoning_measure_pitch(struct zoning *z)
{
    size_t steps_len = 0;
    int *steps = ARENA_ARRAY(z->arena, int, z->lines->len + 1);
    int before = -1;

    for (size_t i = 0; i < z->lines->len; i++) {
        const struct line *line = zoning_line(z, i);

        if (box_width(line->box) * 2 < z->words->sheet.width_px) {
            continue;
        }
        if (before >= 0 && line->box.top - before < 4 * z->lines->text_height_px) {
            steps[steps_len++] = line->box.top - before;
        }
        before = line->box.top;
    }
    z->pitch_px = z->lines->text_height_px * 3 / 2;
    if (steps_len >= 3) {
        ints_sort(steps, steps_len);
        z->pitch_px = steps[steps_len / 2];
    }
}

static bool only_digits(struct str s)
{
    struct letter_counts counts = letters_count(s);

    return counts.digits > 0 && counts.digits <= 3 && counts.upper + counts.lower == 0;
}

/* Page numbers, and what stands in the outer centimetre: edges, punch holes, running
 * feet of a registry ("Số EOF: ..."). */
static void zoning_margins(struct zoning *z)
{
    int height = z->words->sheet.height_px, width = z->words->sheet.width_px;

    for (size_t i = 0; i < z->lines->len; i++) {
        struct box_px box = zoning_line(z, i)->box;
        int y = box_mid_y(box);
        bool at_edge = y < height * 6 / 100 || y > height * 94 / 100;
        bool outside = box.right < width * 3 / 100 || box.left > width * 97 / 100 ||
                       box.bottom < height / 100 || box.top > height * 99 / 100;
        bool speck = zoning_line(z, i)->conf_pct < 30 && z->of[i].text.len <= 4;

        if (z->of[i].kind == UNASSIGNED &&
            (outside || speck || (at_edge && only_digits(z->of[i].text)))) {
            z->of[i].kind = ZONE_MARGIN;
        }
    }
}

static void zoning_emit_rest(struct zoning *z, enum zone_kind kind)
{
    for (size_t i = 0; i < z->lines->len; i++) {
        if (z->of[i].kind == (int)kind) {
            zoning_add(z, kind, i);
        }
    }
}

struct zones zones_from_lines(struct lines *lines, const struct words *words,
                              struct zone_state *state, struct arena *arena)
{
    struct zoning z = {
        .lines = lines,
        .lines_cap = lines->len,
        .of_cap = lines->len + 1,
        .words = words,
        .state = state,
        .arena = arena,
    };

    z.of = ARENA_ARRAY(arena, struct zoned, z.of_cap);
    for (size_t i = 0; i < lines->len; i++) {
        zoning_read(&z, i);
    }
    zoning_measure_edges(&z);
    zoning_measure_pitch(&z);
    zoning_margins(&z);
    if (!state->header_seen) {
        zoning_header(&z);
    }
    zoning_foot(&z);
    zoning_emit_header(&z);
    zoning_emit_rest(&z, ZONE_STAMP);
    zoning_emit_body(&z);
    zoning_emit_foot(&z);
    zoning_emit_rest(&z, ZONE_MARGIN);
    return z.out;
}
