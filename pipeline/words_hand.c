/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of the number and of the date, and the gaps in them; see hand_gap.h. */
#include "arena.h"
#include "hand.h"
#include "hand_gap.h"
#include "letters.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* The head of a page ends above this share of its height. */
    HEAD_PCT = 45,
    MAX_LINE_GLYPHS = 200,
};
#define NO_WORD ((size_t)-1) /* of a glyph that was replaced */

/* The glyphs of one row, left to right, and their folded text without blanks. */
struct row_text {
    struct glyph *at[MAX_LINE_GLYPHS];
    char folded[MAX_LINE_GLYPHS];
    size_t len;
    struct box_px box;
};

static int compare_glyphs(const void *a, const void *b)
{
    struct glyph *const *x = a, *const *y = b;

    return ((*x)->box.left > (*y)->box.left) - ((*x)->box.left < (*y)->box.left);
}

/* Glyphs that overlap the height of `anchor` by half, from `left` to `right`. */
static void row_gather(const struct glyphs *glyphs, struct box_px anchor, int left,
                       int right, struct arena *arena, struct row_text *row)
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

static struct str row_str(const struct row_text *row)
{
    return (struct str){row->folded, row->len};
}

/* The words of the row inside the gap become one "…"; those that reach into it keep
 * what is outside, cut between their glyphs. */
struct cut {
    struct words *words;
    const struct row_text *row;
    const struct gap *gap;
    struct arena *arena;
};

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

