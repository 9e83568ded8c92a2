/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One page's words as the journal keeps them: the numbers of a dump, to the same
 * decimals, each as a varint of what it differs from its neighbour. A tenth of the time
 * that a dump takes to be read. */
#include "arena.h"
#include "bounds.h"
#include "text.h"
#include "words.h"

#include <math.h>

/* The decimals that a dump has (words_dump.c). */
static const double SKEW_UNIT = 1000, CONF_UNIT = 100, STROKE_UNIT = 100;

enum { LAYERS = LAYER_TEXT + 1, HANDS = HAND_WRITTEN + 1 };

/* --- out --- */

static void put_number(struct strbuf *to, int64_t number)
{
    /* small ones of either sign have few bytes: 0, -1, 1, -2 ... */
    uint64_t rest = (uint64_t)number << 1 ^ (uint64_t)(number >> 63);

    while (rest >= 0x80) {
        strbuf_add_char(to, (char)(rest | 0x80));
        rest >>= 7;
    }
    strbuf_add_char(to, (char)rest);
}

/* As printf() rounds it: a float times a thousand is exact in a double. */
static void put_decimal(struct strbuf *to, float number, double unit)
{
    put_number(to, (int64_t)nearbyint((double)number * unit));
}

static void put_box(struct strbuf *to, struct box_px box, struct box_px before)
{
    put_number(to, box.left - before.right);
    put_number(to, box.top - before.top);
    put_number(to, box_width(box));
    put_number(to, box_height(box));
}

struct str words_pack(const struct words *words, struct arena *arena)
{
    const struct sheet *sheet = &words->sheet;
    struct strbuf to = {.arena = arena};
    struct box_px before = {0, 0, 0, 0};
    int line_no = 0;

    put_number(&to, sheet->page_no);
    put_number(&to, sheet->width_px);
    put_number(&to, sheet->height_px);
    put_number(&to, sheet->dpi);
    put_number(&to, sheet->turn_deg);
    put_decimal(&to, sheet->skew_deg, SKEW_UNIT);
    put_number(&to, sheet->from_text_layer);
    put_number(&to, (int64_t)words->strokes_len);
    for (size_t i = 0; i < words->strokes_len; i++) {
        put_box(&to, words->strokes[i], before);
        before = words->strokes[i];
    }
    before = (struct box_px){0, 0, 0, 0};
    put_number(&to, (int64_t)words->len);
    for (size_t i = 0; i < words->len; i++) {
        const struct word *word = &words->at[i];

        put_box(&to, word->box, before);
        put_decimal(&to, word->conf_pct, CONF_UNIT);
        put_decimal(&to, word->stroke_px, STROKE_UNIT);
        put_number(&to, word->line_no - line_no);
        put_number(&to, (int64_t)word->layer * HANDS + (int64_t)word->hand);
        put_number(&to, (int64_t)word->text.len);
        strbuf_add(&to, word->text);
        before = word->box;
        line_no = word->line_no;
    }
    return strbuf_str(&to);
}

/* --- in --- */

/* A cursor; `bad` stays set once a number was not there or out of its range. */
struct cursor {
    const unsigned char *at, *end;
    bool bad;
};

static int64_t get_number(struct cursor *from, int64_t least, int64_t most)
{
    uint64_t rest = 0;
    int64_t number;
    int shift = 0;

    while (from->at < from->end && *from->at >= 0x80 && shift < 56) {
        rest |= (uint64_t)(*from->at++ & 0x7F) << shift;
        shift += 7;
    }
    if (from->at == from->end || *from->at >= 0x80) {
        from->bad = true;
        return least;
    }
    rest |= (uint64_t)*from->at++ << shift;
    number = (int64_t)(rest >> 1) ^ -(int64_t)(rest & 1);
    if (number < least || number > most) {
        from->bad = true;
        return least;
    }
    return number;
}

static int get_int(struct cursor *from, int least, int most)
{
    return (int)get_number(from, least, most);
}

static float get_decimal(struct cursor *from, double unit, int least, int most)
{
    return (float)((double)get_number(from, (int64_t)(least * unit),
                                      (int64_t)(most * unit)) /
                   unit);
}

