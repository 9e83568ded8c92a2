/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scan of a whole binder is one file with many documents: each begins with a head of
 * its own. Forms in an annex have a head too ("Mẫu số 01", dots where number and date
 * go in), and so has a plan that is issued with a decision ("Kèm theo Quyết định số
 * ..."): they stay with the document before them. */
#include "document.h"

#include "arena.h"
#include "letters.h"
#include "numerals.h"
#include "sha256.h"

#include <stdlib.h>
#include <string.h>

/* The upper part of a page in which a head says what the page is. */
enum { HEAD_PCT = 45 };

struct trial {
    struct lines lines;
    struct zones zones;
    const struct words *words;
    struct arena *arena;
};

/* The page as it would be read if a document began with it. */
static struct trial trial_of(const struct words *words, struct arena *arena)
{
    struct zone_state fresh = {0};
    struct trial trial = {.words = words, .arena = arena};

    trial.lines = lines_from_words(words, arena, NULL);
    trial.zones = zones_from_lines(&trial.lines, words, &fresh, arena);
    return trial;
}

static struct str zone_text(const struct trial *trial, enum zone_kind kind)
{
    struct strbuf text = {.arena = trial->arena};

    for (size_t i = 0; i < trial->zones.len; i++) {
        const struct zone *zone = &trial->zones.at[i];

        for (size_t j = 0; zone->kind == kind && j < zone->len; j++) {
            strbuf_add(&text, line_text(&trial->lines, trial->words,
                                        trial->zones.line_order[zone->first + j],
                                        trial->arena));
            strbuf_add_char(&text, ' ');
        }
    }
    return fold(strbuf_str(&text), trial->arena, NULL);
}

static bool has_zone(const struct trial *trial, enum zone_kind kind)
{
    for (size_t i = 0; i < trial->zones.len; i++) {
        if (trial->zones.at[i].kind == kind) {
            return true;
        }
    }
    return false;
}

static bool line_by_hand(const struct trial *trial, const struct line *line)
{
    for (size_t i = 0; i < line->len; i++) {
        if (trial->words->at[trial->lines.order[line->first + i]].hand ==
            HAND_WRITTEN) {
            return true;
        }
    }
    return false;
}

static bool by_hand(const struct trial *trial, enum zone_kind kind)
{
    for (size_t i = 0; i < trial->zones.len; i++) {
        const struct zone *zone = &trial->zones.at[i];

        for (size_t j = 0; zone->kind == kind && j < zone->len; j++) {
            if (line_by_hand(
                    trial,
                    &trial->lines.at[trial->zones.line_order[zone->first + j]])) {
                return true;
            }
        }
    }
    return false;
}

/* Annexes and forms say so at the top of the page or below their title. */
static bool calls_itself_annex(const struct trial *trial)
{
    static const struct {
        struct str words;
        bool first; /* only at the beginning of a line */
    } signs[] = {
        {STR_INIT("phu luc"), true},   {STR_INIT("mau so"), true},
        {STR_INIT("mau "), true},      {STR_INIT("bieu mau"), true},
        {STR_INIT("bieu so"), true},   {STR_INIT("kem theo"), false},
        {STR_INIT("(ban hanh"), true},
    };
    int lowest = trial->words->sheet.height_px * HEAD_PCT / 100;

    for (size_t i = 0; i < trial->lines.len; i++) {
        struct str folded;

        if (trial->lines.at[i].box.top > lowest) {
            continue;
        }
        folded = fold(line_text(&trial->lines, trial->words, i, trial->arena),
                      trial->arena, NULL);
        for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
            size_t at = str_find(folded, signs[k].words, 0);

            if (at < folded.len && (at == 0 || !signs[k].first)) {
                return true;
            }
        }
    }
    return false;
}

/* Digits before the slash or the dash: "Số: 15/KH-UBND". Dots are a form's. */
static bool number_is_filled(const struct trial *trial)
{
    struct str number = zone_text(trial, ZONE_NUMBER);
    size_t end = str_find(number, STR("/"), 0);

    return by_hand(trial, ZONE_NUMBER) ||
           letters_count(str_sub(number, 0, end)).digits > 0;
}

/* "năm 2024" with a whole year. */
static bool year_is_filled(const struct trial *trial)
{
    struct str date = zone_text(trial, ZONE_PLACE_DATE);

    for (size_t i = 0; i + 4 <= date.len; i++) {
        if (letters_count(str_sub(date, i, i + 4)).digits == 4 &&
            (str_starts(str_from(date, i), STR("19")) ||
             str_starts(str_from(date, i), STR("20")))) {
            return true;
        }
    }
    return false;
}

enum beginning document_begins(const struct words *words, struct arena *arena)
{
    struct trial trial;

