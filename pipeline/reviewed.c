/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people said, put over the rows of one document: pure. */
#include "arena.h"
#include "reviewed_parts.h"

#include <string.h>

const char *const reviewed_state_names[STATES] = {
    [STATE_READ] = "read",   [STATE_ACCEPTED] = "accepted", [STATE_SET] = "set",
    [STATE_ADDED] = "added", [STATE_REMOVED] = "removed",
};

bool reviewed_can_set(enum table table, struct str column)
{
    static const char *const columns[TABLE_FILES] = {
        [TABLE_DOCUMENTS] =
            (" type code date place issuer parent_issuer title "
             "signing_mode signer_title signer urgency secrecy missing "),
        [TABLE_REFERENCES] = " relation type code date issuer name ",
        [TABLE_DEADLINES] = " kind from due recurrence actor task ",
        [TABLE_CAMPAIGNS] = " kind name ",
        [TABLE_RECIPIENTS] = " recipient note copies filing ",
    };
    char name[64];
    int len = snprintf(name, sizeof name, " %.*s ", STR_ARG(column));

    return (size_t)table < TABLE_FILES && columns[table] && len > 2 &&
           (size_t)len < sizeof name && strstr(columns[table], name);
}

/* --- rows --- */

struct str *reviewed_cell(const struct reviewed_row *row, const char *column)
{
    int at = table_column(row->table, str_from_c(column));

    return at >= 0 ? &row->cells[at] : NULL;
}

struct reviewed_row *reviewed_own_row(const struct reviewed_document *document)
{
    return document->len > 0 && document->at[0].table == TABLE_DOCUMENTS
               ? &document->at[0]
               : NULL;
}

static bool is_list(enum table table)
{
    return table > TABLE_DOCUMENTS && table < TABLE_FINDINGS;
}

struct reviewed_row *reviewed_insert(struct reviewed_document *document,
                                     enum table table, struct arena *arena)
{
    size_t columns_len = table_forms[table].columns_len, at = document->len;

    document->at = arena_grow(arena, document->at, document->len, &document->cap,
                              sizeof *document->at);
    while (at > 0 && document->at[at - 1].table > table) {
        document->at[at] = document->at[at - 1];
        at--;
    }
    document->len++;
    document->at[at] = (struct reviewed_row){
        .table = table,
        .cells = ARENA_ARRAY(arena, struct str, columns_len),
        .of = ARENA_ARRAY(arena, enum reviewed_state, columns_len),
    };
    for (size_t i = 0; i < columns_len; i++) {
        document->at[at].cells[i] = STR("");
    }
    return &document->at[at];
}

struct str reviewed_cell_of(const struct str *cells, enum table table,
                            const char *column)
{
    int at = table_column(table, str_from_c(column));

    return at >= 0 ? cells[at] : STR("");
}

/* "2 71.0 320.5 523.0 334.1": where the row stands. */
static struct str place_of(const struct str *cells, enum table table,
                           struct arena *arena)
{
    return str_printf(arena, "%.*s %.*s %.*s %.*s %.*s",
                      STR_ARG(reviewed_cell_of(cells, table, "page")),
                      STR_ARG(reviewed_cell_of(cells, table, "left")),
                      STR_ARG(reviewed_cell_of(cells, table, "top")),
                      STR_ARG(reviewed_cell_of(cells, table, "right")),
                      STR_ARG(reviewed_cell_of(cells, table, "bottom")));
}

/* Its place, and which of the rows there it is: "every six months and every year" is
 * two rows at one place. */
static struct str name_of(const struct reviewed_document *document, enum table table,
                          const struct str *cells, struct arena *arena)
{
    struct str place = place_of(cells, table, arena);
    int number = 1;

    for (size_t i = 0; i < document->len; i++) {
        const struct reviewed_row *row = &document->at[i];

        if (row->table == table && str_starts(row->row, place)) {
            number++;
        }
    }
    return str_printf(arena, "%.*s #%d", STR_ARG(place), number);
}

