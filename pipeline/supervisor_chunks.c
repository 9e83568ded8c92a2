/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units cut into chunks, and the order in which these are handed out: rows first, then
 * more of what is begun, then the next unit. A document of many pages is shared out, or
 * it would hold the end of the run alone. */
#include "arena.h"
#include "bounds.h"
#include "supervisor.h"

#include <string.h>

/* Opening a PDF of 800 pages takes some 10 ms, recognising a page a second. */
enum { CHUNK_PAGES = 8 };

static void queue_room(struct run *run)
{
    struct chunk *bigger;
    size_t cap = run->queue_cap > 0 ? 2 * run->queue_cap : 64;

    if (run->queue_len < run->queue_cap) {
        return;
    }
    bigger = ARENA_ARRAY(&run->arena, struct chunk, cap);
    for (size_t i = 0; i < run->queue_len; i++) {
        bigger[i] = run->queue[(run->queue_begin + i) % run->queue_cap];
    }
    run->queue = bigger;
    run->queue_begin = 0;
    run->queue_cap = cap;
}

void queue_first(struct run *run, struct chunk chunk)
{
    queue_room(run);
    run->queue_begin = (run->queue_begin + run->queue_cap - 1) % run->queue_cap;
    run->queue[run->queue_begin] = chunk;
    run->queue_len++;
    run->units[chunk.unit].chunks++;
}

void queue_last(struct run *run, struct chunk chunk)
{
    queue_room(run);
    run->queue[(run->queue_begin + run->queue_len) % run->queue_cap] = chunk;
    run->queue_len++;
    run->units[chunk.unit].chunks++;
}

/* Of a unit that an earlier run began: what is missing. */
static enum status queue_missing(struct run *run, size_t index)
{
    struct unit *unit = &run->units[index];
    bool *has = arena_alloc(&run->arena, (size_t)unit->pages_len + 2, sizeof *has);
    enum status status = journal_pages_there(run->journal, unit->content_id, has,
                                             unit->pages_len, run->err);

    for (int no = 2; no < unit->pages_len && run->place.settings->header_only; no++) {
        has[no] = true; /* or not wanted */
    }
    for (int no = 1; no <= unit->pages_len && status == STATUS_OK; no++) {
        struct chunk chunk = {.unit = index, .first = no};

        if (has[no]) {
            continue;
        }
        while (no < unit->pages_len && !has[no + 1] &&
               no - chunk.first + 1 < CHUNK_PAGES) {
            no++;
        }
        chunk.last = no;
        queue_last(run, chunk);
    }
    if (status == STATUS_OK && unit->chunks == 0) {
        unit->chunks = 1; /* the last run died before it said so */
        status = end_chunk(run, &(struct chunk){.unit = index});
    }
    return status;
}

static enum status queue_unit(struct run *run, size_t index)
{
    struct unit *unit = &run->units[index];

    if (unit->is_recognised) {
        queue_last(run, (struct chunk){.unit = index, .is_rows = true});
    } else if (unit->pages_len > 0 && !unit->is_dump) {
        return queue_missing(run, index);
    } else {
        queue_last(run, (struct chunk){.unit = index, .first = 1});
    }
    return STATUS_OK;
}

static bool queue_has_more(struct run *run, enum status *status)
{
    while (run->queue_len == 0 && run->next < run->units_len && *status == STATUS_OK) {
        *status = queue_unit(run, run->next++);
    }
    return run->queue_len > 0 && *status == STATUS_OK;
}

bool queue_take(struct run *run, struct chunk *out, enum status *status)
{
    *status = STATUS_OK;
    while (queue_has_more(run, status)) {
        *out = run->queue[run->queue_begin];
        run->queue_begin = (run->queue_begin + 1) % run->queue_cap;
        run->queue_len--;
        if (!run->units[out->unit].is_over) {
            return true;
        }
        run->units[out->unit].chunks--;
    }
    return false;
}

