/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The head of the first page (NĐ 30/2020, Annex I, cells 1 to 5):
 *
 *      PARENT AGENCY      |   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
 *      ISSUING AGENCY     |       Độc lập - Tự do - Hạnh phúc
 *        -------          |       ---------------------------
 *      Số: 31/KH-ABC      |   Bình Lạc, ngày 27 tháng 4 năm 2022
 *
 *                       KẾ HOẠCH
 *                 About this and that
 *                      ---------
 *
 * The motto is what is the same on every document, so it is looked for first; its left
 * edge gives the gutter, and lines that run across the gutter are cut there. */
#include "letters.h"
#include "zoning_head.h"

/* What may be read of the right column, folded; slack: letters that may be wrong. */
static const struct {
    struct str folded;
    size_t slack;
} mottoes[] = {
    {STR_INIT("cong hoa xa hoi chu nghia viet nam"), 9},
    {STR_INIT("doc lap - tu do - hanh phuc"), 8},
    {STR_INIT("dang cong san viet nam"), 5},
    {STR_INIT("doan tncs ho chi minh"), 4},
};
enum { MOTTOES = sizeof mottoes / sizeof *mottoes };

/* Stamps that are no part of the form (cells 10a, 10b, 11; Annex IV.V). Short ones must
 * be the whole line. */
static const struct str stamps[] = {
    STR_INIT("hoa toc"),      STR_INIT("thuong khan"),      STR_INIT("khan"),
    STR_INIT("toi mat"),      STR_INIT("tuyet mat"),        STR_INIT("mat"),
    STR_INIT("cong van den"), STR_INIT("xem xong tra lai"), STR_INIT("luu hanh noi bo"),
};
enum { STAMPS = sizeof stamps / sizeof *stamps };

/* The line holds motto `m`: cut off what stands left of it, mark the rest. */
static bool take_motto(struct zoning *z, size_t i, size_t m, struct head *head)
{
    size_t at = letters_find_like(z->of[i].folded, mottoes[m].folded, mottoes[m].slack);
    size_t word;
    struct box_px box;

    if (at >= z->of[i].folded.len) {
        return false;
    }
    word = zoning_word_at(z, i, at);
    if (word > 0) {
        zoning_cut(z, i, word);
        i++;
    }
    z->of[i].kind = ZONE_MOTTO;
    box = zoning_line(z, i)->box;
    if (head->motto_bottom == 0 || box.top < head->motto_top) {
        head->motto_top = box.top;
    }
    if (box.bottom > head->motto_bottom) {
        head->motto_bottom = box.bottom;
    }
    if (head->gutter_px == 0 || box.left < head->gutter_px) {
        head->gutter_px = box.left;
    }
    return true;
}

static bool find_mottoes(struct zoning *z, struct head *head)
{
    int lowest = z->words->sheet.height_px * 45 / 100;

    for (size_t m = 0; m < MOTTOES; m++) {
        for (size_t i = 0; i < z->lines->len; i++) {
            struct box_px box = zoning_line(z, i)->box;

            if (box.top < lowest && z->of[i].kind != ZONE_MOTTO &&
                box.right > z->words->sheet.width_px / 2 && take_motto(z, i, m, head)) {
                break;
            }
        }
    }
    if (head->motto_bottom == 0) {
        return false;
    }
    /* The agency may reach over the middle of the page, the motto hardly ever. */
    if (head->gutter_px < z->words->sheet.width_px * 35 / 100) {
        head->gutter_px = z->words->sheet.width_px * 35 / 100;
    }
    return true;
}

/* A line that still runs over the gutter is cut at its widest gap near the gutter. */
static void cut_at_gutter(struct zoning *z, size_t i, int gutter_px)
{
    const struct line *line = zoning_line(z, i);
    int best_gap = z->lines->text_height_px * 4 / 5;
    int reach = z->words->sheet.width_px / 8;
    size_t best = 0;

    for (size_t j = 1; j < line->len; j++) {
        const struct word *left = &z->words->at[z->lines->order[line->first + j - 1]];
        const struct word *right = &z->words->at[z->lines->order[line->first + j]];
        int gap = right->box.left - left->box.right;

        if (gap > best_gap && right->box.left > gutter_px - reach &&
            left->box.right < gutter_px + reach) {
            best_gap = gap;
            best = j;
        }
    }
    if (best > 0) {
        zoning_cut(z, i, best);
    }
}

