/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chain.h"

#include "arena.h"
#include "links.h"

enum { LINE_LETTERS = 36, MOST_TITLE_LINES = 3 };

static const struct {
    const char *name, *colour;
} levels[AGENCY_LEVELS] = {
    [AGENCY_CENTRAL] = {"Trung ương", "#fadbd8"},
    [AGENCY_PROVINCE] = {"Tỉnh", "#fdebd0"},
    [AGENCY_DEPARTMENT] = {"Sở, ban, ngành tỉnh", "#fcf3cf"},
    [AGENCY_DISTRICT] = {"Huyện", "#d5f5e3"},
    [AGENCY_OFFICE] = {"Phòng, ban, ngành huyện", "#d1f2eb"},
    [AGENCY_COMMUNE] = {"Xã", "#d6eaf8"},
    [AGENCY_UNIT] = {"Trường, đơn vị", "#ebdef0"},
    [AGENCY_UNKNOWN] = {"Không rõ cấp", "#f2f3f4"},
};

static const struct {
    const char *verb, *look;
} relations[CHAIN_RELATIONS] = {
    [CHAIN_IMPLEMENTS] = {"thực hiện", "color=\"#1a5276\" penwidth=1.6"},
    [CHAIN_FOLLOWS] = {"theo", "color=\"#1e8449\" style=dotted penwidth=1.6"},
    [CHAIN_BASIS] = {"căn cứ", "color=\"#909497\""},
};

/* --- text in Graphviz's language --- */

/* Between quotes: a backslash begins an escape there, an ampersand an entity. */
static void add_text(struct strbuf *out, struct str text)
{
    for (size_t at = 0; at < text.len; at++) {
        char c = text.ptr[at];

        if (c == '"' || c == '\\') {
            strbuf_add_char(out, '\\');
            strbuf_add_char(out, c);
        } else if (c == '&') {
            strbuf_add(out, STR("&amp;"));
        } else if ((unsigned char)c < ' ' || c == '\x7F') {
            strbuf_add_char(out, ' ');
        } else {
            strbuf_add_char(out, c);
        }
    }
}

/* Up to so many letters, at a blank where there is one. */
static struct str cut_line(struct str *rest)
{
    size_t at = 0, blank = 0, len, letters = 0;
    struct str line;

    while (at < rest->len && letters < LINE_LETTERS) {
        (void)utf8_at(*rest, at, &len);
        blank = rest->ptr[at] == ' ' ? at : blank;
        at += len;
        letters++;
    }
    at = at < rest->len && rest->ptr[at] != ' ' && blank > 0 ? blank : at;
    line = str_sub(*rest, 0, at);
    *rest = str_trim(str_from(*rest, at));
    return line;
}

static void add_lines(struct strbuf *out, struct str text, int most)
{
    text = str_trim(text);
    for (int i = 0; i < most && text.len > 0; i++) {
        add_text(out, cut_line(&text));
        strbuf_add(out, i + 1 == most && text.len > 0 ? STR("…\\l") : STR("\\l"));
    }
}

/* "15/01/2024" of "2024-01-15". */
static void add_day(struct strbuf *out, struct str date)
{
    if (date.len == 10) {
        strbuf_printf(out, "%.*s/%.*s/%.*s", STR_ARG(str_from(date, 8)),
                      STR_ARG(str_sub(date, 5, 7)), STR_ARG(str_sub(date, 0, 4)));
    }
}

/* --- nodes and edges --- */

static bool is_shown(const struct chain *chain, const struct chain_view *view,
                     size_t node)
{
    return chain->nodes[node].is_drawn && view->shown[node];
}

static void add_name(struct strbuf *out, const struct chain *chain, size_t node)
{
    strbuf_printf(out, "\"%zu: ", node + 1);
    add_text(out, chain->nodes[node].code);
    strbuf_add(out, STR("\""));
}

static void add_label(struct strbuf *out, const struct chain_node *node,
                      struct str note)
{
    struct strbuf head = {.arena = out->arena};

    strbuf_add(&head, node->type);
    strbuf_add(&head, node->type.len > 0 ? STR(" ") : STR(""));
    strbuf_add(&head, node->code.len > 0 ? node->code : STR("(không số)"));
    strbuf_add(&head, node->date.len > 0 ? STR(", ") : STR(""));
    add_day(&head, node->date);
    strbuf_add(out, STR("label=\""));
    add_lines(out, strbuf_str(&head), 2);
    add_lines(out, node->issuer, 2);
    add_lines(out, node->title, MOST_TITLE_LINES);
    add_lines(out, note, 1);
    strbuf_add(out, STR("\" tooltip=\""));
    add_text(out, strbuf_str(&head));
    strbuf_add(out, node->issuer.len > 0 ? STR("\\n") : STR(""));
    add_text(out, node->issuer);
    strbuf_add(out, node->title.len > 0 ? STR("\\n") : STR(""));
    add_text(out, node->title);
    if (node->scans > 1) {
        strbuf_printf(out, "\\n%zu bản quét", node->scans);
    }
    strbuf_add(out, node->document == CHAIN_NOT_HERE ? STR("\\nkhông có trong kho\"")
                                                     : STR("\""));
}

