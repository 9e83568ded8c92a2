/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recogniser's own lines follow skew and warp well, but they run across the two
 * columns of the header and of the foot. So each of them is cut where the gap is wide
 * or a ruling line stands between two words, and pieces that lie side by side in one
 * row are put together again:
 *
 *   UBND TỈNH HÀ LẠC        CỘNG HÒA XÃ HỘI ...      one line of Tesseract
 *   [--------------]        [-----------------]      two lines here
 */
#include "arena.h"
#include "ints.h"
#include "letters.h"
#include "lines.h"
#include "ruling.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* A gap of more than so many percent of the text height ends a line. The gaps of
     * justified lines reach 110 % (measured on samples/), gutters begin at about 180 %.
     */
    WIDE_GAP_PCT = 170,
    /* Pieces of one row closer than this are one line that the recogniser cut. */
    JOIN_GAP_PCT = 130,
    /* Two words share a row when they overlap by more than half of the lower one: a
     * raised mark overlaps by 60 % to 90 %, the next line by 20 % at most. */
    SHARED_ROW_PCT = 50,
    /* A ruling line may lie in a word's box by so much: it was read as part of it. */
    RULED_SLACK_PCT = 50,
};

/* Typical height of the words that have letters; words of one dot or dash don't count.
 */
static int words_height(const struct words *words, struct arena *arena)
{
    int *heights = ARENA_ARRAY(arena, int, words->len + 1);
    size_t len = 0;

    for (size_t i = 0; i < words->len; i++) {
        if (words->at[i].layer != LAYER_RED &&
            letters_up_to(words->at[i].text, 2) == 2) {
            heights[len++] = box_height(words->at[i].box);
        }
    }
    return len > 0 ? ints_median(heights, len) : words->sheet.dpi / 8;
}

/* A vertical ruling line stands between x0 and x1 at the height of the words. */
static bool ruled_between(const struct words *words, int x0, int x1, int y)
{
    for (size_t i = 0; i < words->strokes_len; i++) {
        struct box_px stroke = words->strokes[i];

        if (box_height(stroke) > box_width(stroke) && stroke.top <= y &&
            stroke.bottom >= y && box_mid_x(stroke) >= x0 && box_mid_x(stroke) <= x1) {
            return true;
        }
    }
    return false;
}

/* "|", "_|", "[" of a table's line, on the line itself. */
static bool word_is_rule(const struct words *words, const struct word *word)
{
    for (size_t i = 0; i < word->text.len; i++) {
        if (word->text.ptr[i] == '\0' || !strchr("|_[]!:.-~", word->text.ptr[i])) {
            return false;
        }
    }
    return ruled_between(words, word->box.left - 2, word->box.right + 2,
                         box_mid_y(word->box));
}

/* A ruling line or a frame that was read as | — _ or the like, or a speck. */
static bool word_is_noise(const struct word *word, int text_height_px)
{
    bool has_letters = letters_up_to(word->text, 1) > 0;
    int w = box_width(word->box), h = box_height(word->box);

    if (h > 6 * text_height_px || w < 1 || h < 1) {
        return true;
    }
    if (!has_letters) {
        bool long_bar = w > 3 * text_height_px && h < text_height_px / 2;
        bool tall_bar = h > 2 * text_height_px;

        /* A hyphen is a quarter of the text's height wide, a speck is not. */
        return long_bar || tall_bar ||
               (w < text_height_px / 6 && h < text_height_px / 6);
    }
    return word->conf_pct < 15 && (h > 3 * text_height_px || w < text_height_px / 5);
}

struct sorter {
    const struct words *words;
    size_t *order;
    size_t len;
};

struct keyed {
    int line_no, left;
    size_t word;
};

static int compare_keyed(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;

    if (x->line_no != y->line_no) {
        return x->line_no < y->line_no ? -1 : 1;
    }
    if (x->left != y->left) {
        return x->left < y->left ? -1 : 1;
    }
    return (x->word > y->word) - (x->word < y->word);
}

/* Word indices by the recogniser's line, left to right; noise left out. */
static struct sorter sorted_words(const struct words *words, int text_height_px,
                                  struct arena *arena)
{
    struct keyed *keyed = ARENA_ARRAY(arena, struct keyed, words->len + 1);
    struct sorter sorted = {.words = words};

