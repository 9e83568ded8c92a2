/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chain of documents as pictures: all of it in one; or, of a large archive, each
 * root plan with what comes of it, and an overview of the roots. */
#include "arena.h"
#include "chain.h"
#include "new_file.h"
#include "text.h"
#include "tr.h"
#include "track_parts.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* More than that nobody can read at once; more pictures nobody looks through. A root
 * with more below it than COUNTED is among the first anyway. */
enum { MOST_NODES = 80, MOST_PICTURES = 100, COUNTED = 10000, NAME_MOST = 60 };

struct root {
    size_t node, below; /* documents that come of it, itself not counted */
};

struct picturing {
    const struct chain *chain;
    struct painter *painter;
    struct str folder;
    FILE *messages;
    size_t *first; /* of the edges to a node; one more at the end */
    bool *cites;   /* by node: some document of the archive */
    size_t *seen;  /* by node: in which look */
    size_t look;   /* counts looks */
    size_t *queue; /* of a look; seen nodes in the order in which they were found */
    bool *shown;   /* by node */
    struct str *address, *note;
    struct root *roots;
    size_t roots_len, roots_cap;
    struct str names[MOST_PICTURES]; /* of the roots' pictures, without their end */
    size_t names_len;
};

static bool is_here(const struct chain *chain, size_t node)
{
    return chain->nodes[node].document != CHAIN_NOT_HERE;
}

/* Puts a node and what comes of it into the queue, nearest first; returns how many. */
static size_t look_below(struct picturing *p, size_t node, size_t most)
{
    const struct chain *chain = p->chain;
    size_t len = 1;

    p->look++;
    p->queue[0] = node;
    p->seen[node] = p->look;
    for (size_t at = 0; at < len && len < most; at++) {
        for (size_t i = p->first[p->queue[at]];
             i < p->first[p->queue[at] + 1] && len < most; i++) {
            size_t from = chain->edges[i].from;

            if (p->seen[from] != p->look) {
                p->seen[from] = p->look;
                p->queue[len++] = from;
            }
        }
    }
    return len;
}

static void index_edges(struct picturing *p)
{
    const struct chain *chain = p->chain;
    struct arena *arena = chain->arena;
    size_t edge = 0;

    p->first = ARENA_ARRAY(arena, size_t, chain->nodes_len + 1);
    p->cites = ARENA_ARRAY(arena, bool, chain->nodes_len + 1);
    p->seen = ARENA_ARRAY(arena, size_t, chain->nodes_len + 1);
    p->queue = ARENA_ARRAY(arena, size_t, chain->nodes_len + 1);
    p->shown = ARENA_ARRAY(arena, bool, chain->nodes_len + 1);
    p->address = ARENA_ARRAY(arena, struct str, chain->nodes_len + 1);
    p->note = ARENA_ARRAY(arena, struct str, chain->nodes_len + 1);
    for (size_t i = 0; i < chain->nodes_len; i++) {
        p->first[i] = edge;
        for (; edge < chain->edges_len && chain->edges[edge].to == i; edge++) {
            p->cites[chain->edges[edge].from] |= is_here(chain, i);
        }
    }
    p->first[chain->nodes_len] = edge;
}

static int by_size(const void *a_, const void *b_)
{
    const struct root *a = a_, *b = b_;

    if (a->below != b->below) {
        return a->below > b->below ? -1 : 1;
    }
    return (a->node > b->node) - (a->node < b->node);
}

static void add_root(struct picturing *p, size_t node, bool *reached)
{
    size_t len = look_below(p, node, COUNTED);

    for (size_t i = 0; i < len; i++) {
        reached[p->queue[i]] = true;
    }
    p->roots = arena_regrow(p->chain->arena, p->roots, p->roots_len, &p->roots_cap,
                            sizeof *p->roots);
    p->roots[p->roots_len++] = (struct root){node, len - 1};
}

