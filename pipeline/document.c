/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document.h"

#include "arena.h"
#include "bounds.h"
#include "clock.h"
#include "doubts.h"
#include "hand.h"
#include "lexicon.h"
#include "page.h"
#include "sha256.h"
#include "tr.h"

#include <math.h>
#include <string.h>

/* A page on which more lines were dropped is a drawing or a form in another script. */
enum { MAX_UNREAD = 6 };

struct str path_escape(struct str path, struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    for (size_t i = 0; i < path.len; i++) {
        unsigned char byte = (unsigned char)path.ptr[i];

        if (byte < 0x20 || byte == 0x7F || byte == '%') {
            strbuf_printf(&out, "%%%02X", byte);
        } else {
            strbuf_add_char(&out, path.ptr[i]);
        }
    }
    return strbuf_str(&out);
}

static int hex_digit(char c)
{
    const char *digits = "0123456789ABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;

    return at ? (int)(at - digits) : -1;
}

static struct str path_unescape(struct str path, struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    for (size_t i = 0; i < path.len; i++) {
        int high = i + 2 < path.len ? hex_digit(path.ptr[i + 1]) : -1;
        int low = i + 2 < path.len ? hex_digit(path.ptr[i + 2]) : -1;

        if (path.ptr[i] == '%' && high >= 0 && low >= 0) {
            strbuf_add_char(&out, (char)(16 * high + low));
            i += 2;
        } else {
            strbuf_add_char(&out, path.ptr[i]);
        }
    }
    return str_copy(arena, strbuf_str(&out));
}

static bool is_sha256(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!strchr("0123456789abcdef", s.ptr[i]) || s.ptr[i] == '\0') {
            return false;
        }
    }
    return s.len == 64;
}

static bool int_from_str(struct str s, int most, int *out)
{
    int value = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || value > most / 10) {
            return false;
        }
        value = 10 * value + (s.ptr[i] - '0');
    }
    *out = value;
    return s.len > 0 && value <= most;
}

/* "vanthu words 1", "source SHA256 PAGES PATH": a dump names the scan it came from, so
 * that its rows are those of the scan. */
static enum status read_dump_head(struct document *document, struct err *err)
{
    struct str rest = document->source.bytes;
    struct str magic = str_cut(&rest, '\n');
    struct str line = str_cut(&rest, '\n');
    struct str sha256;

    if (!str_eq(magic, STR("vanthu words 1")) ||
        !str_eq(str_cut(&line, ' '), STR("source"))) {
        return err_set(err, STATUS_INPUT, 0,
                       "not a dump of words that this version reads: lines 1 and 2 "
                       "should be 'vanthu words 1' and 'source SHA256 PAGES PATH'");
    }
    sha256 = str_cut(&line, ' ');
    if (!is_sha256(sha256) ||
        !int_from_str(str_cut(&line, ' '), MAX_PAGES, &document->id.pages_len)) {
        return err_set(err, STATUS_INPUT, 0,
                       "line 2 of the dump: 'source SHA256 PAGES PATH' is wanted");
    }
    document->id.sha256 = sha256;
    document->id.document = str_sub(sha256, 0, 16);
    document->id.source = path_unescape(line, document->arena);
    document->dump_rest = rest;
    return STATUS_OK;
}

void document_name(struct document *document)
{
    char hex[65];

    if (document->id.sha256.len == 0 && document->source.mapping) {
        sha256_hex(document->source.bytes, hex);
        document->id.sha256 = str_copy(document->arena, str_from_c(hex));
        document->id.document = str_sub(document->id.sha256, 0, 16);
    }
}

enum status document_open(struct str path, const struct limits *limits,
                          struct arena *arena, struct document *out, struct err *err)
{
    enum status status;

    *out = (struct document){.arena = arena};
    out->id.source = path;
    out->id.sha256 = STR("");
    out->id.document = STR("");
    status = source_from_path(path, limits, arena, &out->source, err);
    out->id.pages_len = out->source.pages_len;
    if (status == STATUS_OK && out->source.kind == SOURCE_WORDS) {
        status = read_dump_head(out, err);
    }
    return status;
}

