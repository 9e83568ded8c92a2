/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "sheet_of.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct leaf leaf_of(const struct drawn *drawn, size_t len, int page_no,
                           struct zone_state *zone_state, struct arena *arena)
{
    struct leaf leaf = {.words = sheet_of(drawn, len, arena)};

    leaf.words.sheet.page_no = page_no;
    leaf.lines = lines_from_words(&leaf.words, arena, NULL);
    leaf.zones = zones_from_lines(&leaf.lines, &leaf.words, zone_state, arena);
    return leaf;
}

#define LONG                                                                           \
    "Các cơ quan, đơn vị, địa phương tổ chức triển khai thực hiện kế hoạch này theo"

static void a_paragraph_over_a_page_break_is_one_passage(void **state)
{
    const struct drawn first[] = {
        {480, 2900, LONG, 0}, {360, 2970, LONG, 0}, {360, 3040, LONG, 0}};
    const struct drawn second[] = {{360, 300, "đúng thời hạn trước ngày 20/4/2025.", 0},
                                   {480, 400, LONG, 0},
                                   {360, 470, LONG, 0},
                                   {360, 540, LONG, 0}};
    struct zone_state zone_state = {.header_seen = true};
    struct leaf leaves[2];
    struct text text;
    const struct passage *passage;
    size_t at;

    leaves[0] = leaf_of(first, 3, 1, &zone_state, *state);
    leaves[1] = leaf_of(second, 4, 2, &zone_state, *state);
    text = text_from_zones(leaves, 2, *state);
    passage = &text.passages[0];
    at = str_find(text.utf8, STR("20/4/2025"), 0);
    assert_true(at > passage->begin && at < passage->end);
    assert_int_equal(text.page_of[at], 2);
    assert_int_equal(text_origin(&text, at, at + 9).page_no, 2);
}

static void every_byte_of_a_word_maps_to_its_word_and_back(void **state)
{
    const struct drawn drawn[] = {{480, 400, "Căn cứ Nghị định số 30/2020/NĐ-CP", 0}};
    struct zone_state zone_state = {.header_seen = true};
    struct leaf leaf = leaf_of(drawn, 1, 1, &zone_state, *state);
    struct text text = text_from_zones(&leaf, 1, *state);
    size_t at = str_find(text.utf8, STR("30/2020"), 0);

    assert_true(str_eq(text.word_of[at]->text, STR("30/2020/NĐ-CP")));
    assert_null(text.word_of[at - 1]);
    for (size_t i = 0; i < text.folded.len; i++) {
        assert_int_equal(text.text_to_folded[text.folded_to_text[i]], i);
    }
}

static void an_origin_is_in_points_of_the_paper(void **state)
{
    const struct drawn drawn[] = {{600, 300, "Kế hoạch", 0}};
    struct zone_state zone_state = {.header_seen = true};
    struct leaf leaf = leaf_of(drawn, 1, 1, &zone_state, *state);
    struct text text = text_from_zones(&leaf, 1, *state);
    struct origin origin = text_origin(&text, 0, text.utf8.len);

    assert_int_equal((int)(origin.box.left + 0.5F), 600 * 72 / 300);
    assert_int_equal((int)(origin.box.top + 0.5F), 300 * 72 / 300);
    assert_int_equal((int)origin.conf_pct, 96);
}

static void a_levelled_page_gives_places_on_the_paper_as_scanned(void **state)
{
    struct sheet sheet = {
        .width_px = 2480, .height_px = 3508, .dpi = 300, .skew_deg = 90};
    struct box_pt box = box_on_paper(&sheet, (struct box_px){1230, 1000, 1250, 1020});

    (void)state;
    /* Turned back by a quarter, what was above the centre is right of it, or left. */
    assert_true(box.left < 0.24F * 1240 - 100 || box.left > 0.24F * 1240 + 100);
}

static void an_empty_text_has_no_origin(void **state)
{
    struct text text = text_from_zones(NULL, 0, *state);

    assert_int_equal(text.utf8.len, 0);
    assert_int_equal(text_origin(&text, 0, 10).page_no, 0);
}

/* --- the dump of words --- */

static struct str dumped(const struct words *words, struct arena *arena)
{
    char *text = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&text, &len);
    struct str copy;

    assert_non_null(to);
    words_write(words, to);
    fclose(to);
    copy = str_copy(arena, (struct str){text, len});
    free(text);
    return copy;
}

