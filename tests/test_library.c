/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libvanthu as a program outside sees it: through vanthu.h, linked as a library. */
#include <vanthu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PLAN      TESTS_DIR "/cli/data/plan.words"
#define BINDER    TESTS_DIR "/cli/data/binder.words"
#define BORN      SAMPLES_DIR "/scans/pho-bien-phap-luat.born.pdf"
#define CLEAN     SAMPLES_DIR "/scans/thi-dua-binh-lac.clean.pdf"
#define BORN_CODE "33/KH-THCS"

static struct vanthu *open_with(const struct vanthu_options *options)
{
    struct vanthu *engine = NULL;
    struct vanthu_error error = {.text = ""};
    int status = vanthu_open(options, &engine, &error);

    assert_string_equal(error.text, "");
    assert_int_equal(status, VANTHU_OK);
    assert_non_null(engine);
    return engine;
}

static struct vanthu_file *read_with(struct vanthu *engine, const char *path)
{
    struct vanthu_file *file = NULL;
    struct vanthu_error error = {.text = ""};
    int status = vanthu_read(engine, path, &file, &error);

    assert_string_equal(error.text, "");
    assert_int_equal(status, VANTHU_OK);
    assert_non_null(file);
    return file;
}

static const char *cell(const struct vanthu_file *file, const char *table, int row,
                        const char *column)
{
    return vanthu_text_of(vanthu_document_at(file, 0), table, row, column);
}

/* Opening fails so, and says this. */
static void assert_no_engine(const struct vanthu_options *options, int want,
                             const char *says)
{
    struct vanthu_error error = {.text = ""};
    char other = 0;
    struct vanthu *engine = (struct vanthu *)(void *)&other;
    int status = vanthu_open(options, &engine, &error);

    assert_int_equal(status, want);
    assert_int_equal(error.status, want);
    assert_null(engine);
    if (!strstr(error.text, says)) {
        fail_msg("'%s' does not say '%s'", error.text, says);
    }
    assert_int_equal(vanthu_open(options, &engine, NULL), want);
}

static void assert_not_read(struct vanthu *engine, const char *path, int want,
                            const char *says)
{
    struct vanthu_error error = {.text = ""};
    struct vanthu_file *file = NULL;

    assert_int_equal(vanthu_read(engine, path, &file, &error), want);
    assert_int_equal(error.status, want);
    assert_null(file);
    if (!strstr(error.text, says) || strncmp(error.text, path, strlen(path)) != 0) {
        fail_msg("'%s' does not say '%s' of %s", error.text, says, path);
    }
}

/* A file in the temporary folder; the caller unlinks and frees. */
static char *written(const char *bytes, size_t len)
{
    char *path = strdup("/tmp/vanthu-library-XXXXXX");
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), (ssize_t)len);
    close(fd);
    return path;
}

static void a_plan_is_read_with_places_and_chances(void **state)
{
    struct vanthu *engine = open_with(NULL);
    struct vanthu_file *file = read_with(engine, BORN);
    const struct vanthu_document *document = vanthu_document_at(file, 0);
    struct vanthu_value value;

    (void)state;
    assert_int_equal(vanthu_documents(file), 1);
    assert_null(vanthu_document_at(file, 1));
    assert_null(vanthu_document_at(file, -1));
    assert_int_equal(vanthu_first_page(document), 1);
    assert_int_equal(vanthu_rows(document, "documents"), 1);
    assert_int_equal(vanthu_value_of(document, "documents", 0, "code", &value), 1);
    assert_string_equal(value.text, BORN_CODE);
    assert_int_equal(value.page, 1);
    assert_true(value.confidence > 0.9F && value.confidence <= 1);
    assert_true(value.left > 0 && value.right > value.left && value.right < 596);
    assert_true(value.top > 0 && value.bottom > value.top && value.bottom < 200);
    assert_true(vanthu_rows(document, "deadlines") > 2);
    assert_int_equal(vanthu_value_of(document, "deadlines", 0, "due", &value), 1);
    assert_string_equal(value.text, "2025-09-30");
    assert_true(value.page >= 1 && value.bottom > value.top && value.confidence > 0.5F);
    assert_non_null(strstr(vanthu_text(document), BORN_CODE));
    vanthu_file_drop(file);
    vanthu_close(engine);
}

