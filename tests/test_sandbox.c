/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a process that is locked in dies of, and what it may do still. */
#include "arena.h"
#include "folder_of.h"
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Files; only the first may be read. NOLINTNEXTLINE(*-non-const-global-variables) */
static const char *inside, *outside;

enum { DONE = 0, REFUSED = 2, NOT_LOCKED = 3 };

static int opens_a_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) < 0 ? REFUSED : DONE;
}
static int runs_a_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
    return REFUSED;
}
static int forks(void)
{
    return fork() < 0 ? REFUSED : DONE;
}
static int writes_a_file(void)
{
    return open(outside, O_WRONLY) < 0 ? REFUSED : DONE;
}
static int makes_a_file(void)
{
    return open("new", O_CREAT | O_RDONLY, 0666) < 0 ? REFUSED : DONE;
}
static int removes_a_file(void)
{
    return unlink(outside) != 0 ? REFUSED : DONE;
}
static int reads_what_it_may(void)
{
    return open(inside, O_RDONLY) < 0 ? REFUSED : DONE;
}
static int reads_another_file(void)
{
    return open(outside, O_RDONLY) < 0 && errno == EACCES ? REFUSED : DONE;
}

/* The wait status of a process that locks itself in and then does that. */
static int locked_in(int (*act)(void))
{
    int wait_status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        struct str readable = str_from_c(inside);
        struct err err;

        _exit(sandbox_enter(&readable, 1, &err) == STATUS_OK ? act() : NOT_LOCKED);
    }
    assert_true(pid > 0 && waitpid(pid, &wait_status, 0) == pid);
    return wait_status;
}

static void skip_where_there_is_none(void)
{
    if (!sandbox_works()) {
        skip(); /* a sanitizer's build: its run time opens files of its own */
    }
}

static void what_no_reader_does_is_death(void **state)
{
    int (*const acts[])(void) = {opens_a_socket, runs_a_program, forks,
                                 writes_a_file,  makes_a_file,   removes_a_file};

    (void)state;
    skip_where_there_is_none();
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        int wait_status = locked_in(acts[i]);

        if (!WIFSIGNALED(wait_status) || WTERMSIG(wait_status) != SIGSYS) {
            fail_msg("act %zu: wait status %x", i, (unsigned)wait_status);
        }
    }
}

static void only_what_was_named_can_be_read(void **state)
{
    int wait_status;

    (void)state;
    skip_where_there_is_none();
    wait_status = locked_in(reads_what_it_may);
    assert_true(WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == DONE);
    if (sandbox_landlock() == 0) {
        skip(); /* this kernel has no Landlock */
    }
    wait_status = locked_in(reads_another_file);
    assert_true(WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_no_reader_does_is_death),
        cmocka_unit_test(only_what_was_named_can_be_read),
    };
    struct arena arena = arena_make(1 << 22);
    struct str folder = folder_make(&arena);
    int failed;

    inside = folder_write(folder, "inside", STR("1"), &arena).ptr;
    outside = folder_write(folder, "outside", STR("2"), &arena).ptr;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    folder_drop(folder);
    arena_drop(&arena);
    return failed;
}