/* Several implement or follow it. */
static bool is_followed(const struct picturing *p, size_t node)
{
    size_t count = 0;

    for (size_t i = p->first[node]; i < p->first[node + 1]; i++) {
        count += p->chain->edges[i].relation != CHAIN_BASIS;
    }
    return count > 1;
}

/* Documents that others follow and that follow none; of a circle, which has no such
 * one, the first; and what several follow and the archive has not. */
static void find_roots(struct picturing *p)
{
    const struct chain *chain = p->chain;
    bool *reached = ARENA_ARRAY(chain->arena, bool, chain->nodes_len + 1);

    for (int circles = 0; circles < 2; circles++) {
        for (size_t i = 0; i < chain->nodes_len; i++) {
            bool is_root = circles ? !reached[i] : !p->cites[i];

            if (is_here(chain, i) && is_root && chain->nodes[i].cited_by > 0) {
                add_root(p, i, reached);
            }
        }
    }
    for (size_t i = 0; i < chain->nodes_len; i++) {
        if (!is_here(chain, i) && is_followed(p, i)) {
            add_root(p, i, reached);
        }
    }
    if (p->roots_len > 0) {
        qsort(p->roots, p->roots_len, sizeof *p->roots, by_size);
    }
}

/* --- files --- */

static enum status write_file(const struct picturing *p, struct str name,
                              const char *end, struct str bytes, struct err *err)
{
    struct arena arena = arena_make(1 << 20);
    struct new_file file;
    enum status status = new_file_open(
        &file,
        str_printf(&arena, "%.*s/%.*s%s", STR_ARG(p->folder), STR_ARG(name), end), err);

    if (status == STATUS_OK) {
        fwrite(bytes.ptr, 1, bytes.len, file.to); /* new_file_close() tells */
        status = new_file_close(&file, STATUS_OK, err);
    }
    arena_drop(&arena);
    return status;
}

static enum status write_picture(const struct picturing *p, struct str name,
                                 const struct chain_view *view, struct err *err)
{
    struct str dot = chain_dot(p->chain, view), svg = STR("");
    enum status status = write_file(p, name, ".dot", dot, err);

    if (status == STATUS_OK) {
        status = svg_from_dot(p->painter, dot, p->chain->arena, &svg, err);
    }
    return status == STATUS_OK ? write_file(p, name, ".svg", svg, err) : status;
}

/* Pictures of roots that an earlier archive had. */
static void remove_stale(const struct picturing *p)
{
    DIR *folder = opendir(p->folder.ptr);

    for (struct dirent *entry = folder ? readdir(folder) : NULL; entry;
         entry = readdir(folder)) {
        struct str name = str_from_c(entry->d_name);

        if (str_starts(name, STR("chain-")) &&
            (str_ends(name, STR(".svg")) || str_ends(name, STR(".dot")))) {
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
        }
    }
    if (folder) {
        closedir(folder);
    }
}

static bool is_name_taken(const struct picturing *p, struct str name)
{
    for (size_t i = 0; i < p->names_len; i++) {
        if (str_eq(p->names[i], name)) {
            return true;
        }
    }
    return false;
}

/* "12/KH-UBND" as "12-KH-UBND". */
static void add_plain(struct strbuf *out, struct str code)
{
    static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    struct str folded = fold(code, out->arena, NULL);

    for (size_t i = 0; i < folded.len && out->len < NAME_MOST; i++) {
        char c = folded.ptr[i];

        if (c >= 'a' && c <= 'z') {
            c = capitals[c - 'a'];
        } else if (!is_word_sign(c)) {
            c = '-';
        }
        strbuf_add_char(out, c);
    }
}

/* "chain-12-KH-UBND-2024-01-15"; the second of this name: "...-2". */
static struct str name_of(struct picturing *p, const struct chain_node *node)
{
    struct strbuf out = {.arena = p->chain->arena};
    struct str name;

    strbuf_add(&out, STR("chain-"));
    add_plain(&out, node->code);
    strbuf_printf(&out, "-%.*s", STR_ARG(node->date));
    name = strbuf_str(&out);
    for (int no = 2; is_name_taken(p, name); no++) {
        name = str_printf(out.arena, "%.*s-%d", STR_ARG(strbuf_str(&out)), no);
    }
    p->names[p->names_len++] = name;
    return name;
}

