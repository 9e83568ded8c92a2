/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "profile.h"

#include "arena.h"
#include "labels.h"
#include "new_file.h"
#include "sheet.h"

const char profile_names[] = "nd30-di nd30-den tdkt tt02";

/* Recipients or headers of a hundred thousand documents. */
#define PROFILE_BYTES ((size_t)1024 * 1024 * 1024)

/* What a column is filled with. */
enum part {
    PART_NOTHING, /* the office's own to fill in */
    PART_DOCUMENT,
    PART_ORDINAL,
    PART_TYPE,
    PART_CODE,
    PART_NUMBER, /* of the code: what stands before its first sign */
    PART_SYMBOL, /* and what after it */
    PART_DATE,
    PART_ISSUER,
    PART_TITLE,
    PART_TYPE_AND_TITLE,
    PART_SIGNER,
    PART_SIGNER_TITLE,
    PART_RECIPIENTS,
    PART_FILING,
    PART_COPIES,
    PART_PAGES,
    PART_SECRECY,
    PART_LANGUAGE,
    PART_CAMPAIGN,
    PART_CAMPAIGN_KIND,
    PART_REMARK, /* what of the row is to be looked at */
};

struct layout_column {
    struct sheet_column form;
    enum part part;
};

enum { MOST_COLUMNS = 21 };
struct layout {
    const char *name, *sheet;
    struct layout_column columns[MOST_COLUMNS];
    int len;
    bool of_campaigns; /* a row for each campaign; else for each document */
};

static const struct layout layouts[] = {
    {"nd30-di",
     "Văn bản đi",
     {{{"Số, ký hiệu văn bản", CELL_TEXT, 18, false}, PART_CODE},
      {{"Ngày tháng văn bản", CELL_DATE, 12, false}, PART_DATE},
      {{"Tên loại và trích yếu nội dung văn bản", CELL_LONG, 56, false},
       PART_TYPE_AND_TITLE},
      {{"Người ký", CELL_TEXT, 20, false}, PART_SIGNER},
      {{"Nơi nhận văn bản", CELL_LONG, 44, false}, PART_RECIPIENTS},
      {{"Đơn vị, người nhận bản lưu", CELL_LONG, 20, false}, PART_FILING},
      {{"Số lượng bản", CELL_NUMBER, 9, false}, PART_COPIES},
      {{"Ngày chuyển", CELL_DATE, 12, false}, PART_NOTHING},
      {{"Ký nhận", CELL_TEXT, 12, false}, PART_NOTHING},
      {{"Ghi chú", CELL_LONG, 20, false}, PART_REMARK}},
     10,
     false},
    {"nd30-den",
     "Văn bản đến",
     {{{"Ngày đến", CELL_DATE, 12, false}, PART_NOTHING},
      {{"Số đến", CELL_TEXT, 9, false}, PART_NOTHING},
      {{"Tác giả", CELL_LONG, 32, false}, PART_ISSUER},
      {{"Số, ký hiệu văn bản", CELL_TEXT, 18, false}, PART_CODE},
      {{"Ngày tháng văn bản", CELL_DATE, 12, false}, PART_DATE},
      {{"Tên loại và trích yếu nội dung văn bản", CELL_LONG, 56, false},
       PART_TYPE_AND_TITLE},
      {{"Đơn vị hoặc người nhận", CELL_LONG, 24, false}, PART_NOTHING},
      {{"Ngày chuyển", CELL_DATE, 12, false}, PART_NOTHING},
      {{"Ký nhận", CELL_TEXT, 12, false}, PART_NOTHING},
      {{"Ghi chú", CELL_LONG, 20, false}, PART_REMARK}},
     10,
     false},
    {"tdkt",
     "Phong trào thi đua",
     {{{"Hình thức", CELL_TEXT, 20, false}, PART_CAMPAIGN_KIND},
      {{"Tên phong trào", CELL_LONG, 50, false}, PART_CAMPAIGN},
      {{"Đơn vị phát động", CELL_LONG, 32, false}, PART_ISSUER},
      {{"Số văn bản", CELL_TEXT, 18, false}, PART_CODE},
      {{"Ngày văn bản", CELL_DATE, 12, false}, PART_DATE},
      {{"Nội dung", CELL_LONG, 50, false}, PART_TITLE},
      {{"Chức vụ người ký", CELL_LONG, 20, false}, PART_SIGNER_TITLE},
      {{"Người ký", CELL_TEXT, 20, false}, PART_SIGNER},
      {{"Phạm vi áp dụng", CELL_LONG, 18, false}, PART_NOTHING},
      {{"Từ ngày", CELL_DATE, 12, false}, PART_NOTHING},
      {{"Đến ngày", CELL_DATE, 12, false}, PART_NOTHING},
      {{"Ghi chú", CELL_LONG, 20, false}, PART_REMARK}},
     12,
     true},
    {"tt02",
     "Dữ liệu lưu trữ",
     {{{"DocCode", CELL_TEXT, 18, false}, PART_DOCUMENT},
      {{"Identifier", CELL_TEXT, 10, false}, PART_NOTHING},
      {{"OrganId", CELL_TEXT, 10, false}, PART_NOTHING},
      {{"FileCatalog", CELL_TEXT, 10, false}, PART_NOTHING},
      {{"FileNotation", CELL_TEXT, 10, false}, PART_NOTHING},
      {{"DocOrdinal", CELL_NUMBER, 9, false}, PART_ORDINAL},
      {{"TypeName", CELL_TEXT, 16, false}, PART_TYPE},
      {{"CodeNumber", CELL_TEXT, 10, false}, PART_NUMBER},
      {{"CodeNotation", CELL_TEXT, 16, false}, PART_SYMBOL},
      {{"IssuedDate", CELL_DATE, 12, false}, PART_DATE},
      {{"OrganName", CELL_LONG, 32, false}, PART_ISSUER},
      {{"Subject", CELL_LONG, 56, false}, PART_TITLE},
      {{"Language", CELL_TEXT, 10, false}, PART_LANGUAGE},
      {{"PageAmount", CELL_NUMBER, 9, false}, PART_PAGES},
      {{"Description", CELL_LONG, 24, false}, PART_REMARK},
      {{"InforSign", CELL_TEXT, 10, false}, PART_NOTHING},
      {{"Keyword", CELL_TEXT, 10, false}, PART_NOTHING},
      {{"Mode", CELL_TEXT, 10, false}, PART_SECRECY},
      {{"ConfidenceLevel", CELL_TEXT, 10, false}, PART_NOTHING},
      {{"Autograph", CELL_TEXT, 10, false}, PART_NOTHING},
      {{"Format", CELL_TEXT, 10, false}, PART_NOTHING}},
     21,
     false},
};
enum { LAYOUTS = sizeof layouts / sizeof *layouts };