    for (size_t i = 0; i < words->len; i++) {
        if (!word_is_noise(&words->at[i], text_height_px) &&
            !word_is_rule(words, &words->at[i])) {
            keyed[sorted.len++] =
                (struct keyed){words->at[i].line_no, words->at[i].box.left, i};
        }
    }
    for (size_t i = 1; i < sorted.len; i++) { /* they nearly always are */
        if (compare_keyed(&keyed[i - 1], &keyed[i]) > 0) {
            qsort(keyed, sorted.len, sizeof *keyed, compare_keyed);
            break;
        }
    }
    sorted.order = ARENA_ARRAY(arena, size_t, sorted.len + 1);
    for (size_t i = 0; i < sorted.len; i++) {
        sorted.order[i] = keyed[i].word;
    }
    return sorted;
}

/* A run of words on its way to a line. */
struct piece {
    size_t first, len; /* into sorted.order */
    struct box_px box;
    struct box_px end;  /* of its last word: rows are compared at the ends, since a */
    struct box_px head; /* long line may be warped by more than its height */
    enum layer layer;
    size_t line; /* the line that it went to, from 1 */
};

static bool piece_ends_before(const struct words *words, struct box_px last,
                              const struct word *next, int text_height_px)
{
    int gap = next->box.left - last.right;
    int y = (box_mid_y(last) + box_mid_y(next->box)) / 2;
    int slack_px = text_height_px * RULED_SLACK_PCT / 100;

    return gap * 100 > WIDE_GAP_PCT * text_height_px ||
           ruled_between(words, last.right - slack_px, next->box.left + slack_px, y) ||
           box_shared_y(last, next->box) == 0;
}

static struct piece *pieces_from_sorted(const struct sorter *sorted, int text_height_px,
                                        struct arena *arena, size_t *pieces_len)
{
    struct piece *pieces = ARENA_ARRAY(arena, struct piece, sorted->len + 1);
    size_t len = 0;

    for (size_t i = 0; i < sorted->len; i++) {
        const struct word *word = &sorted->words->at[sorted->order[i]];
        struct piece *piece = len > 0 ? &pieces[len - 1] : NULL;
        const struct word *before =
            piece ? &sorted->words->at[sorted->order[i - 1]] : NULL;

        if (!piece || before->line_no != word->line_no || piece->layer != word->layer ||
            piece_ends_before(sorted->words, before->box, word, text_height_px)) {
            piece = &pieces[len++];
            *piece =
                (struct piece){.first = i, .head = word->box, .layer = word->layer};
        }
        piece->len++;
        piece->box = box_union(piece->box, word->box);
        piece->end = word->box;
    }
    *pieces_len = len;
    return pieces;
}

static bool same_row(struct box_px a, struct box_px b)
{
    int lower = box_height(a) < box_height(b) ? box_height(a) : box_height(b);

    return box_shared_y(a, b) * 100 > SHARED_ROW_PCT * lower;
}

static int compare_pieces(const void *a, const void *b)
{
    const struct piece *x = a, *y = b;

    if (x->box.left != y->box.left) {
        return x->box.left < y->box.left ? -1 : 1;
    }
    return (x->box.top > y->box.top) - (x->box.top < y->box.top);
}

/* The nearest piece to the right of `at` that goes on in its row; len when none. */
static size_t piece_after(const struct piece *pieces, size_t len, size_t at,
                          const struct words *words, int text_height_px)
{
    const struct piece *piece = &pieces[at];
    int slack_px = text_height_px * RULED_SLACK_PCT / 100;

    for (size_t i = at + 1; i < len; i++) {
        int gap = pieces[i].head.left - piece->end.right;

        if (pieces[i].line == 0 && pieces[i].layer == piece->layer &&
            gap > -text_height_px / 2 && gap * 100 < JOIN_GAP_PCT * text_height_px &&
            same_row(piece->end, pieces[i].head) &&
            !ruled_between(words, piece->end.right - slack_px,
                           pieces[i].head.left + slack_px, box_mid_y(piece->end))) {
            return i;
        }
    }
    return len;
}

static void line_add_piece(struct lines *lines, struct line *line,
                           const struct sorter *sorted, const struct piece *piece)
{
    memcpy(&lines->order[line->first + line->len], &sorted->order[piece->first],
           piece->len * sizeof *lines->order);
    line->len += piece->len;
    line->box = box_union(line->box, piece->box);
}