void document_close(struct document *document)
{
    source_close(&document->source);
}

/* Noted only when it can't be expected: most scans have no text layer at all. */
static struct page_note layer_note(struct str why, struct arena *arena)
{
    if (why.len == 0 || str_eq(why, STR("no text layer"))) {
        return (struct page_note){0};
    }
    return (struct page_note){
        .check = "text_layer_rejected",
        .message =
            str_printf(arena, "the page was recognised, its text layer not used: %.*s",
                       STR_ARG(why)),
    };
}

/* What the journal has of a page is English, whatever language the run spoke that read
 * it; a reason stands behind a colon. */
static struct str note_words(const struct page_note *note, struct arena *arena)
{
    static const char *const heads[] = {
        N_("the page was recognised, its text layer not used")};
    struct str message = str_copy(arena, note->message);
    size_t head_len = strlen(heads[0]);

    if (message.len == 0) {
        return message;
    }
    if (!str_starts(message, str_from_c(heads[0])) || message.len < head_len + 2) {
        return TR(message.ptr);
    }
    return str_printf(arena, "%s: %s", _(heads[0]),
                      _(str_from(message, head_len + 2).ptr));
}

/* From the words alone, so that a dump of them has the same to say. */
static void note_page(struct document *document, const struct words *words)
{
    const struct sheet *sheet = &words->sheet;

    if (sheet->turn_deg != 0) {
        findings_add(&document->notes, document->arena, sheet->page_no, SEVERITY_INFO,
                     "page_turned",
                     str_printf(document->arena, _("the page was turned by %d degrees"),
                                sheet->turn_deg));
    }
    if (words->len == 0) {
        findings_add(&document->notes, document->arena, sheet->page_no, SEVERITY_INFO,
                     "page_blank", TR("nothing to read on this page"));
    }
}

/* Lines that the recogniser's layout dropped: ink in rows that no word covers. */
static size_t unread_boxes(const struct page *page, const struct words *words,
                           int text_height_px, struct box_px *out, size_t most,
                           struct arena *arena)
{
    size_t len = words->len + words->strokes_len, kept = 0;
    struct box_px *read = ARENA_ARRAY(arena, struct box_px, len + 1);

    for (size_t i = 0; i < words->len; i++) {
        read[kept++] = words->at[i].box;
    }
    for (size_t i = 0; i < words->strokes_len; i++) {
        read[kept++] = words->strokes[i];
    }
    return page_unread(page, read, kept, text_height_px, out, most);
}

/* Looks again where the zones of the page leave a doubt, and at what was not read at
 * all. A second look that fails costs nothing that was read before. */
static void look_for_symbols(struct reader *reader, const struct page *page,
                             struct words *words, struct arena *arena)
{
    struct err err = {0};

    for (size_t i = 0; i < words->slots_len; i++) {
        struct second_look rest = {.box = words->slots[i].rest, .is_symbol = true};

        if (!box_is_empty(rest.box) && words_look_again(reader->ocr, page, &rest, words,
                                                        arena, &err) != STATUS_OK) {
            return;
        }
    }
}

/* Whether another document begins on a page after the first. */
static enum beginning begins_on(const struct words *words, struct arena *arena)
{
    return words->sheet.page_no > 1 ? document_begins(words, arena) : BEGINS_NOTHING;
}

/* What is looked at again is told by the page alone: pages of one document are read by
 * several processes, in any order, and again when a run goes on. */