void reviewed_add(struct reviewed_document *out, enum table table,
                  const struct str *cells, struct arena *arena)
{
    size_t columns_len = table_forms[table].columns_len;
    struct str name = is_list(table) ? name_of(out, table, cells, arena) : STR("");
    struct reviewed_row *row = reviewed_insert(out, table, arena);

    row->row = name;
    row->read = ARENA_ARRAY(arena, struct str, columns_len);
    for (size_t i = 0; i < columns_len; i++) {
        row->cells[i] = row->read[i] = str_copy(arena, cells[i]);
    }
}

/* --- what was said --- */

/* Going through a document and its values are taken back apart. */
static bool is_on_same(const struct review_entry *a, const struct review_entry *b)
{
    return a->table == b->table && str_eq(a->row, b->row) &&
           str_eq(a->column, b->column);
}

static void take_back(struct said *said, const struct review_entry *undo)
{
    for (size_t i = said->len; i > 0; i--) {
        if (said->is_live[i - 1] && is_on_same(&said->at[i - 1], undo)) {
            said->is_live[i - 1] = false;
            return;
        }
    }
}

void said_add(struct said *said, const struct review_entry *entry)
{
    struct review_entry copy = *entry;
    size_t live_cap = said->cap;

    if (entry->action == REVIEW_UNDO) {
        take_back(said, entry);
        return;
    }
    copy.at = str_copy(said->arena, entry->at);
    copy.who = str_copy(said->arena, entry->who);
    copy.document = str_copy(said->arena, entry->document);
    copy.row = str_copy(said->arena, entry->row);
    copy.column = str_copy(said->arena, entry->column);
    copy.old_value = STR("");
    copy.value = str_copy(said->arena, entry->value);
    copy.cells = str_copy(said->arena, entry->cells);
    copy.chain = STR("");
    said->is_live = arena_grow(said->arena, said->is_live, said->len, &live_cap,
                               sizeof *said->is_live);
    said->at =
        arena_grow(said->arena, said->at, said->len, &said->cap, sizeof *said->at);
    said->at[said->len] = copy;
    said->is_live[said->len++] = true;
}

/* --- a row as it was seen --- */

struct str *reviewed_unpack(enum table table, struct str packed, struct arena *arena)
{
    struct str *cells = ARENA_ARRAY(arena, struct str, table_forms[table].columns_len);

    for (size_t i = 0; i < table_forms[table].columns_len; i++) {
        cells[i] = str_cut(&packed, '\x1f');
    }
    return cells;
}

struct str reviewed_pack(enum table table, const struct str *cells, struct arena *arena)
{
    struct strbuf packed = {.arena = arena};

    for (size_t i = 0; i < table_forms[table].columns_len; i++) {
        if (i > 0) {
            strbuf_add_char(&packed, '\x1f');
        }
        strbuf_add(&packed, cells[i]);
    }
    return strbuf_str(&packed);
}

static struct meants list_meant(const struct said *said, struct arena *arena)
{
    struct meants meants = {0};

    for (size_t i = 0; i < said->len; i++) {
        const struct review_entry *entry = &said->at[i];
        size_t k = 0;

        if (!said->is_live[i] || !is_list(entry->table)) {
            continue;
        }
        while (k < meants.len && !(meants.at[k].table == entry->table &&
                                   str_eq(meants.at[k].row, entry->row))) {
            k++;
        }
        if (k == meants.len) {
            meants.at = arena_grow(arena, meants.at, meants.len, &meants.cap,
                                   sizeof *meants.at);
            meants.at[meants.len++] = (struct meant){
                entry->table, entry->row,
                reviewed_unpack(entry->table, entry->cells, arena), SIZE_MAX};
        }
    }
    return meants;
}

/* --- applying --- */

