/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chain.h"

#include "arena.h"
#include "text.h"
#include "track_parts.h"

#include <stdlib.h>

/* A document that the archive has not, by what cites it. */
struct outside {
    struct str key; /* code and date; without a date code and issuer */
    const struct archive_row *row;
    size_t from; /* node that cites it */
    enum chain_relation relation;
};

struct linking {
    struct chain *chain;
    const struct cited *cited;
    const size_t *same_as;
    size_t edges_cap;
    struct outside *outside;
    size_t outside_len, outside_cap;
};

/* CHAIN_RELATIONS: a mention in passing. */
static enum chain_relation relation_of(const struct archive_row *row)
{
    static const char *const names[CHAIN_RELATIONS] = {[CHAIN_IMPLEMENTS] =
                                                           "implements",
                                                       [CHAIN_FOLLOWS] = "follows",
                                                       [CHAIN_BASIS] = "basis"};
    struct str relation = archive_cell(row, TABLE_REFERENCES, "relation");
    int i = 0;

    while (i < CHAIN_RELATIONS && !str_eq(str_from_c(names[i]), relation)) {
        i++;
    }
    return (enum chain_relation)i;
}

static void add_edge(struct linking *l, size_t from, size_t to,
                     enum chain_relation relation)
{
    struct chain *chain = l->chain;

    chain->edges = arena_regrow(chain->arena, chain->edges, chain->edges_len,
                                &l->edges_cap, sizeof *chain->edges);
    chain->edges[chain->edges_len++] = (struct chain_edge){from, to, relation};
}

static void add_outside(struct linking *l, const struct archive_row *row, size_t from,
                        enum chain_relation relation)
{
    struct arena *arena = l->chain->arena;
    struct str code = archive_cell(row, TABLE_REFERENCES, "code");
    struct str date = archive_cell(row, TABLE_REFERENCES, "date");

    if (code.len == 0) {
        return;
    }
    if (date.len == 0) {
        date = agency_key(archive_cell(row, TABLE_REFERENCES, "issuer"), arena);
    }
    l->outside = arena_regrow(arena, l->outside, l->outside_len, &l->outside_cap,
                              sizeof *l->outside);
    l->outside[l->outside_len++] = (struct outside){
        str_printf(arena, "%.*s %.*s", STR_ARG(fold(code, arena, NULL)), STR_ARG(date)),
        row, from, relation};
}

static void follow(struct linking *l, const struct archive_row *row)
{
    enum chain_relation relation = relation_of(row);
    size_t named[MOST_CITED], len, from = l->same_as[row->document];

    if (relation == CHAIN_RELATIONS) {
        return;
    }
    len = cited_find(l->cited, row, named);
    for (size_t i = 0; i < len; i++) {
        if (l->same_as[named[i]] != from) {
            add_edge(l, from, l->same_as[named[i]], relation);
        }
    }
    if (len == 0 && !cited_is_itself(l->cited, row)) {
        add_outside(l, row, from, relation);
    }
}

static int by_end(const void *a_, const void *b_)
{
    const struct chain_edge *a = a_, *b = b_;

    if (a->to != b->to) {
        return a->to < b->to ? -1 : 1;
    }
    if (a->from != b->from) {
        return a->from < b->from ? -1 : 1;
    }
    return (a->relation > b->relation) - (a->relation < b->relation);
}

/* One edge between two nodes; counts who is cited. */
static void sort_edges(struct chain *chain)
{
    size_t kept = 0;

    if (chain->edges_len > 0) {
        qsort(chain->edges, chain->edges_len, sizeof *chain->edges, by_end);
    }
    for (size_t i = 0; i < chain->edges_len; i++) {
        struct chain_edge edge = chain->edges[i];

        if (kept == 0 || chain->edges[kept - 1].to != edge.to ||
            chain->edges[kept - 1].from != edge.from) {
            chain->edges[kept++] = edge;
        }
    }
    chain->edges_len = kept;
    for (size_t i = 0; i < chain->nodes_len; i++) {
        chain->nodes[i].cited_by = 0;
    }
    for (size_t i = 0; i < chain->edges_len; i++) {
        chain->nodes[chain->edges[i].to].cited_by++;
    }
}

static int by_key(const void *a_, const void *b_)
{
    const struct outside *a = a_, *b = b_;
    int order = str_cmp(a->key, b->key);

    order = order != 0 ? order : (a->from > b->from) - (a->from < b->from);
    return order != 0 ? order
                      : (a->row->document > b->row->document) -
                            (a->row->document < b->row->document);
}

/* Worth a place in the picture: several cite it, or a plan that others follow rests on
 * it. */
static bool is_worth_it(const struct linking *l, const struct outside *of, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (of[i].from != of[0].from || l->chain->nodes[of[i].from].cited_by > 0) {
            return true;
        }
    }
    return false;
}

