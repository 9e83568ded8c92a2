/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data_dir.h"

#include "arena.h"

#include <limits.h>
#include <unistd.h>

static bool has_rules(struct str dir, struct arena *arena)
{
    return access(str_printf(arena, "%.*s/rules", STR_ARG(dir)).ptr, R_OK | X_OK) == 0;
}

static struct str without_last_part(struct str path)
{
    size_t len = path.len;

    while (len > 0 && path.ptr[len - 1] != '/') {
        len--;
    }
    return str_sub(path, 0, len > 0 ? len - 1 : 0);
}

static struct str program_path(struct arena *arena)
{
    char exe[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", exe, sizeof exe);

    return str_copy(arena, (struct str){exe, len > 0 ? (size_t)len : 0});
}

struct str data_dir_near(struct str binary, int most_up, struct arena *arena)
{
    struct str above = without_last_part(binary);

    for (int up = 1; up <= most_up && above.len > 0; up++) {
        struct str moved;

        above = without_last_part(above);
        moved = str_printf(arena, "%.*s/share/vanthu", STR_ARG(above));
        if (has_rules(moved, arena)) {
            return moved;
        }
    }
#ifdef VANTHU_SOURCE_DIR /* a package knows nothing of where it was built */
    if (str_starts(binary, STR(VANTHU_SOURCE_DIR "/"))) {
        return STR(VANTHU_SOURCE_DIR);
    }
#endif
    return STR(VANTHU_DATA_DIR);
}

struct str data_dir(struct str from_environment, struct arena *arena)
{
    return from_environment.len > 0 ? from_environment
                                    : data_dir_near(program_path(arena), 1, arena);
}

struct str share_dir(struct arena *arena)
{
    struct str bin_dir = without_last_part(program_path(arena));
    struct str dirs[] = {
        str_printf(arena, "%.*s/share", STR_ARG(without_last_part(bin_dir))),
        str_printf(arena, "%.*s/share", STR_ARG(bin_dir)),
    };

    for (size_t i = 0; i < sizeof dirs / sizeof *dirs && bin_dir.len > 0; i++) {
        struct str words =
            str_printf(arena, "%.*s/locale/vi/LC_MESSAGES/vanthu.mo", STR_ARG(dirs[i]));

        if (access(words.ptr, R_OK) == 0) {
            return dirs[i];
        }
    }
    return STR(VANTHU_SHARE_DIR);
}

struct str web_dir(struct str data_dir, struct arena *arena)
{
    struct str dir = str_printf(arena, "%.*s/web", STR_ARG(data_dir));

    return access(dir.ptr, R_OK | X_OK) == 0
               ? dir
               : str_printf(arena, "%.*s/pipeline/web", STR_ARG(data_dir));
}
