/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The gap of the document's number, between "Số:" and the symbol. */
#include "arena.h"
#include "hand_row.h"
#include "letters.h"

#include <stdlib.h>
#include <string.h>

/* A glyph that "Số" may stand behind in its word: a speck or a frame's stroke. */
static bool is_speck(struct str text)
{
    return (text.len == 1 && strchr(".,;:_-'\"`|*", text.ptr[0])) ||
           str_eq(text, STR("“")) || str_eq(text, STR("”")) || str_eq(text, STR("‘")) ||
           str_eq(text, STR("’"));
}

/* What Tesseract makes of ố. */
static bool reads_as_o(struct str text)
{
    static const uint32_t likely[] = {0x1ED1, 0xF3, 0xF4, 0x1ED3, 0x1ED5, 0x1EBF,
                                      0xE1,   0xE9, 0xF2, 'o',    '6'};
    size_t len;
    uint32_t letter = text.len > 0 ? utf8_at(text, 0, &len) : 0;

    for (size_t i = 0; i < sizeof likely / sizeof *likely; i++) {
        if (letter == likely[i]) {
            return true;
        }
    }
    return false;
}

static bool is_mark(struct str text)
{
    return text.len == 1 && strchr(":.;z", text.ptr[0]);
}

/* The text of the glyph `by` places on in the same word; empty: there is none. */
static struct str glyph_text(const struct glyphs *glyphs, size_t i, size_t by)
{
    return i + by < glyphs->len && glyphs->at[i + by].word == glyphs->at[i].word
               ? glyphs->at[i + by].text
               : STR("");
}

/* "Số", "Số:" at the start of a word, or what is left of it: "S:", "ố:". Returns how
 * many glyphs it has; 0: not here. */
static size_t so_glyphs(const struct glyphs *glyphs, size_t i)
{
    struct str first = glyphs->at[i].text, second = glyph_text(glyphs, i, 1);
    struct str third = glyph_text(glyphs, i, 2);
    size_t len;

    if (i > 0 && glyphs->at[i - 1].word == glyphs->at[i].word &&
        !is_speck(glyphs->at[i - 1].text)) {
        return 0;
    }
    if (str_eq(first, STR("ố")) || str_eq(first, STR("S"))) {
        if (str_eq(second, STR(":"))) {
            return 2;
        }
    }
    if (!(str_eq(first, STR("S")) || str_eq(first, STR("s"))) || !reads_as_o(second)) {
        return 0;
    }
    if (is_mark(third)) {
        return 3;
    }
    /* Without its mark only a capital is the head's: texts speak of "số 12/KH". */
    if (str_eq(first, STR("s")) ||
        (third.len > 0 && letter_case(utf8_at(third, 0, &len)) == LETTER_LOWER)) {
        return 0; /* "Sông" */
    }
    return 2;
}

/* The symbol after the number begins at the first / that letters follow, or in the
 * Party's form at the first - ; row.len when there is none. */
static size_t symbol_begins(const struct row_text *row, int after_px)
{
    for (size_t i = 0; i + 2 < row->len; i++) {
        bool sign = row->folded[i] == '/' || row->folded[i] == '-';
        size_t len;

        if (sign && row->at[i]->box.left >= after_px &&
            letter_case(utf8_at(row->at[i + 1]->text, 0, &len)) == LETTER_UPPER) {
            return i;
        }
    }
    return row->len;
}

/* The row of a "Số" and where its symbol begins. */
struct number_row {
    struct row_text text;
    size_t so, so_len; /* glyphs of all, not of the row */
    size_t symbol;
};

static struct number_row *number_row(const struct glyphs *glyphs, size_t so,
                                     const struct page *page, struct arena *arena)
{
    struct number_row *row = ARENA_NEW(arena, struct number_row);
    struct box_px anchor = glyphs->at[so].box;

    row->so = so;
    row->so_len = so_glyphs(glyphs, so);
    row_gather(glyphs, anchor, anchor.left, page->sheet.width_px * 55 / 100, arena,
               &row->text);
    row->symbol =
        symbol_begins(&row->text, glyphs->at[so + row->so_len - 1].box.right - 2);
    return row;
}

/* That of the document: with a symbol, if any has one (a stamp ĐẾN has none); then the
 * upper one. NULL: there is none. */