static void what_is_not_there_is_told_from_what_is_empty(void **state)
{
    struct vanthu *engine = open_with(NULL);
    struct vanthu_file *file = read_with(engine, PLAN);
    const struct vanthu_document *document = vanthu_document_at(file, 0);
    struct vanthu_value value = {.text = NULL, .page = 7};

    (void)state;
    assert_string_equal(cell(file, "documents", 0, "reason"), "");
    assert_null(cell(file, "documents", 0, "nothing"));
    assert_null(cell(file, "documents", 1, "code"));
    assert_null(cell(file, "documents", -1, "code"));
    assert_null(cell(file, "parts", 0, "part"));
    assert_null(cell(file, "nothing", 0, "part"));
    assert_int_equal(vanthu_rows(document, "parts"), 0);
    assert_int_equal(vanthu_rows(document, ""), 0);
    assert_int_equal(vanthu_value_of(document, "documents", 0, "reason", &value), 1);
    assert_string_equal(value.text, "");
    assert_int_equal(value.page, 0);
    assert_int_equal(vanthu_value_of(document, "documents", 5, "code", &value), 0);
    assert_string_equal(value.text, "");
    vanthu_file_drop(file);
    vanthu_close(engine);
}

static void tables_and_columns_are_those_of_the_program(void **state)
{
    (void)state;
    assert_string_equal(vanthu_table_name(0), "documents");
    assert_string_equal(vanthu_table_name(5), "findings");
    assert_string_equal(vanthu_table_name(6), "fields");
    assert_null(vanthu_table_name(7));
    assert_null(vanthu_table_name(-1));
    assert_string_equal(vanthu_column_name("documents", 5), "code");
    assert_string_equal(vanthu_column_name("findings", 5), "message");
    assert_null(vanthu_column_name("findings", 6));
    assert_null(vanthu_column_name("findings", -1));
    assert_null(vanthu_column_name("parts", 0));
    assert_int_equal(vanthu_api_version(), VANTHU_API_VERSION);
    assert_string_equal(vanthu_version(), VERSION);
}

static void a_binder_has_a_document_for_each_head(void **state)
{
    struct vanthu *engine = open_with(NULL);
    struct vanthu_file *file = read_with(engine, BINDER);
    const struct vanthu_document *second;

    (void)state;
    assert_int_equal(vanthu_documents(file), 2);
    second = vanthu_document_at(file, 1);
    assert_int_equal(vanthu_last_page(vanthu_document_at(file, 0)), 1);
    assert_int_equal(vanthu_first_page(second), 2);
    assert_int_equal(vanthu_last_page(second), 2);
    assert_string_equal(vanthu_text_of(second, "documents", 0, "source"),
                        "scans/binder.pdf#page=2-2");
    vanthu_file_drop(file);
    vanthu_close(engine);
}

static void a_file_outlives_its_engine(void **state)
{
    struct vanthu *engine = open_with(NULL);
    struct vanthu_file *born = read_with(engine, BORN);
    struct vanthu_file *plan = read_with(engine, PLAN);

    (void)state;
    vanthu_close(engine);
    assert_string_equal(cell(born, "documents", 0, "code"), BORN_CODE);
    assert_string_not_equal(cell(plan, "documents", 0, "code"), "");
    vanthu_file_drop(plan);
    vanthu_file_drop(born);
    vanthu_file_drop(NULL);
    vanthu_close(NULL);
}

/* A rule of an office that takes teachers for a campaign, of this name. */
static char *office_rule(const char *name)
{
    char yaml[1000];
    int len = snprintf(yaml, sizeof yaml,
                       "rules:\n"
                       "  - id: office.teachers\n"
                       "    table: campaigns\n"
                       "    zones: [body]\n"
                       "    view: folded\n"
                       "    pattern: 'giao \\s+ vien'\n"
                       "    set: [{column: name, value: %s}]\n"
                       "    sure: 0.9\n"
                       "    examples: [{text: Giáo viên, want: [\"name=%s\"]}]\n"
                       "    counter_examples: [Quyết định]\n",
                       name, name);

    return written(yaml, (size_t)len);
}

static int campaigns_named(const struct vanthu_file *file, const char *name)
{
    int rows = vanthu_rows(vanthu_document_at(file, 0), "campaigns"), named = 0;

    for (int i = 0; i < rows; i++) {
        named += strcmp(cell(file, "campaigns", i, "name"), name) == 0;
    }
    return named;
}