/* Whether `next` begins at most MOST_FILLED letters behind the end of `word`. */
static bool follows(struct str folded, size_t word_at, size_t word_len, size_t next_at)
{
    enum { MOST_FILLED = 10 }; /* " 27 " and what a pen's strokes are read as */

    return word_at < folded.len && next_at < folded.len &&
           next_at >= word_at + word_len - 1 &&
           next_at - word_at - word_len + 1 <= MOST_FILLED;
}

/* "ngày ... tháng ... năm ...", of which two neighbours must be there: the day and
 * often the month are written by hand. */
static bool is_place_date(const struct zoning *z, size_t i)
{
    struct str folded = z->of[i].folded;
    size_t ngay = letters_find_like(folded, STR("ngay"), 1);
    size_t thang = letters_find_like(folded, STR("thang"), 1);
    size_t nam = letters_find_like(folded, STR("nam"), 0);

    return letters_count(z->of[i].text).lower >= 5 &&
           (follows(folded, ngay, 4, thang) || follows(folded, thang, 5, nam));
}

/* "Số: 12/KH-UBND", "Số 12-KH/ĐU", "/KH-UBND" or what is left of them. */
static bool is_number(const struct zoning *z, size_t i)
{
    struct str folded = z->of[i].folded;
    struct letter_counts counts = letters_count(z->of[i].text);
    bool has_slash = str_find(folded, STR("/"), 0) < folded.len;
    bool has_dash = str_find(folded, STR("-"), 0) < folded.len;
    size_t len, first;
    bool small_second =
        utf8_at(z->of[i].text, 0, &first) == 'S' &&
        letter_case(utf8_at(z->of[i].text, first, &len)) == LETTER_LOWER;
    bool says_so = folded.len > 1 && folded.ptr[0] == 's' &&
                   (folded.ptr[1] == 'o' || folded.ptr[1] == '6') &&
                   (small_second || str_starts(folded, STR("so:")));
    bool so_then_sign = says_so && (folded.len == 2 || has_slash || has_dash ||
                                    !(folded.ptr[2] >= 'a' && folded.ptr[2] <= 'z'));

    if (zoning_line(z, i)->is_caps && !has_slash && !says_so) {
        return false; /* SỞ Y TẾ */
    }
    return so_then_sign || (has_slash && counts.upper >= 2 && has_dash);
}

bool zoning_is_stamp(const struct zoning *z, size_t i)
{
    struct letter_counts counts = letters_count(z->of[i].text);

    for (size_t s = 0; s < STAMPS; s++) {
        size_t slack = stamps[s].len >= 7 ? 1 : 0;
        size_t at = letters_find_like(z->of[i].folded, stamps[s], slack);

        if (at < z->of[i].folded.len && z->of[i].folded.len <= stamps[s].len + 4 &&
            counts.upper + 1 >= counts.lower) {
            return true;
        }
    }
    return false;
}

static void mark_right_column(struct zoning *z, struct head *head)
{
    int lowest = head->motto_bottom + 8 * z->pitch_px;

    for (size_t i = 0; i < z->lines->len; i++) {
        struct box_px box = zoning_line(z, i)->box;

        if (z->of[i].kind == UNASSIGNED && box.top >= head->motto_top &&
            box.top < lowest && box_mid_x(box) > head->gutter_px &&
            box.left > z->words->sheet.width_px / 4 && is_place_date(z, i)) {
            z->of[i].kind = ZONE_PLACE_DATE;
            head->bottom_px = box.bottom;
            return;
        }
    }
}

/* The first number line of the left column. */
static size_t find_number(struct zoning *z, const struct head *head)
{
    int lowest = head->motto_bottom + 8 * z->pitch_px;

    for (size_t i = 0; i < z->lines->len; i++) {
        struct box_px box = zoning_line(z, i)->box;

        if (z->of[i].kind == UNASSIGNED && box.top < lowest &&
            box.left < head->gutter_px && box_mid_x(box) < head->gutter_px + 60 &&
            box.bottom > head->motto_top && is_number(z, i)) {
            return i;
        }
    }
    return z->lines->len;
}

