/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "folder_of.h"

#include "arena.h"

#include <fts.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct str folder_make(struct arena *arena)
{
    const char *tmp = getenv("TMPDIR");
    struct str pattern = str_printf(arena, "%s/vanthu-test-XXXXXX", tmp ? tmp : "/tmp");
    char *path = arena_alloc(arena, pattern.len + 1, 1);

    memcpy(path, pattern.ptr, pattern.len);
    assert_non_null(mkdtemp(path));
    return (struct str){path, pattern.len};
}

void folder_drop(struct str folder)
{
    char *root = strdup(folder.ptr);
    char *const roots[] = {root, NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);

    assert_non_null(tree);
    for (FTSENT *entry = fts_read(tree); entry; entry = fts_read(tree)) {
        if (entry->fts_info == FTS_DP) {
            (void)rmdir(entry->fts_path);
        } else if (entry->fts_info != FTS_D) {
            (void)unlink(entry->fts_path);
        }
    }
    fts_close(tree);
    free(root);
}

struct str folder_write(struct str folder, const char *name, struct str bytes,
                        struct arena *arena)
{
    struct str path = str_printf(arena, "%.*s/%s", STR_ARG(folder), name);
    FILE *to;

    for (size_t i = folder.len + 1; i < path.len; i++) {
        if (path.ptr[i] == '/') {
            (void)mkdir(str_copy(arena, str_sub(path, 0, i)).ptr, 0755);
        }
    }
    to = fopen(path.ptr, "w");
    assert_non_null(to);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, to), bytes.len);
    assert_int_equal(fclose(to), 0);
    return path;
}
