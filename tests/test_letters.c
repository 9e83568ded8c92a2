/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void something_like_it_is_found(void **state)
{
    static const struct {
        const char *name, *s, *needle;
        size_t slack, at;
    } cases[] = {
        {"as it stands", "ha noi, ngay 3", "ngay", 0, 8},
        {"the first of two", "ngay 1 ngay 2", "ngay", 0, 0},
        {"a letter wrong", "ha noi, nqay 3", "ngay", 1, 8},
        {"a letter lost", "ha noi, nay 3", "ngay", 1, 8},
        {"too much wrong", "ha noi, mqay 3", "ngay", 1, 14},
        {"the better one", "nqay ngay", "ngay", 1, 5},
        {"not there", "ha noi", "ngay", 0, 6},
        {"in nothing", "", "ngay", 2, 0},
        {"all of 64 letters",
         "x0123456789012345678901234567890123456789012345678901234567890123",
         "0123456789"
         "012345678901234567890123456789012345678901234567890123",
         0, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t at = letters_find_like(str_from_c(cases[i].s),
                                      str_from_c(cases[i].needle), cases[i].slack);

        if (at != cases[i].at) {
            fail_msg("%s: at %zu, not %zu", cases[i].name, at, cases[i].at);
        }
    }
}

/* Edits between the needle and the best match that begins at `at`. */
static size_t edits_at(struct str s, size_t at, struct str needle)
{
    size_t least = needle.len;

    for (size_t end = at; end <= s.len; end++) {
        size_t edits = letters_distance(str_sub(s, at, end), needle);

        least = edits < least ? edits : least;
    }
    return least;
}

/* What the bits say is what a comparison with every stretch of the text says. */
static void bits_agree_with_the_plain_way(void **state)
{
    uint32_t seed = 7;
    char text[24], needle[8];

    (void)state;
    for (int round = 0; round < 5000; round++) {
        struct str s = {text, 0}, want = {needle, 0};
        size_t slack = (size_t)round % 3, best = slack + 1, best_at;

        for (size_t i = 0; i < sizeof text; i++, s.len++) {
            seed = seed * 1664525U + 1013904223U;
            text[i] = (char)('a' + (seed >> 16) % 3);
        }
        for (size_t i = 0; i < 3 + (size_t)round % 6; i++, want.len++) {
            seed = seed * 1664525U + 1013904223U;
            needle[i] = (char)('a' + (seed >> 16) % 3);
        }
        best_at = s.len;
        for (size_t at = s.len; at-- > 0;) {
            size_t edits = edits_at(s, at, want);

            if (edits <= slack && edits <= best) {
                best = edits;
                best_at = at;
            }
        }
        assert_int_equal(letters_find_like(s, want, slack), best_at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(something_like_it_is_found),
        cmocka_unit_test(bits_agree_with_the_plain_way),
    };

    return cmocka_run_group_tests_name("letters", tests, NULL, NULL);
}
