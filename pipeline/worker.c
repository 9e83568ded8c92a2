/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "worker.h"

#include "arena.h"
#include "bounds.h"
#include "document.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define WORKER_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WORKER_IS_SANITIZED 1
#endif
#endif

_Static_assert(sizeof(struct report) <= PIPE_BUF, "a report is written at once");

/* One document under work. */
struct bench {
    const struct workplace *place;
    struct reader reader;
    struct shelf shelf;
    int reports_fd;
    size_t index;
};

static bool write_report(int fd, const struct report *report)
{
    ssize_t written;

    do {
        written = write(fd, report, sizeof *report);
    } while (written < 0 && errno == EINTR);
    return written == (ssize_t)sizeof *report;
}

static void page_begins(void *watcher, int page_no)
{
    const struct bench *bench = watcher;
    struct report report = {
        .kind = REPORT_PAGE, .index = bench->index, .page_no = page_no};

    (void)!write_report(bench->reports_fd, &report);
}

/* The text of one document, in the work folder until the run ends. */
static enum status write_text(const struct bench *bench, const struct part *part,
                              struct arena *arena, struct err *err)
{
    const struct text *text = &part->text;
    struct str path = str_printf(arena, "%.*s/" WORK_TEXT_PREFIX "%09zu-%.*s.txt",
                                 STR_ARG(bench->place->work_dir), bench->index,
                                 STR_ARG(part->id.document));
    FILE *to = fopen(path.ptr, "we");
    bool written =
        to && fwrite(text->utf8.ptr, 1, text->utf8.len, to) == text->utf8.len;

    written = written && fputc('\n', to) != EOF;
    if (to && fclose(to) != 0) {
        written = false;
    }
    if (!written) {
        return err_set(err, STATUS_OUTPUT, 0, "%s: %s", path.ptr, strerror(errno));
    }
    return STATUS_OK;
}

static enum status write_texts(const struct bench *bench,
                               const struct document *document, struct arena *arena,
                               struct err *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < document->parts_len && status == STATUS_OK; i++) {
        status = write_text(bench, &document->parts[i], arena, err);
    }
    return status;
}

/* Rows of one document; `path` is that of its file or of a twin's. */
static void write_part(const struct bench *bench, const struct document *document,
                       const struct part *part, struct str path,
                       const struct finding *twin)
{
    struct document_id id = part->id;
    struct findings findings = part->findings;

    id.source =
        str_printf(document->arena, "%.*s%.*s", STR_ARG(path), STR_ARG(id.range));
    if (twin) {
        findings_add(&findings, document->arena, 0, twin->severity, twin->check,
                     twin->message);
    }
    rows_from_fields(&id, &part->text, &part->fields, &findings,
                     &bench->place->settings->csv, bench->shelf.to);
}

/* What is to be told of one file: itself or a twin of the file that was read. */
static void write_rows(const struct bench *bench, const struct document *document,
                       size_t index, const struct report *outcome)
{
    const struct csv_form *form = &bench->place->settings->csv;
    const struct found *found = &bench->place->walk->at[index];
    struct document_id id = document->id;
    struct finding twin = {.severity = SEVERITY_INFO, .check = "duplicate"};

    if (index != bench->index) {
        id.source = found->path;
        twin.message =
            str_printf(document->arena, "the same content as %.*s; read once",
                       STR_ARG(bench->place->walk->at[bench->index].path));
    }
    if (outcome->outcome == OUTCOME_READ) {
        for (size_t i = 0; i < document->parts_len; i++) {
            write_part(bench, document, &document->parts[i], id.source,
                       index != bench->index ? &twin : NULL);
        }
        return;
    }
    if (outcome->outcome == OUTCOME_FAILED) {
        rows_from_failure(&id, str_from_c(outcome->text), outcome->page_no, form,
                          bench->shelf.to);
    } else {
        struct finding skip = {.severity = SEVERITY_INFO,
                               .check = "not_a_scan",
                               .message = str_from_c(outcome->text)};

        row_from_finding(&id, &skip, form, bench->shelf.to[TABLE_FINDINGS]);
    }
    if (index != bench->index) {
        row_from_finding(&id, &twin, form, bench->shelf.to[TABLE_FINDINGS]);
    }
}

