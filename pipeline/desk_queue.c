/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of documents, page by page. */
#include "desk_parts.h"

#include "desk_search.h"
#include "journal_desk.h"

enum { USUAL_LIMIT = 50, MOST_LIMIT = 200, MOST_OFFSET = 100 * 1000 * 1000 };

struct listing {
    const struct asked *asked;
    json_t *rows;
    struct str words;
};

static void add_row(void *owner, const struct index_row *row)
{
    struct listing *listing = owner;
    json_t *json = json_object();

    json_object_set_new(json, "document", desk_text(row->document));
    json_object_set_new(json, "source", desk_text(row->source));
    json_object_set_new(json, "code", desk_text(row->code));
    json_object_set_new(json, "date", desk_text(row->date));
    json_object_set_new(json, "type", desk_text(row->type));
    json_object_set_new(json, "issuer", desk_text(row->issuer));
    json_object_set_new(json, "title", desk_text(row->title));
    json_object_set_new(json, "signer", desk_text(row->signer));
    json_object_set_new(json, "status", desk_text(row->status));
    json_object_set_new(json, "confidence", json_real(row->confidence));
    json_object_set_new(json, "missing", desk_words(row->missing));
    json_object_set_new(json, "doubts", json_integer(row->doubts));
    json_object_set_new(json, "reviewed", json_boolean(row->is_reviewed));
    if (listing->words.len > 0) {
        struct arena arena = arena_make(ANSWER_TEXT_BYTES);
        struct str text = journal_text_of(listing->asked->desk->journal,
                                          row->content_id, row->part_no, &arena);

        json_object_set_new(json, "snippet",
                            desk_text(search_snippet(listing->words, text, &arena)));
        arena_drop(&arena);
    }
    json_array_append_new(listing->rows, json);
}

static enum index_order order_of(struct str name)
{
    return str_eq(name, STR("date"))   ? ORDER_DATE
           : str_eq(name, STR("path")) ? ORDER_PATH
                                       : ORDER_RISK;
}

/* false: a number is none. */
static bool read_query(const struct http_request *request, struct index_query *out)
{
    struct str offset = http_argument(request, "offset");
    struct str limit = http_argument(request, "limit");
    struct str reviewed = http_argument(request, "reviewed");

    *out = (struct index_query){
        .order = order_of(http_argument(request, "order")),
        .limit = USUAL_LIMIT,
        .reviewed = str_eq(reviewed, STR("all")) ? -1 : str_eq(reviewed, STR("1")),
        .status = http_argument(request, "status"),
        .type = http_argument(request, "type"),
        .missing = http_argument(request, "missing"),
        .check = http_argument(request, "check"),
        .month = http_argument(request, "month"),
        .issuer = http_argument(request, "issuer"),
        .words = http_argument(request, "q"),
    };
    return (offset.len == 0 || desk_number(offset, 0, MOST_OFFSET, &out->offset)) &&
           (limit.len == 0 || desk_number(limit, 1, MOST_LIMIT, &out->limit));
}

void desk_queue(const struct asked *asked)
{
    struct index_query query;
    struct listing listing = {.asked = asked};
    struct err err = {0};
    int64_t total;

    if (!read_query(asked->request, &query)) {
        desk_error(asked, 400, _("offset and limit are numbers, limit at most 200"));
        return;
    }
    listing.rows = json_array();
    listing.words = query.words;
    if (index_queue(asked->desk->index, &query, add_row, &listing, &total, &err) !=
        STATUS_OK) {
        json_decref(listing.rows);
        desk_failed(asked, &err);
        return;
    }
    desk_json(asked, 200,
              json_pack("{s:I, s:i, s:o, s:I}", "total", (json_int_t)total, "offset",
                        query.offset, "rows", listing.rows, "left",
                        (json_int_t)index_left(asked->desk->index)));
}
