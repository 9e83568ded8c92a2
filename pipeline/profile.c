/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "profile.h"

#include "archive.h"
#include "arena.h"
#include "labels.h"
#include "new_file.h"
#include "sheet.h"

const char profile_names[] = "nd30-di nd30-den tdkt tt02";

/* Documents with recipients or campaigns, a hundred thousand of them. */
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

enum { MOST_COLUMNS = 21, MOST_COPIES_DIGITS = 4 };
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

struct filling {
    const struct layout *layout;
    struct archive archive;
    size_t ordinal;
    struct sheet_column forms[MOST_COLUMNS];
    struct sheet *sheet;
    struct new_file csv;
    struct csv_form form;
};

/* What a row is of. */
struct subject {
    size_t document;
    const struct archive_row *campaign; /* NULL: the document itself */
};

static struct str cell_of(const struct filling *f, const struct subject *of,
                          const char *column)
{
    return archive_document(&f->archive, of->document, column);
}

/* --- recipients --- */

/* The recipients that are sent the document, or those that file it. */
static struct str list_recipients(const struct filling *f, const struct subject *of,
                                  bool filing, struct arena *arena)
{
    size_t first,
        len = archive_rows(&f->archive, TABLE_RECIPIENTS, of->document, &first);
    struct strbuf list = {.arena = arena};

    for (size_t i = first; i < first + len; i++) {
        const struct archive_row *row = &f->archive.tables[TABLE_RECIPIENTS].at[i];

        if ((archive_cell(row, TABLE_RECIPIENTS, "filing").len > 0) == filing) {
            strbuf_add(&list, list.len > 0 ? STR("; ") : STR(""));
            strbuf_add(&list, archive_cell(row, TABLE_RECIPIENTS, "recipient"));
        }
    }
    return strbuf_str(&list);
}

/* Of all recipients; 0: not told. */
static int count_copies(const struct filling *f, const struct subject *of)
{
    size_t first,
        len = archive_rows(&f->archive, TABLE_RECIPIENTS, of->document, &first);
    int copies = 0;

    for (size_t i = first; i < first + len; i++) {
        struct str text = archive_cell(&f->archive.tables[TABLE_RECIPIENTS].at[i],
                                       TABLE_RECIPIENTS, "copies");
        int number = 0;

        for (size_t k = 0; k < text.len; k++) {
            number = 10 * number + (text.ptr[k] - '0');
        }
        copies += text.len <= MOST_COPIES_DIGITS ? number : 0;
    }
    return copies;
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

static struct str remark(const struct filling *f, const struct subject *of,
                         struct arena *arena)
{
    struct str status = cell_of(f, of, "status");

    if (str_eq(status, STR("failed"))) {
        return str_printf(arena, "Không đọc được: %.*s",
                          STR_ARG(cell_of(f, of, "reason")));
    }
    return str_eq(status, STR("review")) ? STR("Cần xem lại") : STR("");
}

static struct str copies_of(const struct filling *f, const struct subject *of,
                            struct arena *arena)
{
    int copies = count_copies(f, of);

    return copies > 0 ? str_printf(arena, "%d", copies) : STR("");
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

static struct str campaign_of(const struct subject *of, const char *column)
{
    return of->campaign ? archive_cell(of->campaign, TABLE_CAMPAIGNS, column) : STR("");
}

static struct str fill(const struct filling *f, enum part part,
                       const struct subject *of, struct arena *arena)
{
    const char *column = header_column(part);

    if (column) {
        return cell_of(f, of, column);
    }
    switch (part) {
    case PART_ORDINAL:
        return str_printf(arena, "%zu", f->ordinal);
    case PART_NUMBER:
    case PART_SYMBOL:
        return code_part(cell_of(f, of, "code"), part == PART_NUMBER);
    case PART_TYPE_AND_TITLE:
        return str_trim(str_printf(arena, "%.*s %.*s", STR_ARG(cell_of(f, of, "type")),
                                   STR_ARG(cell_of(f, of, "title"))));
    case PART_LANGUAGE:
        return STR("Tiếng Việt");
    case PART_REMARK:
        return remark(f, of, arena);
    case PART_CAMPAIGN:
        return campaign_of(of, "name");
    case PART_CAMPAIGN_KIND:
        return label_of_value("kind", campaign_of(of, "kind"));
    case PART_RECIPIENTS:
    case PART_FILING:
        return list_recipients(f, of, part == PART_FILING, arena);
    case PART_COPIES:
        return copies_of(f, of, arena);
    case PART_NOTHING:
    case PART_DOCUMENT:
    case PART_TYPE:
    case PART_CODE:
    case PART_DATE:
    case PART_ISSUER:
    case PART_TITLE:
    case PART_SIGNER:
    case PART_SIGNER_TITLE:
    case PART_PAGES:
    case PART_SECRECY:
        break;
    }
    return STR("");
}

static void write_row(struct filling *f, const struct subject *of)
{
    struct arena arena = arena_make(1 << 26);
    struct str values[MOST_COLUMNS];

    f->ordinal++;
    for (int i = 0; i < f->layout->len; i++) {
        values[i] = fill(f, f->layout->columns[i].part, of, &arena);
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

static enum status fill_all(struct filling *f, struct journal *journal, struct err *err)
{
    bool of_campaigns = f->layout->of_campaigns;
    const struct archive_table *rows =
        &f->archive.tables[of_campaigns ? TABLE_CAMPAIGNS : TABLE_DOCUMENTS];
    enum status status;

    for (int table = TABLE_REFERENCES; table < TABLE_FILES; table++) {
        f->archive.leaves_out[table] =
            table != (of_campaigns ? TABLE_CAMPAIGNS : TABLE_RECIPIENTS);
    }
    status = archive_read(journal, &f->archive, err);
    for (size_t i = 0; i < rows->len && status == STATUS_OK; i++) {
        const struct subject of = {rows->at[i].document,
                                   of_campaigns ? &rows->at[i] : NULL};

        write_row(f, &of);
    }
    return status;
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

enum status profile_write(struct journal *journal, struct review *review,
                          struct str name, const struct profile_files *files,
                          struct err *err)
{
    struct arena arena = arena_make(PROFILE_BYTES);
    struct filling f = {.layout = layout_of(name),
                        .archive = {.arena = &arena, .review = review},
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
    arena_drop(&arena);
    return status;
}