/* The rows of the file and of all its twins. */
static enum status shelve(struct bench *bench, const struct document *document,
                          const struct report *outcome, struct err *err)
{
    const struct walk *walk = bench->place->walk;

    for (size_t i = bench->index; i < walk->len; i++) {
        struct report report = {.kind = REPORT_ROWS, .index = i};
        enum status status;

        if (walk->at[i].first != bench->index || walk->at[i].check) {
            continue;
        }
        report.outcome = outcome->outcome;
        piece_begin(&bench->shelf, &report.piece);
        write_rows(bench, document, i, outcome);
        status = piece_end(&bench->shelf, &report.piece, err);
        if (status != STATUS_OK) {
            return status;
        }
        if (!write_report(bench->reports_fd, &report)) {
            return err_set(err, STATUS_OUTPUT, 0, "the supervisor is gone");
        }
    }
    return STATUS_OK;
}

static void tell_opened(const struct bench *bench, const struct document *document)
{
    struct report report = {.kind = REPORT_OPENED,
                            .index = bench->index,
                            .pages_len = document->id.pages_len};

    if (document->id.sha256.len < sizeof report.sha256) {
        memcpy(report.sha256, document->id.sha256.ptr, document->id.sha256.len);
    }
    (void)!write_report(bench->reports_fd, &report);
}

static bool ends_run(enum status status)
{
    return status == STATUS_MODEL || status == STATUS_RULES || status == STATUS_OUTPUT;
}

/* Reads one document and shelves its rows. A status that is not STATUS_OK ends the
 * run; a document that can't be read does not. */
static enum status read_one(struct bench *bench, struct arena *arena, struct err *err)
{
    struct document document;
    struct report outcome = {.outcome = OUTCOME_READ};
    enum status status =
        document_open(bench->place->walk->at[bench->index].path, arena, &document, err);

    document.trusts_name = bench->place->settings->trusts_names;
    tell_opened(bench, &document);
    if (status == STATUS_OK) {
        status = document_read_pages(&bench->reader, &document, 0, err);
    }
    if (ends_run(status)) {
        goto done;
    }
    if (status == STATUS_OK) {
        document_extract(bench->place->rules, &document);
        status = write_texts(bench, &document, arena, err);
    } else {
        outcome.outcome = status == STATUS_SKIP ? OUTCOME_SKIPPED : OUTCOME_FAILED;
        outcome.page_no = err->page_no;
        snprintf(outcome.text, sizeof outcome.text, "%s", err->text);
        status = STATUS_OK;
    }
    if (status == STATUS_OK) {
        status = shelve(bench, &document, &outcome, err);
    }

done:
    document_close(&document);
    return status;
}

/* A worker that eats more memory than any honest page needs is ended by it. Address
 * sanitizer reserves terabytes and can't live under such a limit. */
static void limit_memory(void)
{
#ifndef WORKER_IS_SANITIZED
    (void)setrlimit(RLIMIT_AS, &(struct rlimit){WORKER_BYTES, WORKER_BYTES});
#endif
}

/* libjpeg, libpng and Poppler print what they stumble over; it would run through the
 * line of progress, and what matters of it is in the rows. Not under a sanitizer, whose
 * report is all that tells of a fault. */
static void silence_libraries(void)
{
#ifndef WORKER_IS_SANITIZED
    int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);

    if (nothing >= 0) {
        (void)dup2(nothing, STDERR_FILENO);
        (void)dup2(nothing, STDOUT_FILENO);
        close(nothing);
    }
#endif
}

static bool next_job(int jobs_fd, size_t *index)
{
    ssize_t got;

    do {
        got = read(jobs_fd, index, sizeof *index);
    } while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof *index;
}

int worker_run(const struct workplace *place, int shelf_no, int jobs_fd, int reports_fd)
{
    struct bench bench = {.place = place, .reports_fd = reports_fd};
    struct err err = {0};
    enum status status;

    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* not to outlive the supervisor */
    limit_memory();
    silence_libraries();
    bench.reader = (struct reader){.rules = place->rules,
                                   .models = place->models,
                                   .page_begins = page_begins,
                                   .watcher = &bench};
    status = shelf_open(place->work_dir, shelf_no, &bench.shelf, &err);
    while (status == STATUS_OK && next_job(jobs_fd, &bench.index)) {
        struct arena arena = arena_make(ARENA_BYTES);
        struct report report = {.kind = REPORT_DONE, .index = bench.index};

        status = read_one(&bench, &arena, &err);
        if (status == STATUS_OK && !write_report(reports_fd, &report)) {
            status = err_set(&err, STATUS_OUTPUT, 0, "the supervisor is gone");
        }
        arena_drop(&arena);
    }
    if (status != STATUS_OK) {
        struct report report = {
            .kind = REPORT_NO_RUN, .status = status, .index = bench.index};

        memcpy(report.text, err.text, sizeof report.text);
        (void)!write_report(reports_fd, &report);
    }
    shelf_close(&bench.shelf);
    reader_close(&bench.reader);
    return status == STATUS_OK ? 0 : 1;
}
