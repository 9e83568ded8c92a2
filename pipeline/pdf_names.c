/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf_names.h"

#include "arena.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char pdf_end[] = ".pdf";
enum { PDF_END = sizeof pdf_end - 1 };

/* Without "." and "..": "/a/b" of "/a/./c/../b". What is above the root is the root. */
static struct str plain_path(struct str path, struct str cwd, struct arena *arena)
{
    struct str rest = str_starts(path, STR("/"))
                          ? path
                          : str_printf(arena, "%.*s/%.*s", STR_ARG(cwd), STR_ARG(path));
    char *to = arena_alloc(arena, rest.len + 2, 1);
    size_t len = 0;

    while (rest.len > 0) {
        struct str part = str_cut(&rest, '/');

        if (part.len == 0 || str_eq(part, STR("."))) {
            continue;
        }
        if (str_eq(part, STR(".."))) {
            while (len > 0 && to[--len] != '/') {
            }
            continue;
        }
        to[len++] = '/';
        memcpy(to + len, part.ptr, part.len);
        len += part.len;
    }
    return (struct str){to, len};
}

/* Up to behind its last slash. */
static size_t folder_len(struct str path)
{
    size_t len = path.len;

    while (len > 0 && path.ptr[len - 1] != '/') {
        len--;
    }
    return len;
}

static size_t common_len(const struct str *paths, size_t len)
{
    size_t common = len > 0 ? folder_len(paths[0]) : 0;

    for (size_t i = 1; i < len; i++) {
        size_t same = 0;

        while (same < common && same < paths[i].len &&
               paths[i].ptr[same] == paths[0].ptr[same]) {
            same++;
        }
        common = folder_len((struct str){paths[0].ptr, same});
    }
    return common;
}

static bool ends_as_pdf(struct str name)
{
    return name.len > PDF_END &&
           strncasecmp(name.ptr + name.len - PDF_END, pdf_end, PDF_END) == 0 &&
           name.ptr[name.len - PDF_END - 1] != '/';
}

/* A name on its way to be the only one. */
struct claim {
    struct str name;
    size_t index;
    bool is_own; /* as the scan is called; comes before names that were made */
};

static int by_name(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;
    int order = str_cmp(x->name, y->name);

    if (order == 0) {
        order = (int)y->is_own - (int)x->is_own;
    }
    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

/* "a-2.pdf" of "a.pdf" */
static struct str numbered(struct str name, size_t number, struct arena *arena)
{
    return str_printf(arena, "%.*s-%zu%s",
                      STR_ARG(str_sub(name, 0, name.len - PDF_END)), number,
                      str_from(name, name.len - PDF_END).ptr);
}

/* Gives those that have a name of another a number; true: there were some, and the new
 * names have to be looked at too. */
static bool part_twins(struct claim *claims, size_t len, struct arena *arena)
{
    struct str name;
    size_t same = 1;
    bool found = false;

    qsort(claims, len, sizeof *claims, by_name);
    name = claims[0].name;
    for (size_t i = 1; i < len; i++) {
        if (str_eq(claims[i].name, name)) {
            claims[i].name = numbered(name, ++same, arena);
            claims[i].is_own = false;
            found = true;
        } else {
            name = claims[i].name;
            same = 1;
        }
    }
    return found;
}

struct str *pdf_names(const struct str *paths, size_t len, struct str cwd,
                      struct arena *arena)
{
    struct str *names = ARENA_ARRAY(arena, struct str, len + 1);
    struct claim *claims = ARENA_ARRAY(arena, struct claim, len + 1);
    size_t common;

    for (size_t i = 0; i < len; i++) {
        names[i] = plain_path(paths[i], cwd, arena);
    }
    common = common_len(names, len);
    for (size_t i = 0; i < len; i++) {
        struct str name = str_from(names[i], common);
        bool is_own = ends_as_pdf(name);

        claims[i] = (struct claim){
            .name = is_own ? str_copy(arena, name)
                           : str_printf(arena, "%.*s%s", STR_ARG(name), pdf_end),
            .index = i,
            .is_own = is_own};
    }
    while (len > 0 && part_twins(claims, len, arena)) {
    }
    for (size_t i = 0; i < len; i++) {
        names[claims[i].index] = claims[i].name;
    }
    return names;
}
