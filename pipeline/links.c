/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "links.h"

#include "arena.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "binder.pdf#page=3-4" without the pages, and the first of these. */
static struct str path_of(struct str source, struct str *first_page)
{
    struct str mark = STR("#page=");
    size_t at = str_find(source, mark, 0);

    *first_page = STR("");
    if (at < source.len) {
        struct str range = str_from(source, at + mark.len);

        *first_page = str_cut(&range, '-');
    }
    return str_sub(source, 0, at);
}

static void add_escaped(struct strbuf *out, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789-._~/";

    for (; *path; path++) {
        if (strchr(plain, *path)) {
            strbuf_add_char(out, *path);
        } else {
            strbuf_printf(out, "%%%02X", (unsigned char)*path);
        }
    }
}

const char *links_url(struct links *links, struct str source, struct str page,
                      struct arena *arena)
{
    struct strbuf url = {.arena = arena};
    struct str first_page, path = path_of(source, &first_page);
    char real[PATH_MAX];

    if (path.len >= sizeof links->source) {
        return NULL;
    }
    if (!str_eq(str_from_c(links->source), path)) {
        memcpy(links->source, path.ptr, path.len);
        links->source[path.len] = '\0';
        links->real[0] = '\0';
        if (realpath(links->source, real)) {
            snprintf(links->real, sizeof links->real, "%s", real);
        }
    }
    if (!links->real[0]) {
        return NULL;
    }
    strbuf_add(&url, STR("file://"));
    add_escaped(&url, links->real);
    page = page.len > 0 ? page : first_page;
    if (page.len > 0) {
        strbuf_printf(&url, "#page=%.*s", STR_ARG(page));
    }
    return str_copy(arena, strbuf_str(&url)).ptr;
}