static void engines_with_different_rules_do_not_know_each_other(void **state)
{
    char *rules[2] = {office_rule("one"), office_rule("two")};
    const char *lists[2][2] = {{rules[0], NULL}, {rules[1], NULL}};
    struct vanthu *engines[3];
    struct vanthu_file *files[3];

    (void)state;
    for (int i = 0; i < 3; i++) {
        engines[i] = open_with(&(struct vanthu_options){
            .size = sizeof(struct vanthu_options), .rules = i < 2 ? lists[i] : NULL});
    }
    for (int i = 2; i >= 0; i--) {
        files[i] = read_with(engines[i], BORN);
    }
    for (int i = 0; i < 3; i++) {
        assert_int_equal(campaigns_named(files[i], "one"), i == 0);
        assert_int_equal(campaigns_named(files[i], "two"), i == 1);
        assert_string_equal(cell(files[i], "documents", 0, "code"), BORN_CODE);
        vanthu_close(engines[i]);
        vanthu_file_drop(files[i]);
    }
    for (int i = 0; i < 2; i++) {
        unlink(rules[i]);
        free(rules[i]);
    }
}

static void what_is_wrong_with_the_set_up_is_named(void **state)
{
    static const char broken[] = "rules:\n  - id: x.y\n    table: documents\n"
                                 "    zones: [title]\n    view: text\n"
                                 "    pattern: '('\n    sure: 0.9\n";
    char *path = written(broken, sizeof broken - 1);
    const char *rules[] = {path, NULL};
    struct vanthu_options options = {.size = sizeof options, .rules = rules};

    (void)state;
    assert_no_engine(&options, VANTHU_RULES, path);
    assert_no_engine(&options, VANTHU_RULES, "x.y");
    options.rules = NULL;
    options.data_dir = "/nowhere";
    assert_no_engine(&options, VANTHU_MODEL, "/nowhere/models/manifest.yaml");
    options.data_dir = NULL;
    options.tessdata_dir = "/nowhere";
    assert_no_engine(&options, VANTHU_MODEL, "apt-get install");
    unlink(path);
    free(path);
}

static void options_out_of_range_are_refused(void **state)
{
    struct vanthu_options options = {.size = 0};
    struct {
        struct vanthu_options known;
        long later;
    } newer = {.known = {.size = sizeof newer}};

    (void)state;
    assert_no_engine(&options, VANTHU_USAGE, "size");
    options.size = sizeof options;
    options.max_pages = -1;
    assert_no_engine(&options, VANTHU_USAGE, "max_pages");
    options.max_pages = 50001;
    assert_no_engine(&options, VANTHU_USAGE, "1 to 50000");
    vanthu_close(open_with(&newer.known));
    newer.later = 1;
    assert_no_engine(&newer.known, VANTHU_USAGE, "does not know");
}

static void a_file_that_fails_does_not_stop_the_engine(void **state)
{
    static char head[200000];
    FILE *born = fopen(BORN, "rb");
    struct vanthu *engine = open_with(NULL);
    struct vanthu_file *file;
    char *cut;

    (void)state;
    assert_non_null(born);
    cut = written(head, fread(head, 1, sizeof head, born) / 2);
    fclose(born);
    assert_not_read(engine, "/nowhere.pdf", VANTHU_AWAY, "No such file");
    assert_not_read(engine, TESTS_DIR "/test_library.c", VANTHU_NO_SCAN, "not a scan");
    assert_not_read(engine, cut, VANTHU_DAMAGED, "damaged at byte");
    assert_not_read(engine, TESTS_DIR "/damaged/password.pdf", VANTHU_DAMAGED,
                    "encrypted");
    assert_int_equal(vanthu_read(engine, cut, &file, NULL), VANTHU_DAMAGED);
    file = read_with(engine, BORN);
    assert_string_equal(cell(file, "documents", 0, "code"), BORN_CODE);
    vanthu_file_drop(file);
    vanthu_close(engine);
    unlink(cut);
    free(cut);
}

/* 300 pages of ten words each: more than 1 MiB in the end. */
static char *long_dump(void)
{
    char *text = NULL, *path;
    size_t len = 0;
    FILE *to = open_memstream(&text, &len);

    fprintf(to, "vanthu words 1\nsource %064d 300 long.pdf\n", 0);
    for (int page = 1; page <= 300; page++) {
        fprintf(to, "page %d 2480 3508 300 0 0.000 ink\n", page);
        for (int i = 0; i < 10; i++) {
            fprintf(to, "word %d 200 %d 240 96.00 4.00 1 ink printed kính\n",
                    100 + i * 100, 180 + i * 100);
        }
        fputs("end\n", to);
    }
    fclose(to);
    path = written(text, len);
    free(text);
    return path;
}

static void memory_over_the_limit_ends_the_file(void **state)
{
    struct vanthu_options options = {.size = sizeof options, .max_memory_mib = 1};
    struct vanthu *engine = open_with(&options);
    char *path = long_dump();
    struct vanthu_file *file;

    (void)state;
    assert_not_read(engine, path, VANTHU_LIMIT, "max_memory_mib");
    file = read_with(engine, PLAN);
    vanthu_file_drop(file);
    vanthu_close(engine);
    unlink(path);
    free(path);
}

