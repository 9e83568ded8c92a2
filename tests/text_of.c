/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_of.h"

#include "arena.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_STEP_PX = 100, PASSAGE_STEP_PX = 100, WORDS_MAX = 4000 };

/* Makes the passage's words and notes for each of its bytes the word it is of. */
static void add_words(const struct passage_of *from, const struct passage *passage,
                      size_t index, struct words *words, struct text *text)
{
    size_t column = 0;

    for (size_t at = passage->begin; at < passage->end;) {
        size_t end = at;
        struct word *word = &words->at[words->len];
        int left_px = (int)column * WORD_STEP_PX, top_px = (int)index * PASSAGE_STEP_PX;

        while (end < passage->end && !strchr(" \n", text->utf8.ptr[end])) {
            end++;
        }
        if (end == at) {
            at++;
            continue;
        }
        *word = (struct word){
            .text = str_sub(text->utf8, at, end),
            .box = {left_px, top_px, left_px + 80, top_px + 40},
            .conf_pct = from->conf_pct > 0 ? from->conf_pct : 96,
            .hand = from->hand,
            .layer = from->layer,
        };
        for (; at < end; at++) {
            text->word_of[at] = word;
        }
        words->len += words->len + 1 < WORDS_MAX;
        column++;
    }
}

static void join(const struct passage_of *from, size_t len, struct strbuf *out,
                 struct passage *passages)
{
    for (size_t i = 0; i < len; i++) {
        if (i > 0) {
            strbuf_add_char(out, '\n');
        }
        passages[i] = (struct passage){.kind = from[i].kind,
                                       .begin = out->len,
                                       .page_no = 1,
                                       .head = str_from_c(from[i].head),
                                       .table = from[i].kind == ZONE_CELL,
                                       .row = (int)i};
        strbuf_add(out, text_nfc(str_from_c(from[i].text), out->arena));
        passages[i].end = out->len;
    }
}

static void map_folded(struct text *text, struct arena *arena)
{
    uint32_t *to_text = NULL;
    uint32_t *to_folded = ARENA_ARRAY(arena, uint32_t, text->utf8.len + 1);

    text->folded = fold(text->utf8, arena, &to_text);
    for (size_t at = 0, i = 0; at <= text->utf8.len; at++) {
        while (i < text->folded.len && to_text[i + 1] <= at) {
            i++;
        }
        to_folded[at] = (uint32_t)i;
    }
    text->folded_to_text = to_text;
    text->text_to_folded = to_folded;
}

struct text text_of(const struct passage_of *passages, size_t len, struct arena *arena)
{
    struct strbuf joined = {.arena = arena};
    struct leaf *leaf = ARENA_NEW(arena, struct leaf);
    struct text text = {.passages = ARENA_ARRAY(arena, struct passage, len),
                        .passages_len = len,
                        .leaves = leaf,
                        .leaves_len = 1};
    uint16_t *page_of;

    join(passages, len, &joined, text.passages);
    text.utf8 = strbuf_str(&joined);
    map_folded(&text, arena);
    page_of = ARENA_ARRAY(arena, uint16_t, text.utf8.len + 1);
    for (size_t i = 0; i < text.utf8.len; i++) {
        page_of[i] = 1;
    }
    text.page_of = page_of;
    text.word_of = ARENA_ARRAY(arena, const struct word *, text.utf8.len + 1);
    leaf->words.sheet =
        (struct sheet){.page_no = 1, .width_px = 2480, .height_px = 3508, .dpi = 300};
    leaf->words.at = ARENA_ARRAY(arena, struct word, WORDS_MAX);
    for (size_t i = 0; i < len; i++) {
        add_words(&passages[i], &text.passages[i], i, &leaf->words, &text);
    }
    return text;
}

int arena_before(void **state)
{
    struct arena *arena = malloc(sizeof *arena);

    if (arena) {
        *arena = arena_make(256U << 20);
    }
    *state = arena;
    return arena ? 0 : -1;
}

int arena_after(void **state)
{
    arena_drop(*state);
    free(*state);
    return 0;
}
