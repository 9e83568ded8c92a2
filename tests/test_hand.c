/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The symbol behind a number by hand. */
#include "hand.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_symbol_gets_its_slash_back_behind_a_number_by_hand(void **state)
{
    static const struct {
        const char *says, *symbol, *want;
        int left; /* the number ends at 200, 30 high */
        float number_conf;
        bool mended;
    } cases[] = {
        {"without a sign", "BQLR", "/BQLR", 205, 90, true},
        {"with another sign", "-SNV", "/SNV", 205, 90, true},
        {"as it should be", "/KH-UBND", "/KH-UBND", 205, 90, false},
        {"of the Party", "-KH/HU", "-KH/HU", 205, 90, false},
        {"small letters are no symbol", "năm", "năm", 205, 90, false},
        {"one capital is none", "Hà", "Hà", 205, 90, false},
        {"too far away", "BQLR", "BQLR", 300, 90, false},
        {"left of the number", "BQLR", "BQLR", 20, 90, false},
        {"the number was not read", "BQLR", "BQLR", 205, 0, false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int left = cases[i].left;
        struct word at[] = {{.text = STR("1274"),
                             .box = {120, 100, 200, 130},
                             .conf_pct = cases[i].number_conf,
                             .hand = HAND_WRITTEN},
                            {.text = str_from_c(cases[i].symbol),
                             .box = {left, 104, left + 60, 130},
                             .conf_pct = 96}};
        struct words words = {.at = at, .len = 2, .slots_len = 1};

        words.slots[0] =
            (struct hand_slot){.kind = SLOT_NUMBER, .ink = {120, 95, 260, 130}};
        words_mend_symbol(&words, *state);
        if (!str_eq(at[1].text, str_from_c(cases[i].want)) ||
            (at[1].conf_pct < 96) != cases[i].mended) {
            fail_msg("%s: '%.*s', %.0f %%", cases[i].says, STR_ARG(at[1].text),
                     (double)at[1].conf_pct);
        }
    }
}

static void a_page_without_slots_stays_as_it_is(void **state)
{
    struct word at[] = {
        {.text = STR("1274"), .box = {120, 100, 200, 130}, .conf_pct = 90},
        {.text = STR("BQLR"), .box = {205, 104, 260, 130}, .conf_pct = 96}};
    struct words words = {.at = at, .len = 2};

    words_mend_symbol(&words, *state);
    assert_true(str_eq(at[1].text, STR("BQLR")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_symbol_gets_its_slash_back_behind_a_number_by_hand),
        ARENA_TEST(a_page_without_slots_stays_as_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
