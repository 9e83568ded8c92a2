/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chain of documents: who implements whom. All of it lives in the archive's arena.
 */
#ifndef VANTHU_CHAIN_H
#define VANTHU_CHAIN_H

#include "agency_level.h"
#include "cited.h"
#include "track.h"

/* From what binds most to what binds least. */
enum chain_relation { CHAIN_IMPLEMENTS, CHAIN_FOLLOWS, CHAIN_BASIS, CHAIN_RELATIONS };

#define CHAIN_NOT_HERE SIZE_MAX

struct chain_node {
    size_t document; /* its first scan; CHAIN_NOT_HERE: the archive has it not */
    struct str type, code, date, issuer, title;
    enum agency_level level;
    size_t scans;    /* 0: the archive has it not */
    size_t cited_by; /* so many documents of the archive */
    bool is_drawn;
};

/* `from` cites `to`; one edge between two nodes, the relation that binds most. */
struct chain_edge {
    size_t from, to;
    enum chain_relation relation;
};

struct chain {
    struct arena *arena;
    const struct archive *archive;
    struct chain_node *nodes;
    size_t nodes_len;
    struct chain_edge *edges; /* by to, from */
    size_t edges_len;
};

/* Scans of one document (`same_as`, see track_twins()) are one node. Drawn are the
 * documents that an edge leads to or from; of those that the archive has not, only
 * those that several cite, or that are the basis of a plan that others follow. n log n
 * in the references. */
struct chain chain_from_archive(const struct cited *cited, const size_t *same_as);

/* The edges as they were read, a row for each reference that is more than a mention. */
void track_chain(const struct cited *cited, const size_t *same_as,
                 const struct track_sink *sink);

/* One picture of a chain; what is by node has as many as the chain. */
struct chain_view {
    struct str title;
    const bool *shown;
    const struct str *address_of; /* where a click leads; empty: to the scan */
    const struct str *note_of;    /* one more line; empty: none */
};

/* The nodes that are drawn and shown, and the edges between them, in Graphviz's
 * language: columns by level from left to right. Nothing in it is from outside but
 * escaped text and file:// addresses of scans (links.h). */
struct str chain_dot(const struct chain *chain, const struct chain_view *view);

/* Graphviz. One in a process, and not used by two threads at once: its text plugin
 * (2.43) remembers names of fonts that went with an earlier one. */
struct painter;
struct painter *painter_open(struct arena *arena);
void painter_close(struct painter *painter);
/* The picture (SVG) of a graph, in `arena`. STATUS_OUTPUT: Graphviz can't draw it. */
MUST_USE enum status svg_from_dot(struct painter *painter, struct str dot,
                                  struct arena *arena, struct str *out,
                                  struct err *err);

/* chain.dot and chain.svg of `folder`: all that is drawn, or, where that is more than
 * 80 nodes, the documents that others follow and that follow none (the roots), each
 * with a picture of its own (chain-CODE-DATE.svg; the 100 with most below them). What a
 * picture leaves out is told on `messages`. */
MUST_USE enum status track_pictures(const struct chain *chain, struct painter *painter,
                                    struct str folder, FILE *messages, struct err *err);

#endif