static const struct layout *layout_of(struct str name)
{
    for (int i = 0; i < LAYOUTS; i++) {
        if (str_eq(str_from_c(layouts[i].name), name)) {
            return &layouts[i];
        }
    }
    return NULL;
}

bool profile_exists(struct str name)
{
    return layout_of(name) != NULL;
}

/* --- what rows are joined from --- */

/* Of one document's rows of another table. */
struct joined {
    struct str document, source;
    struct str recipients, filing;
    int copies;
    struct str *header; /* its row of documents */
};

struct filling {
    const struct layout *layout;
    struct arena arena;
    struct joined *joined;
    size_t joined_len, joined_cap, next; /* documents come in one order everywhere */
    size_t ordinal;
    struct sheet_column forms[MOST_COLUMNS];
    struct sheet *sheet;
    struct new_file csv;
    struct csv_form form;
};

static struct str cell_of(enum table table, const struct str *cells, const char *column)
{
    return cells[table_column(table, str_from_c(column))];
}

static bool is_of(const struct joined *joined, struct str document, struct str source)
{
    return str_eq(joined->document, document) && str_eq(joined->source, source);
}

static struct joined *join(struct filling *f, struct str document, struct str source)
{
    struct joined *last = f->joined_len > 0 ? &f->joined[f->joined_len - 1] : NULL;

    if (last && is_of(last, document, source)) {
        return last;
    }
    f->joined = arena_grow(&f->arena, f->joined, f->joined_len, &f->joined_cap,
                           sizeof *f->joined);
    f->joined[f->joined_len] =
        (struct joined){.document = str_copy(&f->arena, document),
                        .source = str_copy(&f->arena, source)};
    return &f->joined[f->joined_len++];
}

