/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MAX_ARGS = 20 };

static const struct surroundings around = {.data_dir = STR_INIT("/data"),
                                           .tessdata_prefix = STR_INIT("/tessdata"),
                                           .cores = 3,
                                           .stderr_is_terminal = false};

/* `line` is cut at blanks; "''" is an empty argument. */
static enum status settings_of(const char *line, const struct surroundings *in,
                               struct arena *arena, struct settings *out,
                               struct err *err)
{
    struct str rest = str_copy(arena, str_from_c(line));
    char *argv[MAX_ARGS + 1] = {strdup("vanthu")};
    int argc = 1;
    enum status status;

    while (rest.len > 0) {
        struct str arg = str_cut(&rest, ' ');

        assert_true(argc < MAX_ARGS);
        argv[argc++] = str_eq(arg, STR("''")) ? strdup("") : strndup(arg.ptr, arg.len);
    }
    status = settings_from_args(argc, argv, in, arena, out, err);
    for (int i = 0; i < argc; i++) {
        free(argv[i]);
    }
    return status;
}

static void a_run_has_defaults_for_all_but_source_and_output(void **state)
{
    struct arena arena = arena_make(1 << 20);
    struct settings settings;
    struct err err;

    (void)state;
    assert_int_equal(settings_of("run a b -o out", &around, &arena, &settings, &err),
                     STATUS_OK);
    assert_int_equal(settings.command, COMMAND_RUN);
    assert_int_equal(settings.args_len, 2);
    assert_string_equal(settings.args[0].ptr, "a");
    assert_string_equal(settings.args[1].ptr, "b");
    assert_string_equal(settings.out_dir.ptr, "out");
    assert_int_equal(settings.jobs, 3);
    assert_int_equal(settings.page_seconds, 120);
    assert_string_equal(settings.rules_dir.ptr, "/data/rules");
    assert_string_equal(settings.models_dir.ptr, "/data/models");
    assert_int_equal(settings.rules_extra_len, 0);
    assert_int_equal(settings.progress, PROGRESS_LINES);
    assert_false(settings.csv.excel);
    assert_false(settings.csv.lf_only);
    arena_drop(&arena);
}

static void every_option_of_a_run_is_taken(void **state)
{
    struct arena arena = arena_make(1 << 20);
    struct settings settings;
    struct err err;

    (void)state;
    assert_int_equal(settings_of("run -j2 --rules r1 --rules=r2 --excel --eol lf "
                                 "--page-seconds 7 --output=out a --rules-dir rd "
                                 "--models-dir=md --progress always",
                                 &around, &arena, &settings, &err),
                     STATUS_OK);
    assert_int_equal(settings.jobs, 2);
    assert_int_equal(settings.rules_extra_len, 2);
    assert_string_equal(settings.rules_extra[1].ptr, "r2");
    assert_true(settings.csv.excel);
    assert_true(settings.csv.lf_only);
    assert_int_equal(settings.page_seconds, 7);
    assert_string_equal(settings.out_dir.ptr, "out");
    assert_string_equal(settings.rules_dir.ptr, "rd");
    assert_string_equal(settings.models_dir.ptr, "md");
    assert_int_equal(settings.progress, PROGRESS_TERMINAL);
    arena_drop(&arena);
}

static void progress_follows_the_terminal_unless_told(void **state)
{
    static const struct {
        const char *line;
        bool is_terminal;
        enum progress_mode want;
    } cases[] = {
        {"run a -o b", true, PROGRESS_TERMINAL},
        {"run a -o b --progress auto", true, PROGRESS_TERMINAL},
        {"run a -o b --progress auto", false, PROGRESS_LINES},
        {"run a -o b --progress never", true, PROGRESS_NEVER},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 20);
        struct surroundings in = around;
        struct settings settings;
        struct err err;

        in.stderr_is_terminal = cases[i].is_terminal;
        assert_int_equal(settings_of(cases[i].line, &in, &arena, &settings, &err),
                         STATUS_OK);
        assert_int_equal(settings.progress, cases[i].want);
        arena_drop(&arena);
    }
}

static void two_dashes_end_the_options(void **state)
{
    struct arena arena = arena_make(1 << 20);
    struct settings settings;
    struct err err;

    (void)state;
    assert_int_equal(settings_of("run -o out -- -j", &around, &arena, &settings, &err),
                     STATUS_OK);
    assert_int_equal(settings.args_len, 1);
    assert_string_equal(settings.args[0].ptr, "-j");
    arena_drop(&arena);
}

