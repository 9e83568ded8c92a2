/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One page's words as text, an item a line:
 *
 *   page NO WIDTH_PX HEIGHT_PX DPI TURN_DEG SKEW_DEG ink|text
 *   stroke LEFT TOP RIGHT BOTTOM
 *   word LEFT TOP RIGHT BOTTOM CONF_PCT STROKE_PX LINE_NO LAYER HAND TEXT
 *   end
 */
#include "arena.h"
#include "bounds.h"
#include "text.h"
#include "words.h"

#include <math.h>
#include <string.h>

static const char *const layer_names[] = {
    [LAYER_INK] = "ink", [LAYER_RED] = "red", [LAYER_TEXT] = "text"};
static const char *const hand_names[] = {
    [HAND_UNKNOWN] = "unknown", [HAND_PRINTED] = "printed", [HAND_WRITTEN] = "written"};

enum { LAYERS = sizeof layer_names / sizeof *layer_names };
enum { HANDS = sizeof hand_names / sizeof *hand_names };

struct box_pt box_on_paper(const struct sheet *sheet, struct box_px box)
{
    /* Levelling turned the page clockwise by skew_deg about its centre: turn back. */
    double rad = (double)sheet->skew_deg * M_PI / 180.0;
    double mid_x = sheet->width_px / 2.0, mid_y = sheet->height_px / 2.0;
    double x = (box.left + box.right) / 2.0 - mid_x;
    double y = (box.top + box.bottom) / 2.0 - mid_y;
    double back_x = x * cos(rad) + y * sin(rad) + mid_x;
    double back_y = -x * sin(rad) + y * cos(rad) + mid_y;
    double half_w = box_width(box) / 2.0, half_h = box_height(box) / 2.0;
    double pt = 72.0 / (sheet->dpi > 0 ? sheet->dpi : 300);

    return (struct box_pt){
        .left = (float)((back_x - half_w) * pt),
        .top = (float)((back_y - half_h) * pt),
        .right = (float)((back_x + half_w) * pt),
        .bottom = (float)((back_y + half_h) * pt),
    };
}

void words_write(const struct words *words, FILE *to)
{
    const struct sheet *sheet = &words->sheet;

    fprintf(to, "page %d %d %d %d %d %.3f %s\n", sheet->page_no, sheet->width_px,
            sheet->height_px, sheet->dpi, sheet->turn_deg, (double)sheet->skew_deg,
            sheet->from_text_layer ? "text" : "ink");
    for (size_t i = 0; i < words->strokes_len; i++) {
        struct box_px box = words->strokes[i];

        fprintf(to, "stroke %d %d %d %d\n", box.left, box.top, box.right, box.bottom);
    }
    for (size_t i = 0; i < words->len; i++) {
        const struct word *word = &words->at[i];

        fprintf(to, "word %d %d %d %d %.2f %.2f %d %s %s %.*s\n", word->box.left,
                word->box.top, word->box.right, word->box.bottom,
                (double)word->conf_pct, (double)word->stroke_px, word->line_no,
                layer_names[word->layer], hand_names[word->hand], STR_ARG(word->text));
    }
    fputs("end\n", to);
}

/* A cursor over one line; `bad` stays set once a token was not understood. */
struct tokens {
    struct str rest;
    bool bad;
};

static struct str token_next(struct tokens *tokens)
{
    return str_cut(&tokens->rest, ' ');
}

/* "-12.345" and the blank after it, with at most 15 digits: whole numbers up to there
 * and powers of ten are exact, so that their quotient is what strtod() gives. */
