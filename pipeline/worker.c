/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "worker.h"

#include "arena.h"
#include "bounds.h"
#include "clock.h"
#include "document.h"
#include "page.h"
#include "sandbox.h"
#include "tr.h"
#include "wire.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
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

/* One job under work. */
struct bench {
    const struct workplace *place;
    struct reader reader;
    struct arena arena;
    int told_fd;
    struct packing packing;
};

/* --- what goes over the pipes --- */

void job_put_read(struct strbuf *to, const struct read_job *job)
{
    wire_put_str(to, job->path);
    wire_put_int(to, job->size_bytes);
    wire_put_int(to, job->changed_ns);
    wire_put_int(to, job->first);
    wire_put_int(to, job->last);
    wire_put_int(to, job->is_small);
}

static bool job_get_read(struct str content, struct read_job *out, struct arena *arena)
{
    int64_t first = 0, last = 0, is_small = 0;
    bool got = wire_get_str(&content, &out->path) &&
               wire_get_int(&content, 0, INT64_MAX, &out->size_bytes) &&
               wire_get_int(&content, INT64_MIN, INT64_MAX, &out->changed_ns) &&
               wire_get_int(&content, 1, MAX_PAGES, &first) &&
               wire_get_int(&content, 0, MAX_PAGES, &last) &&
               wire_get_int(&content, 0, 1, &is_small);

    if (got) {
        out->path = str_copy(arena, out->path);
        out->first = (int)first;
        out->last = (int)last;
        out->is_small = is_small != 0;
    }
    return got;
}

bool told_get_opened(struct str content, struct told_opened *out)
{
    int64_t pages_len;
    bool got = wire_get_int(&content, 0, MAX_PAGES, &pages_len) &&
               wire_get_str(&content, &out->stands_for);

    out->pages_len = got ? (int)pages_len : 0;
    return got && (out->stands_for.len == 0 || out->stands_for.len > 65);
}

bool told_get_failed(struct str content, struct told_failed *out)
{
    int64_t status = 0, page_no = 0;
    bool got = wire_get_int(&content, STATUS_SKIP, STATUS_OUTPUT, &status) &&
               wire_get_int(&content, 0, MAX_PAGES, &page_no) &&
               wire_get_str(&content, &out->text);

    if (got) {
        out->status = (enum status)status;
        out->page_no = (int)page_no;
    }
    return got;
}

static struct strbuf message(struct bench *bench)
{
    return (struct strbuf){.arena = &bench->arena};
}

static bool tell(const struct bench *bench, enum told_kind kind,
                 const struct strbuf *content)
{
    return wire_send(bench->told_fd, (int)kind, strbuf_str(content));
}

static bool tell_failed(struct bench *bench, enum told_kind kind, const struct err *err)
{
    struct strbuf content = message(bench);

    wire_put_int(&content, err->status);
    wire_put_int(&content, err->page_no);
    wire_put_str(&content, str_from_c(err->text));
    return tell(bench, kind, &content);
}

/* --- pages to words --- */

static bool tell_opened(struct bench *bench, const struct document *document)
{
    struct strbuf content = message(bench);
    struct str stands_for = STR("");

    if (document->source.kind == SOURCE_WORDS) {
        stands_for =
            str_printf(&bench->arena, "%.*s %.*s", STR_ARG(document->id.sha256),
                       STR_ARG(document->id.source));
    }
    wire_put_int(&content, document->id.pages_len);
    wire_put_str(&content, stands_for);
    return tell(bench, TOLD_OPENED, &content);
}

static bool tell_page(struct bench *bench, int page_no, enum status status,
                      const struct words *words, const struct page_note *note,
                      const struct err *err)
{
    struct strbuf content = message(bench);
    bool is_lost = status != STATUS_OK;

    wire_put_int(&content, page_no);
    wire_put_int(&content, is_lost);
    wire_put_str(&content, str_from_c(is_lost ? lost_check(status) : note->check));
    wire_put_str(&content, is_lost ? str_from_c(err->text) : note->message);
    wire_put_str(&content, is_lost
                               ? STR("")
                               : pack(&bench->packing, words_pack(words, &bench->arena),
                                      &bench->arena));
    return tell(bench, TOLD_PAGE, &content);
}

/* One page; false: nobody hears any more. A status of *status that is not STATUS_OK
 * ends the run. */
static bool read_page(struct bench *bench, struct document *document, int page_no,
                      enum status *status, struct err *err)
{
    struct strbuf begins = message(bench);
    struct words words;
    struct page_note note;
    enum status read;

    wire_put_int(&begins, page_no);
    if (!tell(bench, TOLD_BEGINS, &begins)) {
        return false;
    }
    read = document_recognise(&bench->reader, document, page_no, &words, &note, err);
    if (read == STATUS_OK && document->source.is_small) {
        note = (struct page_note){
            .check = "page_read_small",
            .message = STR(N_("took too much time or memory, and was read at a lower "
                              "resolution: look at its values"))};
    }
    if (status_ends_run(read) ||
        (read != STATUS_OK && document->source.kind == SOURCE_WORDS)) {
        *status = read;
        return true;
    }
    return tell_page(bench, read == STATUS_OK ? words.sheet.page_no : page_no, read,
                     &words, &note, err);
}

