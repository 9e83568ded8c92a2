/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A call of the library into the flow: an arena that is full ends the call and not the
 * process. */
#include "engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <string.h>

static int fill_state(struct call *call)
{
    for (int i = 0; i < 100; i++) {
        (void)arena_alloc(call->state, 1000, 1);
    }
    return VANTHU_OK;
}

static void a_full_arena_ends_the_call(void **state)
{
    struct arena first = arena_make(1 << 20), second = arena_make(20000);
    struct vanthu_error error = {.text = ""};
    struct call call = {fill_state, &first, {&first, &second}, &error, false};

    (void)state;
    assert_int_equal(call_run(&call), VANTHU_OK);
    assert_false(call.was_cut);
    call.state = &second;
    assert_int_equal(call_run(&call), VANTHU_LIMIT);
    assert_true(call.was_cut);
    assert_int_equal(error.status, VANTHU_LIMIT);
    assert_non_null(strstr(error.text, "max_memory_mib"));
    assert_null(first.full); /* nobody is there any more to jump to */
    assert_null(second.full);
    arena_drop(&first);
    arena_drop(&second);
}

static int ask_for_all_memory(struct call *call)
{
    (void)arena_alloc(call->state, SIZE_MAX / 4, 1);
    return VANTHU_OK;
}

static void no_memory_is_told_from_a_limit(void **state)
{
    struct arena arena = arena_make(SIZE_MAX);
    struct vanthu_error error = {.text = ""};
    struct call call = {ask_for_all_memory, &arena, {&arena, NULL}, &error, false};

    (void)state;
    assert_int_equal(call_run(&call), VANTHU_MEMORY);
    assert_true(call.was_cut);
    assert_string_equal(error.text, "out of memory");
    arena_drop(&arena);
}

static int print_half(struct call *call)
{
    snprintf(call->state, 8, "%.1f", 0.5);
    return VANTHU_STOPPED;
}

static void the_threads_locale_is_c_while_a_call_lasts(void **state)
{
    char printed[8] = "";
    struct call call = {print_half, printed, {NULL, NULL}, NULL, false};
    locale_t before = uselocale((locale_t)0);

    (void)state;
    assert_int_equal(call_run(&call), VANTHU_STOPPED);
    assert_string_equal(printed, "0.5");
    assert_ptr_equal(uselocale((locale_t)0), before);
}

static void every_failure_of_the_flow_has_a_status(void **state)
{
    static const struct {
        enum status inside;
        int outside;
    } pairs[] = {
        {STATUS_SKIP, VANTHU_NO_SCAN}, {STATUS_INPUT, VANTHU_DAMAGED},
        {STATUS_LIMIT, VANTHU_LIMIT},  {STATUS_AWAY, VANTHU_AWAY},
        {STATUS_OCR, VANTHU_DAMAGED},  {STATUS_RULES, VANTHU_RULES},
        {STATUS_MODEL, VANTHU_MODEL},  {STATUS_USAGE, VANTHU_USAGE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct err err = {.status = pairs[i].inside, .page_no = 3, .text = "so"};
        struct vanthu_error error;

        assert_int_equal(error_from(&error, &err), pairs[i].outside);
        assert_int_equal(error.status, pairs[i].outside);
        assert_int_equal(error.page, 3);
        assert_string_equal(error.text, "so");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_arena_ends_the_call),
        cmocka_unit_test(no_memory_is_told_from_a_limit),
        cmocka_unit_test(the_threads_locale_is_c_while_a_call_lasts),
        cmocka_unit_test(every_failure_of_the_flow_has_a_status),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
