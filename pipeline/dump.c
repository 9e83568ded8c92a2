/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any noun of the flow as text. */
#include "arena.h"
#include "bounds.h"
#include "commands.h"
#include "document.h"
#include "page.h"

static const char *const kind_names[SOURCE_KINDS] = {
    [SOURCE_PDF] = "PDF",   [SOURCE_TIFF] = "TIFF", [SOURCE_PNG] = "PNG",
    [SOURCE_JPEG] = "JPEG", [SOURCE_JP2] = "JP2",   [SOURCE_WEBP] = "WebP",
    [SOURCE_BMP] = "BMP",   [SOURCE_PNM] = "PNM",   [SOURCE_WORDS] = "words",
};

/* What all dumps need. */
struct dump {
    const struct settings *settings;
    struct document *document;
    struct reader *reader;
    FILE *to;
    struct err *err;
};

static bool is_wanted(const struct dump *dump, int page_no)
{
    return dump->settings->dump_page == 0 || dump->settings->dump_page == page_no;
}

static void dump_source(const struct dump *dump)
{
    const struct document *document = dump->document;

    fprintf(dump->to, "kind %s\nbytes %zu\nsha256 %.*s\npages %d\npath %.*s\n",
            kind_names[document->source.kind], document->source.size_bytes,
            STR_ARG(document->id.sha256), document->id.pages_len,
            STR_ARG(path_escape(document->id.source, document->arena)));
}

static enum status dump_page(const struct dump *dump)
{
    struct document *document = dump->document;

    for (int no = 1; no <= document->id.pages_len; no++) {
        struct page page = {0};
        enum status status;

        if (!is_wanted(dump, no)) {
            continue;
        }
        if (document->source.kind == SOURCE_WORDS) {
            return err_set(dump->err, STATUS_USAGE, no,
                           "a dump of words has no page image");
        }
        status =
            page_from_source(&document->source, no, document->arena, &page, dump->err);
        if (status != STATUS_OK) {
            return status;
        }
        fprintf(dump->to, "page %d: %d x %d px at %d dpi, turned %d, skew %.2f%s%s\n",
                no, page.sheet.width_px, page.sheet.height_px, page.sheet.dpi,
                page.sheet.turn_deg, (double)page.sheet.skew_deg,
                page.red ? ", red layer" : "", page.is_blank ? ", blank" : "");
        for (size_t i = 0; i < page.strokes_len; i++) {
            fprintf(dump->to, "stroke %d %d %d %d\n", page.strokes[i].left,
                    page.strokes[i].top, page.strokes[i].right, page.strokes[i].bottom);
        }
        page_drop(&page);
    }
    return STATUS_OK;
}

/* The head lets the dump stand for its scan: same document, same source. */
static void dump_words(const struct dump *dump)
{
    const struct document *document = dump->document;

    fprintf(dump->to, "vanthu words 1\nsource %.*s %d %.*s\n",
            STR_ARG(document->id.sha256), document->id.pages_len,
            STR_ARG(path_escape(document->id.source, document->arena)));
    for (size_t i = 0; i < document->leaves_len; i++) {
        if (is_wanted(dump, document->leaves[i].words.sheet.page_no)) {
            words_write(&document->leaves[i].words, dump->to);
        }
    }
}

/* Pictures as their bytes in hexadecimal, a row a line. */
static void dump_slot(const struct dump *dump, const struct leaf *leaf,
                      const struct hand_slot *slot)
{
    static const char *const kinds[] = {
        [SLOT_NUMBER] = "number", [SLOT_DAY] = "day", [SLOT_MONTH] = "month"};
    const struct patch *patch = &slot->patch;

    fprintf(dump->to, "slot %s page %d box %d %d %d %d size %d %d\n", kinds[slot->kind],
            leaf->words.sheet.page_no, slot->ink.left, slot->ink.top, slot->ink.right,
            slot->ink.bottom, patch->width, patch->width > 0 ? PATCH_HEIGHT_PX : 0);
    for (int y = 0; y < PATCH_HEIGHT_PX && patch->width > 0; y++) {
        for (int x = 0; x < patch->width; x++) {
            fprintf(dump->to, "%02x", patch->ink[y * patch->width + x]);
        }
        fputc('\n', dump->to);
    }
}

static void dump_slots(const struct dump *dump)
{
    for (size_t i = 0; i < dump->document->leaves_len; i++) {
        const struct leaf *leaf = &dump->document->leaves[i];

        for (size_t k = 0; k < leaf->words.slots_len; k++) {
            dump_slot(dump, leaf, &leaf->words.slots[k]);
        }
    }
}

