/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `vanthu verify`: the journal against itself, against the tables and texts that were
 * made of it, and against the files that it speaks of. */
#include "arena.h"
#include "bounds.h"
#include "commands.h"
#include "export.h"
#include "journal.h"
#include "tr.h"
#include "walk.h"
#include "wire.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { VERIFY_BYTES = 1 << 30, TEXT_BYTES = 1 << 28 };

struct verifying {
    struct str out_dir;
    struct journal *journal;
    struct review *review;
    FILE *to;
    size_t faults;
    int64_t content_id; /* whose pages are looked at, */
    int pages;          /* and how many there are */
    struct packing packing;
};

static void fault(struct verifying *v, const char *what, struct str which)
{
    fprintf(v->to, "%.*s: %s\n", STR_ARG(which), _(what));
    v->faults++;
}

/* As the file is: with the byte order mark or without, and its line ends. */
static struct csv_form form_of(const char *bytes, size_t len)
{
    const char *end = memchr(bytes, '\n', len);

    return (struct csv_form){.excel = len > 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0,
                             .lf_only = end && (end == bytes || end[-1] != '\r')};
}

static char *read_whole(const char *path, size_t *len)
{
    FILE *from = fopen(path, "re");
    char *bytes = NULL;
    size_t cap = 0, got = 1;

    *len = 0;
    while (from && got > 0) {
        if (*len + 65536 > cap) {
            cap = 2 * cap + 65536;
            bytes = realloc(bytes, cap);
            if (!bytes) {
                abort();
            }
        }
        got = fread(bytes + *len, 1, 65536, from);
        *len += got;
    }
    if (from) {
        fclose(from);
    }
    return bytes;
}

/* The table as the journal has it now. */
static enum status check_table(struct verifying *v, enum table table, struct err *err)
{
    char path[PATH_MAX];
    size_t len = 0, want_len = 0;
    char *bytes, *want = NULL;
    struct csv_form form;
    FILE *to = open_memstream(&want, &want_len);
    enum status status = STATUS_OK;

    snprintf(path, sizeof path, "%.*s/%s.csv", STR_ARG(v->out_dir),
             table_forms[table].name);
    bytes = read_whole(path, &len);
    if (!bytes || !to) {
        fault(v, N_("is not there"), str_from_c(path));
    } else {
        form = form_of(bytes, len);
        status = export_table(v->journal, v->review, table, &form, to, err);
    }
    if (to) {
        fclose(to);
    }
    if (status == STATUS_OK && bytes &&
        (len != want_len || memcmp(bytes, want, len) != 0)) {
        fault(v,
              N_("is not what the journal has; `vanthu run', or `vanthu export "
                 "--tables', makes it anew"),
              str_from_c(path));
    }
    free(bytes);
    free(want);
    return status;
}

static void check_text(void *owner, const struct journal_part *part)
{
    struct verifying *v = owner;
    struct arena arena = arena_make(3 * (size_t)TEXT_BYTES);
    char path[PATH_MAX];
    size_t len = 0;
    char *bytes;
    struct str text;

    snprintf(path, sizeof path, "%.*s/text/%.*s.txt", STR_ARG(v->out_dir),
             STR_ARG(part->document));
    if (!unpack(&v->packing, part->text, TEXT_BYTES, &arena, &text)) {
        fault(v, N_("its text in the journal is damaged"), part->document);
    } else {
        bytes = read_whole(path, &len);
        if (!bytes) {
            fault(v, N_("is not there"), str_from_c(path));
        } else if (len != text.len + 1 || memcmp(bytes, text.ptr, text.len) != 0) {
            fault(v, N_("is not what the journal has; `vanthu run` makes it anew"),
                  str_from_c(path));
        }
        free(bytes);
    }
    arena_drop(&arena);
}

