/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf_export.h"

#include "arena.h"
#include "pdf_child.h"
#include "pdf_folder.h"
#include "pdf_names.h"
#include "source_kind.h"
#include "tr.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_BYTES = 2048 };
/* Paths of a million files. */
#define LIST_BYTES ((size_t)2 * 1024 * 1024 * 1024)

/* Where a file lies, whatever it is called. */
struct inode {
    dev_t device;
    ino_t number;
};

struct exporting {
    const struct settings *settings;
    FILE *messages;
    struct journal *journal;
    struct arena arena;
    struct journal_source *sources;
    size_t len, cap;
    struct str *names;
    struct inode *inodes;
    size_t inodes_len;
    struct pdf_folder folder;
    struct pdf_counts *counts;
    struct err *err;
};

/* --- what there is to do --- */

static void take_source(void *owner, const struct journal_source *source)
{
    struct exporting *ex = owner;

    if (source->state == CONTENT_SKIPPED) {
        return; /* no scan; findings.csv tells */
    }
    ex->sources =
        arena_grow(&ex->arena, ex->sources, ex->len, &ex->cap, sizeof *ex->sources);
    ex->sources[ex->len] = *source;
    ex->sources[ex->len++].file.path = str_copy(&ex->arena, source->file.path);
}

static void name_sources(struct exporting *ex)
{
    struct str *paths = ARENA_ARRAY(&ex->arena, struct str, ex->len + 1);
    char cwd[PATH_MAX];

    for (size_t i = 0; i < ex->len; i++) {
        paths[i] = ex->sources[i].file.path;
    }
    ex->names =
        pdf_names(paths, ex->len, getcwd(cwd, sizeof cwd) ? str_from_c(cwd) : STR(""),
                  &ex->arena);
}

