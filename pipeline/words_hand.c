/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The gaps of the date, and all of handwriting on a page; see hand.h. */
#include "arena.h"
#include "hand_row.h"
#include "letters.h"

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

/* A number as it is printed in the row; 0: there is none. */
static int printed_number(const struct row_text *row, size_t from, size_t to)
{
    int number = 0;

    for (size_t i = from; i < to && i < row->len; i++) {
        if (row->folded[i] < '0' || row->folded[i] > '9' || number > 999) {
            return 0;
        }
        number = 10 * number + (row->folded[i] - '0');
    }
    return number;
}

/* Where "tháng" begins; row->len: nowhere. A pen's last stroke takes its t along. */
static size_t find_thang(const struct row_text *row)
{
    struct str folded = row_str(row);
    size_t at = letters_find_like(folded, STR("thang"), 1);

    if (at == row->len) {
        size_t hang = letters_find_like(folded, STR("hang"), 0);

        at = hang > 0 && hang < row->len ? hang - 1 : row->len;
    }
    return at;
}

/* How much of "ngày _ tháng _ năm 2025" the row has, 0 to 3; texts speak of months and
 * years too, and "thang" is soon read into a name. */
static int date_marks(const struct row_text *row, size_t thang)
{
    struct str folded = row_str(row);
    size_t nam =
        thang + 5 + letters_find_like(str_from(folded, thang + 5), STR("nam"), 0);
    int digits = 0;

    for (size_t i = nam + 3; i < row->len && i < nam + 7; i++) {
        digits += row->folded[i] >= '0' && row->folded[i] <= '9';
    }
    return (letters_find_like(folded, STR("thang"), 0) == thang) + (digits >= 2) +
           (letters_find_like(str_sub(folded, 0, thang), STR("ngay"), 1) < thang);
}

/* "(tháng", "xháng": a stroke of the day beside it was read into it. */
static void mend_thang(struct words *words, const struct row_text *row, size_t thang)
{
    size_t word = row->at[thang]->word, glyphs = 0;

    for (size_t i = 0; i < row->len; i++) {
        glyphs += row->at[i]->word == word;
    }
    if (word != NO_WORD && glyphs >= 5 && glyphs <= 6) {
        words->at[word].text = STR("tháng");
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
    struct hand_slot slot = {.kind = SLOT_MONTH};
    size_t slots_len;

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
    look_at_gap(&(struct cut){words, row, &month, arena}, page, slot);
    slot = (struct hand_slot){
        .kind = SLOT_DAY,
        .month = words->slots_len > 0 ? 0 : printed_number(row, thang + 5, nam),
        .year = printed_number(row, nam + 3, nam + 7)};
    slots_len = words->slots_len;
    look_at_gap(&(struct cut){words, row, &day, arena}, page, slot);
    if (words->slots_len > slots_len) {
        mend_thang(words, row, thang);
    }
}

/* The upper one of the rows that have two marks of a date. */
static void look_for_dates(struct words *words, const struct glyphs *glyphs,
                           const struct page *page, struct arena *arena)
{
    struct row_text *row = ARENA_NEW(arena, struct row_text);
    struct row_text *best = ARENA_NEW(arena, struct row_text);
    int lowest = page->sheet.height_px * HEAD_PCT / 100;

    for (size_t i = 0; i < glyphs->len; i++) {
        struct box_px box = glyphs->at[i].box;
        struct str text = glyphs->at[i].text;

        if (!(str_eq(text, STR("t")) || str_eq(text, STR("n"))) || box.top > lowest ||
            box.left < page->sheet.width_px / 3) {
            continue;
        }
        row_gather(glyphs, box, page->sheet.width_px / 4, page->sheet.width_px, arena,
                   row);
        if (find_thang(row) + 5 < row->len && date_marks(row, find_thang(row)) >= 2 &&
            (best->len == 0 || row->box.top < best->box.top)) {
            *best = *row;
        }
    }
    if (best->len > 0) {
        look_at_date(words, best, find_thang(best), page, arena);
    }
}

void words_mark_hand(struct words *words, const struct glyphs *glyphs,
                     const struct page *page, struct arena *arena)
{
    look_for_dates(words, glyphs, page, arena);
    look_at_number(words, glyphs, page, arena);
    words_compact(words);
}