/* --- pictures --- */

static void show_none(struct picturing *p)
{
    memset(p->shown, 0, p->chain->nodes_len * sizeof *p->shown);
}

/* What the archive has not and a shown document of it cites, while there is room. */
static void show_outside(struct picturing *p, size_t shown)
{
    const struct chain *chain = p->chain;

    for (size_t i = 0; i < chain->nodes_len && shown < MOST_NODES; i++) {
        bool is_cited = false;

        for (size_t k = p->first[i]; k < p->first[i + 1] && !is_here(chain, i); k++) {
            is_cited |= p->shown[chain->edges[k].from];
        }
        if (is_cited) {
            p->shown[i] = true;
            shown++;
        }
    }
}

/* A root, and what comes of it. */
static enum status draw_root(struct picturing *p, const struct root *root,
                             struct err *err)
{
    const struct chain_node *node = &p->chain->nodes[root->node];
    struct str name = name_of(p, node);
    const struct chain_view view = {name, p->shown, NULL, NULL};
    size_t len = look_below(p, root->node, MOST_NODES);

    show_none(p);
    for (size_t i = 0; i < len; i++) {
        p->shown[p->queue[i]] = true;
    }
    show_outside(p, len);
    p->address[root->node] = str_printf(p->chain->arena, "%.*s.svg", STR_ARG(name));
    if (root->below + 1 > len) {
        fprintf(p->messages,
                _("%.*s.svg: %zu documents of %zu%s; chain.csv has them all\n"),
                STR_ARG(name), len, root->below + 1,
                root->below + 1 >= COUNTED ? "+" : "");
    } else {
        fprintf(p->messages, _("%.*s.svg: %zu documents\n"), STR_ARG(name), len);
    }
    return write_picture(p, name, &view, err);
}

static enum status draw_roots(struct picturing *p, struct err *err)
{
    const struct chain_view view = {STR("chain"), p->shown, p->address, p->note};
    enum status status = STATUS_OK;
    size_t shown = p->roots_len < MOST_NODES ? p->roots_len : MOST_NODES;

    for (size_t i = 0; i < p->roots_len && i < MOST_PICTURES && status == STATUS_OK;
         i++) {
        status = draw_root(p, &p->roots[i], err);
    }
    show_none(p);
    for (size_t i = 0; i < shown; i++) {
        const struct root *root = &p->roots[i];

        p->shown[root->node] = true;
        p->note[root->node] =
            str_printf(p->chain->arena, "→ %zu%s văn bản", root->below,
                       root->below + 1 >= COUNTED ? "+" : "");
    }
    show_outside(p, shown);
    fprintf(p->messages,
            _("chain.svg: an overview of %zu of %zu documents that others follow; "
              "chain.csv has them all\n"),
            shown, p->roots_len);
    return status == STATUS_OK ? write_picture(p, STR("chain"), &view, err) : status;
}

enum status track_pictures(const struct chain *chain, struct painter *painter,
                           struct str folder, FILE *messages, struct err *err)
{
    struct picturing p = {
        .chain = chain, .painter = painter, .folder = folder, .messages = messages};
    struct chain_view view = {.title = STR("chain")};
    size_t drawn = 0, outside = 0;

    index_edges(&p);
    view.shown = p.shown;
    remove_stale(&p);
    for (size_t i = 0; i < chain->nodes_len; i++) {
        drawn += chain->nodes[i].is_drawn;
        outside += chain->nodes[i].is_drawn && !is_here(chain, i);
        p.shown[i] = chain->nodes[i].is_drawn;
    }
    if (drawn > MOST_NODES) {
        find_roots(&p);
        return draw_roots(&p, err);
    }
    fprintf(messages,
            _("chain.svg: %zu documents, and %zu that are cited and not here\n"),
            drawn - outside, outside);
    return write_picture(&p, STR("chain"), &view, err);
}