static struct box_px get_box(struct cursor *from, struct box_px before)
{
    enum { SIDE = MAX_PAGE_SIDE_PX };
    struct box_px box;

    box.left = before.right + get_int(from, -2 * SIDE, 2 * SIDE);
    box.top = before.top + get_int(from, -2 * SIDE, 2 * SIDE);
    box.right = box.left + get_int(from, -2 * SIDE, 2 * SIDE);
    box.bottom = box.top + get_int(from, -2 * SIDE, 2 * SIDE);
    from->bad = from->bad || box.left < -SIDE || box.left > SIDE || box.top < -SIDE ||
                box.top > SIDE || box.right < -SIDE || box.right > SIDE ||
                box.bottom < -SIDE || box.bottom > SIDE;
    return from->bad ? (struct box_px){0, 0, 0, 0} : box;
}

static struct sheet get_sheet(struct cursor *from)
{
    struct sheet sheet;

    sheet.page_no = get_int(from, 1, MAX_PAGES);
    sheet.width_px = get_int(from, 1, MAX_PAGE_SIDE_PX);
    sheet.height_px = get_int(from, 1, MAX_PAGE_SIDE_PX);
    sheet.dpi = get_int(from, 1, 10 * MAX_DPI);
    sheet.turn_deg = get_int(from, 0, 270);
    sheet.skew_deg = get_decimal(from, SKEW_UNIT, -90, 90);
    sheet.from_text_layer = get_int(from, 0, 1) != 0;
    return sheet;
}

static struct word get_word(struct cursor *from, const struct word *before,
                            struct arena *arena)
{
    struct box_px none = {0, 0, 0, 0};
    struct word word = {.box = get_box(from, before ? before->box : none)};
    size_t len;
    int kind;

    word.conf_pct = get_decimal(from, CONF_UNIT, 0, 100);
    word.stroke_px = get_decimal(from, STROKE_UNIT, 0, MAX_PAGE_SIDE_PX);
    word.line_no =
        (before ? before->line_no : 0) + get_int(from, -MAX_PAGE_WORDS, MAX_PAGE_WORDS);
    kind = get_int(from, 0, LAYERS * HANDS - 1);
    word.layer = (enum layer)(kind / HANDS);
    word.hand = (enum hand)(kind % HANDS);
    len = (size_t)get_number(from, 1, from->end - from->at);
    if (from->bad || word.line_no < 0 || word.line_no > MAX_PAGE_WORDS ||
        len > (size_t)(from->end - from->at)) {
        from->bad = true;
        return word;
    }
    word.text = text_nfc((struct str){(const char *)from->at, len}, arena);
    from->at += len;
    return word;
}

bool words_unpack(struct str bytes, struct arena *arena, struct words *out)
{
    struct cursor from = {.at = (const unsigned char *)bytes.ptr};
    struct box_px before = {0, 0, 0, 0};

    from.end = from.at + bytes.len;
    *out = (struct words){.sheet = get_sheet(&from)};
    out->strokes_len = (size_t)get_int(&from, 0, MAX_PAGE_WORDS);
    from.bad = from.bad || out->strokes_len > (size_t)(from.end - from.at);
    out->strokes_len = from.bad ? 0 : out->strokes_len;
    out->strokes = ARENA_ARRAY(arena, struct box_px, out->strokes_len + 1);
    for (size_t i = 0; i < out->strokes_len && !from.bad; i++) {
        out->strokes[i] = get_box(&from, before);
        before = out->strokes[i];
    }
    out->len = (size_t)get_int(&from, 0, MAX_PAGE_WORDS);
    from.bad = from.bad || out->len > (size_t)(from.end - from.at);
    out->len = from.bad ? 0 : out->len;
    out->at = ARENA_ARRAY(arena, struct word, out->len + 1);
    for (size_t i = 0; i < out->len && !from.bad; i++) {
        out->at[i] = get_word(&from, i > 0 ? &out->at[i - 1] : NULL, arena);
    }
    if (from.bad || from.at != from.end) {
        *out = (struct words){0};
        return false;
    }
    return true;
}