static void check_page(void *owner, const struct journal_page *page)
{
    struct verifying *v = owner;
    struct arena arena = arena_make(VERIFY_BYTES);
    struct words words;
    struct str bytes;
    char which[64];

    snprintf(which, sizeof which, _("content %lld page %d"), (long long)v->content_id,
             page->page_no);
    if (!page->is_lost &&
        (!unpack(&v->packing, page->words, WIRE_MOST_BYTES, &arena, &bytes) ||
         !words_unpack(bytes, &arena, &words))) {
        fault(v, N_("its words in the journal are damaged"), str_from_c(which));
    }
    v->pages++;
    arena_drop(&arena);
}

static void check_content(void *owner, const struct content *content, int pages_due)
{
    struct verifying *v = owner;
    struct err err = {0};
    char which[64];

    v->pages = 0;
    v->content_id = content->id;
    snprintf(which, sizeof which, _("content %lld"), (long long)content->id);
    if (journal_each_page(v->journal, content->id, check_page, v, &err) != STATUS_OK) {
        fault(v, err.text, str_from_c(which));
    }
    /* of one without rows yet, the next run counts the pages itself */
    if (content->state == CONTENT_READ && v->pages < pages_due) {
        fault(v, N_("pages are missing in the journal"), str_from_c(which));
    }
}

/* What changed since is no fault of the journal, but its rows are of the past. */
static void check_file(void *owner, const struct journal_file *file)
{
    struct verifying *v = owner;
    struct stat stat_of;
    struct arena arena = arena_make(VERIFY_BYTES);
    struct str path = str_copy(&arena, file->path);

    if (stat(path.ptr, &stat_of) != 0) {
        fault(v, N_("is not there any more"), path);
    } else if (stat_of.st_size != file->bytes ||
               changed_ns(&stat_of) != file->changed_ns) {
        fault(v, N_("was changed since it was read"), path);
    }
    arena_drop(&arena);
}

/* What people corrected, against its chain. Who wrote the last line down can tell later
 * that nothing was cut off. */
static enum status check_review(struct verifying *v, struct err *err)
{
    int64_t wrong = 0, len = 0;
    char head[65], what[256];
    enum status status = STATUS_OK;

    if (!v->review) {
        return STATUS_OK;
    }
    status = review_check(v->review, &wrong, &len, head, err);
    if (status == STATUS_OK && wrong > 0) {
        snprintf(what, sizeof what,
                 _("entry %lld is not what was written, or one before it is gone"),
                 (long long)wrong);
        fault(v, what, STR("review.db"));
    } else if (status == STATUS_OK) {
        fprintf(v->to, _("review.db: %lld entries, the last is %s\n"), (long long)len,
                head);
    }
    return status;
}

int verify(const struct settings *settings, FILE *to, struct err *err)
{
    struct verifying v = {.out_dir = settings->args[0], .to = to};
    enum status status = journal_open(v.out_dir, JOURNAL_READ, &v.journal, err);

    if (status == STATUS_OK) {
        status = journal_check(v.journal, err);
    }
    if (status == STATUS_OK) {
        status = journal_each_content(v.journal, check_content, &v, err);
    }
    if (status == STATUS_OK) {
        status = review_open(v.out_dir, REVIEW_READ, &v.review, err);
    }
    if (status == STATUS_OK) {
        status = check_review(&v, err);
    }
    for (int table = 0; table < TABLE_FILES && status == STATUS_OK; table++) {
        status = check_table(&v, (enum table)table, err);
    }
    if (status == STATUS_OK) {
        status = journal_each_text(v.journal, check_text, &v, err);
    }
    if (status == STATUS_OK) {
        status = journal_each_file(v.journal, check_file, &v, err);
    }
    review_close(v.review);
    journal_close(v.journal);
    packing_drop(&v.packing);
    if (status != STATUS_OK) {
        return exit_code_of(status);
    }
    fprintf(to, "%s\n", tr_count("%zu fault", "%zu faults", v.faults).ptr);
    return v.faults > 0 ? EXIT_SOME_FAILED : EXIT_ALL_READ;
}