static bool read_pages(struct bench *bench, struct document *document,
                       const struct read_job *job, enum status *status, struct err *err)
{
    bool is_dump = document->source.kind == SOURCE_WORDS; /* is read in one go */
    int last = !is_dump && job->last > 0 && job->last < document->id.pages_len
                   ? job->last
                   : document->id.pages_len;
    bool heard = true;

    document->source.is_small = job->is_small;
    for (int no = job->first;
         no <= last && heard && *status == STATUS_OK && !document_ended(document);
         no++) {
        heard = read_page(bench, document, no, status, err);
    }
    return heard;
}

/* The file as it was hashed, not what came into its place since. */
static enum status check_unchanged(const struct read_job *job,
                                   const struct document *document, struct err *err)
{
    if (job->size_bytes != (int64_t)document->source.size_bytes) {
        return err_set(err, STATUS_AWAY, 0,
                       "was changed while the run went on; the next run reads it");
    }
    return STATUS_OK;
}

static enum status do_read(struct bench *bench, struct str content, struct err *err)
{
    struct read_job job;
    struct document document;
    enum status status;
    bool heard;

    if (!job_get_read(content, &job, &bench->arena)) {
        return err_set(err, STATUS_OUTPUT, 0, "a job is not understood");
    }
    status = document_open(job.path, &bench->place->settings->limits, &bench->arena,
                           &document, err);
    if (status == STATUS_OK) {
        status = check_unchanged(&job, &document, err);
    }
    heard = status != STATUS_OK || tell_opened(bench, &document);
    if (status == STATUS_OK && heard) {
        heard = read_pages(bench, &document, &job, &status, err);
    }
    document_close(&document);
    if (status_ends_run(status)) {
        return status;
    }
    if (status != STATUS_OK && heard) {
        heard = tell_failed(bench, TOLD_FAILED, err);
    }
    return heard ? STATUS_OK : err_set(err, STATUS_OUTPUT, 0, "the supervisor is gone");
}

/* --- words to rows --- */

static bool take_page(struct bench *bench, struct document *document,
                      struct str *content)
{
    int64_t page_no, is_lost;
    struct str check, text, packed, bytes;
    struct words words;
    const char *finding;

    if (!wire_get_int(content, 1, MAX_PAGES, &page_no) ||
        !wire_get_int(content, 0, 1, &is_lost) || !wire_get_str(content, &check) ||
        !wire_get_str(content, &text) || !wire_get_str(content, &packed) ||
        (is_lost && check.len == 0)) {
        return false;
    }
    finding = check.len > 0 ? str_copy(&bench->arena, check).ptr : NULL;
    if (is_lost) {
        document_lose(document, (int)page_no, finding, text);
        return true;
    }
    if (!unpack(&bench->packing, packed, WIRE_MOST_BYTES, &bench->arena, &bytes) ||
        !words_unpack(bytes, &bench->arena, &words)) {
        return false;
    }
    document_take(bench->place->rules, document, words,
                  &(struct page_note){.check = finding, .message = text});
    return true;
}

static bool take_document(struct bench *bench, struct str content,
                          struct document *document)
{
    int64_t pages_len, pages_there;

    *document = (struct document){.arena = &bench->arena};
    if (!wire_get_str(&content, &document->id.source) ||
        !wire_get_str(&content, &document->id.sha256) ||
        !wire_get_int(&content, 0, MAX_PAGES, &pages_len) ||
        !wire_get_int(&content, 0, MAX_PAGES, &pages_there)) {
        return false;
    }
    document->id.document = str_sub(document->id.sha256, 0, 16);
    document->id.pages_len = (int)pages_len;
    document->trusts_name = bench->place->settings->trusts_names;
    document_begin(document);
    for (int64_t i = 0; i < pages_there && i < pages_len; i++) {
        if (!take_page(bench, document, &content)) {
            return false;
        }
    }
    if (bench->place->settings->header_only && pages_there < pages_len) {
        document_leave_out(document);
    }
    return true;
}

/* Rows on their way into a message. */
struct gathering {
    struct strbuf *to;
    int part_no;
};

static void gather_row(void *owner, enum table table, const struct str *cells,
                       size_t len)
{
    struct gathering *gathering = owner;

    wire_put_int(gathering->to, gathering->part_no);
    wire_put_int(gathering->to, table);
    for (size_t i = 0; i < len; i++) {
        wire_put_str(gathering->to, cells[i]);
    }
}

