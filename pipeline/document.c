/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document.h"

#include "arena.h"
#include "bounds.h"
#include "doubts.h"
#include "hand.h"
#include "lexicon.h"
#include "page.h"

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

enum status document_open(struct str path, struct arena *arena, struct document *out,
                          struct err *err)
{
    enum status status;

    *out = (struct document){.arena = arena};
    out->id.source = path;
    out->id.sha256 = STR("");
    out->id.document = STR("");
    status = source_from_path(path, arena, &out->source, err);
    if (out->source.sha256[0]) {
        out->id.sha256 = str_from_c(out->source.sha256);
        out->id.document = str_sub(out->id.sha256, 0, 16);
    }
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
static void note_layer(struct document *document, int page_no, struct str why)
{
    if (why.len > 0 && !str_eq(why, STR("no text layer"))) {
        findings_add(&document->notes, document->arena, page_no, SEVERITY_INFO,
                     "text_layer_rejected",
                     str_printf(document->arena,
                                "the page was recognised, its text layer not used: "
                                "%.*s",
                                STR_ARG(why)));
    }
}

/* From the words alone, so that a dump of them has the same to say. */
static void note_page(struct document *document, const struct words *words)
{
    const struct sheet *sheet = &words->sheet;

    if (sheet->turn_deg != 0) {
        findings_add(&document->notes, document->arena, sheet->page_no, SEVERITY_INFO,
                     "page_turned",
                     str_printf(document->arena, "the page was turned by %d degrees",
                                sheet->turn_deg));
    }
    if (words->len == 0) {
        findings_add(&document->notes, document->arena, sheet->page_no, SEVERITY_INFO,
                     "page_blank", STR("nothing to read on this page"));
    }
}

/* Lines that the recogniser's layout dropped: ink in rows that no word covers. */
static size_t unread_boxes(const struct document *document, const struct page *page,
                           const struct words *words, int text_height_px,
                           struct box_px *out, size_t most)
{
    size_t len = words->len + words->strokes_len, kept = 0;
    struct box_px *read = ARENA_ARRAY(document->arena, struct box_px, len + 1);

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
static void look_for_symbols(struct reader *reader, struct document *document,
                             const struct page *page, struct words *words)
{
    struct err err = {0};

    for (size_t i = 0; i < words->slots_len; i++) {
        struct second_look rest = {.box = words->slots[i].rest, .is_symbol = true};

        if (!box_is_empty(rest.box) &&
            words_look_again(reader->ocr, page, &rest, words, document->arena, &err) !=
                STATUS_OK) {
            return;
        }
    }
}

/* Whether another document begins on a page after the first. */
static enum beginning begins_on(const struct document *document,
                                const struct words *words)
{
    return document->leaves_len > 0 ? document_begins(words, document->arena)
                                    : BEGINS_NOTHING;
}

static void look_again(struct reader *reader, const struct document *document,
                       const struct page *page, struct words *words)
{
    struct zone_state state = begins_on(document, words) == BEGINS_DOCUMENT
                                  ? (struct zone_state){0}
                                  : document->zone_state;
    struct lines lines = lines_from_words(words, document->arena, NULL);
    struct zones zones = zones_from_lines(&lines, words, &state, document->arena);
    struct second_look doubts[MAX_DOUBTS];
    struct box_px unread[MAX_UNREAD];
    size_t doubts_len = doubts_from_zones(&zones, &lines, words, doubts);
    size_t unread_len =
        unread_boxes(document, page, words, lines.text_height_px, unread, MAX_UNREAD);
    struct err err = {0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < unread_len && status == STATUS_OK; i++) {
        status =
            words_look_again(reader->ocr, page, &(struct second_look){.box = unread[i]},
                             words, document->arena, &err);
    }
    for (size_t i = 0; i < doubts_len && status == STATUS_OK; i++) {
        status = words_look_again(reader->ocr, page, &doubts[i], words, document->arena,
                                  &err);
    }
}

/* The engines are opened for the first page that needs them and kept. */
static enum status reader_open(struct reader *reader, struct err *err)
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
    enum status status =
        page_from_source(&document->source, page_no, document->arena, &page, err);

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
        look_for_symbols(reader, document, &page, out);
        look_again(reader, document, &page, out);
        words_mend_symbol(out, document->arena);
    }

done:
    page_drop(&page);
    return status;
}

