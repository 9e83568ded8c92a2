/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agency_level.h"
#include "archive_of.h"
#include "arena.h"
#include "likeness.h"
#include "text_of.h"
#include "twin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WORDS = 240 };

/* A text of made-up words; every `noise`th one is misread (0: none). */
static struct str plan_text(unsigned seed, int noise, const char *numbers,
                            struct arena *arena)
{
    struct strbuf out = {.arena = arena};
    uint32_t state = seed;

    strbuf_printf(&out, "Số: %s\n", numbers);
    for (int i = 0; i < WORDS; i++) {
        state = state * 1664525U + 1013904223U;
        strbuf_printf(&out, "%s%c%c%c", i % 12 == 0 ? "\n" : " ",
                      (char)('a' + (state >> 24) % 26),
                      (char)('a' + (state >> 16) % 26),
                      (char)('a' + (state >> 20) % 26));
        if (noise > 0 && i % noise == noise - 1) {
            strbuf_add(&out, STR("l"));
        }
    }
    return strbuf_str(&out);
}

/* A document with its text. */
static void plan(struct place *place, const char *issuer, const char *code,
                 const char *date, struct str text)
{
    document(place, issuer, code, date);
    document_text(place, text);
    document_end(place);
}

static size_t *track(struct place *place, struct found *found)
{
    const struct track_sink sink = {found_take, found};
    struct archive archive;
    size_t *same_as;

    read_archive(place, &archive);
    same_as =
        ARENA_ARRAY(place->arena, size_t, archive.tables[TABLE_DOCUMENTS].len + 1);
    track_twins(&archive, same_as, &sink);
    return same_as;
}

static const char commune[] = "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC";

static void two_scans_of_one_plan_are_the_same(void **state)
{
    struct place place;
    struct found found = {.arena = *state,
                          .columns = {"source", "other_source", "kind"}};
    size_t *same_as;

    place_begin(&place, *state);
    plan(&place, commune, "15/KH-UBND", "2024-03-08", plan_text(1, 0, "15", *state));
    plan(&place, "SỞ NỘI VỤ", "7/KH-SNV", "2024-03-08", plan_text(2, 0, "7", *state));
    /* worse recognition, an issuer without marks, a zero in front of the number */
    plan(&place, "UY BAN NHAN DAN XA BINH LAC", "015/KH-UBND", "2024-03-08",
         plan_text(1, 12, "15", *state));
    plan(&place, commune, "15/KH-UBND", "2024-03-08", plan_text(1, 9, "15", *state));
    same_as = track(&place, &found);
    found_check(&found, (const char *const[]){"03.pdf|01.pdf|same",
                                              "04.pdf|01.pdf|same", NULL});
    assert_int_equal(same_as[1], 1);
    assert_int_equal(same_as[2], 0);
    assert_int_equal(same_as[3], 0);
    place_end(&place);
}

static void a_number_that_may_be_misread_is_a_doubt(void **state)
{
    struct place place;
    struct found found = {.arena = *state, .columns = {"source", "kind", "why"}};

    place_begin(&place, *state);
    plan(&place, commune, "15/KH-UBND", "2024-03-08", plan_text(1, 0, "15", *state));
    plan(&place, commune, "16/KH-UBND", "2024-03-08", plan_text(1, 12, "16", *state));
    plan(&place, commune, "15/KH-UBND", "2024-03-03", plan_text(1, 0, "15", *state));
    plan(&place, commune, "", "2024-03-08", plan_text(1, 40, "", *state));
    track(&place, &found);
    found_check(
        &found,
        (const char *const[]){
            "02.pdf|doubt|number read as 16/KH-UBND and 15/KH-UBND: one is misread, or "
            "they are two documents",
            "03.pdf|doubt|date read as 2024-03-03 and 2024-03-08: one is misread, or "
            "they are two documents",
            "04.pdf|doubt|nearly the same text; not read on one or both: number",
            NULL});
    place_end(&place);
}

static void plans_of_one_text_are_kept_apart(void **state)
{
    struct place place;
    struct found found = {.arena = *state,
                          .columns = {"kind", "differs", "numbers", "other_numbers"}};
    size_t *same_as;

    place_begin(&place, *state);
    plan(&place, commune, "15/KH-UBND", "2024-03-08",
         plan_text(1, 0, "15 ngày 08/3/2024: 120 cây", *state));
    plan(&place, "ỦY BAN NHÂN DÂN XÃ HẠ LẠC", "42/KH-UBND", "2024-03-11",
         plan_text(1, 0, "42 ngày 11/3/2024: 120 cây", *state));
    plan(&place, commune, "21/KH-UBND", "2025-03-12",
         plan_text(1, 0, "21 ngày 12/3/2025: 125 cây", *state));
    same_as = track(&place, &found);
    found_check(&found,
                (const char *const[]){
                    "near|number date issuer|42 11/3/2024|15 08/3/2024",
                    "near|number date|21 12/3/2025 125|15 08/3/2024 120", NULL});
    assert_int_equal(same_as[1], 1);
    assert_int_equal(same_as[2], 2);
    place_end(&place);
}

