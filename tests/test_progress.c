/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct tally half_way = {
    .documents_len = 10, .done = 5, .read = 4, .failed = 1, .pages = 20};

static void assert_shown(enum progress_mode mode, double now_s, const char *want)
{
    struct progress progress = {.mode = mode, .begun_s = 100, .shown_s = 100};
    char *got = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&got, &len);

    progress_show(&progress, &half_way, now_s, to);
    fclose(to);
    assert_string_equal(got, want);
    free(got);
}

static void a_terminal_has_one_line_that_is_refreshed(void **state)
{
    (void)state;
    assert_shown(PROGRESS_TERMINAL, 140,
                 "\r\033[Kvanthu: 5 of 10 documents, 20 pages, 0.5 pages/s, about 40 s "
                 "left, 1 failed");
}

static void it_is_refreshed_at_most_six_times_a_second(void **state)
{
    (void)state;
    assert_shown(PROGRESS_TERMINAL, 100.16, "");
}

static void a_log_has_a_plain_line_every_half_minute(void **state)
{
    (void)state;
    assert_shown(PROGRESS_LINES, 129, "");
    assert_shown(PROGRESS_LINES, 140,
                 "vanthu: 5 of 10 documents, 20 pages, 0.5 pages/s, about 40 s left, 1 "
                 "failed\n");
}

static void never_shows_nothing_before_the_end(void **state)
{
    (void)state;
    assert_shown(PROGRESS_NEVER, 1000, "");
}

static void the_end_is_told_on_a_line_of_its_own(void **state)
{
    struct tally tally = {.documents_len = 16,
                          .done = 16,
                          .read = 12,
                          .failed = 2,
                          .skipped = 3,
                          .twins = 1,
                          .pages = 60};
    struct progress progress = {
        .mode = PROGRESS_TERMINAL, .begun_s = 100, .line_is_open = true};
    char *got = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&got, &len);

    (void)state;
    progress_end(&progress, &tally, 175, STR("OUT"), to);
    fclose(to);
    assert_string_equal(
        got, "\r\033[Kvanthu: 12 documents, 60 pages read in 1 min 15 s (0.8 pages/s); "
             "2 failed, 3 skipped, 1 duplicate; tables in OUT\n");
    free(got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_terminal_has_one_line_that_is_refreshed),
        cmocka_unit_test(it_is_refreshed_at_most_six_times_a_second),
        cmocka_unit_test(a_log_has_a_plain_line_every_half_minute),
        cmocka_unit_test(never_shows_nothing_before_the_end),
        cmocka_unit_test(the_end_is_told_on_a_line_of_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