static void put_value(struct reviewed_row *row, int column, struct str value,
                      bool is_accepted)
{
    bool as_read = row->read && str_eq(row->read[column], value);

    row->cells[column] = value;
    row->of[column] =
        as_read || (is_accepted && !row->read) ? STATE_ACCEPTED : STATE_SET;
}

/* The whole row as the person saw it. */
static void accept_row(struct reviewed_row *row, const struct str *seen)
{
    for (size_t i = 0; i < table_forms[row->table].columns_len; i++) {
        struct str column = str_from_c(table_forms[row->table].columns[i]);

        if (reviewed_can_set(row->table, column) && row->of[i] == STATE_READ &&
            (row->table != TABLE_DOCUMENTS || seen[i].len > 0)) {
            put_value(row, (int)i, seen[i], true);
        }
    }
    row->state = STATE_ACCEPTED;
}

static void apply_entry(struct reviewed_row *row, const struct review_entry *entry,
                        struct arena *arena)
{
    int column = table_column(row->table, entry->column);

    switch (entry->action) {
    case REVIEW_SET:
    case REVIEW_ACCEPT:
        if (column >= 0) {
            put_value(row, column, entry->value, entry->action == REVIEW_ACCEPT);
        } else {
            accept_row(row, reviewed_unpack(row->table, entry->cells, arena));
        }
        break;
    case REVIEW_REMOVE:
        row->state = STATE_REMOVED;
        break;
    case REVIEW_ADD:
    case REVIEW_DONE:
    case REVIEW_NOT_DONE:
    case REVIEW_UNDO:
    case REVIEW_ACTIONS:
        break;
    }
}

static void conclude_row(struct reviewed_row *row)
{
    for (size_t i = 0; i < table_forms[row->table].columns_len; i++) {
        if (row->of[i] > row->state) {
            row->state = row->of[i];
        }
    }
    if (!row->read && row->state != STATE_REMOVED) {
        row->state = STATE_ADDED;
    }
}

static void apply_to_row(struct reviewed_row *row, const struct said *said,
                         struct str name, struct arena *arena)
{
    for (size_t i = 0; i < said->len; i++) {
        const struct review_entry *entry = &said->at[i];

        if (said->is_live[i] && entry->table == row->table &&
            str_eq(entry->row, name)) {
            apply_entry(row, entry, arena);
        }
    }
    conclude_row(row);
}

/* Nothing is at its place any more, or it was added by a person: as they saw it. Of a
 * row that they removed nothing is left to say. */
static void put_back(struct reviewed_document *out, const struct meant *meant,
                     const struct said *said, struct arena *arena)
{
    struct reviewed_row *row = reviewed_insert(out, meant->table, arena);

    memcpy(row->cells, meant->seen,
           table_forms[meant->table].columns_len * sizeof *row->cells);
    row->row = meant->row;
    apply_to_row(row, said, meant->row, arena);
}

void reviewed_apply(struct reviewed_document *out, const struct said *said,
                    struct arena *arena)
{
    struct meants meants = list_meant(said, arena);
    struct reviewed_row *own = reviewed_own_row(out);

    for (size_t i = 0; i < said->len; i++) {
        const struct review_entry *entry = &said->at[i];

        if (said->is_live[i] &&
            (entry->action == REVIEW_DONE || entry->action == REVIEW_NOT_DONE)) {
            out->is_done = entry->action == REVIEW_DONE;
            out->done_at = entry->at;
        }
    }
    if (own) {
        apply_to_row(own, said, STR(""), arena);
    }
    reviewed_match(out, &meants, arena);
    for (size_t i = 0; i < meants.len; i++) {
        if (meants.at[i].found != SIZE_MAX) {
            struct reviewed_row *row = &out->at[meants.at[i].found];

            row->row = meants.at[i].row;
            apply_to_row(row, said, row->row, arena);
        }
    }
    for (size_t i = 0; i < meants.len; i++) {
        if (meants.at[i].found == SIZE_MAX) {
            put_back(out, &meants.at[i], said, arena);
        }
    }
    reviewed_conclude(out, arena);
}
