/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bounds.h"
#include "engine.h"

#include <stdlib.h>

/* A file that needs more memory than it may have is ended between two pages, where no
 * library holds anything. What a single page can need is less than this. */
#define ONE_PAGE_BYTES (256 * MIB)

struct intake {
    struct vanthu *engine;
    struct str path;
    struct arena arena;
    struct document document;
    struct vanthu_file *file;
};

static int fail(const struct intake *intake, const struct err *err,
                struct vanthu_error *error)
{
    struct err named = *err;

    (void)!err_set(&named, err->status, err->page_no, "%.*s: %.600s",
                   STR_ARG(intake->path), err->text);
    return error_from(error, &named);
}

static int read_pages(struct intake *intake, struct vanthu_error *error)
{
    struct vanthu *engine = intake->engine;
    struct document *document = &intake->document;
    struct err err = {0};

    document_begin(document);
    for (int no = 1; no <= document->id.pages_len && !document_ended(document); no++) {
        if (engine->on_page &&
            !engine->on_page(engine->owner, no, document->id.pages_len)) {
            return error_set(error, VANTHU_STOPPED, no, "%.*s: stopped before page %d",
                             STR_ARG(intake->path), no);
        }
        if (document_read_page(&engine->reader, document, no, &err) != STATUS_OK) {
            return fail(intake, &err, error);
        }
        if (intake->arena.used_bytes > engine->memory_bytes) {
            return error_set(error, VANTHU_LIMIT, no,
                             "%.*s: needs more memory than max_memory_mib allows",
                             STR_ARG(intake->path));
        }
    }
    return document_whole(document, &err) == STATUS_OK ? VANTHU_OK
                                                       : fail(intake, &err, error);
}

static int read_step(struct call *call)
{
    struct intake *intake = call->state;
    struct vanthu *engine = intake->engine;
    struct err err = {0};
    int status;

    if (document_open(intake->path, &engine->limits, &intake->arena, &intake->document,
                      &err) != STATUS_OK) {
        return fail(intake, &err, call->error);
    }
    intake->document.source.keeps_stderr = true;
    intake->document.trusts_name = engine->trusts_names;
    document_name(&intake->document);
    status = read_pages(intake, call->error);
    if (status == VANTHU_OK) {
        document_extract(&engine->rules, &intake->document);
        file_keep(intake->file, &intake->document);
    }
    return status;
}

int vanthu_read(struct vanthu *engine, const char *path, struct vanthu_file **out,
                struct vanthu_error *error)
{
    struct intake intake = {.engine = engine, .path = str_from_c(path)};
    struct call call = {.step = read_step, .state = &intake};
    struct vanthu_error unheard;
    int status;

    *out = NULL;
    error = error ? error : &unheard;
    call.error = error;
    intake.file = calloc(1, sizeof *intake.file);
    if (!intake.file) {
        return error_set(error, VANTHU_MEMORY, 0, "out of memory");
    }
    intake.arena = arena_make(engine->memory_bytes + ONE_PAGE_BYTES);
    intake.file->arena = arena_make(engine->memory_bytes + ONE_PAGE_BYTES);
    call.arenas[0] = &intake.arena;
    call.arenas[1] = &intake.file->arena;
    status = call_run(&call);
    if (call.was_cut) {
        reader_close(&engine->reader); /* it may have been in the middle of a page */
    }
    document_close(&intake.document);
    arena_drop(&intake.arena);
    if (status == VANTHU_OK) {
        *out = intake.file;
    } else {
        vanthu_file_drop(intake.file);
    }
    return status;
}
