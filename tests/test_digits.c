/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Digits by hand: the network's file, from scores to digits, what may stand where. */
#include "arena.h"
#include "digits_parts.h"
#include "folder_of.h"
#include "hand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Scores in which column i says script[i] with the chance `sure`: a digit, or '-' for
 * nothing; the rest is shared out. */
static struct scores scores_of(const char *script, float sure)
{
    struct scores scores = {.len = (int)strlen(script)};

    for (int x = 0; x < scores.len; x++) {
        int says = script[x] == '-' ? NOTHING : script[x] - '0';

        for (int c = 0; c < SCORES; c++) {
            scores.at[x][c] = c == says ? sure : (1 - sure) / (SCORES - 1);
        }
    }
    return scores;
}

static void columns_of_scores_become_digits(void **state)
{
    static const struct {
        const char *script, *text, *says;
    } cases[] = {
        {"--1--2--", "12", "one column a digit"},
        {"-111-22-", "12", "a digit over several columns is one"},
        {"-11-11-", "11", "equal digits are parted by a column of nothing"},
        {"-1111-", "1", "and not without it"},
        {"------", "", "nothing is there"},
        {"-7-0-9-0-", "7090", "four digits"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scores scores = scores_of(cases[i].script, 0.96F);
        struct readings readings;

        scores_read(&scores, &readings);
        if (readings.len == 0 || strcmp(readings.at[0].text, cases[i].text) != 0) {
            fail_msg("%s: '%s', not '%s'", cases[i].says,
                     readings.len > 0 ? readings.at[0].text : "", cases[i].text);
        }
        for (size_t k = 1; k < readings.len; k++) {
            assert_true(readings.at[k].chance <= readings.at[k - 1].chance);
        }
    }
}

static void a_doubtful_digit_gives_both_readings(void **state)
{
    struct scores scores = scores_of("-1-7-", 0.98F);
    struct readings readings;

    (void)state;
    scores.at[3][7] = 0.6F;
    scores.at[3][1] = 0.38F;
    scores_read(&scores, &readings);
    assert_true(readings.len >= 2);
    assert_string_equal(readings.at[0].text, "17");
    assert_string_equal(readings.at[1].text, "11");
    assert_true(readings.at[0].chance < 0.7F);
}

static void a_longer_row_than_any_number_is_cut_not_overrun(void **state)
{
    struct scores scores = scores_of("1-2-3-4-5-6-7-8-9-", 0.96F);
    struct readings readings;

    (void)state;
    scores_read(&scores, &readings);
    for (size_t i = 0; i < readings.len; i++) {
        assert_true(strlen(readings.at[i].text) <= MAX_DIGITS);
    }
}

static void what_may_not_stand_in_a_slot_is_not_chosen(void **state)
{
    static const struct {
        struct hand_slot slot;
        const char *first, *second, *text, *says;
    } cases[] = {
        {{.kind = SLOT_NUMBER}, "012", "12", "12", "no zeros before a long number"},
        {{.kind = SLOT_NUMBER}, "09", "9", "09", "one before a short one"},
        {{.kind = SLOT_NUMBER}, "00", "60", "60", "a number is not nought"},
        {{.kind = SLOT_NUMBER}, "", "5", "5", "there is ink, so there is a number"},
        {{.kind = SLOT_DAY}, "37", "31", "31", "no month has 37 days"},
        {{.kind = SLOT_DAY, .month = 4}, "31", "21", "21", "April has no 31st"},
        {{.kind = SLOT_DAY, .month = 2, .year = 2023},
         "29",
         "24",
         "24",
         "no leap year"},
        {{.kind = SLOT_DAY, .month = 2, .year = 2024}, "29", "24", "29", "a leap year"},
        {{.kind = SLOT_DAY}, "121", "21", "21", "a day has two digits"},
        {{.kind = SLOT_MONTH}, "17", "11", "11", "a year has twelve months"},
        {{.kind = SLOT_DAY, .month = 3, .year = 2024},
         "10",
         "18",
         "18",
         "a Sunday gives way to a Monday that is nearly as likely"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct readings readings = {.len = 2};
        struct reading best;

        snprintf(readings.at[0].text, sizeof readings.at[0].text, "%s", cases[i].first);
        snprintf(readings.at[1].text, sizeof readings.at[1].text, "%s",
                 cases[i].second);
        readings.at[0].chance = 0.5F;
        readings.at[1].chance = 0.4F;
        best = hand_choose(&cases[i].slot, &readings);
        if (strcmp(best.text, cases[i].text) != 0) {
            fail_msg("%s: '%s', not '%s'", cases[i].says, best.text, cases[i].text);
        }
        assert_true(best.chance > 0 && best.chance < 1);
    }
}

static void where_nothing_fits_nothing_is_chosen(void **state)
{
    struct hand_slot slot = {.kind = SLOT_MONTH};
    struct readings readings = {
        .at = {{.text = "77", .chance = 0.9F}, {.text = "", .chance = 0.1F}}, .len = 2};
    struct reading best = hand_choose(&slot, &readings);

    (void)state;
    assert_true(best.chance <= 0);
    assert_string_equal(best.text, "");
}

/* --- the file --- */

static const char net_path[] = MODELS_DIR "/digits/digits.net";

static size_t read_net(uint8_t *bytes, size_t most)
{
    FILE *file = fopen(net_path, "re");
    size_t len;

    assert_non_null(file);
    len = fread(bytes, 1, most, file);
    fclose(file);
    return len;
}

static void assert_not_a_net(struct str path, const char *says)
{
    struct digits *digits;
    struct err err = {0};

    if (digits_open(path.ptr, &digits, &err) != STATUS_MODEL || digits) {
        fail_msg("%s: taken", says);
    }
    assert_true(str_find(str_from_c(err.text), path, 0) < strlen(err.text));
    assert_true(str_find(str_from_c(err.text), STR("remedy"), 0) < strlen(err.text));
}

static struct str put_net(struct str folder, const uint8_t *bytes, size_t len,
                          struct arena *arena)
{
    return folder_write(folder, "x.net", (struct str){(const char *)bytes, len}, arena);
}

static void a_file_that_is_no_network_is_named(void **state)
{
    static uint8_t bytes[4 << 20];
    struct arena arena = arena_make(1 << 20);
    struct str folder = folder_make(&arena);
    size_t len = read_net(bytes, sizeof bytes);

    (void)state;
    assert_not_a_net(STR("/nowhere/digits.net"), "absent");
    assert_not_a_net(put_net(folder, bytes, 0, &arena), "empty");
    assert_not_a_net(put_net(folder, bytes, len - 1, &arena), "cut short by a byte");
    assert_not_a_net(put_net(folder, bytes, 20, &arena), "cut in the first layer");
    bytes[0] = 'V';
    assert_not_a_net(put_net(folder, bytes, len, &arena), "another form");
    bytes[0] = 'v';
    bytes[16] = 9; /* inputs of the first layer: there is one picture */
    assert_not_a_net(put_net(folder, bytes, len, &arena), "layers that do not fit");
    folder_drop(folder);
    arena_drop(&arena);
}

static void an_empty_picture_reads_as_nothing(void **state)
{
    struct patch patch = {0};
    struct readings readings;
    struct digits *digits;
    struct err err = {0};

    (void)state;
    assert_int_equal(digits_open(net_path, &digits, &err), STATUS_OK);
    digits_read(digits, &patch, &readings);
    assert_int_equal(readings.len, 0);
    digits_close(digits);
}

/* A picture of paper, and one wider than the network takes. */
static void paper_has_no_digits_whatever_its_width(void **state)
{
    static uint8_t ink[PATCH_HEIGHT_PX * 300];
    static const int widths[] = {1, 7, 40, 120, PATCH_WIDTH_PX, 300};
    struct digits *digits;
    struct err err = {0};

    (void)state;
    assert_int_equal(digits_open(net_path, &digits, &err), STATUS_OK);
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct patch patch = {widths[i], ink};
        struct readings readings;

        digits_read(digits, &patch, &readings);
        assert_true(readings.len > 0);
        assert_string_equal(readings.at[0].text, "");
    }
    digits_close(digits);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_of_scores_become_digits),
        cmocka_unit_test(a_doubtful_digit_gives_both_readings),
        cmocka_unit_test(a_longer_row_than_any_number_is_cut_not_overrun),
        cmocka_unit_test(what_may_not_stand_in_a_slot_is_not_chosen),
        cmocka_unit_test(where_nothing_fits_nothing_is_chosen),
        cmocka_unit_test(a_file_that_is_no_network_is_named),
        cmocka_unit_test(an_empty_picture_reads_as_nothing),
        cmocka_unit_test(paper_has_no_digits_whatever_its_width),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