static void a_dump_that_is_read_back_dumps_the_same(void **state)
{
    const struct drawn drawn[] = {{480, 400, "Số: 12/KH-ĐU", 0}};
    struct words words = sheet_of(drawn, 1, *state), again;
    struct box_px stroke = {1, 2, 300, 4};
    struct err err = {0};
    struct str dump, rest;

    words.strokes = &stroke;
    words.strokes_len = 1;
    words.at[1].hand = HAND_WRITTEN;
    dump = dumped(&words, *state);
    rest = dump;
    assert_int_equal(words_read(&rest, *state, &again, &err), STATUS_OK);
    assert_true(str_eq(dumped(&again, *state), dump));
    assert_int_equal(rest.len, 0);
}

static struct words odd_words(struct arena *arena)
{
    static struct box_px strokes[] = {{1, 2, 300, 4}, {-3, 900, 5, 1200}};
    const struct drawn drawn[] = {{480, 400, "Số: 12/KH-ĐU", 0},
                                  {2000, 300, "Độc lập - Tự do - Hạnh phúc", 0}};
    struct words words = sheet_of(drawn, 2, arena);

    words.sheet.skew_deg = -0.2125F;
    words.strokes = strokes;
    words.strokes_len = 2;
    words.at[0].conf_pct = 95.125F; /* printf() rounds it down, to even */
    words.at[0].stroke_px = 3.375F; /* and this one up */
    words.at[1].conf_pct = 2.675F;
    words.at[1].hand = HAND_WRITTEN;
    words.at[2].layer = LAYER_RED;
    words.at[2].box = (struct box_px){-7, 29000, 2, 29990};
    return words;
}

static void packed_words_are_those_of_the_dump(void **state)
{
    struct words words = odd_words(*state), again, from_dump;
    struct str rest = dumped(&words, *state);
    struct str packed = words_pack(&words, *state);
    struct err err = {0};

    assert_true(words_unpack(packed, *state, &again));
    assert_int_equal(words_read(&rest, *state, &from_dump, &err), STATUS_OK);
    assert_true(str_eq(dumped(&again, *state), dumped(&from_dump, *state)));
    for (size_t i = 0; i < words.len; i++) { /* the same number, not only as printed */
        assert_memory_equal(&again.at[i].conf_pct, &from_dump.at[i].conf_pct,
                            sizeof(float));
        assert_memory_equal(&again.at[i].stroke_px, &from_dump.at[i].stroke_px,
                            sizeof(float));
    }
}

static void damaged_packed_words_are_noticed(void **state)
{
    struct words words = odd_words(*state), again;
    struct str packed = words_pack(&words, *state);
    char *copy = arena_alloc(*state, packed.len + 1, 1);

    for (size_t len = 0; len < packed.len; len++) {
        assert_false(words_unpack(str_sub(packed, 0, len), *state, &again));
    }
    memcpy(copy, packed.ptr, packed.len);
    assert_false(words_unpack((struct str){copy, packed.len + 1}, *state, &again));
    for (size_t i = 0; i < packed.len; i++) { /* no damage reads beyond the end */
        copy[i] = (char)0xFF;
        (void)!words_unpack((struct str){copy, packed.len}, *state, &again);
        copy[i] = packed.ptr[i];
    }
}

static void a_broken_dump_names_its_line(void **state)
{
    static const struct {
        const char *says, *text, *message;
    } bad[] = {
        {"no page", "word 1 2 3 4 90 1 1 ink unknown a\nend\n", "line 2"},
        {"a number that is none", "page 1 2480 x 300 0 0 ink\nend\n", "line 1"},
        {"no text", "page 1 10 10 300 0 0 ink\nword 1 2 3 4 90 1 1 ink unknown \nend\n",
         "line 2"},
        {"an unknown layer",
         "page 1 10 10 300 0 0 ink\nword 1 2 3 4 90 1 1 blue unknown a\n", "line 2"},
        {"no end", "page 1 10 10 300 0 0 ink\n", "ends within a page"},
    };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct str rest = str_from_c(bad[i].text);
        struct words words;
        struct err err = {0};

        if (words_read(&rest, *state, &words, &err) != STATUS_INPUT ||
            !strstr(err.text, bad[i].message)) {
            fail_msg("%s: got '%s', want '%s'", bad[i].says, err.text, bad[i].message);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_paragraph_over_a_page_break_is_one_passage),
        ARENA_TEST(every_byte_of_a_word_maps_to_its_word_and_back),
        ARENA_TEST(an_origin_is_in_points_of_the_paper),
        ARENA_TEST(a_levelled_page_gives_places_on_the_paper_as_scanned),
        ARENA_TEST(an_empty_text_has_no_origin),
        ARENA_TEST(a_dump_that_is_read_back_dumps_the_same),
        ARENA_TEST(packed_words_are_those_of_the_dump),
        ARENA_TEST(damaged_packed_words_are_noticed),
        ARENA_TEST(a_broken_dump_names_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