static void words_compact(struct words *words)
{
    size_t kept = 0;

    for (size_t i = 0; i < words->len; i++) {
        if (words->at[i].text.len > 0) {
            words->at[kept++] = words->at[i];
        }
    }
    words->len = kept;
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

/* Marks print in the gap, or puts "…" for what is written there. */
static void look_at_gap(struct words *words, const struct row_text *row,
                        const struct gap *gap, const struct page *page,
                        struct arena *arena)
{
    struct box_px found;
    enum gap_ink ink;

    if (gap->right <= gap->left) {
        return;
    }
    ink = gap_look(page, gap, &found);
    if (ink == GAP_PRINT && reads_as_digits(row, gap)) {
        mark_printed(words, row, gap);
    } else if (ink != GAP_EMPTY) {
        gap_replace(&(struct cut){words, row, gap, arena}, found);
    }
}

/* "Số" at the start of a word: where it ends. 0: not here. */
static int so_right(const struct glyphs *glyphs, size_t i)
{
    struct str first = glyphs->at[i].text, second, third;
    size_t len;

    if (i + 1 >= glyphs->len || glyphs->at[i + 1].word != glyphs->at[i].word ||
        (i > 0 && glyphs->at[i - 1].word == glyphs->at[i].word) ||
        !(str_eq(first, STR("S")) || str_eq(first, STR("s")))) {
        return 0;
    }
    second = glyphs->at[i + 1].text;
    switch (utf8_at(second, 0, &len)) {
    case 0x1ED1: /* ố */
    case 0xF3:   /* ó */
    case 0xF4:   /* ô */
    case 0x1ED3: /* ồ */
    case 0x1ED5: /* ổ */
    case 0x1EBF: /* ế */
    case 0xE1:   /* á */
    case 0xE9:   /* é */
    case 0xF2:   /* ò */
    case 'o':
    case '6':
        break;
    default:
        return 0;
    }
    third = i + 2 < glyphs->len && glyphs->at[i + 2].word == glyphs->at[i].word
                ? glyphs->at[i + 2].text
                : STR(":");
    if (letter_case(utf8_at(third, 0, &len)) == LETTER_LOWER &&
        !str_eq(third, STR("z"))) {
        return 0; /* "Sông" */
    }
    if (i + 2 < glyphs->len && glyphs->at[i + 2].word == glyphs->at[i].word &&
        (str_eq(third, STR(":")) || str_eq(third, STR(".")) ||
         str_eq(third, STR(";")) || str_eq(third, STR("z")))) {
        return glyphs->at[i + 2].box.right;
    }
    return glyphs->at[i + 1].box.right;
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

static void look_at_number(struct words *words, const struct glyphs *glyphs, size_t so,
                           const struct page *page, struct arena *arena)
{
    struct row_text *row = ARENA_NEW(arena, struct row_text);
    struct gap gap = {.left = so_right(glyphs, so)};
    struct box_px anchor = glyphs->at[so].box;
    struct box_px print_box = anchor;
    size_t symbol;

    row_gather(glyphs, anchor, anchor.left, page->sheet.width_px * 55 / 100, arena,
               row);
    symbol = symbol_begins(row, gap.left - 2);
    gap.right = gap.left + page->sheet.dpi; /* an inch: no number is wider */
    if (symbol < row->len) {
        gap.right = row->at[symbol]->box.left;
        print_box = row->at[symbol + 1]->box;
        for (size_t i = symbol + 1; i < row->len && i < symbol + 8; i++) {
            print_box = box_union(print_box, row->at[i]->box);
        }
    }
    if (print_measure(page, print_box, &gap.print)) {
        print_measure(page, anchor, &gap.print_before);
        look_at_gap(words, row, &gap, page, arena);
    }
}

/* ngày _ tháng _ năm 2025: `thang` is where "tháng" begins in the row. */
static void look_at_date(struct words *words, const struct row_text *row, size_t thang,
                         const struct page *page, struct arena *arena)
{
    struct str folded = row_str(row);
    size_t ngay = letters_find_like(str_sub(folded, 0, thang), STR("ngay"), 1);
    size_t nam =
        thang + 5 + letters_find_like(str_from(folded, thang + 5), STR("nam"), 0);
    struct box_px year = {0};
    struct gap day = {0}, month = {0};

    for (size_t i = nam + 3; i < row->len && i < nam + 7; i++) {
        year = box_union(year, row->at[i]->box);
    }
    if (nam + 3 >= row->len || !print_measure(page, year, &month.print)) {
        return;
    }
    if (ngay < thang) { /* its n stands on the line, as the year does */
        print_measure(page, row->at[ngay]->box, &month.print_before);
    }
    day.print = month.print;
    day.print_before = month.print_before;
    month.left = row->at[thang + 4]->box.right;
    month.right = row->at[nam]->box.left;
    if (ngay < thang && ngay + 4 <= thang) {
        day.left = row->at[ngay + 3]->box.right;
        day.right = row->at[thang]->box.left;
    }
    look_at_gap(words, row, &month, page, arena);
    look_at_gap(words, row, &day, page, arena);
}

static void look_for_dates(struct words *words, const struct glyphs *glyphs,
                           const struct page *page, struct arena *arena)
{
    struct row_text *row = ARENA_NEW(arena, struct row_text);
    int lowest = page->sheet.height_px * HEAD_PCT / 100;

    for (size_t i = 0; i < glyphs->len; i++) {
        struct box_px box = glyphs->at[i].box;
        size_t thang;

        if (!str_eq(glyphs->at[i].text, STR("t")) || box.top > lowest ||
            box.left < page->sheet.width_px / 3) {
            continue;
        }
        row_gather(glyphs, box, page->sheet.width_px / 4, page->sheet.width_px, arena,
                   row);
        thang = letters_find_like(row_str(row), STR("thang"), 1);
        if (thang + 5 < row->len) {
            look_at_date(words, row, thang, page, arena);
            return;
        }
    }
}

void words_mark_hand(struct words *words, const struct glyphs *glyphs,
                     const struct page *page, struct arena *arena)
{
    int lowest = page->sheet.height_px * HEAD_PCT / 100;

    look_for_dates(words, glyphs, page, arena);
    for (size_t i = 0; i < glyphs->len; i++) {
        if (glyphs->at[i].box.top < lowest &&
            glyphs->at[i].box.left < page->sheet.width_px * 45 / 100 &&
            so_right(glyphs, i) > 0) {
            look_at_number(words, glyphs, i, page, arena);
            break;
        }
    }
    words_compact(words);
}
