/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "layer.h"

#include <math.h>
#include <stdlib.h>

enum {
    MOVE_UNIT = 50, /* thousandths of the size that words are moved by */
    SCALE_SLACK = 2,
    SIZE_SLACK = 12, /* per cent: lines that differ by less have one size */
    LEAST_SIZE = 4,
    MOST_SIZE = 2000,
    LEAST_SCALE = 10,
    MOST_SCALE = 900,
    BLANK_WIDTH = 250, /* of the font */
};
/* How far from its place a word may begin, in hundredths of the size, along the line
 * and across it. Where bytes are cheap a word is moved for a point of common print; of
 * a page in black and white each hundredth more of a size is bytes that a layer must
 * not have (fax of two pages, 915 words: 3700 bytes so, 4100 the other way). */
static const struct slack {
    int along_pct, across_pct;
} fine = {10, 12}, coarse = {25, 30};

/* Share of a line's size from the foot of its letters to the head of the middle word:
 * of capitals and ascenders, some with marks. */
static const double head_share = 0.72;

/* What stands in the text state of the stream, in pixels of the sheet. */
struct setting {
    struct strbuf out;
    const struct letters *letters;
    const char *font_name;
    size_t font;
    int size, scale_pct, word_space;
    int line_x, line_y; /* where the line before began */
    bool in_string;
    struct affine unlevel;
    struct slack slack;
};

/* The words of one line, left to right, and where they begin on the page before it was
 * levelled. Text that follows a slope of a degree is torn apart by Poppler, which takes
 * a letter half a point higher for another line: words stay level, and step. */
struct row {
    const struct word **at;
    struct point {
        int x, y;
    } * from;
    int *values; /* room for as many numbers */
    size_t len;
};

/* --- strings --- */

static void string_begin(struct setting *set)
{
    if (!set->in_string) {
        strbuf_add_char(&set->out, '(');
        set->in_string = true;
    }
}

static void string_end(struct setting *set)
{
    if (set->in_string) {
        strbuf_add_char(&set->out, ')');
        set->in_string = false;
    }
}

static void use_font(struct setting *set, size_t font)
{
    if (font != set->font) {
        string_end(set);
        strbuf_printf(&set->out, "]TJ/%s%zu %d Tf[", set->font_name, font, set->size);
        set->font = font;
    }
}

static void add_char(struct setting *set, uint32_t c)
{
    size_t place = letters_find(set->letters, c);

    if (letter_is_mute(c)) {
        return;
    }
    if (c < 0x7f) {
        use_font(set, 0);
        string_begin(set);
        if (c == '(' || c == ')' || c == '\\') {
            strbuf_add_char(&set->out, '\\');
        }
        strbuf_add_char(&set->out, (char)c);
    } else if (place < set->letters->len && set->letters->at[place].c == c) {
        use_font(set, place / LAYER_FONT_LETTERS);
        string_begin(set);
        strbuf_add_char(&set->out, (char)(128 + place % LAYER_FONT_LETTERS));
    }
}

static void add_text(struct setting *set, struct str text)
{
    for (size_t at = 0, step = 1; at < text.len; at += step) {
        add_char(set, utf8_at(text, at, &step));
    }
}

/* In sizes of the font. */
static double text_width(const struct setting *set, struct str text)
{
    int width = 0;

    for (size_t at = 0, step = 1; at < text.len; at += step) {
        uint32_t c = utf8_at(text, at, &step);
        size_t place = letters_find(set->letters, c);

        if (c < 0x7f) {
            width += layer_width(set->letters, 0, (int)c);
        } else if (place < set->letters->len && set->letters->at[place].c == c) {
            width += set->letters->at[place].width;
        }
    }
    return width / 1000.0;
}

/* --- one line --- */