/* Pages after the first chunk's, once it is known how many there are. */
static int queue_rest(struct run *run, size_t index, int pages_len)
{
    if (run->place.settings->header_only) {
        if (pages_len > 1) {
            queue_last(run, (struct chunk){
                                .unit = index, .first = pages_len, .last = pages_len});
        }
        return 1;
    }
    for (int first = CHUNK_PAGES + 1; first <= pages_len; first += CHUNK_PAGES) {
        int last = first + CHUNK_PAGES - 1;

        queue_last(run, (struct chunk){.unit = index,
                                       .first = first,
                                       .last = last < pages_len ? last : pages_len});
    }
    return pages_len < CHUNK_PAGES ? pages_len : CHUNK_PAGES;
}

/* --- what a chunk's job holds --- */

static void put_page(void *owner, const struct journal_page *page)
{
    struct strbuf *to = owner;

    wire_put_int(to, page->page_no);
    wire_put_int(to, page->is_lost);
    wire_put_str(to, page->check);
    wire_put_str(to, page->message);
    wire_put_str(to, page->words);
}

static void count_page(void *owner, const struct journal_page *page)
{
    (void)page;
    *(int64_t *)owner += 1;
}

static struct str document_sha256(struct run *run, const struct unit *unit,
                                  struct arena *arena)
{
    struct str key = journal_sha256(run->journal, unit->content_id, arena);

    return key.len == 64 ? key : STR("");
}

static enum status rows_job(struct run *run, const struct unit *unit,
                            struct strbuf *content)
{
    int64_t pages = 0;
    enum status status =
        journal_each_page(run->journal, unit->content_id, count_page, &pages, run->err);

    wire_put_str(content, unit->path);
    wire_put_str(content, document_sha256(run, unit, content->arena));
    wire_put_int(content, unit->pages_len);
    wire_put_int(content, pages);
    return status == STATUS_OK ? journal_each_page(run->journal, unit->content_id,
                                                   put_page, content, run->err)
                               : status;
}

enum status chunk_job(struct run *run, const struct chunk *chunk, int *kind,
                      struct strbuf *content)
{
    const struct unit *unit = &run->units[chunk->unit];
    struct read_job job = {.path = unit->path,
                           .size_bytes = unit->bytes,
                           .changed_ns = unit->changed_ns,
                           .first = chunk->first,
                           .last = chunk->last,
                           .is_small = chunk->is_small};

    if (chunk->is_rows) {
        *kind = JOB_EXTRACT;
        return rows_job(run, unit, content);
    }
    *kind = JOB_READ;
    if (chunk->last == 0) { /* how many pages there are is not known: a chunk at most */
        job.last = run->place.settings->header_only ? 1 : CHUNK_PAGES;
    }
    job_put_read(content, &job);
    return STATUS_OK;
}

/* --- what comes back --- */

static enum status take_opened(struct run *run, struct slot *slot, struct str content)
{
    struct unit *unit = &run->units[slot->chunk.unit];
    struct told_opened opened;

    if (!told_get_opened(content, &opened)) {
        return STATUS_INPUT;
    }
    if (unit->pages_len > 0 || slot->chunk.last > 0) {
        return STATUS_OK; /* opened before */
    }
    unit->pages_len = opened.pages_len;
    unit->is_dump = opened.stands_for.len > 0;
    /* a dump of words is read in one go */
    slot->chunk.last = unit->is_dump
                           ? opened.pages_len
                           : queue_rest(run, slot->chunk.unit, opened.pages_len);
    return journal_put_head(run->journal, unit->content_id, opened.pages_len,
                            opened.stands_for, run->err);
}

static enum status take_page(struct run *run, struct slot *slot, struct str content)
{
    struct journal_page page;
    int64_t page_no, is_lost;

