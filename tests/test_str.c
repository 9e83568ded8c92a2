/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void trimming_takes_blanks_and_no_break_spaces(void **state)
{
    (void)state;
    assert_true(str_eq(str_trim(STR(" \u00a0a b\r\n")), STR("a b")));
    assert_true(str_eq(str_trim(STR(" \t ")), STR("")));
}

static void cutting_gives_the_head_and_leaves_the_rest(void **state)
{
    struct str rest = STR("12/KH-UBND");
    struct str head = str_cut(&rest, '/');

    (void)state;
    assert_true(str_eq(head, STR("12")));
    assert_true(str_eq(rest, STR("KH-UBND")));
    head = str_cut(&rest, '/');
    assert_true(str_eq(head, STR("KH-UBND")));
    assert_int_equal(rest.len, 0);
}

static void a_date_has_ten_characters_and_digits_where_they_belong(void **state)
{
    static const char *const others[] = {
        "",           "2025-01-0",  "2025-01-011", "2025/01/01",
        "20250-1-01", "2025--1-01", "tomorrow--",
    };

    (void)state;
    assert_true(str_is_date(STR("2025-01-01")));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (str_is_date(str_from_c(others[i]))) {
            fail_msg("'%s' is taken for a date", others[i]);
        }
    }
}

static void broken_utf8_is_one_byte_of_u_fffd(void **state)
{
    static const struct {
        const char *says;
        struct str text;
        uint32_t code_point;
        size_t len;
    } cases[] = {
        {"a letter", STR_INIT("a"), 'a', 1},
        {"two bytes", STR_INIT("\xC4\x90"), 0x110, 2},
        {"three bytes", STR_INIT("\xE1\xBB\x81"), 0x1EC1, 3},
        {"cut short", STR_INIT("\xE1\xBB"), 0xFFFD, 1},
        {"overlong", STR_INIT("\xC0\xAF"), 0xFFFD, 1},
        {"surrogate", STR_INIT("\xED\xA0\x80"), 0xFFFD, 1},
        {"stray continuation", STR_INIT("\x80"), 0xFFFD, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t len = 0;
        uint32_t code_point = utf8_at(cases[i].text, 0, &len);

        if (code_point != cases[i].code_point || len != cases[i].len) {
            fail_msg("%s: got U+%04X of %zu bytes", cases[i].says, code_point, len);
        }
    }
}

static void a_growing_text_keeps_what_was_added(void **state)
{
    struct arena arena = arena_make(1 << 20);
    struct strbuf buf = {.arena = &arena};

    (void)state;
    for (int i = 0; i < 100; i++) {
        strbuf_printf(&buf, "%d,", i);
    }
    assert_true(str_starts(strbuf_str(&buf), STR("0,1,2,")));
    assert_true(str_ends(strbuf_str(&buf), STR(",98,99,")));
    arena_drop(&arena);
}

static void an_arena_over_its_limit_jumps(void **state)
{
    struct arena arena = arena_make(1 << 20);
    jmp_buf full;

    (void)state;
    arena.full = &full;
    if (setjmp(full) == 0) {
        arena_alloc(&arena, 2, 1 << 20);
        fail_msg("2 MiB came out of an arena of 1 MiB");
    }
    arena_drop(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trimming_takes_blanks_and_no_break_spaces),
        cmocka_unit_test(cutting_gives_the_head_and_leaves_the_rest),
        cmocka_unit_test(a_date_has_ten_characters_and_digits_where_they_belong),
        cmocka_unit_test(broken_utf8_is_one_byte_of_u_fffd),
        cmocka_unit_test(a_growing_text_keeps_what_was_added),
        cmocka_unit_test(an_arena_over_its_limit_jumps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
