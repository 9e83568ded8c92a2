/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "folder_of.h"
#include "walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct str below(struct str folder, const char *name, struct arena *arena)
{
    return str_printf(arena, "%.*s/%s", STR_ARG(folder), name);
}

/* The paths in the order found, without the folder, parted by blanks; a notice in
 * brackets with its check. */
static struct str told(const struct walk *walk, struct str folder, struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    for (size_t i = 0; i < walk->len; i++) {
        const struct found *found = &walk->at[i];
        struct str name = str_from(found->path, folder.len + 1);

        if (found->check) {
            strbuf_printf(&out, "[%.*s %s] ", STR_ARG(name), found->check);
        } else {
            strbuf_printf(&out, "%.*s ", STR_ARG(name));
        }
    }
    return str_copy(arena, strbuf_str(&out));
}

static void files_come_in_byte_order_of_their_paths_hidden_ones_too(void **state)
{
    struct arena arena = arena_make(1 << 22);
    struct str folder = folder_make(&arena);
    struct walk walk;
    struct err err;

    (void)state;
    folder_write(folder, "b.pdf", STR("1"), &arena);
    folder_write(folder, "a/z.pdf", STR("22"), &arena);
    folder_write(folder, "a/B.pdf", STR("333"), &arena);
    folder_write(folder, "a-b/x.pdf", STR("4444"), &arena);
    folder_write(folder, ".DS_Store", STR("55555"), &arena);
    folder_write(folder, "đ.pdf", STR("666666"), &arena);
    assert_int_equal(walk_sources(&folder, 1, STR(""), &arena, &walk, &err), STATUS_OK);
    assert_string_equal(told(&walk, folder, &arena).ptr,
                        ".DS_Store a-b/x.pdf a/B.pdf a/z.pdf b.pdf đ.pdf ");
    assert_int_equal(walk.files_len, 6);
    folder_drop(folder);
    arena_drop(&arena);
}

static void links_pipes_and_the_like_are_told_but_not_opened(void **state)
{
    struct arena arena = arena_make(1 << 22);
    struct str folder = folder_make(&arena);
    struct walk walk;
    struct err err;

    (void)state;
    folder_write(folder, "a.pdf", STR("1"), &arena);
    assert_int_equal(symlink("a.pdf", below(folder, "link", &arena).ptr), 0);
    assert_int_equal(symlink("nowhere", below(folder, "loose", &arena).ptr), 0);
    assert_int_equal(symlink("..", below(folder, "up", &arena).ptr), 0);
    assert_int_equal(mkfifo(below(folder, "pipe", &arena).ptr, 0600), 0);
    assert_int_equal(walk_sources(&folder, 1, STR(""), &arena, &walk, &err), STATUS_OK);
    assert_string_equal(told(&walk, folder, &arena).ptr,
                        "a.pdf [link symlink_skipped] [loose symlink_skipped] "
                        "[pipe special_skipped] [up symlink_skipped] ");
    assert_int_equal(walk.notices_len, 4);
    assert_int_equal(walk.failures_len, 0);
    folder_drop(folder);
    arena_drop(&arena);
}

static void a_link_that_is_given_is_followed(void **state)
{
    struct arena arena = arena_make(1 << 22);
    struct str folder = folder_make(&arena);
    struct str link = below(folder, "link", &arena);
    struct walk walk;
    struct err err;

    (void)state;
    folder_write(folder, "in/a.pdf", STR("1"), &arena);
    assert_int_equal(symlink("in", link.ptr), 0);
    assert_int_equal(walk_sources(&link, 1, STR(""), &arena, &walk, &err), STATUS_OK);
    assert_string_equal(told(&walk, folder, &arena).ptr, "link/a.pdf ");
    folder_drop(folder);
    arena_drop(&arena);
}

static void a_folder_that_cannot_be_opened_counts_as_a_failure(void **state)
{
    struct arena arena = arena_make(1 << 22);
    struct str folder, shut;
    struct walk walk;
    struct err err;

    (void)state;
    if (geteuid() == 0) {
        skip(); /* root opens it all the same */
    }
    folder = folder_make(&arena);
    shut = below(folder, "shut", &arena);
    assert_int_equal(mkdir(shut.ptr, 0), 0);
    assert_int_equal(walk_sources(&folder, 1, STR(""), &arena, &walk, &err), STATUS_OK);
    assert_string_equal(told(&walk, folder, &arena).ptr, "[shut folder_unreadable] ");
    assert_int_equal(walk.failures_len, 1);
    folder_drop(folder);
    arena_drop(&arena);
}

static void a_file_given_twice_is_one_file(void **state)
{
    struct arena arena = arena_make(1 << 22);
    struct str folder = folder_make(&arena);
    struct str sources[2] = {folder};
    struct walk walk;
    struct err err;

    (void)state;
    sources[1] = folder_write(folder, "a.pdf", STR("1"), &arena);
    assert_int_equal(walk_sources(sources, 2, STR(""), &arena, &walk, &err), STATUS_OK);
    assert_string_equal(told(&walk, folder, &arena).ptr, "a.pdf ");
    folder_drop(folder);
    arena_drop(&arena);
}

static void the_output_may_not_lie_in_a_source(void **state)
{
    static const struct {
        const char *says, *out;
        enum status want;
    } cases[] = {
        {"the source itself", "in", STATUS_USAGE},
        {"a folder in it", "in/deep", STATUS_USAGE},
        {"a folder in it that is not there yet", "in/a/b/c", STATUS_USAGE},
        {"through a link", "link/out", STATUS_USAGE},
        {"by a detour", "out/../in/x", STATUS_USAGE},
        {"beside it", "out", STATUS_OK},
        {"beside it, with the same first letters", "inside", STATUS_OK},
        {"above it", ".", STATUS_OK},
    };
    struct arena arena = arena_make(1 << 22);
    struct str folder = folder_make(&arena);
    struct str source = below(folder, "in", &arena);

    (void)state;
    folder_write(folder, "in/deep/a.pdf", STR("1"), &arena);
    folder_write(folder, "out/x", STR("1"), &arena);
    assert_int_equal(symlink("in", below(folder, "link", &arena).ptr), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct walk walk;
        struct err err = {0};
        enum status got = walk_sources(&source, 1, below(folder, cases[i].out, &arena),
                                       &arena, &walk, &err);

        if (got != cases[i].want) {
            fail_msg("%s: %s", cases[i].says, err.text);
        }
    }
    folder_drop(folder);
    arena_drop(&arena);
}

static void a_source_that_is_not_there_is_wrong_use(void **state)
{
    struct arena arena = arena_make(1 << 22);
    struct str folder = folder_make(&arena);
    struct str source = below(folder, "nowhere", &arena);
    struct walk walk;
    struct err err = {0};

    (void)state;
    assert_int_equal(walk_sources(&source, 1, STR(""), &arena, &walk, &err),
                     STATUS_USAGE);
    assert_non_null(strstr(err.text, "nowhere: No such file or directory"));
    folder_drop(folder);
    arena_drop(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_come_in_byte_order_of_their_paths_hidden_ones_too),
        cmocka_unit_test(links_pipes_and_the_like_are_told_but_not_opened),
        cmocka_unit_test(a_link_that_is_given_is_followed),
        cmocka_unit_test(a_folder_that_cannot_be_opened_counts_as_a_failure),
        cmocka_unit_test(a_file_given_twice_is_one_file),
        cmocka_unit_test(the_output_may_not_lie_in_a_source),
        cmocka_unit_test(a_source_that_is_not_there_is_wrong_use),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