    if (!wire_get_int(&content, 1, MAX_PAGES, &page_no) ||
        !wire_get_int(&content, 0, 1, &is_lost) ||
        !wire_get_str(&content, &page.check) ||
        !wire_get_str(&content, &page.message) ||
        !wire_get_str(&content, &page.words)) {
        return STATUS_INPUT;
    }
    page.page_no = (int)page_no;
    page.is_lost = is_lost != 0;
    slot->page_is_told = true;
    run->tally.pages++;
    run->page_came = true;
    return journal_put_page(run->journal, run->units[slot->chunk.unit].content_id,
                            &page, run->err);
}

/* Rows on their way into the journal. */
struct filing {
    struct run *run;
    int64_t content_id;
    enum status status;
};

static void file_row(void *owner, enum table table, const struct str *cells, size_t len)
{
    struct filing *filing = owner;

    (void)len;
    if (filing->status == STATUS_OK) {
        filing->status = journal_put_row(
            filing->run->journal, filing->content_id,
            &(struct journal_row){.table = table, .cells = cells}, filing->run->err);
    }
}

static enum status take_parts(struct run *run, int64_t content_id, struct str *content,
                              int64_t *parts_len)
{
    if (!wire_get_int(content, 1, MAX_PAGES, parts_len)) {
        return STATUS_INPUT;
    }
    for (int64_t i = 0; i < *parts_len; i++) {
        struct journal_part part = {.no = (int)i};
        int64_t pages_len;
        enum status status;

        if (!wire_get_str(content, &part.document) ||
            !wire_get_str(content, &part.range) ||
            !wire_get_int(content, 0, MAX_PAGES, &pages_len) ||
            !wire_get_str(content, &part.text)) {
            return STATUS_INPUT;
        }
        part.pages_len = (int)pages_len;
        status = journal_put_part(run->journal, content_id, &part, run->err);
        if (status != STATUS_OK) {
            return status;
        }
    }
    return STATUS_OK;
}

static enum status take_row(struct run *run, int64_t content_id, int64_t parts_len,
                            struct str *content)
{
    struct str cells[MAX_COLUMNS];
    int64_t part_no, table;

    if (!wire_get_int(content, 0, parts_len - 1, &part_no) ||
        !wire_get_int(content, 0, TABLE_FILES - 1, &table)) {
        return STATUS_INPUT;
    }
    for (size_t i = 0; i < table_forms[table].columns_len; i++) {
        if (!wire_get_str(content, &cells[i])) {
            return STATUS_INPUT;
        }
    }
    return journal_put_row(run->journal, content_id,
                           &(struct journal_row){.part_no = (int)part_no,
                                                 .table = (enum table)table,
                                                 .cells = cells},
                           run->err);
}

static enum status take_rows(struct run *run, struct slot *slot, struct str content)
{
    struct unit *unit = &run->units[slot->chunk.unit];
    int64_t parts_len = 0;
    enum status status = journal_rows_begin(run->journal, unit->content_id, run->err);

    if (status == STATUS_OK) {
        status = take_parts(run, unit->content_id, &content, &parts_len);
    }
    while (status == STATUS_OK && content.len > 0) {
        status = take_row(run, unit->content_id, parts_len, &content);
    }
    if (status == STATUS_OK) {
        status =
            journal_rows_end(run->journal, unit->content_id, CONTENT_READ, run->err);
    }
    if (status == STATUS_OK) {
        unit->is_over = true;
        run->tally.done++;
        run->tally.read++;
    }
    return status;
}

static enum status fail_rows(struct run *run, const struct unit *unit, enum status how,
                             int page_no, struct str reason)
{
    struct filing filing = {.run = run, .content_id = unit->content_id};
    const struct row_sink sink = {file_row, &filing, NULL};
    struct str sha256 = document_sha256(run, unit, &run->arena);
    struct document_id id = {.document = str_sub(sha256, 0, 16),
                             .source = unit->path,
                             .sha256 = sha256,
                             .pages_len = unit->pages_len};
    struct finding skip = {
        .severity = SEVERITY_INFO, .check = "not_a_scan", .message = reason};

    if (how == STATUS_SKIP) {
        row_from_finding(&id, &skip, &sink);
    } else {
        rows_from_failure(&id, how, reason, page_no, &sink);
    }
    return filing.status;
}