static int by_inode(const void *a, const void *b)
{
    const struct inode *x = a, *y = b;
    int order = (x->device > y->device) - (x->device < y->device);

    return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static void note_inodes(struct exporting *ex)
{
    struct stat stat_of;

    ex->inodes = ARENA_ARRAY(&ex->arena, struct inode, ex->len + 1);
    for (size_t i = 0; i < ex->len; i++) {
        if (stat(ex->sources[i].file.path.ptr, &stat_of) == 0) {
            ex->inodes[ex->inodes_len++] =
                (struct inode){stat_of.st_dev, stat_of.st_ino};
        }
    }
    qsort(ex->inodes, ex->inodes_len, sizeof *ex->inodes, by_inode);
}

/* None of the names may be that of a scan, also through links. */
static enum status check_names(struct exporting *ex)
{
    struct stat stat_of;

    for (size_t i = 0; i < ex->len && ex->inodes_len > 0; i++) {
        struct inode inode;

        if (fstatat(ex->folder.fd, ex->names[i].ptr, &stat_of, 0) != 0) {
            continue;
        }
        inode = (struct inode){stat_of.st_dev, stat_of.st_ino};
        if (bsearch(&inode, ex->inodes, ex->inodes_len, sizeof *ex->inodes, by_inode)) {
            return err_set(ex->err, STATUS_USAGE, 0,
                           "%.*s/%.*s: is a scan, and would be written over; choose "
                           "another folder for --pdf",
                           STR_ARG(ex->folder.path), STR_ARG(ex->names[i]));
        }
    }
    return STATUS_OK;
}

/* --- one scan --- */

static void tell(const struct exporting *ex, const struct journal_source *source,
                 const char *text)
{
    fprintf(ex->messages, "vanthu: %.*s: %s\n", STR_ARG(source->file.path), text);
}

static void trouble(struct exporting *ex, const struct journal_source *source,
                    const char *text)
{
    tell(ex, source, text);
    ex->counts->troubled++;
}

/* NULL: it is the one that was read. */
static const char *changed_since(const struct journal_source *source)
{
    struct stat stat_of;

    if (stat(source->file.path.ptr, &stat_of) != 0) {
        return _("is not there any more; bring it back, or run `vanthu run' again");
    }
    if (stat_of.st_size != source->file.bytes ||
        (int64_t)stat_of.st_mtim.tv_sec * 1000000000 + stat_of.st_mtim.tv_nsec !=
            source->file.changed_ns) {
        return _("was changed since it was read; run `vanthu run' again, then export");
    }
    return NULL;
}

struct gathering {
    struct pdf_job *job;
    size_t cap;
    struct arena *arena;
};

static void take_page(void *owner, const struct journal_page *page)
{
    struct gathering *gathering = owner;
    struct pdf_job *job = gathering->job;

    if (page->is_lost) {
        return;
    }
    job->pages = arena_grow(gathering->arena, job->pages, job->pages_len,
                            &gathering->cap, sizeof *job->pages);
    job->pages[job->pages_len++] = (struct pdf_page_words){
        .page_no = page->page_no, .packed = str_copy(gathering->arena, page->words)};
}

static enum status put(struct exporting *ex, int fd, size_t index)
{
    bool is_new = false;
    enum status status =
        pdf_folder_put(&ex->folder, fd, ex->names[index], &is_new, ex->err);

    if (status == STATUS_OK) {
        ex->counts->written += is_new;
        ex->counts->unchanged += !is_new;
    }
    return status;
}

static bool copy_bytes(int from, int to)
{
    char bytes[8192];
    ssize_t got;

    while ((got = read(from, bytes, sizeof bytes)) > 0) {
        if (!pdf_write_all(to, (struct str){bytes, (size_t)got})) {
            return false;
        }
    }
    return got == 0;
}

/* A PDF that no text can be laid over is there as it is; *is_pdf false: it is none. */
static enum status copy_as_it_is(struct exporting *ex, size_t index, bool *is_pdf)
{
    char head[HEAD_BYTES];
    int from = open(ex->sources[index].file.path.ptr,
                    O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    int to = -1;
    ssize_t len = from >= 0 ? read(from, head, sizeof head) : -1;
    enum status status = STATUS_OK;

    *is_pdf = len > 0 && kind_from_bytes((struct str){head, (size_t)len}) == SOURCE_PDF;
    if (*is_pdf) {
        to = pdf_folder_begin(&ex->folder);
        if (to < 0 || lseek(from, 0, SEEK_SET) != 0 || !copy_bytes(from, to)) {
            status = err_set(ex->err, STATUS_OUTPUT, 0, "%.*s/%.*s: %s",
                             STR_ARG(ex->folder.path), STR_ARG(ex->names[index]),
                             tr_errno(errno));
        }
        status = status == STATUS_OK ? put(ex, to, index) : status;
        ex->counts->without_text += status == STATUS_OK;
    }
    if (to >= 0) {
        close(to);
    }
    if (from >= 0) {
        close(from);
    }
    return status;
}

/* Says why there is no text, and leaves the reader the scan where it is a PDF. */
static enum status go_without(struct exporting *ex, size_t index, struct str why)
{
    bool is_pdf = false;
    enum status status = copy_as_it_is(ex, index, &is_pdf);
    char text[1200];

    snprintf(text, sizeof text, "%.*s; %s", STR_ARG(why),
             is_pdf ? _("copied as it is, without text") : _("no PDF is made of it"));
    trouble(ex, &ex->sources[index], text);
    return status;
}

static enum status export_read(struct exporting *ex, size_t index, int fd)
{
    const struct journal_source *source = &ex->sources[index];
    struct arena arena = arena_make(LIST_BYTES);
    struct pdf_job job = {.path = source->file.path,
                          .size_bytes = source->file.bytes,
                          .limits = ex->settings->limits};
    struct gathering gathering = {.job = &job, .arena = &arena};
    struct pdf_made made = {0};
    struct err why = {0};
    enum status status = journal_each_page(ex->journal, source->content_id, take_page,
                                           &gathering, ex->err);

    if (status != STATUS_OK) {
        goto done;
    }
    status = pdf_child(&job, fd, ex->settings->page_seconds + 2 * (int)job.pages_len,
                       &made, &why);
    if (status == STATUS_OK) {
        status = put(ex, fd, index);
        if (made.is_signed) {
            tell(ex, source,
                 _("is signed digitally; the signature holds for the scan alone, not "
                   "for "
                   "its searchable copy"));
        }
    } else if (status == STATUS_OUTPUT) {
        (void)!err_set(ex->err, status, 0, "%.*s/%.*s: %s", STR_ARG(ex->folder.path),
                       STR_ARG(ex->names[index]), why.text);
    } else {
        char text[1100], page[32] = "";

        if (why.page_no > 0) {
            snprintf(page, sizeof page, _("page %d: "), why.page_no);
        }
        snprintf(text, sizeof text, "%s%s", page, why.text);
        status = go_without(ex, index, str_from_c(text));
    }

done:
    arena_drop(&arena);
    return status;
}

static enum status export_one(struct exporting *ex, size_t index)
{
    const struct journal_source *source = &ex->sources[index];
    const char *changed = changed_since(source);
    enum status status;
    int fd;

    if (changed) {
        trouble(ex, source, changed);
        return STATUS_OK;
    }
    if (source->is_dump) {
        trouble(ex, source, _("is a dump of words, not a scan; no PDF is made of it"));
        return STATUS_OK;
    }
    if (source->state == CONTENT_FAILED) {
        return go_without(ex, index, TR("could not be read (findings.csv says why)"));
    }
    if (source->state != CONTENT_READ && source->state != CONTENT_RECOGNISED) {
        trouble(ex, source, _("is not read to its end; run `vanthu run' again"));
        return STATUS_OK;
    }
    fd = pdf_folder_begin(&ex->folder);
    if (fd < 0) {
        return err_set(ex->err, STATUS_OUTPUT, 0, "%.*s: can't be written to: %s",
                       STR_ARG(ex->folder.path), tr_errno(errno));
    }
    status = export_read(ex, index, fd);
    close(fd);
    return status;
}

enum status pdf_export(struct journal *journal, const struct settings *settings,
                       FILE *messages, struct pdf_counts *out, struct err *err)
{
    struct exporting ex = {.settings = settings,
                           .messages = messages,
                           .journal = journal,
                           .arena = arena_make(LIST_BYTES),
                           .folder = {.fd = -1},
                           .counts = out,
                           .err = err};
    enum status status = journal_each_source(journal, take_source, &ex, err);

    *out = (struct pdf_counts){0};
    if (status == STATUS_OK) {
        status = pdf_folder_open(settings->pdf_dir, &ex.folder, err);
    }
    if (status == STATUS_OK) {
        name_sources(&ex);
        note_inodes(&ex);
        status = check_names(&ex);
    }
    if (status == STATUS_OK) {
        source_prepare();
    }
    for (size_t i = 0; i < ex.len && status == STATUS_OK; i++) {
        status = export_one(&ex, i);
    }
    source_done();
    pdf_folder_close(&ex.folder);
    arena_drop(&ex.arena);
    return status;
}