static void add_outside_node(struct linking *l, const struct outside *of, size_t len)
{
    struct chain *chain = l->chain;
    const struct archive_row *row = of->row;
    struct str issuer = archive_cell(row, TABLE_REFERENCES, "issuer");
    struct str key = agency_key(issuer, chain->arena);

    chain->nodes[chain->nodes_len] = (struct chain_node){
        .document = CHAIN_NOT_HERE,
        .type = archive_cell(row, TABLE_REFERENCES, "type"),
        .code = archive_cell(row, TABLE_REFERENCES, "code"),
        .date = archive_cell(row, TABLE_REFERENCES, "date"),
        .issuer = issuer,
        .title = STR(""),
        .level = agency_level(key),
    };
    for (size_t i = 0; i < len; i++) {
        add_edge(l, of[i].from, chain->nodes_len, of[i].relation);
    }
    chain->nodes_len++;
}

static void add_outsides(struct linking *l)
{
    if (l->outside_len > 0) {
        qsort(l->outside, l->outside_len, sizeof *l->outside, by_key);
    }
    for (size_t i = 0, end; i < l->outside_len; i = end) {
        for (end = i + 1;
             end < l->outside_len && str_eq(l->outside[end].key, l->outside[i].key);
             end++) {
        }
        if (is_worth_it(l, &l->outside[i], end - i)) {
            add_outside_node(l, &l->outside[i], end - i);
        }
    }
}

static void add_documents(struct linking *l)
{
    struct chain *chain = l->chain;
    const struct archive *archive = chain->archive;

    chain->nodes_len = archive->tables[TABLE_DOCUMENTS].len;
    for (size_t i = 0; i < chain->nodes_len; i++) {
        chain->nodes[i] = (struct chain_node){
            .document = i,
            .type = archive_document(archive, i, "type"),
            .code = archive_document(archive, i, "code"),
            .date = archive_document(archive, i, "date"),
            .issuer = archive_document(archive, i, "issuer"),
            .title = archive_document(archive, i, "title"),
            .level = agency_level(l->cited->issuers[i]),
        };
        chain->nodes[l->same_as[i]].scans++;
    }
}

struct chain chain_from_archive(const struct cited *cited, const size_t *same_as)
{
    const struct archive *archive = cited->archive;
    const struct archive_table *references = &archive->tables[TABLE_REFERENCES];
    struct chain chain = {.arena = archive->arena, .archive = archive};
    struct linking l = {.chain = &chain, .cited = cited, .same_as = same_as};

    chain.nodes =
        ARENA_ARRAY(chain.arena, struct chain_node,
                    archive->tables[TABLE_DOCUMENTS].len + references->len + 1);
    add_documents(&l);
    for (size_t i = 0; i < references->len; i++) {
        follow(&l, &references->at[i]);
    }
    sort_edges(&chain);
    add_outsides(&l);
    sort_edges(&chain);
    for (size_t i = 0; i < chain.edges_len; i++) {
        chain.nodes[chain.edges[i].from].is_drawn = true;
        chain.nodes[chain.edges[i].to].is_drawn = true;
    }
    return chain;
}

/* --- as a table --- */

static void send_edge(const struct cited *cited, const struct archive_row *row,
                      size_t to, const char *in_archive, const struct track_sink *sink)
{
    const struct archive *archive = cited->archive;
    bool has = to != CHAIN_NOT_HERE;
    struct str cells[MAX_COLUMNS] = {
        archive_document(archive, row->document, "document"),
        archive_document(archive, row->document, "source"),
        archive_document(archive, row->document, "code"),
        archive_cell(row, TABLE_REFERENCES, "relation"),
        archive_cell(row, TABLE_REFERENCES, "page"),
        archive_cell(row, TABLE_REFERENCES, "type"),
        archive_cell(row, TABLE_REFERENCES, "code"),
        archive_cell(row, TABLE_REFERENCES, "date"),
        archive_cell(row, TABLE_REFERENCES, "issuer"),
        archive_cell(row, TABLE_REFERENCES, "name"),
        str_from_c(in_archive),
        has ? archive_document(archive, to, "document") : STR(""),
        has ? archive_document(archive, to, "source") : STR(""),
    };

    track_send(sink, TRACK_CHAIN, cells);
}

void track_chain(const struct cited *cited, const size_t *same_as,
                 const struct track_sink *sink)
{
    const struct archive_table *references = &cited->archive->tables[TABLE_REFERENCES];

    for (size_t i = 0; i < references->len; i++) {
        const struct archive_row *row = &references->at[i];
        size_t named[MOST_CITED], len, others = 0;

        if (relation_of(row) == CHAIN_RELATIONS) {
            continue;
        }
        len = cited_find(cited, row, named);
        for (size_t k = 0; k < len; k++) {
            others += same_as[named[k]] != same_as[named[0]];
        }
        for (size_t k = 0; k < len; k++) {
            bool is_itself = same_as[named[k]] == same_as[row->document];

            send_edge(cited, row, named[k],
                      is_itself    ? "itself"
                      : others > 0 ? "several"
                                   : "yes",
                      sink);
        }
        if (len == 0) {
            send_edge(cited, row, CHAIN_NOT_HERE,
                      cited_is_itself(cited, row) ? "itself" : "", sink);
        }
    }
}