enum status fail_unit(struct run *run, struct unit *unit, enum status how, int page_no,
                      struct str reason)
{
    enum status status;

    if (unit->is_over) {
        return STATUS_OK;
    }
    unit->is_over = true;
    run->tally.done++;
    run->tally.failed += how != STATUS_SKIP;
    run->tally.skipped += how == STATUS_SKIP;
    status = journal_rows_begin(run->journal, unit->content_id, run->err);
    if (status == STATUS_OK) {
        status = fail_rows(run, unit, how, page_no, reason);
    }
    if (status == STATUS_OK) {
        status = journal_rows_end(run->journal, unit->content_id,
                                  how == STATUS_SKIP ? CONTENT_SKIPPED : CONTENT_FAILED,
                                  run->err);
    }
    if (status == STATUS_OK && how == STATUS_AWAY) {
        status = journal_doubt(run->journal, unit->content_id, run->err);
    }
    return status;
}

static enum status take_failed(struct run *run, struct slot *slot, struct str content)
{
    struct told_failed failed;

    if (!told_get_failed(content, &failed)) {
        return STATUS_INPUT;
    }
    return fail_unit(run, &run->units[slot->chunk.unit], failed.status, failed.page_no,
                     failed.text);
}

static bool take_times(struct times *times, struct str content)
{
    double busy_s, images_s, recognised_s;

    if (!wire_get_us(&content, &busy_s) || !wire_get_us(&content, &images_s) ||
        !wire_get_us(&content, &recognised_s)) {
        return false;
    }
    times->busy_s += busy_s;
    times->images_s += images_s;
    times->recognised_s += recognised_s;
    return true;
}

enum status end_chunk(struct run *run, const struct chunk *chunk)
{
    struct unit *unit = &run->units[chunk->unit];
    enum status status = STATUS_OK;

    unit->chunks--;
    if (unit->chunks == 0 && !unit->is_over && !chunk->is_rows) {
        status = journal_recognised(run->journal, unit->content_id, run->err);
        unit->is_recognised = true;
        queue_first(run, (struct chunk){.unit = chunk->unit, .is_rows = true});
    }
    return status;
}

enum status take_told(struct run *run, struct slot *slot, int kind, struct str content)
{
    int64_t page_no;
    struct told_failed failed;

    if (run->units[slot->chunk.unit].is_over && kind != TOLD_DONE &&
        kind != TOLD_NO_RUN) {
        return STATUS_OK;
    }
    switch (kind) {
    case TOLD_OPENED:
        return take_opened(run, slot, content);
    case TOLD_BEGINS:
        if (!wire_get_int(&content, 1, MAX_PAGES, &page_no)) {
            return STATUS_INPUT;
        }
        slot->page_no = (int)page_no;
        slot->page_is_told = false;
        return STATUS_OK;
    case TOLD_PAGE:
        return take_page(run, slot, content);
    case TOLD_ROWS:
        return take_rows(run, slot, content);
    case TOLD_FAILED:
        return take_failed(run, slot, content);
    case TOLD_DONE:
        slot->is_busy = false;
        run->units[slot->chunk.unit].spent_s += now_s() - slot->begun_s;
        if (!take_times(&run->times, content)) {
            return STATUS_INPUT;
        }
        return end_chunk(run, &slot->chunk);
    case TOLD_NO_RUN:
        return told_get_failed(content, &failed)
                   ? err_set(run->err, failed.status, 0, "%.*s", STR_ARG(failed.text))
                   : STATUS_INPUT;
    default:
        return STATUS_INPUT;
    }
}