static void print_line(const struct dump *dump, const struct leaf *leaf, size_t index)
{
    const struct line *line = &leaf->lines.at[index];

    fprintf(
        dump->to, "%5d %5d %5d %5d  stroke %.3f conf %3.0f%s%s  %.*s\n", line->box.left,
        line->box.top, line->box.right, line->box.bottom, (double)line->stroke,
        (double)line->conf_pct, line->is_caps ? " caps" : "",
        line->starts_row ? "" : " beside",
        STR_ARG(line_text(&leaf->lines, &leaf->words, index, dump->document->arena)));
}

static void dump_lines(const struct dump *dump)
{
    for (size_t i = 0; i < dump->document->leaves_len; i++) {
        const struct leaf *leaf = &dump->document->leaves[i];

        if (!is_wanted(dump, leaf->words.sheet.page_no)) {
            continue;
        }
        fprintf(dump->to, "page %d: %zu lines of %d px\n", leaf->words.sheet.page_no,
                leaf->lines.len, leaf->lines.text_height_px);
        for (size_t k = 0; k < leaf->lines.len; k++) {
            print_line(dump, leaf, k);
        }
    }
}

static void dump_zones(const struct dump *dump)
{
    for (size_t i = 0; i < dump->document->leaves_len; i++) {
        const struct leaf *leaf = &dump->document->leaves[i];

        if (!is_wanted(dump, leaf->words.sheet.page_no)) {
            continue;
        }
        fprintf(dump->to, "page %d\n", leaf->words.sheet.page_no);
        for (size_t k = 0; k < leaf->zones.len; k++) {
            const struct zone *zone = &leaf->zones.at[k];

            fprintf(dump->to, "%s block %d", zone_names[zone->kind], zone->block);
            if (zone->kind == ZONE_CELL) {
                fprintf(dump->to, " table %d row %d col %d", zone->table, zone->row,
                        zone->col);
            }
            fputs(zone->continues ? " continues\n" : "\n", dump->to);
            for (size_t n = 0; n < zone->len; n++) {
                print_line(dump, leaf, leaf->zones.line_order[zone->first + n]);
            }
        }
    }
}

static void dump_text(const struct dump *dump)
{
    const struct document *document = dump->document;
    bool first = true;

    for (size_t p = 0; p < document->parts_len; p++) {
        const struct part *part = &document->parts[p];
        struct str rest = part->text.utf8;

        for (size_t i = 0; i < part->leaves_len; i++) {
            struct str page = str_cut(&rest, '\f');

            if (is_wanted(dump, part->leaves[i].words.sheet.page_no)) {
                fputs(first ? "" : "\f", dump->to);
                fwrite(page.ptr, 1, page.len, dump->to);
                first = false;
            }
        }
    }
    fputc('\n', dump->to);
}

/* The page of a field, also of one whose words have no place. */
static int field_page(const struct text *text, const struct field *field)
{
    if (field->origin.page_no > 0 || field->begin >= text->utf8.len) {
        return field->origin.page_no;
    }
    return text->page_of[field->begin];
}

static void dump_part_fields(const struct dump *dump, const struct part *part)
{
    const struct text *text = &part->text;
    const struct fields *fields = &part->fields;

    for (size_t i = 0; i < fields->len; i++) {
        const struct field *field = &fields->at[i];
        const struct table_form *form = &table_forms[field->table];

        if (!is_wanted(dump, field_page(text, field))) {
            continue;
        }
        fprintf(dump->to, "%s page %d bytes %zu-%zu conf %.2f rule %.*s\n", form->name,
                field_page(text, field), field->begin, field->end, (double)field->conf,
                STR_ARG(field->rule->id));
        for (size_t k = 0; k < form->columns_len; k++) {
            if (field->value[k].ptr) {
                fprintf(dump->to, "  %s: %.*s\n", form->columns[k],
                        STR_ARG(field->value[k]));
            }
        }
    }
}

static void dump_part_findings(const struct dump *dump, const struct part *part)
{
    const struct findings *findings = &part->findings;
    const struct table_form *form = &table_forms[TABLE_DOCUMENTS];

    for (size_t i = 0; i < form->columns_len; i++) {
        if (findings->value[i].len > 0) {
            fprintf(dump->to, "%s: %.*s (%.2f)\n", form->columns[i],
                    STR_ARG(findings->value[i]), (double)findings->conf[i]);
        }
    }
    fprintf(dump->to, "missing: %.*s\nstatus: %s\nconfidence: %.2f\n",
            STR_ARG(findings->missing), findings->review ? "review" : "ok",
            (double)findings->confidence);
    for (size_t i = 0; i < findings->len; i++) {
        const struct finding *finding = &findings->at[i];

        if (is_wanted(dump, finding->page_no)) {
            fprintf(dump->to, "%s %s page %d: %.*s\n",
                    severity_names[finding->severity], finding->check, finding->page_no,
                    STR_ARG(finding->message));
        }
    }
}