static enum status words_of_page(struct reader *reader, struct document *document,
                                 int page_no, struct words *out, struct err *err)
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
        note_layer(document, page_no, status == STATUS_OK ? why : STR("damaged"));
    }
    return words_of_scan(reader, document, page_no, out, err);
}

/* A failure of the set-up is nobody's page: the run has to end. */
static bool ends_run(enum status status)
{
    return status == STATUS_MODEL || status == STATUS_RULES || status == STATUS_OUTPUT;
}

static void add_leaf(const struct rules *rules, struct document *document,
                     struct words words)
{
    enum beginning beginning = begins_on(document, &words);
    struct leaf *leaf = &document->leaves[document->leaves_len++];

    leaf->words = words;
    leaf->begins_document = beginning == BEGINS_DOCUMENT;
    if (leaf->begins_document) {
        document->zone_state = (struct zone_state){0};
    } else if (beginning == BEGINS_PERHAPS) {
        findings_add(
            &document->notes, document->arena, words.sheet.page_no, SEVERITY_WARNING,
            "head_inside",
            STR("the page has a head, but no number or no year in it: read as an "
                "annex; if a document begins here, split the file"));
    }
    leaf->lines = lines_from_words(&leaf->words, document->arena, NULL);
    if (rules->lexicon) {
        words_mend(&leaf->words, &leaf->lines, rules->lexicon, document->arena);
    }
    leaf->zones = zones_from_lines(&leaf->lines, &leaf->words, &document->zone_state,
                                   document->arena);
}

static int pages_to_read(const struct document *document, int last_page)
{
    return last_page > 0 && last_page < document->id.pages_len ? last_page
                                                               : document->id.pages_len;
}

/* `err` holds what was wrong with the last page, if any. */
static enum status no_page(struct document *document, int failed, struct err *err)
{
    struct str last = str_copy(document->arena, str_from_c(err->text));

    if (failed == 0) {
        return err_set(err, STATUS_INPUT, 0, "no pages");
    }
    return err_set(err, STATUS_INPUT, err->page_no, "%s%.400s",
                   failed > 1 ? "no page can be read; the last: " : "", last.ptr);
}

enum status document_read_pages(struct reader *reader, struct document *document,
                                int last_page, struct err *err)
{
    int pages_len = pages_to_read(document, last_page);
    bool is_dump = document->source.kind == SOURCE_WORDS;
    int failed = 0;

    document->leaves = ARENA_ARRAY(document->arena, struct leaf, (size_t)pages_len + 1);
    for (int page_no = 1; page_no <= pages_len; page_no++) {
        struct words words = {0};
        enum status status;

        if (is_dump && str_trim(document->dump_rest).len == 0) {
            break; /* a dump of some pages only */
        }
        if (reader->page_begins) {
            reader->page_begins(reader->watcher, page_no);
        }
        status = words_of_page(reader, document, page_no, &words, err);
        if (ends_run(status) || (status != STATUS_OK && is_dump)) {
            return status;
        }
        if (status != STATUS_OK) {
            failed++;
            findings_add(&document->notes, document->arena, page_no, SEVERITY_ERROR,
                         "page_unreadable",
                         str_copy(document->arena, str_from_c(err->text)));
            continue;
        }
        /* As a dump of the words has it, so that places from it are the same. */
        words.sheet.skew_deg = roundf(words.sheet.skew_deg * 1000) / 1000;
        note_page(document, &words);
        add_leaf(reader->rules, document, words);
    }
    return document->leaves_len > 0 ? STATUS_OK : no_page(document, failed, err);
}
