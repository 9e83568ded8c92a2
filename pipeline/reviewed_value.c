/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A value that a person typed, as the table has to have it. */
#include "arena.h"
#include "normalise.h"
#include "reviewed.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

/* No office of today has an older document. */
enum { FIRST_YEAR = 1945 };

/* Ids that a column may hold, parted by blanks. */
static const struct {
    enum table table;
    const char *column, *ids;
} with_ids[] = {
    {TABLE_REFERENCES, "relation", "basis implements follows cites"},
    {TABLE_DEADLINES, "kind", "before by on within every"},
    {TABLE_CAMPAIGNS, "kind", "emulation movement contest"},
    {TABLE_RECIPIENTS, "filing", "yes"},
    {TABLE_DOCUMENTS, "missing",
     "national_motto issuer number place_date type title basis purpose content funding "
     "implementation recipients signer"},
};

static bool is_among(struct str ids, struct str id)
{
    while (ids.len > 0) {
        if (str_eq(str_cut(&ids, ' '), id)) {
            return true;
        }
    }
    return false;
}

static enum status check_ids(const char *ids, struct str value, struct err *err)
{
    struct str rest = value;

    while (rest.len > 0) {
        struct str id = str_cut(&rest, ' ');

        if (!is_among(str_from_c(ids), id)) {
            return err_set(err, STATUS_USAGE, 0, "'%.*s' is none of: %s", STR_ARG(id),
                           ids);
        }
    }
    return STATUS_OK;
}

/* The number that *text begins with, of at most four digits; -1: none. */
static int take_number(struct str *text)
{
    int number = 0;
    size_t len = 0;

    while (len < text->len && len < 4 && is_digit(text->ptr[len])) {
        number = 10 * number + (text->ptr[len++] - '0');
    }
    *text = str_from(*text, len);
    return len > 0 ? number : -1;
}

/* "2024-03-08", "8/3/2024", "08-03-2024", "8.3.2024". */
static bool read_date(struct str text, int out[3])
{
    for (int i = 0; i < 3; i++) {
        if (i > 0 && (text.len == 0 || !strchr("/.-", text.ptr[0]))) {
            return false;
        }
        text = i > 0 ? str_from(text, 1) : text;
        out[i] = take_number(&text);
        if (out[i] < 0) {
            return false;
        }
    }
    if (out[0] > 31) { /* the year first */
        int year = out[0];

        out[0] = out[2];
        out[2] = year;
    }
    return text.len == 0;
}

static enum status check_date(struct str value, struct arena *arena, struct str *out,
                              struct err *err)
{
    int parts[3];
    bool is_read = read_date(value, parts);
    struct date date =
        is_read ? (struct date){.day = parts[0], .month = parts[1], .year = parts[2]}
                : (struct date){0};

    if (date.year < FIRST_YEAR || !date_is_real(date)) {
        return err_set(err, STATUS_USAGE, 0,
                       "'%.*s' is no date; write it as 2024-03-08 or 8/3/2024",
                       STR_ARG(value));
    }
    *out = date_iso(date, arena);
    return STATUS_OK;
}

static enum status check_recurrence(struct str value, struct err *err)
{
    size_t digits = 0;

    for (size_t i = 1; i + 1 < value.len; i++) {
        digits += is_digit(value.ptr[i]);
    }
    if (value.len < 3 || value.ptr[0] != 'P' || digits != value.len - 2 ||
        !strchr("DWMY", value.ptr[value.len - 1])) {
        return err_set(err, STATUS_USAGE, 0,
                       "'%.*s' is no duration; write P1M, P3M, P6M, P1Y or the like",
                       STR_ARG(value));
    }
    return STATUS_OK;
}

static enum status check_copies(struct str value, struct err *err)
{
    for (size_t i = 0; i < value.len; i++) {
        if (!is_digit(value.ptr[i]) || i > 3) {
            return err_set(err, STATUS_USAGE, 0, "'%.*s' is no number of copies",
                           STR_ARG(value));
        }
    }
    return STATUS_OK;
}

/* On one line, without what no keyboard has. */
static struct str one_line(struct str value, struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];

        if ((unsigned char)c < 0x20 || c == 0x7f) {
            c = ' ';
        }
        strbuf_add_char(&out, c);
    }
    return str_trim(text_nfc(strbuf_str(&out), arena));
}

enum status reviewed_value(enum table table, struct str column, struct str value,
                           struct arena *arena, struct str *out, struct err *err)
{
    char name[32];

    *out = one_line(value, arena);
    snprintf(name, sizeof name, "%.*s", STR_ARG(column));
    if (!reviewed_can_set(table, column)) {
        return err_set(err, STATUS_USAGE, 0, "no value that can be set: %.*s",
                       STR_ARG(column));
    }
    if (out->len == 0) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < sizeof with_ids / sizeof *with_ids; i++) {
        if (with_ids[i].table == table && strcmp(with_ids[i].column, name) == 0) {
            return check_ids(with_ids[i].ids, *out, err);
        }
    }
    if (strcmp(name, "date") == 0 || strcmp(name, "from") == 0 ||
        strcmp(name, "due") == 0) {
        return check_date(*out, arena, out, err);
    }
    if (strcmp(name, "recurrence") == 0) {
        return check_recurrence(*out, err);
    }
    return strcmp(name, "copies") == 0 ? check_copies(*out, err) : STATUS_OK;
}