static bool plain_number(struct str *rest, double *out)
{
    static const double tens[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    bool minus = rest->len > 0 && rest->ptr[0] == '-', has_point = false;
    size_t at = minus, digits = 0, decimals = 0;
    int64_t number = 0;

    for (; at < rest->len && rest->ptr[at] != ' '; at++) {
        char c = rest->ptr[at];

        if (c == '.' && !has_point) {
            has_point = true;
        } else if (c >= '0' && c <= '9' && digits < 15) {
            number = 10 * number + (c - '0');
            digits++;
            decimals += has_point;
        } else {
            return false;
        }
    }
    *out = (minus ? -(double)number : (double)number) / tens[decimals];
    *rest = str_from(*rest, at + 1);
    return digits > 0 && has_point == (decimals > 0);
}

static double token_number(struct tokens *tokens, double least, double most)
{
    double number;

    if (!plain_number(&tokens->rest, &number) || !(number >= least && number <= most)) {
        tokens->bad = true;
        return least;
    }
    return number;
}

static int token_int(struct tokens *tokens, int least, int most)
{
    return (int)token_number(tokens, least, most);
}

static int token_name(struct tokens *tokens, const char *const *names, int names_len)
{
    struct str token = token_next(tokens);

    for (int i = 0; i < names_len; i++) {
        if (str_eq(token, str_from_c(names[i]))) {
            return i;
        }
    }
    tokens->bad = true;
    return 0;
}

static struct box_px token_box(struct tokens *tokens)
{
    struct box_px box;

    box.left = token_int(tokens, -MAX_PAGE_SIDE_PX, MAX_PAGE_SIDE_PX);
    box.top = token_int(tokens, -MAX_PAGE_SIDE_PX, MAX_PAGE_SIDE_PX);
    box.right = token_int(tokens, -MAX_PAGE_SIDE_PX, MAX_PAGE_SIDE_PX);
    box.bottom = token_int(tokens, -MAX_PAGE_SIDE_PX, MAX_PAGE_SIDE_PX);
    return box;
}

static struct sheet token_sheet(struct tokens *tokens)
{
    struct sheet sheet;

    sheet.page_no = token_int(tokens, 1, MAX_PAGES);
    sheet.width_px = token_int(tokens, 1, MAX_PAGE_SIDE_PX);
    sheet.height_px = token_int(tokens, 1, MAX_PAGE_SIDE_PX);
    sheet.dpi = token_int(tokens, 1, 10 * MAX_DPI);
    sheet.turn_deg = token_int(tokens, 0, 270);
    sheet.skew_deg = (float)token_number(tokens, -90, 90);
    sheet.from_text_layer = token_name(tokens, layer_names, LAYERS) == (int)LAYER_TEXT;
    return sheet;
}

static struct word token_word(struct tokens *tokens, struct arena *arena)
{
    struct word word;

    word.box = token_box(tokens);
    word.conf_pct = (float)token_number(tokens, 0, 100);
    word.stroke_px = (float)token_number(tokens, 0, MAX_PAGE_SIDE_PX);
    word.line_no = token_int(tokens, 0, MAX_PAGE_WORDS);
    word.layer = (enum layer)token_name(tokens, layer_names, LAYERS);
    word.hand = (enum hand)token_name(tokens, hand_names, HANDS);
    word.text = text_nfc(str_copy(arena, tokens->rest), arena);
    tokens->bad = tokens->bad || word.text.len == 0;
    return word;
}

/* One line of a dump; *done at the line `end`. false: not understood. */
static bool read_item(struct str line, struct words *out, size_t caps[2], bool *done,
                      struct arena *arena)
{
    struct tokens tokens = {.rest = line};
    struct str item = token_next(&tokens);

    if (str_eq(item, STR("end"))) {
        *done = true;
        return out->sheet.page_no > 0;
    }
    if (str_eq(item, STR("page")) && out->sheet.page_no == 0) {
        out->sheet = token_sheet(&tokens);
    } else if (str_eq(item, STR("stroke")) && out->strokes_len < MAX_PAGE_WORDS) {
        out->strokes = arena_grow(arena, out->strokes, out->strokes_len, &caps[0],
                                  sizeof *out->strokes);
        out->strokes[out->strokes_len++] = token_box(&tokens);
    } else if (str_eq(item, STR("word")) && out->len < MAX_PAGE_WORDS) {
        out->at = arena_grow(arena, out->at, out->len, &caps[1], sizeof *out->at);
        out->at[out->len++] = token_word(&tokens, arena);
    } else {
        return false;
    }
    return !tokens.bad;
}

enum status words_read(struct str *rest, struct arena *arena, struct words *out,
                       struct err *err)
{
    size_t caps[2] = {0, 0};
    bool done = false;
    int line_no = 0;

    *out = (struct words){0};
    while (rest->len > 0 && !done) {
        struct str line = str_cut(rest, '\n');

        line_no++;
        if (!read_item(line, out, caps, &done, arena)) {
            *out = (struct words){0};
            return err_set(err, STATUS_INPUT, 0,
                           "words dump: line %d of this page is not understood: %.*s",
                           line_no, STR_ARG(str_sub(line, 0, 60)));
        }
    }
    if (!done) {
        *out = (struct words){0};
        return err_set(err, STATUS_INPUT, 0, "words dump: ends within a page");
    }
    return STATUS_OK;
}