/* What was joined for a document; NULL: it had no row. */
static const struct joined *joined_of(struct filling *f, struct str document,
                                      struct str source)
{
    for (size_t i = f->next; i < f->joined_len; i++) {
        if (is_of(&f->joined[i], document, source)) {
            f->next = i;
            return &f->joined[i];
        }
    }
    return NULL;
}

static void take_recipient(void *owner, enum table table, const struct str *cells,
                           size_t len)
{
    struct filling *f = owner;
    struct joined *joined = join(f, cells[0], cells[1]);
    bool is_filed = cell_of(table, cells, "filing").len > 0;
    struct str *list = is_filed ? &joined->filing : &joined->recipients;
    struct str copies = cell_of(table, cells, "copies");

    (void)len;
    *list =
        str_printf(&f->arena, "%.*s%s%.*s", STR_ARG(*list), list->len > 0 ? "; " : "",
                   STR_ARG(cell_of(table, cells, "recipient")));
    for (size_t i = 0, number = 0; i < copies.len && i < 4; i++) {
        number = 10 * number + (size_t)(copies.ptr[i] - '0');
        joined->copies += i + 1 == copies.len ? (int)number : 0;
    }
}

static void take_header(void *owner, enum table table, const struct str *cells,
                        size_t len)
{
    struct filling *f = owner;
    struct joined *joined = join(f, cells[0], cells[1]);

    (void)table;
    joined->header = ARENA_ARRAY(&f->arena, struct str, len);
    for (size_t i = 0; i < len; i++) {
        joined->header[i] = str_copy(&f->arena, cells[i]);
    }
}

/* --- a row --- */

static struct str code_part(struct str code, bool number)
{
    size_t at = 0;

    while (at < code.len && code.ptr[at] >= '0' && code.ptr[at] <= '9') {
        at++;
    }
    return number ? str_sub(code, 0, at) : str_from(code, at < code.len ? at + 1 : at);
}

static struct str remark(const struct str *header, struct arena *arena)
{
    struct str status = cell_of(TABLE_DOCUMENTS, header, "status");

    if (str_eq(status, STR("failed"))) {
        return str_printf(arena, "Không đọc được: %.*s",
                          STR_ARG(cell_of(TABLE_DOCUMENTS, header, "reason")));
    }
    return str_eq(status, STR("review")) ? STR("Cần xem lại") : STR("");
}

static struct str type_and_title(const struct str *header, struct arena *arena)
{
    struct str type = cell_of(TABLE_DOCUMENTS, header, "type");
    struct str title = cell_of(TABLE_DOCUMENTS, header, "title");

    return str_trim(str_printf(arena, "%.*s %.*s", STR_ARG(type), STR_ARG(title)));
}

static const char *header_column(enum part part)
{
    static const char *const columns[PART_REMARK + 1] = {
        [PART_DOCUMENT] = "document", [PART_TYPE] = "type",
        [PART_CODE] = "code",         [PART_DATE] = "date",
        [PART_ISSUER] = "issuer",     [PART_TITLE] = "title",
        [PART_SIGNER] = "signer",     [PART_SIGNER_TITLE] = "signer_title",
        [PART_PAGES] = "pages",       [PART_SECRECY] = "secrecy",
    };

    return columns[part];
}

/* `campaign`: the row of campaigns; NULL for a row of a document. */
static struct str fill(struct filling *f, enum part part, const struct str *header,
                       const struct str *campaign, const struct joined *joined,
                       struct arena *arena)
{
    struct str code = cell_of(TABLE_DOCUMENTS, header, "code");
    const char *column = header_column(part);

    if (column) {
        return cell_of(TABLE_DOCUMENTS, header, column);
    }
    if (part == PART_ORDINAL) {
        return str_printf(arena, "%zu", f->ordinal);
    }
    if (part == PART_NUMBER || part == PART_SYMBOL) {
        return code_part(code, part == PART_NUMBER);
    }
    if (part == PART_TYPE_AND_TITLE) {
        return type_and_title(header, arena);
    }
    if (part == PART_LANGUAGE) {
        return STR("Tiếng Việt");
    }
    if (part == PART_REMARK) {
        return remark(header, arena);
    }
    if (campaign && part == PART_CAMPAIGN) {
        return cell_of(TABLE_CAMPAIGNS, campaign, "name");
    }
    if (campaign && part == PART_CAMPAIGN_KIND) {
        return label_of_value("kind", cell_of(TABLE_CAMPAIGNS, campaign, "kind"));
    }
    if (joined && part == PART_RECIPIENTS) {
        return joined->recipients;
    }
    if (joined && part == PART_FILING) {
        return joined->filing;
    }
    return joined && part == PART_COPIES && joined->copies > 0
               ? str_printf(arena, "%d", joined->copies)
               : STR("");
}