struct watched {
    int calls, last_page, pages, stop_at;
};

static int watch_page(void *owner, int page, int pages)
{
    struct watched *watched = owner;

    watched->calls++;
    watched->last_page = page;
    watched->pages = pages;
    return page != watched->stop_at;
}

static void pages_are_told_and_can_be_stopped(void **state)
{
    struct watched watched = {.stop_at = 2};
    struct vanthu_options options = {
        .size = sizeof options, .on_page = watch_page, .owner = &watched};
    struct vanthu *engine = open_with(&options);
    struct vanthu_error error;
    struct vanthu_file *file;

    (void)state;
    assert_int_equal(vanthu_read(engine, BINDER, &file, &error), VANTHU_STOPPED);
    assert_null(file);
    assert_int_equal(error.page, 2);
    watched = (struct watched){.stop_at = 0};
    file = read_with(engine, BINDER);
    assert_int_equal(watched.calls, 2);
    assert_int_equal(watched.last_page, 2);
    assert_int_equal(watched.pages, 2);
    vanthu_file_drop(file);
    vanthu_close(engine);
}

/* In Vietnamese a number has a comma: strtod() of "0.97" is 0 then. library.cmake makes
 * the locale. */
static void a_locale_with_commas_changes_nothing(void **state)
{
    struct vanthu *engine;
    struct vanthu_file *file;
    struct vanthu_value value;
    char printed[8];

    (void)state;
    if (!setlocale(LC_ALL, "comma")) {
        print_message("no locale with commas on this machine\n");
        skip();
    }
    engine = open_with(NULL);
    file = read_with(engine, BORN);
    vanthu_value_of(vanthu_document_at(file, 0), "deadlines", 0, "due", &value);
    snprintf(printed, sizeof printed, "%.1f", 0.5);
    assert_string_equal(printed, "0,5"); /* the thread has its locale again */
    setlocale(LC_ALL, "C");
    assert_true(value.confidence > 0.5F && value.confidence < 1);
    assert_true(value.bottom > value.top && value.right > value.left);
    assert_string_equal(cell(file, "documents", 0, "code"), BORN_CODE);
    vanthu_file_drop(file);
    vanthu_close(engine);
}

/* --- threads --- */

enum { THREADS = 3 };

struct reader_thread {
    pthread_t thread;
    const char *path;
    char code[64];
    int times;
    bool failed;
};

static void *read_in_thread(void *self_)
{
    struct reader_thread *self = self_;
    struct vanthu *engine;

    for (int i = 0; i < self->times && !self->failed; i++) {
        struct vanthu_file *file = NULL;

        self->failed = vanthu_open(NULL, &engine, NULL) != VANTHU_OK ||
                       vanthu_read(engine, self->path, &file, NULL) != VANTHU_OK;
        if (!self->failed) {
            snprintf(self->code, sizeof self->code, "%s",
                     cell(file, "documents", 0, "code"));
        }
        vanthu_file_drop(file);
        vanthu_close(engine);
    }
    return NULL;
}

static void threads_read_at_once_each_with_its_engine(void **state)
{
    struct reader_thread threads[THREADS] = {{.path = BORN, .times = 3},
                                             {.path = CLEAN, .times = 1},
                                             {.path = BORN, .times = 3}};

    (void)state;
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(
            pthread_create(&threads[i].thread, NULL, read_in_thread, &threads[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i].thread, NULL);
        assert_false(threads[i].failed);
        assert_string_equal(threads[i].code, i == 1 ? "15/KH-UBND" : BORN_CODE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_is_read_with_places_and_chances),
        cmocka_unit_test(what_is_not_there_is_told_from_what_is_empty),
        cmocka_unit_test(tables_and_columns_are_those_of_the_program),
        cmocka_unit_test(a_binder_has_a_document_for_each_head),
        cmocka_unit_test(a_file_outlives_its_engine),
        cmocka_unit_test(engines_with_different_rules_do_not_know_each_other),
        cmocka_unit_test(what_is_wrong_with_the_set_up_is_named),
        cmocka_unit_test(options_out_of_range_are_refused),
        cmocka_unit_test(a_file_that_fails_does_not_stop_the_engine),
        cmocka_unit_test(memory_over_the_limit_ends_the_file),
        cmocka_unit_test(pages_are_told_and_can_be_stopped),
        cmocka_unit_test(a_locale_with_commas_changes_nothing),
        cmocka_unit_test(threads_read_at_once_each_with_its_engine),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