    if (!words_show_motto(words, arena)) {
        return BEGINS_NOTHING;
    }
    trial = trial_of(words, arena);
    if (!has_zone(&trial, ZONE_MOTTO) || !has_zone(&trial, ZONE_PLACE_DATE) ||
        !(has_zone(&trial, ZONE_ISSUER) || has_zone(&trial, ZONE_PARENT_ISSUER)) ||
        calls_itself_annex(&trial)) {
        return BEGINS_NOTHING;
    }
    return number_is_filled(&trial) && year_is_filled(&trial) ? BEGINS_DOCUMENT
                                                              : BEGINS_PERHAPS;
}

struct placed {
    struct finding finding;
    size_t index;
};

static int by_page(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;

    if (x->finding.page_no != y->finding.page_no) {
        return x->finding.page_no < y->finding.page_no ? -1 : 1;
    }
    return (x->index > y->index) - (x->index < y->index);
}

/* What is said of the whole file (page 0) is said with its first document. */
static bool is_of_part(const struct part *part, int page_no)
{
    return page_no <= part->last_page &&
           (page_no >= part->first_page || part->first_page == 1);
}

/* Notes on the part's pages go before what the rules found, all in the order of pages.
 */
static void merge_notes(const struct document *document, struct part *part)
{
    const struct findings *notes = &document->notes;
    struct findings *findings = &part->findings;
    size_t cap = notes->len + findings->len + 1, len = 0;
    struct placed *placed = ARENA_ARRAY(document->arena, struct placed, cap);

    for (size_t i = 0; i < notes->len; i++) {
        if (is_of_part(part, notes->at[i].page_no)) {
            placed[len++].finding = notes->at[i];
        }
    }
    for (size_t i = 0; i < findings->len; i++) {
        placed[len++].finding = findings->at[i];
    }
    for (size_t i = 0; i < len; i++) {
        placed[i].index = i;
    }
    qsort(placed, len, sizeof *placed, by_page);
    findings->at = ARENA_ARRAY(document->arena, struct finding, cap);
    findings->cap = cap;
    findings->len = len;
    for (size_t i = 0; i < len; i++) {
        findings->at[i] = placed[i].finding;
        findings->review =
            findings->review || placed[i].finding.severity != SEVERITY_INFO;
    }
}

static bool has_note(const struct document *document, const struct part *part,
                     const char *check)
{
    for (size_t i = 0; i < document->notes.len; i++) {
        if (strcmp(document->notes.at[i].check, check) == 0 &&
            is_of_part(part, document->notes.at[i].page_no)) {
            return true;
        }
    }
    return false;
}

/* A part of a file is named by the content of the file and its pages there. */
static struct document_id part_id(const struct document *document,
                                  const struct part *part)
{
    struct document_id id = document->id;
    struct arena *arena = document->arena;
    struct str range =
        str_printf(arena, "#page=%d-%d", part->first_page, part->last_page);
    char hex[65];

    sha256_hex(str_printf(arena, "%.*s%.*s", STR_ARG(id.sha256), STR_ARG(range)), hex);
    id.document = str_copy(arena, str_sub(str_from_c(hex), 0, 16));
    id.range = range;
    id.pages_len = part->last_page - part->first_page + 1;
    return id;
}

static struct str path_base(struct str path)
{
    size_t at = path.len;

    while (at > 0 && path.ptr[at - 1] != '/') {
        at--;
    }
    return str_from(path, at);
}

static void find_parts(struct document *document)
{
    size_t len = 0;

    document->parts =
        ARENA_ARRAY(document->arena, struct part, document->leaves_len + 1);
    for (size_t i = 0; i < document->leaves_len; i++) {
        int page_no = document->leaves[i].words.sheet.page_no;

        if (i == 0 || document->leaves[i].begins_document) {
            if (len > 0) {
                document->parts[len - 1].last_page = page_no - 1;
            }
            document->parts[len] = (struct part){.leaves = &document->leaves[i],
                                                 .first_page = len > 0 ? page_no : 1};
            len++;
        }
        document->parts[len - 1].leaves_len++;
    }
    document->parts_len = len;
    document->parts[len - 1].last_page = document->id.pages_len;
}

void document_extract(const struct rules *rules, struct document *document)
{
    struct arena *arena = document->arena;

    find_parts(document);
    for (size_t i = 0; i < document->parts_len; i++) {
        struct part *part = &document->parts[i];

        part->id = document->parts_len > 1 ? part_id(document, part) : document->id;
        numerals_mend(part->leaves, part->leaves_len, arena);
        part->text = text_from_zones(part->leaves, part->leaves_len, arena);
        part->text.is_header_only = document->is_header_only;
        part->text.has_unread_pages = document->is_header_only ||
                                      has_note(document, part, "page_unreadable") ||
                                      has_note(document, part, "page_over_limit");
        part->text.file_name = document->trusts_name && document->parts_len == 1
                                   ? path_base(document->id.source)
                                   : STR("");
        part->fields = fields_from_text(&part->text, rules, arena, &part->troubles);
        part->findings = findings_from_fields(&part->text, &part->fields,
                                              &part->troubles, rules, arena);
        merge_notes(document, part);
    }
}
