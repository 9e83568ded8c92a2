/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand_row.h"

#include "arena.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static int compare_glyphs(const void *a, const void *b)
{
    struct glyph *const *x = a, *const *y = b;

    return ((*x)->box.left > (*y)->box.left) - ((*x)->box.left < (*y)->box.left);
}

void row_gather(const struct glyphs *glyphs, struct box_px anchor, int left, int right,
                struct arena *arena, struct row_text *row)
{
    row->len = 0;
    row->box = (struct box_px){0};
    for (size_t i = 0; i < glyphs->len && row->len < MAX_LINE_GLYPHS; i++) {
        struct box_px box = glyphs->at[i].box;

        if (glyphs->at[i].word != NO_WORD && box.left >= left &&
            box_mid_x(box) < right &&
            box_mid_y(box) > anchor.top - box_height(anchor) / 4 &&
            box_mid_y(box) < anchor.bottom + box_height(anchor) / 4) {
            row->at[row->len++] = &glyphs->at[i];
            row->box = box_union(row->box, box);
        }
    }
    qsort(row->at, row->len, sizeof(struct glyph *), compare_glyphs);
    for (size_t i = 0; i < row->len; i++) {
        struct str folded = fold(row->at[i]->text, arena, NULL);

        row->folded[i] = '?';
        if (folded.len > 0) {
            row->folded[i] = folded.ptr[0];
        }
    }
}

struct str row_str(const struct row_text *row)
{
    return (struct str){row->folded, row->len};
}

static struct word word_of_glyphs(const struct cut *cut, size_t from, size_t to)
{
    struct word word = cut->words->at[cut->row->at[from]->word];
    struct strbuf text = {.arena = cut->arena};

    word.box = (struct box_px){0};
    for (size_t i = from; i < to; i++) {
        strbuf_add(&text, cut->row->at[i]->text);
        word.box = box_union(word.box, cut->row->at[i]->box);
    }
    word.text = strbuf_str(&text);
    return word;
}

static bool in_gap(const struct gap *gap, struct box_px box)
{
    return box_mid_x(box) >= gap->left && box_mid_x(box) < gap->right;
}

static bool word_touches_gap(const struct cut *cut, size_t word)
{
    for (size_t i = 0; i < cut->row->len; i++) {
        if (cut->row->at[i]->word == word && in_gap(cut->gap, cut->row->at[i]->box)) {
            return true;
        }
    }
    return false;
}

static void words_put(struct words *words, struct word word, struct arena *arena)
{
    struct word *bigger = ARENA_ARRAY(arena, struct word, words->len + 1);

    if (words->len > 0) {
        memcpy(bigger, words->at, words->len * sizeof *bigger);
    }
    bigger[words->len] = word;
    words->at = bigger;
    words->len++;
}

/* The pieces of one word outside the gap, as words of their own; its glyphs follow. */
static void keep_outside(const struct cut *cut, size_t word)
{
    const struct row_text *row = cut->row;

    for (size_t i = 0; i < row->len;) {
        size_t to = i + 1;

        if (row->at[i]->word != word || in_gap(cut->gap, row->at[i]->box)) {
            i++;
            continue;
        }
        while (to < row->len && row->at[to]->word == word &&
               !in_gap(cut->gap, row->at[to]->box)) {
            to++;
        }
        words_put(cut->words, word_of_glyphs(cut, i, to), cut->arena);
        for (; i < to; i++) {
            row->at[i]->word = cut->words->len - 1;
        }
    }
    cut->words->at[word].text.len = 0; /* taken out at the end */
}

static void gap_replace(const struct cut *cut, struct box_px found)
{
    size_t len = cut->words->len;
    int line_no = 0;

    for (size_t i = 0; i < cut->row->len; i++) {
        if (cut->row->at[i]->word != NO_WORD) {
            line_no = cut->words->at[cut->row->at[i]->word].line_no;
        }
        if (box_mid_x(cut->row->at[i]->box) >= cut->gap->left) {
            break;
        }
    }
    for (size_t i = 0; i < len; i++) {
        if (word_touches_gap(cut, i)) {
            keep_outside(cut, i);
        }
    }
    for (size_t i = 0; i < cut->row->len; i++) {
        if (in_gap(cut->gap, cut->row->at[i]->box)) {
            cut->row->at[i]->word = NO_WORD;
        }
    }
    words_put(
        cut->words,
        (struct word){
            .text = STR("…"), .box = found, .line_no = line_no, .hand = HAND_WRITTEN},
        cut->arena);
}

static void mark_printed(struct words *words, const struct row_text *row,
                         const struct gap *gap)
{
    for (size_t i = 0; i < row->len; i++) {
        if (row->at[i]->word != NO_WORD && in_gap(gap, row->at[i]->box)) {
            words->at[row->at[i]->word].hand = HAND_PRINTED;
        }
    }
}

/* What Tesseract makes of the gap is a number, or what it takes digits of print for. */
static bool reads_as_digits(const struct row_text *row, const struct gap *gap)
{
    for (size_t i = 0; i < row->len; i++) {
        char c = row->folded[i];

        if (in_gap(gap, row->at[i]->box) && row->at[i]->word != NO_WORD &&
            !(c >= '0' && c <= '9') && !strchr("oil|t.,:/-", c)) {
            return false;
        }
    }
    return true;
}

static void add_slot(struct words *words, const struct gap *gap, struct hand_slot slot)
{
    int height = box_height(gap->print);
    int foot = gap_foot(gap, (gap->left + gap->right) / 2);

    slot.line =
        (struct box_px){gap->left - height, foot - height, gap->right + height, foot};
    if (slot.ink.right + height > slot.line.right) {
        slot.line.right = slot.ink.right + height;
    }
    if (words->slots_len < SLOT_KINDS) {
        words->slots[words->slots_len++] = slot;
    }
}

/* The boxes of what was read in the gap; empty when nothing was. */
static struct box_px read_in_gap(const struct row_text *row, const struct gap *gap)
{
    struct box_px box = {0};

    for (size_t i = 0; i < row->len; i++) {
        if (row->at[i]->word != NO_WORD && in_gap(gap, row->at[i]->box)) {
            box = box_union(box, row->at[i]->box);
        }
    }
    return box;
}

void look_at_gap(const struct cut *cut, const struct page *page, struct hand_slot slot)
{
    const struct gap *gap = cut->gap;
    enum gap_ink ink;

    if (gap->right <= gap->left) {
        return;
    }
    ink = gap_look(page, gap, &slot.ink);
    if (ink == GAP_EMPTY && !reads_as_digits(cut->row, gap)) {
        /* Strokes too pale for black and white, of which the recogniser made something
         * in grey that no print is: a thin blue pen. */
        slot.ink = read_in_gap(cut->row, gap);
        ink = box_is_empty(slot.ink) ? GAP_EMPTY : GAP_HAND;
    }
    if (ink == GAP_PRINT && reads_as_digits(cut->row, gap)) {
        mark_printed(cut->words, cut->row, gap);
    } else if (ink != GAP_EMPTY) {
        gap_replace(cut, slot.ink);
        add_slot(cut->words, gap, slot);
    }
}