static void a_dump_wants_a_stage_and_a_file(void **state)
{
    struct arena arena = arena_make(1 << 20);
    struct settings settings;
    struct err err;

    (void)state;
    for (int i = 0; i < STAGES; i++) {
        struct str line = str_printf(&arena, "dump %s f --page 2", stage_names[i]);

        assert_int_equal(settings_of(line.ptr, &around, &arena, &settings, &err),
                         STATUS_OK);
        assert_int_equal(settings.dump_stage, i);
        assert_int_equal(settings.dump_page, 2);
    }
    arena_drop(&arena);
}

static void help_is_on_the_command_that_was_named(void **state)
{
    static const struct {
        const char *line;
        enum command on;
    } cases[] = {
        {"--help", COMMAND_HELP},
        {"-h", COMMAND_HELP},
        {"run --help", COMMAND_RUN},
        {"run a --help -j nonsense", COMMAND_RUN},
        {"dump -h", COMMAND_DUMP},
        {"check --help", COMMAND_CHECK},
        {"explain --help", COMMAND_EXPLAIN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 20);
        struct settings settings;
        struct err err;

        if (settings_of(cases[i].line, &around, &arena, &settings, &err) != STATUS_OK ||
            settings.command != COMMAND_HELP || settings.help_on != cases[i].on) {
            fail_msg("%s: %s", cases[i].line, err.text);
        }
        arena_drop(&arena);
    }
}

static void wrong_use_is_named_with_the_argument(void **state)
{
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"", "a command is wanted"},
        {"runn a -o b", "'runn'"},
        {"--nonsense", "'--nonsense'"},
        {"run", "run wants SOURCE... -o OUT"},
        {"run a", "-o OUT"},
        {"run -o out", "run wants SOURCE... -o OUT"},
        {"run a -o ''", "an empty name"},
        {"run a -o", "'-o'"},
        {"run a -o b -x", "'-x'"},
        {"run a -o b -j 0", "not: '0'"},
        {"run a -o b -j 257", "not: '257'"},
        {"run a -o b -j 2x", "not: '2x'"},
        {"run a -o b -j ''", "not: ''"},
        {"run a -o b -j 99999999999999999999", "not: '99999999999999999999'"},
        {"run a -o b --page-seconds -1", "not: '-1'"},
        {"run a -o b --eol mac", "not: 'mac'"},
        {"run a -o b --progress maybe", "not: 'maybe'"},
        {"dump words", "dump wants STAGE FILE"},
        {"dump words a b", "dump wants STAGE FILE"},
        {"dump letters a", "'letters'"},
        {"dump words a --page 0", "not: '0'"},
        {"explain a", "explain wants FILE FIELD"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 20);
        struct settings settings;
        struct err err;

        if (settings_of(cases[i].line, &around, &arena, &settings, &err) !=
                STATUS_USAGE ||
            !strstr(err.text, cases[i].message)) {
            fail_msg("'%s' says '%s'", cases[i].line, err.text);
        }
        arena_drop(&arena);
    }
}

static void every_command_has_help_that_names_it(void **state)
{
    static const struct {
        enum command on;
        const char *usage;
    } cases[] = {
        {COMMAND_HELP, "Usage: vanthu "},
        {COMMAND_RUN, "Usage: vanthu run "},
        {COMMAND_DUMP, "Usage: vanthu dump "},
        {COMMAND_CHECK, "Usage: vanthu check "},
        {COMMAND_EXPLAIN, "Usage: vanthu explain "},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *got = NULL;
        size_t len = 0;
        FILE *to = open_memstream(&got, &len);

        settings_help(&(struct settings){.help_on = cases[i].on}, to);
        fclose(to);
        assert_non_null(strstr(got, cases[i].usage));
        assert_non_null(strstr(got, "--help"));
        free(got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_has_defaults_for_all_but_source_and_output),
        cmocka_unit_test(every_option_of_a_run_is_taken),
        cmocka_unit_test(progress_follows_the_terminal_unless_told),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(a_dump_wants_a_stage_and_a_file),
        cmocka_unit_test(help_is_on_the_command_that_was_named),
        cmocka_unit_test(wrong_use_is_named_with_the_argument),
        cmocka_unit_test(every_command_has_help_that_names_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