static void one_number_of_two_texts_is_a_doubt_and_no_text_is_too(void **state)
{
    struct place place;
    struct found found = {.arena = *state, .columns = {"source", "kind", "likeness"}};

    place_begin(&place, *state);
    plan(&place, commune, "15/KH-UBND", "2024-03-08", plan_text(1, 0, "15", *state));
    plan(&place, commune, "15/KH-UBND", "2024-03-08", plan_text(2, 0, "15", *state));
    plan(&place, commune, "15/KH-UBND", "2024-03-08", STR(""));
    /* nothing in common, or nothing told at all */
    plan(&place, commune, "90/KH-UBND", "2024-09-30", plan_text(3, 0, "90", *state));
    plan(&place, "", "", "", STR(""));
    plan(&place, "", "", "", STR(""));
    track(&place, &found);
    found_check(&found,
                (const char *const[]){"02.pdf|doubt|0.00", "03.pdf|doubt|", NULL});
    place_end(&place);
}

static void a_text_of_many_is_listed_once_for_each(void **state)
{
    struct place place;
    struct found found = {.arena = *state, .columns = {"kind"}};

    place_begin(&place, *state);
    for (int i = 0; i < 60; i++) {
        char issuer[64], code[32];

        snprintf(issuer, sizeof issuer, "ỦY BAN NHÂN DÂN XÃ THỨ %c%c LẠC", 'A' + i / 8,
                 'A' + i % 8);
        snprintf(code, sizeof code, "%d/KH-UBND", 10 + 7 * i);
        plan(&place, issuer, code, i % 2 ? "2024-05-06" : "2023-11-29",
             plan_text(1, 0, code, *state));
    }
    track(&place, &found);
    assert_int_equal(found.len, 59);
    for (size_t i = 0; i < found.len; i++) {
        assert_true(str_eq(found.lines[i], STR("near")));
    }
    place_end(&place);
}

static void a_sketch_tells_about_how_alike_texts_are(void **state)
{
    for (int noise = 4; noise < 60; noise += 7) {
        struct runs a = runs_of(plan_text(5, 0, "1", *state), *state);
        struct runs b = runs_of(plan_text(5, noise, "1", *state), *state);
        struct sketch x = sketch_of(a), y = sketch_of(b);
        double off = sketch_likeness(&x, &y) - runs_likeness(a, b);

        if (off > 0.13 || off < -0.13) {
            fail_msg("every %dth word: %.2f, not %.2f", noise, sketch_likeness(&x, &y),
                     runs_likeness(a, b));
        }
    }
}

static void the_level_of_an_agency_is_the_lowest_place_of_its_name(void **state)
{
    static const struct {
        const char *name;
        enum agency_level level;
    } cases[] = {
        {"ỦY BAN NHÂN DÂN TỈNH HÀ LẠC", AGENCY_PROVINCE},
        {"Sở Lao động - Thương binh và Xã hội tỉnh Hà Lạc", AGENCY_DEPARTMENT},
        {"CÔNG AN TỈNH", AGENCY_DEPARTMENT},
        {"UBND huyện Sơn Lạc", AGENCY_DISTRICT},
        {"Ban Chỉ huy Quân sự huyện Sơn Lạc", AGENCY_OFFICE},
        {"PHÒNG NỘI VỤ", AGENCY_OFFICE},
        {"UBND xã Bình Lạc, huyện Sơn Lạc", AGENCY_COMMUNE},
        {"UBND thị trấn Bình Lạc", AGENCY_COMMUNE},
        {"UBND thị xã Bình Lạc", AGENCY_DISTRICT},
        {"Trường THCS xã Bình Lạc", AGENCY_UNIT},
        {"CHÍNH PHỦ", AGENCY_CENTRAL},
        {"BỘ NỘI VỤ", AGENCY_CENTRAL},
        {"ỦY BAN NHÂN DÂN", AGENCY_UNKNOWN},
        {"", AGENCY_UNKNOWN},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum agency_level level =
            agency_level(agency_key(str_from_c(cases[i].name), *state));

        if (level != cases[i].level) {
            fail_msg("'%s': %d, not %d", cases[i].name, (int)level,
                     (int)cases[i].level);
        }
    }
    assert_true(agency_levels_differ(AGENCY_PROVINCE, AGENCY_COMMUNE));
    assert_false(agency_levels_differ(AGENCY_PROVINCE, AGENCY_UNKNOWN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(two_scans_of_one_plan_are_the_same),
        ARENA_TEST(a_number_that_may_be_misread_is_a_doubt),
        ARENA_TEST(plans_of_one_text_are_kept_apart),
        ARENA_TEST(one_number_of_two_texts_is_a_doubt_and_no_text_is_too),
        ARENA_TEST(a_text_of_many_is_listed_once_for_each),
        ARENA_TEST(a_sketch_tells_about_how_alike_texts_are),
        ARENA_TEST(the_level_of_an_agency_is_the_lowest_place_of_its_name),
    };

    return cmocka_run_group_tests_name("twins", tests, NULL, NULL);
}
