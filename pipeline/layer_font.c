/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Characters, their codes and widths. One byte a character: two would take a tenth more
 * of a page's stream. */
#include "arena.h"
#include "layer.h"
#include "letters.h"
#include "text.h"

#include <string.h>

/* Of Times Roman (Adobe's metrics), blank to tilde. */
static const short ascii_widths[] = {
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
};
enum { OTHER_WIDTH = 500, BFRANGES = 100 /* in one block, by the format */ };

size_t letters_find(const struct letters *letters, uint32_t c)
{
    size_t low = 0, high = letters->len;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (letters->at[mid].c < c) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* As wide as its letter without marks. */
static int wide_width(uint32_t c, struct arena *arena)
{
    char bytes[4];
    struct str folded = fold((struct str){bytes, utf8_put(c, bytes)}, arena, NULL);
    int base = folded.len > 0 ? (unsigned char)folded.ptr[0] : '?';

    if (base >= 'a' && base <= 'z' && letter_case(c) == LETTER_UPPER) {
        base += 'A' - 'a';
    }
    return base > ' ' && base < 0x7f && base != '?' ? ascii_widths[base - ' ']
                                                    : OTHER_WIDTH;
}

bool letter_is_mute(uint32_t c)
{
    return c < ' ' || (c >= 0x7f && c < 0xa0);
}

void letters_add(struct letters *letters, struct str text, struct arena *arena)
{
    for (size_t at = 0, step = 1; at < text.len; at += step) {
        uint32_t c = utf8_at(text, at, &step);
        size_t place = letters_find(letters, c);

        if (c < 0x7f || letter_is_mute(c) || letters->len == LAYER_MOST_LETTERS ||
            (place < letters->len && letters->at[place].c == c)) {
            continue;
        }
        letters->at = arena_grow(arena, letters->at, letters->len, &letters->cap,
                                 sizeof *letters->at);
        memmove(letters->at + place + 1, letters->at + place,
                (letters->len - place) * sizeof *letters->at);
        letters->at[place] = (struct letter){.c = c, .width = wide_width(c, arena)};
        letters->len++;
    }
}

size_t layer_fonts_len(const struct letters *letters)
{
    return letters->len > 0
               ? (letters->len + LAYER_FONT_LETTERS - 1) / LAYER_FONT_LETTERS
               : 1;
}

int layer_width(const struct letters *letters, size_t font, int code)
{
    size_t place = font * LAYER_FONT_LETTERS + (size_t)code - 128;

    if (code >= ' ' && code < 0x7f) {
        return ascii_widths[code - ' '];
    }
    return code >= 128 && place < letters->len ? letters->at[place].width : 0;
}

/* --- the CMap --- */

static void add_utf16(struct strbuf *to, uint32_t c)
{
    if (c >= 0x10000) {
        strbuf_printf(to, "<%04X%04X>", 0xd800 + ((c - 0x10000) >> 10),
                      0xdc00 + ((c - 0x10000) & 0x3ff));
    } else {
        strbuf_printf(to, "<%04X>", c);
    }
}

/* How many from `first` on follow each other; the last byte may not run over. */
static size_t run_of(const struct letters *letters, size_t first, size_t end)
{
    size_t len = 1;

    while (first + len < end && letters->at[first].c < 0x10000 &&
           letters->at[first + len].c == letters->at[first].c + len &&
           (letters->at[first + len].c & 0xff) != 0) {
        len++;
    }
    return len;
}

static size_t add_ranges(struct strbuf *to, const struct letters *letters, size_t font)
{
    size_t first = font * LAYER_FONT_LETTERS, ranges = 0;
    size_t end = first + LAYER_FONT_LETTERS < letters->len ? first + LAYER_FONT_LETTERS
                                                           : letters->len;

    for (size_t at = first, len; at < end; at += len) {
        unsigned code = (unsigned)(128 + at - first);

        len = run_of(letters, at, end);
        strbuf_printf(to, "<%02X><%02X>", code, code + (unsigned)len - 1);
        add_utf16(to, letters->at[at].c);
        strbuf_add_char(to, '\n');
        ranges++;
    }
    return ranges;
}

struct str layer_to_unicode(const struct letters *letters, size_t font,
                            struct arena *arena)
{
    struct strbuf to = {.arena = arena}, ranges = {.arena = arena};
    size_t len, done = 0;
    struct str rest;

    strbuf_add(&ranges, STR("<20><7E><0020>\n"));
    len = 1 + add_ranges(&ranges, letters, font);
    rest = strbuf_str(&ranges);
    strbuf_add(&to, STR("/CIDInit /ProcSet findresource begin\n12 dict begin\n"
                        "begincmap\n/CMapName /Vanthu def\n/CMapType 2 def\n"
                        "1 begincodespacerange\n<00><FF>\nendcodespacerange\n"));
    while (done < len) {
        size_t block = len - done < BFRANGES ? len - done : BFRANGES;

        strbuf_printf(&to, "%zu beginbfrange\n", block);
        for (size_t i = 0; i < block; i++) {
            strbuf_add(&to, str_cut(&rest, '\n'));
            strbuf_add_char(&to, '\n');
        }
        strbuf_add(&to, STR("endbfrange\n"));
        done += block;
    }
    strbuf_add(&to, STR("endcmap\nCMapName currentdict /CMap defineresource pop\n"
                        "end\nend\n"));
    return strbuf_str(&to);
}