static void write_row(struct filling *f, const struct str *header,
                      const struct str *campaign, const struct joined *joined)
{
    struct arena arena = arena_make(1 << 22);
    struct str values[MOST_COLUMNS];

    f->ordinal++;
    for (int i = 0; i < f->layout->len; i++) {
        values[i] =
            fill(f, f->layout->columns[i].part, header, campaign, joined, &arena);
        if (f->sheet) {
            sheet_put(f->sheet, i, values[i]);
        }
    }
    if (f->sheet) {
        sheet_end_row(f->sheet);
    }
    if (f->csv.to) {
        row_write(f->csv.to, values, (size_t)f->layout->len, &f->form);
    }
    arena_drop(&arena);
}

static void write_document(void *owner, enum table table, const struct str *cells,
                           size_t len)
{
    struct filling *f = owner;

    (void)table;
    (void)len;
    write_row(f, cells, NULL, joined_of(f, cells[0], cells[1]));
}

static void write_campaign(void *owner, enum table table, const struct str *cells,
                           size_t len)
{
    struct filling *f = owner;
    const struct joined *joined = joined_of(f, cells[0], cells[1]);

    (void)table;
    (void)len;
    if (joined && joined->header) {
        write_row(f, joined->header, cells, joined);
    }
}

static enum status fill_all(struct filling *f, struct journal *journal, struct err *err)
{
    bool of_campaigns = f->layout->of_campaigns;
    const struct row_sink join_sink = {of_campaigns ? take_header : take_recipient, f};
    const struct row_sink row_sink = {of_campaigns ? write_campaign : write_document,
                                      f};
    enum status status = journal_each_row(
        journal, of_campaigns ? TABLE_DOCUMENTS : TABLE_RECIPIENTS, &join_sink, err);

    return status == STATUS_OK
               ? journal_each_row(journal,
                                  of_campaigns ? TABLE_CAMPAIGNS : TABLE_DOCUMENTS,
                                  &row_sink, err)
               : status;
}

/* --- files --- */

static enum status open_csv(struct filling *f, struct str path, struct err *err)
{
    const char *heads[MOST_COLUMNS];
    enum status status = new_file_open(&f->csv, path, err);

    if (status != STATUS_OK) {
        return status;
    }
    for (int i = 0; i < f->layout->len; i++) {
        heads[i] = f->layout->columns[i].form.head;
    }
    row_write_names(f->csv.to, heads, (size_t)f->layout->len, &f->form);
    return STATUS_OK;
}

enum status profile_write(struct journal *journal, struct str name,
                          const struct profile_files *files, struct err *err)
{
    struct filling f = {.layout = layout_of(name),
                        .arena = arena_make(PROFILE_BYTES),
                        .form = files->form};
    struct book *book = NULL;
    struct journal_counts counts;
    enum status status = journal_count(journal, &counts, err);

    if (status == STATUS_OK && files->xlsx.len > 0) {
        status =
            book_open(files->xlsx.ptr, f.layout->sheet, counts.ended_s, &book, err);
    }
    if (book) {
        for (int i = 0; i < f.layout->len; i++) {
            f.forms[i] = f.layout->columns[i].form;
        }
        f.sheet = book_add(book, f.layout->sheet, f.forms, (size_t)f.layout->len);
    }
    if (status == STATUS_OK && files->csv.len > 0) {
        status = open_csv(&f, files->csv, err);
    }
    if (status == STATUS_OK) {
        status = fill_all(&f, journal, err);
    }
    if (f.csv.to) {
        status = new_file_close(&f.csv, status, err);
    }
    if (book && status == STATUS_OK) {
        status = book_close(book, err);
    } else {
        book_drop(book);
    }
    arena_drop(&f.arena);
    return status;
}