static struct number_row *find_number_row(const struct glyphs *glyphs,
                                          const struct page *page, struct arena *arena)
{
    int lowest = page->sheet.height_px * HEAD_PCT / 100;
    struct number_row *best = NULL;
    bool best_has = false;

    for (size_t i = 0; i < glyphs->len; i++) {
        struct number_row *row;
        bool has;

        if (glyphs->at[i].box.top >= lowest ||
            glyphs->at[i].box.left >= page->sheet.width_px * 45 / 100 ||
            so_glyphs(glyphs, i) == 0) {
            continue;
        }
        row = number_row(glyphs, i, page, arena);
        has = row->symbol < row->text.len;
        if (!best || (has && !best_has) ||
            (has == best_has && glyphs->at[i].box.top < glyphs->at[best->so].box.top)) {
            best = row;
            best_has = has;
        }
    }
    return best;
}

/* A symbol's glyph box may reach down to the next line; "ố:" may be cut off itself. */
static void take_nearer(struct gap *gap)
{
    int height = box_height(gap->print), before = box_height(gap->print_before);

    if (abs(gap->print.bottom - gap->print_before.bottom) <= height / 2) {
        return;
    }
    if (abs(height - before) * 4 <= height) {
        gap->print = gap->print_before;
    } else {
        gap->print_before = (struct box_px){0};
    }
}

/* Print on both sides; a glyph box that reached over what is written beside it is cut
 * to what its letters take: Số: is 1.33 em wide, / 0.28 em, capitals 0.66 em high. */
static bool number_gap(const struct number_row *row, const struct glyphs *glyphs,
                       const struct page *page, struct gap *gap)
{
    struct box_px anchor = glyphs->at[row->so].box, print_box = anchor;
    bool has_symbol = row->symbol < row->text.len;
    int height, most_left;

    *gap = (struct gap){.left = glyphs->at[row->so + row->so_len - 1].box.right};
    gap->right = gap->left + page->sheet.dpi; /* an inch: no number is wider */
    if (has_symbol) {
        gap->right = row->text.at[row->symbol]->box.left;
        print_box = row->text.at[row->symbol + 1]->box;
        for (size_t i = row->symbol + 1; i < row->text.len && i < row->symbol + 8;
             i++) {
            print_box = box_union(print_box, row->text.at[i]->box);
        }
    }
    if (!print_measure(page, print_box, &gap->print)) {
        return false;
    }
    if (print_measure(page, anchor, &gap->print_before)) {
        take_nearer(gap);
    }
    height = box_height(gap->print);
    most_left = anchor.left + height * (row->so_len == 3 ? 22 : 20) / 10;
    if (gap->left > most_left) {
        gap->left = most_left;
    }
    if (has_symbol && row->text.at[row->symbol + 1]->box.left - height > gap->right) {
        gap->right = row->text.at[row->symbol + 1]->box.left - height;
    }
    return true;
}

/* What was read as "ố:", "Sóz" is "Số:" once a pen's number stands behind it. */
static void mend_so(struct words *words, const struct number_row *row,
                    const struct glyphs *glyphs)
{
    size_t word = glyphs->at[row->so].word, len = 0;

    for (size_t i = 0; i < glyphs->len; i++) {
        len += glyphs->at[i].word == word;
    }
    if (len == row->so_len) {
        words->at[word].text = STR("Số:");
    }
}

/* The row from the gap to where the next column begins, and some paper around it. */
static struct box_px rest_of_row(const struct number_row *row, const struct gap *gap)
{
    int height = box_height(gap->print), right = gap->left;

    for (size_t i = 0; i < row->text.len; i++) {
        struct box_px box = row->text.at[i]->box;

        if (box.left > right + 3 * height && right > gap->left) {
            break;
        }
        right = box.right > right ? box.right : right;
    }
    return (struct box_px){gap->left, gap->print.bottom - height * 8 / 5,
                           right + height / 2, gap->print.bottom + height * 3 / 5};
}

void look_at_number(struct words *words, const struct glyphs *glyphs,
                    const struct page *page, struct arena *arena)
{
    struct number_row *row = find_number_row(glyphs, page, arena);
    size_t slots_len = words->slots_len;
    struct gap gap;

    if (row && number_gap(row, glyphs, page, &gap)) {
        struct hand_slot slot = {.kind = SLOT_NUMBER};

        if (row->symbol == row->text.len || row->text.folded[row->symbol] == '-') {
            /* the Party's symbol, or what follows one that was not read */
            slot.rest = rest_of_row(row, &gap);
        }
        look_at_gap(&(struct cut){words, &row->text, &gap, arena}, page, slot);
        if (words->slots_len > slots_len && glyphs->at[row->so].word != NO_WORD) {
            mend_so(words, row, glyphs);
        }
    }
}