static void lines_measure(struct lines *lines, const struct words *words)
{
    for (size_t i = 0; i < lines->len; i++) {
        struct line *line = &lines->at[i];
        float conf = 0, stroke = 0, bytes = 0, stroked = 0;
        struct letter_counts letters = {0};

        for (size_t j = 0; j < line->len; j++) {
            const struct word *word = &words->at[lines->order[line->first + j]];
            float weight = (float)word->text.len;
            struct letter_counts of_word = letters_count(word->text);

            letters.upper += of_word.upper;
            letters.lower += of_word.lower;

            conf += weight * word->conf_pct;
            bytes += weight;
            if (word->stroke_px > 0) {
                stroke += weight * word->stroke_px;
                stroked += weight;
            }
        }
        line->conf_pct = bytes > 0 ? conf / bytes : 0;
        line->stroke = stroked > 0 ? stroke / stroked : 0;
        line->is_caps = counts_are_caps(letters);
    }
}

static int compare_lines(const void *a, const void *b)
{
    const struct line *x = a, *y = b;

    if (box_mid_y(x->box) != box_mid_y(y->box)) {
        return box_mid_y(x->box) < box_mid_y(y->box) ? -1 : 1;
    }
    return (x->box.left > y->box.left) - (x->box.left < y->box.left);
}

/* Top to bottom; lines of one row left to right. Rows are chained: a line belongs to
 * the row of the line before it when both share half of their height. */
static void lines_sort(struct lines *lines)
{
    if (lines->len == 0) {
        return;
    }
    qsort(lines->at, lines->len, sizeof *lines->at, compare_lines);
    for (size_t i = 1; i < lines->len; i++) {
        for (size_t j = i; j > 0 && same_row(lines->at[j - 1].box, lines->at[j].box) &&
                           lines->at[j].box.left < lines->at[j - 1].box.left;
             j--) {
            struct line swapped = lines->at[j];

            lines->at[j] = lines->at[j - 1];
            lines->at[j - 1] = swapped;
        }
    }
    for (size_t i = 0; i < lines->len; i++) {
        lines->at[i].starts_row =
            i == 0 || !same_row(lines->at[i - 1].box, lines->at[i].box);
    }
}

static int compare_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

/* Typical stroke: the median over lines, so that a page half bold still has the plain
 * print's (bold lines are shorter and fewer in every plan seen). */
static float lines_stroke(const struct lines *lines, struct arena *arena)
{
    float *strokes = ARENA_ARRAY(arena, float, lines->len + 1);
    size_t len = 0;

    for (size_t i = 0; i < lines->len; i++) {
        if (lines->at[i].stroke > 0) {
            strokes[len++] = lines->at[i].stroke;
        }
    }
    if (len == 0) {
        return 0;
    }
    qsort(strokes, len, sizeof *strokes, compare_floats);
    return strokes[len / 2];
}

static struct lines lines_of(const struct words *words, struct arena *arena,
                             size_t *dropped)
{
    int text_height_px = words_height(words, arena);
    struct sorter sorted = sorted_words(words, text_height_px, arena);
    size_t pieces_len, order_len = 0;
    struct piece *pieces =
        pieces_from_sorted(&sorted, text_height_px, arena, &pieces_len);
    struct lines lines = {.text_height_px = text_height_px};

    lines.at = ARENA_ARRAY(arena, struct line, pieces_len + 1);
    lines.order = ARENA_ARRAY(arena, size_t, sorted.len + 1);
    if (pieces_len > 0) {
        qsort(pieces, pieces_len, sizeof *pieces, compare_pieces);
    }
    for (size_t i = 0; i < pieces_len; i++) {
        struct line *line = &lines.at[lines.len];

        if (pieces[i].line > 0) {
            continue;
        }
        *line = (struct line){.first = order_len};
        for (size_t at = i; at < pieces_len;
             at = piece_after(pieces, pieces_len, at, words, text_height_px)) {
            pieces[at].line = lines.len + 1;
            line_add_piece(&lines, line, &sorted, &pieces[at]);
        }
        order_len += line->len;
        lines.len++;
    }
    lines_measure(&lines, words);
    lines_sort(&lines);
    lines.stroke = lines_stroke(&lines, arena);
    if (dropped) {
        *dropped = words->len - sorted.len;
    }
    return lines;
}

struct lines lines_from_words(const struct words *words, struct arena *arena,
                              size_t *dropped)
{
    struct words ruled = words_without_bars(words, arena);

    return lines_of(&ruled, arena, dropped);
}

struct str line_text(const struct lines *lines, const struct words *words,
                     size_t line_index, struct arena *arena)
{
    const struct line *line = &lines->at[line_index];
    struct strbuf buf = {.arena = arena};

    for (size_t i = 0; i < line->len; i++) {
        if (i > 0) {
            strbuf_add_char(&buf, ' ');
        }
        strbuf_add(&buf, words->at[lines->order[line->first + i]].text);
    }
    return strbuf_str(&buf);
}