static void look_again(struct reader *reader, const struct page *page,
                       struct words *words, struct arena *arena)
{
    struct zone_state state = {.header_seen =
                                   page->sheet.page_no > 1 &&
                                   begins_on(words, arena) != BEGINS_DOCUMENT};
    struct lines lines = lines_from_words(words, arena, NULL);
    struct zones zones = zones_from_lines(&lines, words, &state, arena);
    struct second_look doubts[MAX_DOUBTS];
    struct box_px unread[MAX_UNREAD];
    size_t doubts_len = doubts_from_zones(&zones, &lines, words, doubts);
    size_t unread_len =
        unread_boxes(page, words, lines.text_height_px, unread, MAX_UNREAD, arena);
    struct err err = {0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < unread_len && status == STATUS_OK; i++) {
        status =
            words_look_again(reader->ocr, page, &(struct second_look){.box = unread[i]},
                             words, arena, &err);
    }
    for (size_t i = 0; i < doubts_len && status == STATUS_OK; i++) {
        status = words_look_again(reader->ocr, page, &doubts[i], words, arena, &err);
    }
}

/* The engines are opened for the first page that needs them and kept. */
enum status reader_open(struct reader *reader, struct err *err)
{
    enum status status = STATUS_OK;

    if (!reader->ocr) {
        status = ocr_open(reader->models->tessdata_dir.ptr, reader->models->lang.ptr,
                          reader->models->variables, &reader->ocr, err);
    }
    if (status == STATUS_OK && !reader->digits && reader->models->digits.len > 0) {
        status = digits_open(reader->models->digits.ptr, &reader->digits, err);
    }
    return status;
}

void reader_close(struct reader *reader)
{
    ocr_close(reader->ocr);
    digits_close(reader->digits);
    reader->ocr = NULL;
    reader->digits = NULL;
}

static enum status words_of_scan(struct reader *reader, struct document *document,
                                 int page_no, struct words *out, struct err *err)
{
    struct page page = {0};
    double begun_s = now_s();
    enum status status =
        page_from_source(&document->source, page_no, document->arena, &page, err);

    reader->images_s += now_s() - begun_s;
    if (status == STATUS_OK && page.is_blank) {
        *out = (struct words){.sheet = page.sheet,
                              .strokes = page.strokes,
                              .strokes_len = page.strokes_len};
        goto done;
    }
    if (status == STATUS_OK) {
        status = reader_open(reader, err);
    }
    if (status == STATUS_OK) {
        status = words_from_page(reader->ocr, &page, document->arena, out, err);
    }
    if (status == STATUS_OK) {
        words_read_hand(out, reader->digits, &page, document->arena);
        look_for_symbols(reader, &page, out, document->arena);
        look_again(reader, &page, out, document->arena);
        words_mend_symbol(out, document->arena);
    }

done:
    page_drop(&page);
    return status;
}

static enum status words_of_page(struct reader *reader, struct document *document,
                                 int page_no, struct words *out, struct page_note *note,
                                 struct err *err)
{
    if (document->source.kind == SOURCE_WORDS) {
        return words_read(&document->dump_rest, document->arena, out, err);
    }
    if (document->source.kind == SOURCE_PDF) {
        bool good = false;
        struct str why = STR("");
        enum status status = source_layer_words(&document->source, page_no,
                                                document->arena, out, &good, &why, err);

        if (status == STATUS_OK && good) {
            /* Without its lines a table is read line by line, as Poppler has it. */
            (void)page_rule_words(&document->source, page_no, document->arena, out);
            return STATUS_OK;
        }
        *note = layer_note(status == STATUS_OK ? why : str_from_c(N_("damaged")),
                           document->arena);
    }
    return words_of_scan(reader, document, page_no, out, err);
}

bool status_ends_run(enum status status)
{
    return status == STATUS_MODEL || status == STATUS_RULES || status == STATUS_OUTPUT;
}

enum status document_recognise(struct reader *reader, struct document *document,
                               int page_no, struct words *out, struct page_note *note,
                               struct err *err)
{
    enum status status;

    *out = (struct words){0};
    *note = (struct page_note){0};
    status = words_of_page(reader, document, page_no, out, note, err);
    /* As a dump of the words has it, so that places from it are the same. */
    out->sheet.skew_deg = roundf(out->sheet.skew_deg * 1000) / 1000;
    return status;
}

void document_begin(struct document *document)
{
    document->leaves =
        ARENA_ARRAY(document->arena, struct leaf, (size_t)document->id.pages_len + 1);
    document->leaves_len = 0;
}

