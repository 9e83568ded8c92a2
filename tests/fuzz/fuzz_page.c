/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes as a dump of words, through lines, zones and text. Whatever the boxes are: what
 * is dumped is read back the same, each line is in exactly one zone, each passage lies
 * in the text, each byte of a word maps to it, and folding maps there and back. */
#include "arena.h"
#include "doubts.h"
#include "text.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void hold(bool so)
{
    if (!so) {
        abort();
    }
}

static struct str dumped(const struct words *words, struct arena *arena)
{
    char *text = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&text, &len);
    struct str copy;

    hold(to != NULL);
    words_write(words, to);
    fclose(to);
    copy = str_copy(arena, (struct str){text, len});
    free(text);
    return copy;
}

static void check_dump(const struct words *words, struct arena *arena)
{
    struct str first = dumped(words, arena), rest = first;
    struct words again;
    struct err err;

    hold(words_read(&rest, arena, &again, &err) == STATUS_OK);
    hold(str_eq(dumped(&again, arena), first));
}

static void check_zones(const struct leaf *leaf, struct arena *arena)
{
    size_t *seen = ARENA_ARRAY(arena, size_t, leaf->lines.len + 1);

    for (size_t i = 0; i < leaf->zones.len; i++) {
        for (size_t j = 0; j < leaf->zones.at[i].len; j++) {
            seen[leaf->zones.line_order[leaf->zones.at[i].first + j]]++;
        }
    }
    for (size_t i = 0; i < leaf->lines.len; i++) {
        hold(seen[i] == 1);
    }
}

static void check_text(const struct text *text)
{
    size_t end = 0;

    for (size_t i = 0; i < text->passages_len; i++) {
        hold(text->passages[i].begin >= end);
        hold(text->passages[i].end >= text->passages[i].begin);
        end = text->passages[i].end;
    }
    hold(end <= text->utf8.len);
    for (size_t i = 0; i < text->folded.len; i++) {
        hold(text->folded_to_text[i] < text->utf8.len);
        hold(text->text_to_folded[text->folded_to_text[i]] == i);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = arena_make(256U << 20);
    struct str rest = {(const char *)bytes, len};
    struct zone_state state = {0};
    struct leaf leaves[3] = {0};
    size_t leaves_len = 0;
    jmp_buf full;

    arena.full = &full;
    if (setjmp(full) == 0) {
        struct err err;

        while (leaves_len < 3 && rest.len > 0) {
            struct leaf *leaf = &leaves[leaves_len];
            struct second_look doubts[MAX_DOUBTS];

            if (words_read(&rest, &arena, &leaf->words, &err) != STATUS_OK) {
                break;
            }
            check_dump(&leaf->words, &arena);
            leaf->lines = lines_from_words(&leaf->words, &arena, NULL);
            leaf->zones = zones_from_lines(&leaf->lines, &leaf->words, &state, &arena);
            check_zones(leaf, &arena);
            hold(doubts_from_zones(&leaf->zones, &leaf->lines, &leaf->words, doubts) <=
                 MAX_DOUBTS);
            leaves_len++;
        }
        struct text text = text_from_zones(leaves, leaves_len, &arena);

        check_text(&text);
    }
    arena_drop(&arena);
    return 0;
}