/* "V/v ..." below the number (cell 5b) and what follows it in the left column. */
static void mark_subject(struct zoning *z, const struct head *head, size_t number)
{
    int last = -1;

    for (size_t i = number + 1; i < z->lines->len; i++) {
        struct box_px box = zoning_line(z, i)->box;
        bool starts = last < 0 && str_starts(z->of[i].folded, STR("v/v"));

        if (z->of[i].kind == UNASSIGNED && box.right < head->gutter_px + 40 &&
            (starts || (last >= 0 && box.top - last < 2 * z->pitch_px))) {
            z->of[i].kind = ZONE_SUBJECT;
            last = box.top;
        }
    }
}

/* What stands in one row with the number or the date belongs to it: a number that is
 * written by hand leaves wide gaps. */
static void mark_rest_of_row(struct zoning *z, enum zone_kind kind, int gutter_px)
{
    struct box_px row = {0};
    bool left = kind == ZONE_NUMBER;

    for (size_t i = 0; i < z->lines->len; i++) {
        if (z->of[i].kind == (int)kind) {
            row = zoning_line(z, i)->box;
        }
    }
    for (size_t i = 0; i < z->lines->len; i++) {
        struct box_px box = zoning_line(z, i)->box;

        if (z->of[i].kind == UNASSIGNED &&
            box_shared_y(row, box) * 2 > box_height(box) &&
            (left ? box_mid_x(box) < gutter_px : box_mid_x(box) > gutter_px)) {
            z->of[i].kind = (int)kind;
        }
    }
}

/* Scraps between the agencies and the type: no text of the document. */
static void mark_scraps(struct zoning *z, const struct head *head)
{
    for (size_t i = 0; i < z->lines->len; i++) {
        if (z->of[i].kind == UNASSIGNED &&
            box_mid_y(zoning_line(z, i)->box) < head->bottom_px) {
            z->of[i].kind = ZONE_MARGIN;
        }
    }
}

void zoning_header(struct zoning *z)
{
    struct head head = {0};
    size_t number;
    int agency_bottom;
    bool found = find_mottoes(z, &head);

    if (!found) {
        if (z->words->sheet.page_no != 1) {
            return;
        }
        head.gutter_px = z->words->sheet.width_px * 45 / 100;
        head.motto_top = z->words->sheet.height_px * 3 / 100;
        head.motto_bottom = z->words->sheet.height_px * 12 / 100;
    }
    for (size_t i = 0; i < z->lines->len; i++) {
        struct box_px box = zoning_line(z, i)->box;

        if (z->of[i].kind == UNASSIGNED && box.bottom > head.motto_top &&
            (box.top < head.motto_bottom + 3 * z->pitch_px || is_place_date(z, i)) &&
            box.left < head.gutter_px && box.right > head.gutter_px) {
            cut_at_gutter(z, i, head.gutter_px);
        }
    }
    head.bottom_px = head.motto_bottom;
    mark_right_column(z, &head);
    number = find_number(z, &head);
    agency_bottom = head.bottom_px + 3 * z->pitch_px; /* where there is no number */
    if (number < z->lines->len) {
        struct box_px box = zoning_line(z, number)->box;

        z->of[number].kind = ZONE_NUMBER;
        agency_bottom = box.top;
        if (box.bottom > head.bottom_px) {
            head.bottom_px = box.bottom;
        }
    }
    mark_rest_of_row(z, ZONE_NUMBER, head.gutter_px);
    mark_rest_of_row(z, ZONE_PLACE_DATE, head.gutter_px);
    zoning_agencies(z, &head, agency_bottom);
    if (number < z->lines->len) {
        mark_subject(z, &head, number);
    }
    zoning_title(z, &head);
    zoning_addressees(z, &head);
    if (found) {
        mark_scraps(z, &head);
    }
    z->state->header_seen = true;
}

/* One zone a kind, in the order of the form; the title and each agency as one. */
void zoning_emit_header(struct zoning *z)
{
    static const enum zone_kind order[] = {
        ZONE_PARENT_ISSUER, ZONE_ISSUER, ZONE_MOTTO, ZONE_NUMBER,    ZONE_SUBJECT,
        ZONE_PLACE_DATE,    ZONE_TYPE,   ZONE_TITLE, ZONE_ADDRESSEE,
    };

    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        bool first = true;

        for (size_t i = 0; i < z->lines->len; i++) {
            if (z->of[i].kind != (int)order[k]) {
                continue;
            }
            if (first || order[k] == ZONE_ADDRESSEE) {
                zoning_add(z, order[k], i);
                first = false;
            } else {
                zoning_add_line(z, i);
            }
        }
    }
}