static int by_value(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

static int share_of(int *values, size_t len, size_t pct)
{
    qsort(values, len, sizeof *values, by_value);
    return values[(len - 1) * pct / 100];
}

/* Where the letters stand. Commas and the tails of g and y hang below in most lines,
 * but not in most words: a third have none. */
static int baseline_of(struct row row)
{
    for (size_t i = 0; i < row.len; i++) {
        row.values[i] = row.at[i]->box.bottom;
    }
    return share_of(row.values, row.len, 30);
}

static int size_of(struct row row, int baseline)
{
    double size;

    for (size_t i = 0; i < row.len; i++) {
        row.values[i] = row.at[i]->box.top;
    }
    size = (baseline - share_of(row.values, row.len, 50)) / head_share;
    return (int)fmin(fmax(round(size), LEAST_SIZE), MOST_SIZE);
}

static int scale_of(const struct setting *set, struct row row)
{
    double natural = 0, measured = 0;

    for (size_t i = 0; i < row.len; i++) {
        natural += text_width(set, row.at[i]->text) * set->size;
        measured += box_width(row.at[i]->box);
    }
    return natural > 0 ? (int)fmin(fmax(round(100 * measured / natural), LEAST_SCALE),
                                   MOST_SCALE)
                       : 100;
}

/* What a blank is wider than in the font, so that the common word ends where the next
 * begins. */
static int word_space_of(const struct setting *set, struct row row, int scale_pct)
{
    double unit_px = set->size * scale_pct / 100.0;

    for (size_t i = 0; i + 1 < row.len; i++) {
        row.values[i] = row.at[i + 1]->box.left - row.at[i]->box.left -
                        (int)lround(text_width(set, row.at[i]->text) * unit_px);
    }
    if (row.len < 2) {
        return set->word_space;
    }
    return (int)lround(share_of(row.values, row.len - 1, 50) * 100.0 / scale_pct -
                       set->size * BLANK_WIDTH / 1000.0);
}

static void set_state(struct setting *set, struct row row, int baseline)
{
    int size = size_of(row, baseline), scale_pct, word_space;

    if (abs(size - set->size) * 100 > set->size * SIZE_SLACK || set->font != 0) {
        set->size = size;
        set->font = 0;
        strbuf_printf(&set->out, "/%s0 %d Tf ", set->font_name, size);
    }
    scale_pct = scale_of(set, row);
    if (abs(scale_pct - set->scale_pct) <= SCALE_SLACK) {
        scale_pct = set->scale_pct;
    } else {
        strbuf_printf(&set->out, "%d Tz ", scale_pct);
        set->scale_pct = scale_pct;
    }
    word_space = word_space_of(set, row, scale_pct);
    if (word_space != set->word_space) {
        strbuf_printf(&set->out, "%d Tw ", word_space);
        set->word_space = word_space;
    }
}

/* Strings begin here. */
static void go_to(struct setting *set, struct point point)
{
    strbuf_printf(&set->out, "%d %d Td[", point.x - set->line_x, set->line_y - point.y);
    set->line_x = point.x;
    set->line_y = point.y;
}

static void place_words(struct row row, const struct affine *unlevel, int baseline)
{
    for (size_t i = 0; i < row.len; i++) {
        struct box_px box = row.at[i]->box;
        double mid = (box.left + box.right) / 2.0;

        row.from[i] = (struct point){
            .x = (int)lround(unlevel->a * mid + unlevel->c * baseline + unlevel->e -
                             box_width(box) / 2.0),
            .y = (int)lround(unlevel->b * mid + unlevel->d * baseline + unlevel->f)};
    }
}

static void add_row(struct setting *set, struct row row)
{
    int baseline = baseline_of(row);
    double unit_px, pen_px, blank;

    place_words(row, &set->unlevel, baseline);
    set_state(set, row, baseline);
    unit_px = set->size * set->scale_pct / 100.0; /* a width of 1 */
    blank = BLANK_WIDTH / 1000.0 + (double)set->word_space / set->size;
    go_to(set, row.from[0]);
    pen_px = set->line_x;
    for (size_t i = 0; i < row.len; i++) {
        double off = (row.from[i].x - pen_px) / unit_px;

        if (abs(row.from[i].y - set->line_y) * 100 >
            set->size * set->slack.across_pct) {
            string_end(set);
            strbuf_add(&set->out, STR("]TJ "));
            go_to(set, row.from[i]);
            pen_px = set->line_x;
        } else if (fabs(off) * set->scale_pct > set->slack.along_pct) {
            long moves = lround(off * 1000 / MOVE_UNIT) * MOVE_UNIT;

            string_end(set);
            strbuf_printf(&set->out, "%ld", -moves);
            pen_px += (double)moves / 1000 * unit_px;
        }
        add_text(set, row.at[i]->text);
        if (i + 1 < row.len) {
            add_char(set, ' ');
        }
        pen_px += (text_width(set, row.at[i]->text) + blank) * unit_px;
    }
    string_end(set);
    strbuf_add(&set->out, STR("]TJ\n"));
}

/* --- the page --- */

/* Six decimals, without zeros at the end; an exponent is none of PDF's. */
static void add_number(struct strbuf *to, double number)
{
    char digits[64];
    int len = snprintf(digits, sizeof digits, "%.6f", number);

    while (len > 0 && digits[len - 1] == '0') {
        len--;
    }
    if (len > 0 && digits[len - 1] == '.') {
        len--;
    }
    strbuf_add(to, (struct str){digits, (size_t)len});
    strbuf_add_char(to, ' ');
}

static void add_affine(struct strbuf *to, struct affine affine)
{
    const double all[] = {affine.a, affine.b, affine.c, affine.d, affine.e, affine.f};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        add_number(to, all[i]);
    }
}

static void add_line(struct setting *set, const struct words *words,
                     const struct lines *lines, size_t line_index, struct arena *arena)
{
    const struct line *line = &lines->at[line_index];
    struct row row = {.at = ARENA_ARRAY(arena, const struct word *, line->len + 1),
                      .from = ARENA_ARRAY(arena, struct point, line->len + 1),
                      .values = ARENA_ARRAY(arena, int, line->len + 1)};

    for (size_t i = 0; i < line->len; i++) {
        const struct word *word = &words->at[lines->order[line->first + i]];

        if (!box_is_empty(word->box) && text_width(set, word->text) > 0) {
            row.at[row.len++] = word;
        }
    }
    if (row.len > 0) {
        add_row(set, row);
    }
}

struct str layer_from_words(const struct words *words, struct zone_state *state,
                            const struct layer_style *style, struct arena *arena)
{
    struct lines lines = lines_from_words(words, arena, NULL);
    struct zones zones = zones_from_lines(&lines, words, state, arena);
    struct setting set = {.out = {.arena = arena},
                          .letters = style->letters,
                          .font_name = style->font_name,
                          .scale_pct = 100,
                          .slack = style->is_coarse ? coarse : fine,
                          .unlevel = affine_unlevelled(&words->sheet)};
    size_t head_len;

    strbuf_add(&set.out, STR("q BT 3 Tr "));
    add_affine(&set.out, style->to_paper);
    strbuf_add(&set.out, STR("Tm\n"));
    head_len = set.out.len;
    for (size_t i = 0; i < zones.len; i++) {
        for (size_t k = 0; k < zones.at[i].len; k++) {
            add_line(&set, words, &lines, zones.line_order[zones.at[i].first + k],
                     arena);
        }
    }
    if (set.out.len == head_len) {
        return STR("");
    }
    strbuf_add(&set.out, STR("ET Q\n"));
    return strbuf_str(&set.out);
}
