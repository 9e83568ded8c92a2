/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Graphviz (libgvc, libcgraph: only here). It gets graphs of chain_dot() and nothing
 * else: those name no file, so it reads none. */
#include "arena.h"
#include "chain.h"

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

/* Graphviz, and Pango below it in threads of its own, keep what they learned of fonts
 * until the program ends, 100 KiB a picture at most: no leak of ours. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libgvc\nleak:libgvplugin\nleak:libpango\nleak:libfontconfig\n";
}
#endif
#endif

/* What it warns of (a font that this machine lacks) is nothing that a user can mend. */
/* NOLINTNEXTLINE(readability-non-const-parameter): as Graphviz wants it */
static int say_nothing(char *message)
{
    (void)message;
    return 0;
}

struct painter {
    GVC_t *context;
};

struct painter *painter_open(struct arena *arena)
{
    struct painter *painter = ARENA_NEW(arena, struct painter);

    (void)agseterrf(say_nothing);
    painter->context = gvContext();
    return painter;
}

void painter_close(struct painter *painter)
{
    if (painter->context) {
        gvFreeContext(painter->context);
    }
}

enum status svg_from_dot(struct painter *painter, struct str dot, struct arena *arena,
                         struct str *out, struct err *err)
{
    Agraph_t *graph = painter->context ? agmemread(str_copy(arena, dot).ptr) : NULL;
    char *svg = NULL;
    unsigned len = 0;
    bool is_drawn = false;

    if (graph && gvLayout(painter->context, graph, "dot") == 0) {
        is_drawn = gvRenderData(painter->context, graph, "svg", &svg, &len) == 0 && svg;
        if (is_drawn) {
            *out = str_copy(arena, (struct str){svg, len});
        }
        gvFreeRenderData(svg);
        gvFreeLayout(painter->context, graph);
    }
    if (graph) {
        agclose(graph);
    }
    return is_drawn ? STATUS_OK
                    : err_set(err, STATUS_OUTPUT, 0,
                              "Graphviz can't draw the chain of documents (is it "
                              "installed whole?); chain.dot has it");
}
