/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Graphviz (libgvc, libcgraph: only here). It gets graphs of chain_dot() and nothing
 * else: those name no file, so it reads none. */
#include "arena.h"
#include "chain.h"

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

/* What it warns of (a font that this machine lacks) is nothing that a user can mend. */
static int say_nothing(char *message)
{
    (void)message;
    return 0;
}

enum status svg_from_dot(struct str dot, struct arena *arena, struct str *out,
                         struct err *err)
{
    GVC_t *context;
    Agraph_t *graph;
    char *svg = NULL;
    unsigned len = 0;
    bool is_drawn = false;

    (void)agseterrf(say_nothing);
    context = gvContext();
    graph = context ? agmemread(str_copy(arena, dot).ptr) : NULL;
    if (graph && gvLayout(context, graph, "dot") == 0) {
        is_drawn = gvRenderData(context, graph, "svg", &svg, &len) == 0 && svg;
        if (is_drawn) {
            *out = str_copy(arena, (struct str){svg, len});
        }
        gvFreeRenderData(svg);
        gvFreeLayout(context, graph);
    }
    if (graph) {
        agclose(graph);
    }
    if (context) {
        gvFreeContext(context);
    }
    return is_drawn ? STATUS_OK
                    : err_set(err, STATUS_OUTPUT, 0,
                              "Graphviz can't draw the chain of documents (is it "
                              "installed whole?); chain.dot has it");
}