static bool tell_rows(struct bench *bench, const struct document *document)
{
    struct strbuf content = message(bench);
    struct gathering gathering = {.to = &content};
    const struct row_sink sink = {gather_row, &gathering, NULL};

    wire_put_int(&content, (int64_t)document->parts_len);
    for (size_t i = 0; i < document->parts_len; i++) {
        const struct part *part = &document->parts[i];

        wire_put_str(&content, part->id.document);
        wire_put_str(&content, part->id.range);
        wire_put_int(&content, part->id.pages_len);
        wire_put_str(&content, pack(&bench->packing, part->text.utf8, &bench->arena));
    }
    for (size_t i = 0; i < document->parts_len; i++) {
        const struct part *part = &document->parts[i];

        gathering.part_no = (int)i;
        rows_from_fields(&part->id, &part->text, &part->fields, &part->findings, &sink,
                         &bench->arena);
    }
    return tell(bench, TOLD_ROWS, &content);
}

static enum status do_extract(struct bench *bench, struct str content, struct err *err)
{
    struct document document;
    bool heard;

    if (!take_document(bench, content, &document)) {
        heard = err_set(err, STATUS_INPUT, 0,
                        "its words in the journal are damaged; take vanthu.db away, "
                        "and it is read again") != STATUS_OK &&
                tell_failed(bench, TOLD_FAILED, err);
    } else if (document_whole(&document, err) != STATUS_OK) {
        heard = tell_failed(bench, TOLD_FAILED, err);
    } else {
        document_extract(bench->place->rules, &document);
        heard = tell_rows(bench, &document);
    }
    return heard ? STATUS_OK : err_set(err, STATUS_OUTPUT, 0, "the supervisor is gone");
}

/* --- the process --- */

/* A worker that eats more memory than any honest page needs is ended by it. Address
 * sanitizer reserves terabytes and can't live under such a limit. */
static void limit_memory(const struct limits *limits)
{
#ifdef WORKER_IS_SANITIZED
    (void)limits;
#else
    rlim_t most = (rlim_t)limits->memory_bytes;

    (void)setrlimit(RLIMIT_AS, &(struct rlimit){most, most});
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

/* What a reader needs to see: the sources as they were given, and the models. */
static enum status lock_in(const struct workplace *place, struct err *err)
{
    const struct settings *settings = place->settings;
    struct arena arena = arena_make(ARENA_BYTES);
    struct str *readable = ARENA_ARRAY(&arena, struct str, settings->args_len + 3);
    size_t len = 0;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < settings->args_len; i++) {
        readable[len++] = settings->args[i];
    }
    readable[len++] = settings->models_dir;
    readable[len++] = place->models->tessdata_dir;
    if (sandbox_works()) {
        page_prepare();
        status = sandbox_enter(readable, len, err);
    }
    arena_drop(&arena);
    return status;
}

static enum status do_job(struct bench *bench, int kind, struct str content,
                          struct err *err)
{
    double begun_s = now_s(), images_s = bench->reader.images_s;
    double recognised_s = ocr_seconds(bench->reader.ocr);
    struct strbuf times;
    enum status status = kind == JOB_EXTRACT ? do_extract(bench, content, err)
                                             : do_read(bench, content, err);

    times = message(bench);
    wire_put_us(&times, now_s() - begun_s);
    wire_put_us(&times, bench->reader.images_s - images_s);
    wire_put_us(&times, ocr_seconds(bench->reader.ocr) - recognised_s);
    if (status == STATUS_OK && !tell(bench, TOLD_DONE, &times)) {
        status = err_set(err, STATUS_OUTPUT, 0, "the supervisor is gone");
    }
    return status;
}

int worker_run(const struct workplace *place, bool reads, int jobs_fd, int told_fd)
{
    struct bench bench = {.place = place, .told_fd = told_fd};
    struct err err = {0};
    enum status status = STATUS_OK;
    struct str content;
    int kind;

    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* not to outlive the supervisor */
    limit_memory(&place->settings->limits);
    silence_libraries();
    bench.reader = (struct reader){.rules = place->rules, .models = place->models};
    if (!reads) { /* memory goes from document to document, not back to the system */
        (void)mallopt(M_MMAP_THRESHOLD, 8 * (int)MIB);
        (void)mallopt(M_TRIM_THRESHOLD, 64 * (int)MIB);
    }
    if (reads) { /* they can't be opened any more when it is locked in */
        status = reader_open(&bench.reader, &err);
    }
    if (status == STATUS_OK) {
        status = lock_in(place, &err);
    }
    if (status != STATUS_OK) {
        bench.arena = arena_make(ARENA_BYTES);
        (void)!tell_failed(&bench, TOLD_NO_RUN, &err);
        arena_drop(&bench.arena);
    }
    while (status == STATUS_OK) {
        bench.arena = arena_make(ARENA_BYTES);
        if (!wire_receive(jobs_fd, &kind, &bench.arena, &content)) {
            arena_drop(&bench.arena);
            break;
        }
        status = do_job(&bench, kind, content, &err);
        if (status != STATUS_OK) {
            (void)!tell_failed(&bench, TOLD_NO_RUN, &err);
        }
        arena_drop(&bench.arena);
    }
    reader_close(&bench.reader);
    packing_drop(&bench.packing);
    return status == STATUS_OK ? 0 : 1;
}