void document_take(const struct rules *rules, struct document *document,
                   struct words words, const struct page_note *note)
{
    struct arena *arena = document->arena;
    enum beginning beginning =
        document->leaves_len > 0 ? begins_on(&words, arena) : BEGINS_NOTHING;
    struct leaf *leaf = &document->leaves[document->leaves_len++];

    if (note->check) {
        findings_add(&document->notes, arena, words.sheet.page_no,
                     strcmp(note->check, "page_read_small") == 0 ? SEVERITY_WARNING
                                                                 : SEVERITY_INFO,
                     note->check, note_words(note, arena));
    }
    note_page(document, &words);
    leaf->words = words;
    leaf->begins_document = beginning == BEGINS_DOCUMENT;
    if (leaf->begins_document) {
        document->zone_state = (struct zone_state){0};
    } else if (beginning == BEGINS_PERHAPS) {
        findings_add(
            &document->notes, arena, words.sheet.page_no, SEVERITY_WARNING,
            "head_inside",
            TR("the page has a head, but no number or no year in it: read as an "
               "annex; if a document begins here, split the file"));
    }
    leaf->lines = lines_from_words(&leaf->words, arena, NULL);
    if (rules->lexicon) {
        words_mend(&leaf->words, &leaf->lines, rules->lexicon, arena);
    }
    leaf->zones =
        zones_from_lines(&leaf->lines, &leaf->words, &document->zone_state, arena);
}

const char *lost_check(enum status why)
{
    return why == STATUS_LIMIT ? "page_over_limit" : "page_unreadable";
}

void document_lose(struct document *document, int page_no, const char *check,
                   struct str why)
{
    document->pages_lost++;
    document->last_lost = page_no;
    document->last_why = str_copy(document->arena, why);
    findings_add(&document->notes, document->arena, page_no, SEVERITY_ERROR, check,
                 document->last_why);
}

void document_leave_out(struct document *document)
{
    document->is_header_only = true;
    findings_add(
        &document->notes, document->arena, 0, SEVERITY_INFO, "pages_not_read",
        str_printf(document->arena,
                   _("pages 2 to %d were not read (--only header); the file was "
                     "taken for one document"),
                   document->id.pages_len - 1));
}

enum status document_whole(const struct document *document, struct err *err)
{
    if (document->leaves_len > 0) {
        return STATUS_OK;
    }
    if (document->pages_lost == 0) {
        return err_set(err, STATUS_INPUT, 0, "no pages");
    }
    return err_set(err, STATUS_INPUT, document->last_lost, "%s%.400s",
                   document->pages_lost > 1 ? _("no page can be read; the last: ") : "",
                   document->last_why.ptr);
}

bool document_ended(const struct document *document)
{
    return document->source.kind == SOURCE_WORDS &&
           str_trim(document->dump_rest).len == 0;
}

enum status document_read_page(struct reader *reader, struct document *document,
                               int page_no, struct err *err)
{
    struct words words;
    struct page_note note;
    enum status status =
        document_recognise(reader, document, page_no, &words, &note, err);

    if (status_ends_run(status) ||
        (status != STATUS_OK && document->source.kind == SOURCE_WORDS)) {
        return status;
    }
    if (status == STATUS_OK) {
        document_take(reader->rules, document, words, &note);
    } else {
        document_lose(document, page_no, lost_check(status), str_from_c(err->text));
    }
    return STATUS_OK;
}

enum status document_read_pages(struct reader *reader, struct document *document,
                                int last_page, struct err *err)
{
    int pages_len = last_page > 0 && last_page < document->id.pages_len
                        ? last_page
                        : document->id.pages_len;

    document_begin(document);
    for (int page_no = 1; page_no <= pages_len && !document_ended(document);
         page_no++) {
        enum status status = document_read_page(reader, document, page_no, err);

        if (status != STATUS_OK) {
            return status;
        }
    }
    return document_whole(document, err);
}