/* A row of the table of documents leads to its scan. */
static struct str address_of(const struct chain *chain, const struct chain_view *view,
                             size_t node, struct links *links)
{
    size_t document = chain->nodes[node].document;

    if (view->address_of && view->address_of[node].len > 0) {
        return view->address_of[node];
    }
    return document == CHAIN_NOT_HERE
               ? STR("")
               : str_from_c(links_url(
                     links, archive_document(chain->archive, document, "source"),
                     STR(""), chain->arena));
}

static void add_node(struct strbuf *out, const struct chain *chain,
                     const struct chain_view *view, size_t i, struct links *links)
{
    const struct chain_node *node = &chain->nodes[i];
    struct str address = address_of(chain, view, i, links);

    strbuf_add(out, STR("    "));
    add_name(out, chain, i);
    strbuf_add(out, STR(" ["));
    add_label(out, node, view->note_of ? view->note_of[i] : STR(""));
    if (address.len > 0) {
        strbuf_add(out, STR(" URL=\""));
        add_text(out, address);
        strbuf_add(out, STR("\" target=\"_blank\""));
    }
    strbuf_add(out, node->document == CHAIN_NOT_HERE ? STR(" style=\"rounded,dashed\"")
                                                     : STR(""));
    strbuf_add(out, STR("]\n"));
}

static bool is_of_level(const struct chain *chain, const struct chain_view *view,
                        size_t node, int level)
{
    return is_shown(chain, view, node) && (int)chain->nodes[node].level == level;
}

static void add_columns(struct strbuf *out, const struct chain *chain,
                        const struct chain_view *view)
{
    struct links links = {.source = ""};

    for (int level = 0; level < AGENCY_LEVELS; level++) {
        bool is_open = false;

        for (size_t i = 0; i < chain->nodes_len; i++) {
            if (!is_of_level(chain, view, i, level)) {
                continue;
            }
            if (!is_open) {
                strbuf_printf(out,
                              "  {\n    rank=same\n"
                              "    node [fillcolor=\"%s\"]\n",
                              levels[level].colour);
                is_open = true;
            }
            add_node(out, chain, view, i, &links);
        }
        strbuf_add(out, is_open ? STR("  }\n") : STR(""));
    }
}

/* The names of the columns, linked so that they stay in this order. Graphviz puts what
 * it hears of last on top. */
static void add_heads(struct strbuf *out, const struct chain *chain,
                      const struct chain_view *view)
{
    int last = -1;

    for (int level = 0; level < AGENCY_LEVELS; level++) {
        size_t i = 0;

        while (i < chain->nodes_len && !is_of_level(chain, view, i, level)) {
            i++;
        }
        if (i == chain->nodes_len) {
            continue;
        }
        strbuf_printf(out,
                      "  level%d [label=\"%s\" shape=plaintext style=\"\" fontsize=16 "
                      "tooltip=\"%s\"]\n",
                      level, levels[level].name, levels[level].name);
        strbuf_printf(out, "  {rank=same level%d ", level);
        add_name(out, chain, i);
        strbuf_add(out, STR("}\n"));
        if (last >= 0) {
            strbuf_printf(out, "  level%d -> level%d [style=invis]\n", last, level);
        }
        last = level;
    }
}

/* Where the arrow goes against the columns, or stays in one, it moves no node. */
static void add_edge(struct strbuf *out, const struct chain *chain,
                     const struct chain_edge *edge)
{
    const struct chain_node *from = &chain->nodes[edge->from];
    const struct chain_node *to = &chain->nodes[edge->to];

    strbuf_add(out, STR("  "));
    add_name(out, chain, edge->to);
    strbuf_add(out, STR(" -> "));
    add_name(out, chain, edge->from);
    strbuf_printf(out, " [%s%s edgetooltip=\"", relations[edge->relation].look,
                  to->level < from->level ? "" : " constraint=false");
    add_text(out, from->code);
    strbuf_printf(out, " %s ", relations[edge->relation].verb);
    add_text(out, to->code);
    strbuf_add(out, STR("\"]\n"));
}

static const char legend[] =
    "Mũi tên đi từ văn bản được viện dẫn tới văn bản viện dẫn nó: "
    "xanh lam – thực hiện; xanh lục, chấm – theo; xám – căn cứ.\\l"
    "Khung nét đứt: không có trong kho. Bấm vào văn bản để mở bản quét.\\l";

struct str chain_dot(const struct chain *chain, const struct chain_view *view)
{
    struct strbuf out = {.arena = chain->arena};

    strbuf_add(&out, STR("digraph \""));
    add_text(&out, view->title);
    strbuf_printf(
        &out,
        "\" {\n  charset=\"UTF-8\" rankdir=LR nodesep=0.18 ranksep=0.9 pad=0.2 "
        "outputorder=edgesfirst\n  fontname=\"Times New Roman,serif\" fontsize=12 "
        "labelloc=b labeljust=l label=\"%s\" tooltip=\" \"\n"
        "  node [shape=box style=\"rounded,filled\" fontname=\"Times New Roman,serif\" "
        "fontsize=12 color=\"#566573\" margin=\"0.12,0.06\"]\n"
        "  edge [arrowsize=0.7]\n",
        legend);
    add_columns(&out, chain, view);
    add_heads(&out, chain, view);
    for (size_t i = 0; i < chain->edges_len; i++) {
        if (is_shown(chain, view, chain->edges[i].from) &&
            is_shown(chain, view, chain->edges[i].to)) {
            add_edge(&out, chain, &chain->edges[i]);
        }
    }
    strbuf_add(&out, STR("}\n"));
    return strbuf_str(&out);
}
