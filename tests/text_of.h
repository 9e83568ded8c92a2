/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text for tests, from plain passages: no page, no lines, no zones. */
#ifndef VANTHU_TEXT_OF_H
#define VANTHU_TEXT_OF_H

#include "text.h"

/* In the order in which cases are read. */
/* NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding) */
struct passage_of {
    enum zone_kind kind;
    const char *text;
    const char *head; /* of a cell's column; NULL: none */
    float conf_pct;   /* of each of its words; 0: 96 */
    enum hand hand;
    enum layer layer;
};

/* Each run of letters without a blank becomes a word of one page at 300 dpi: word n of
 * passage p stands at left 100 n, top 100 p, 80 wide and 40 high. All of it lives in
 * `arena`. */
struct text text_of(const struct passage_of *passages, size_t len, struct arena *arena);

/* Set-up and tear-down of a cmocka test: *state is an empty arena of 256 MiB. */
int arena_before(void **state);
int arena_after(void **state);
#define ARENA_TEST(name)                                                               \
    cmocka_unit_test_setup_teardown(name, arena_before, arena_after)

#endif