/* Of each document in the file; its pages first where there are several. */
static void dump_parts(const struct dump *dump,
                       void (*dump_part)(const struct dump *, const struct part *))
{
    for (size_t i = 0; i < dump->document->parts_len; i++) {
        const struct part *part = &dump->document->parts[i];

        if (part->id.range.len > 0) {
            fprintf(dump->to, "document %.*s %.*s\n", STR_ARG(part->id.document),
                    STR_ARG(part->id.range));
        }
        dump_part(dump, part);
    }
}

static void dump_fields(const struct dump *dump)
{
    dump_parts(dump, dump_part_fields);
}

static void dump_findings(const struct dump *dump)
{
    dump_parts(dump, dump_part_findings);
}

static void dump_read(const struct dump *dump)
{
    static void (*const dumps[STAGES])(const struct dump *) = {
        [STAGE_WORDS] = dump_words,       [STAGE_SLOTS] = dump_slots,
        [STAGE_LINES] = dump_lines,       [STAGE_ZONES] = dump_zones,
        [STAGE_TEXT] = dump_text,         [STAGE_FIELDS] = dump_fields,
        [STAGE_FINDINGS] = dump_findings,
    };

    dumps[dump->settings->dump_stage](dump);
}

static enum status run_dump(const struct dump *dump, const struct rules *rules)
{
    enum stage stage = dump->settings->dump_stage;
    enum status status;

    if (dump->settings->dump_page > dump->document->id.pages_len) {
        return err_set(dump->err, STATUS_USAGE, 0, "has %d pages, no page %d",
                       dump->document->id.pages_len, dump->settings->dump_page);
    }
    if (stage == STAGE_SOURCE) {
        dump_source(dump);
        return STATUS_OK;
    }
    if (stage == STAGE_PAGE) {
        return dump_page(dump);
    }
    /* Text and what is found in it are of the whole document, also for one page. */
    status = document_read_pages(dump->reader, dump->document,
                                 stage < STAGE_TEXT ? dump->settings->dump_page : 0,
                                 dump->err);
    if (status == STATUS_OK) {
        if (stage >= STAGE_TEXT) {
            document_extract(rules, dump->document);
        }
        dump_read(dump);
    }
    return status;
}

/* The message of a failure names the file first. */
static void name_file(struct err *err, struct str path, struct arena *arena)
{
    struct str text = str_copy(arena, str_from_c(err->text));

    (void)!err_set(err, err->status, err->page_no, "%.*s: %.*s", STR_ARG(path),
                   STR_ARG(text));
}

int dump(const struct settings *settings, const struct rules *rules,
         const struct models *models, FILE *to, struct err *err)
{
    struct arena arena = arena_make(ARENA_BYTES);
    struct reader reader = {.rules = rules, .models = models};
    struct document document;
    struct dump dump = {settings, &document, &reader, to, err};
    enum status status =
        document_open(settings->args[1], &settings->limits, &arena, &document, err);

    document_name(&document);
    if (status == STATUS_OK) {
        status = run_dump(&dump, rules);
    }
    if (status != STATUS_OK && status != STATUS_MODEL) {
        name_file(err, settings->args[1], &arena);
    }
    reader_close(&reader);
    document_close(&document);
    arena_drop(&arena);
    return exit_code_of(status);
}

static enum status explain_parts(const struct document *document,
                                 const struct rules *rules, struct str field, FILE *to,
                                 struct err *err)
{
    for (size_t i = 0; i < document->parts_len; i++) {
        const struct part *part = &document->parts[i];

        if (part->id.range.len > 0) {
            fprintf(to, "document %.*s %.*s\n", STR_ARG(part->id.document),
                    STR_ARG(part->id.range));
        }
        if (!fields_explain(&part->text, rules, field, document->arena, to)) {
            return err_set(err, STATUS_USAGE, 0,
                           "no rule fills a field of the name '%s'", field.ptr);
        }
    }
    return STATUS_OK;
}

int explain(const struct settings *settings, const struct rules *rules,
            const struct models *models, FILE *to, struct err *err)
{
    struct arena arena = arena_make(ARENA_BYTES);
    struct reader reader = {.rules = rules, .models = models};
    struct document document;
    enum status status =
        document_open(settings->args[0], &settings->limits, &arena, &document, err);

    document_name(&document);
    if (status == STATUS_OK) {
        status = document_read_pages(&reader, &document, 0, err);
    }
    if (status != STATUS_OK && status != STATUS_MODEL) {
        name_file(err, settings->args[0], &arena);
    }
    if (status == STATUS_OK) {
        document_extract(rules, &document);
        status = explain_parts(&document, rules, settings->args[1], to, err);
    }
    reader_close(&reader);
    document_close(&document);
    arena_drop(&arena);
    return exit_code_of(status);
}
