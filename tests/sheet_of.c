/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet_of.h"

#include "arena.h"
#include "text.h"

enum { LETTER_PX = 24, BLANK_PX = 16, HEIGHT_PX = 40, GAP_PX = 300 };

static size_t count_words(const struct drawn *lines, size_t len)
{
    size_t count = 0;

    for (size_t i = 0; i < len; i++) {
        count++;
        for (const char *c = lines[i].text; *c; c++) {
            count += *c == ' ';
        }
    }
    return count;
}

struct words sheet_of(const struct drawn *lines, size_t len, struct arena *arena)
{
    struct words words = {
        .sheet = {.page_no = 1, .width_px = 2480, .height_px = 3508, .dpi = 300}};

    words.at = ARENA_ARRAY(arena, struct word, count_words(lines, len) + 1);
    for (size_t i = 0; i < len; i++) {
        struct str rest = str_from_c(lines[i].text);
        int x = lines[i].left;

        while (rest.len > 0) {
            struct str text = str_cut(&rest, ' ');
            int width = LETTER_PX * (int)fold(text, arena, NULL).len;

            if (str_eq(text, STR("|"))) {
                x += GAP_PX;
                continue;
            }
            words.at[words.len++] = (struct word){
                .text = text,
                .box = {x, lines[i].top, x + width, lines[i].top + HEIGHT_PX},
                .conf_pct = 96,
                .stroke_px = lines[i].stroke_px > 0 ? lines[i].stroke_px : 4,
                .line_no = (int)i + 1,
            };
            x += width + BLANK_PX;
        }
    }
    return words;
}
