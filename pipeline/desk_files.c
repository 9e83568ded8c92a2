/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page's own files: listed and read once, at the start. A request names one of them
 * or none; no path is made of it. */
#include "desk_parts.h"

#include "bounds.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { MOST_FILE_BYTES = 4 * 1024 * 1024 };

static const char *type_of(struct str name)
{
    static const struct {
        const char *ending, *type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".woff2", "font/woff2"},
    };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (str_ends(name, str_from_c(types[i].ending))) {
            return types[i].type;
        }
    }
    return NULL;
}

static enum status read_file(const char *path, struct arena *arena, struct str *out,
                             struct err *err)
{
    FILE *from = fopen(path, "re");
    struct strbuf bytes = {.arena = arena};
    char block[8192];
    size_t len;
    bool failed;

    if (!from) {
        return err_set(err, STATUS_USAGE, 0, "%s: %s", path, tr_errno(errno));
    }
    while (bytes.len <= MOST_FILE_BYTES &&
           (len = fread(block, 1, sizeof block, from)) > 0) {
        strbuf_add(&bytes, (struct str){block, len});
    }
    failed = ferror(from) != 0 || bytes.len > MOST_FILE_BYTES;
    fclose(from);
    *out = strbuf_str(&bytes);
    return failed ? err_set(err, STATUS_USAGE, 0, "%s: can't be read", path)
                  : STATUS_OK;
}

static enum status take_file(struct str dir, const char *name, struct arena *arena,
                             struct desk_files *out, struct err *err)
{
    struct desk_file *file = &out->at[out->len];

    file->type = type_of(str_from_c(name));
    if (!file->type || name[0] == '.') {
        return STATUS_OK;
    }
    if (out->len == MAX_DESK_FILES - 1) {
        return err_set(err, STATUS_USAGE, 0, "%.*s: more than %d files", STR_ARG(dir),
                       MAX_DESK_FILES - 1);
    }
    file->name = str_copy(arena, str_from_c(name));
    out->len++;
    return read_file(str_printf(arena, "%.*s/%s", STR_ARG(dir), name).ptr, arena,
                     &file->bytes, err);
}

static const struct desk_file *file_named(const struct desk_files *files,
                                          struct str name)
{
    for (size_t i = 0; i < files->len; i++) {
        if (str_eq(files->at[i].name, name)) {
            return &files->at[i];
        }
    }
    return NULL;
}

/* English is in the page itself. */
static enum status take_words(const struct settings *settings, struct arena *arena,
                              struct desk_files *out, struct err *err)
{
    struct desk_file *file = &out->at[out->len];
    struct str path =
        str_printf(arena, "%.*s/locale/%s/LC_MESSAGES/" TR_DOMAIN ".mo",
                   STR_ARG(settings->share_dir), lang_names[settings->lang]);

    if (settings->lang == LANG_EN) {
        return STATUS_OK;
    }
    file->name = STR("messages.mo");
    file->type = "application/octet-stream";
    out->len++;
    return read_file(path.ptr, arena, &file->bytes, err);
}

enum status desk_files_read(const struct settings *settings, struct arena *arena,
                            struct desk_files *out, struct err *err)
{
    struct str dir = settings->web_dir;
    DIR *list = opendir(dir.ptr);
    const struct dirent *entry;
    enum status status = STATUS_OK;

    *out = (struct desk_files){0};
    while (status == STATUS_OK && list && (entry = readdir(list))) {
        status = take_file(dir, entry->d_name, arena, out, err);
    }
    if (list) {
        closedir(list);
    }
    if (status == STATUS_OK && !file_named(out, STR("index.html"))) {
        status = err_set(err, STATUS_USAGE, 0,
                         "%.*s: the page's files are missing (index.html); install "
                         "vanthu again, or set VANTHU_DATA to where they are",
                         STR_ARG(dir));
    }
    return status == STATUS_OK ? take_words(settings, arena, out, err) : status;
}

bool desk_file(const struct asked *asked, struct str name)
{
    const struct desk_file *file = file_named(&asked->desk->files, name);

    if (file) {
        asked->answer->code = 200;
        asked->answer->type = file->type;
        asked->answer->body = file->bytes;
    }
    return file != NULL;
}
