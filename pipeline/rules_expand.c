/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts definitions, gazetteers and symbols into patterns: {{name}}. */
#include "arena.h"
#include "rules_raw.h"
#include "tr.h"

#include <stdlib.h>

/* Definitions use definitions; the deepest sensible is 4 (item, date, month, digit). A
 * cycle runs into this bound. */
enum { MAX_NESTING = 8, MAX_PATTERN_BYTES = 256 * 1024 };

/* Where the copying goes on after a definition has been put in. */
struct level {
    const struct draft_pattern *from;
    size_t at;
};

struct expanding {
    const struct draft_patterns *defines;
    const struct rules *rules;
    enum view view;
    struct strbuf out;
    struct expansion *expansion;
    struct level levels[MAX_NESTING];
    size_t depth;
};

static void fail(struct expanding *job, struct str message)
{
    if (job->expansion->error.len == 0) {
        job->expansion->error = message;
        job->expansion->error_byte = job->out.len;
    }
}

static void piece_add(struct expanding *job, const struct draft_pattern *from,
                      size_t from_byte)
{
    struct expansion *expansion = job->expansion;

    expansion->pieces = arena_grow(job->out.arena, expansion->pieces, expansion->len,
                                   &expansion->cap, sizeof *expansion->pieces);
    expansion->pieces[expansion->len++] = (struct piece){job->out.len, from, from_byte};
}

/* Letters for themselves: what means something to PCRE2 is escaped, and any run of
 * blanks stands for any other. */
static void add_literal(struct strbuf *out, struct str literal)
{
    for (size_t at = 0; at < literal.len; at++) {
        char c = literal.ptr[at];

        if (c == ' ') {
            strbuf_add(out, STR("\\s+"));
            while (at + 1 < literal.len && literal.ptr[at + 1] == ' ') {
                at++;
            }
            continue;
        }
        if ((unsigned char)c < 0x80 && !(c >= 'a' && c <= 'z') &&
            !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) {
            strbuf_add_char(out, '\\');
        }
        strbuf_add_char(out, c);
    }
}

static int longest_first(const void *a_, const void *b_)
{
    const struct str *a = a_, *b = b_;

    if (a->len != b->len) {
        return a->len < b->len ? 1 : -1;
    }
    return str_cmp(*a, *b);
}

struct words_list {
    struct str *at;
    size_t len, cap;
};

static void list_add(struct words_list *list, struct str word, struct arena *arena)
{
    if (word.len > 0) {
        list->at = arena_grow(arena, list->at, list->len, &list->cap, sizeof *list->at);
        list->at[list->len++] = word;
    }
}

static void add_alternation(struct expanding *job, struct words_list *list)
{
    if (list->len == 0) { /* matches nothing */
        strbuf_add(&job->out, STR("(?!)"));
        return;
    }
    qsort(list->at, list->len, sizeof *list->at, longest_first);
    strbuf_add(&job->out, STR("(?:"));
    for (size_t i = 0; i < list->len; i++) {
        if (i > 0) {
            strbuf_add_char(&job->out, '|');
        }
        add_literal(&job->out, list->at[i]);
    }
    strbuf_add_char(&job->out, ')');
}

static void list_types(struct expanding *job, struct words_list *list, bool symbols)
{
    struct arena *arena = job->out.arena;
    bool folded = job->view == VIEW_FOLDED;

    for (size_t i = 0; i < job->rules->types_len; i++) {
        const struct document_type *type = &job->rules->types[i];

        if (!symbols) {
            list_add(list, folded ? type->folded : type->name, arena);
        }
        for (size_t j = 0; symbols && j < type->symbols_len; j++) {
            struct str symbol = type->symbols[j];

            list_add(list, folded ? fold(symbol, arena, NULL) : symbol, arena);
        }
    }
}

/* false: no gazetteer has this name. */
static bool list_gazetteer(struct expanding *job, struct words_list *list,
                           struct str name)
{
    for (size_t i = 0; i < job->rules->gazetteers_len; i++) {
        const struct gazetteer *from = &job->rules->gazetteers[i];
        const struct str *entries =
            job->view == VIEW_FOLDED ? from->folded : from->entries;

        if (!str_eq(from->name, name)) {
            continue;
        }
        for (size_t j = 0; j < from->len; j++) {
            list_add(list, entries[j], job->out.arena);
        }
        return true;
    }
    return false;
}

/* {{types}}, {{symbols}} and gazetteers. false: none has this name. */
static bool add_words(struct expanding *job, struct str name)
{
    struct words_list list = {0};
    bool types = str_eq(name, STR("types")), symbols = str_eq(name, STR("symbols"));

    if (types || symbols) {
        list_types(job, &list, symbols);
    } else if (!list_gazetteer(job, &list, name)) {
        return false;
    }
    add_alternation(job, &list);
    return true;
}

static const struct draft_pattern *define_named(const struct draft_patterns *defines,
                                                struct str name)
{
    for (size_t i = 0; i < defines->len; i++) {
        if (str_eq(defines->at[i].name, name)) {
            return &defines->at[i];
        }
    }
    return NULL;
}

static void put_in(struct expanding *job, struct str name)
{
    const struct draft_pattern *define = define_named(job->defines, name);

    if (!define) {
        if (!add_words(job, name)) {
            fail(job, str_printf(job->out.arena, _("nothing is defined as {{%.*s}}"),
                                 STR_ARG(name)));
        }
        return;
    }
    if (job->depth == MAX_NESTING) {
        fail(job,
             str_printf(job->out.arena,
                        _("{{%.*s}}: definitions go round in a circle, or are nested "
                          "deeper than %d"),
                        STR_ARG(name), MAX_NESTING - 1));
        return;
    }
    strbuf_add(&job->out, STR("(?:"));
    job->levels[job->depth++] = (struct level){define, 0};
    piece_add(job, define, 0);
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_';
}

/* The name in "{{name}}" at byte `at`; empty when there is none. */
static struct str name_at(struct str s, size_t at)
{
    size_t end = at + 2;

    while (end < s.len && is_name_char(s.ptr[end])) {
        end++;
    }
    return str_starts(str_from(s, end), STR("}}")) ? str_sub(s, at + 2, end) : STR("");
}

/* Copies up to the next {{name}}, and enters it. */
static void step(struct expanding *job)
{
    struct level *top = &job->levels[job->depth - 1];
    struct str source = top->from->source;
    size_t open = str_find(source, STR("{{"), top->at);
    struct str name = open < source.len ? name_at(source, open) : STR("");

    strbuf_add(&job->out, str_sub(source, top->at, open));
    if (open >= source.len) {
        job->depth--;
        if (job->depth > 0) {
            /* A definition may end in a comment: the line end closes it. */
            strbuf_add(&job->out, STR("\n)"));
            top--;
            piece_add(job, top->from, top->at);
        }
    } else if (name.len == 0) {
        strbuf_add(&job->out, STR("{{"));
        top->at = open + 2;
    } else {
        top->at = open + name.len + 4;
        piece_add(job, top->from, open);
        put_in(job, name);
        if (top == &job->levels[job->depth - 1]) {
            piece_add(job, top->from, top->at);
        }
    }
}

struct expansion rules_expand(const struct draft_pattern *pattern,
                              const struct draft_patterns *defines,
                              const struct rules *rules, enum view view,
                              struct arena *arena)
{
    struct expansion expansion = {0};
    struct expanding job = {.defines = defines,
                            .rules = rules,
                            .view = view,
                            .out = {.arena = arena},
                            .expansion = &expansion,
                            .levels = {{pattern, 0}},
                            .depth = 1};

    piece_add(&job, pattern, 0);
    while (job.depth > 0 && expansion.error.len == 0) {
        step(&job);
        if (job.out.len > MAX_PATTERN_BYTES) {
            fail(&job, TR("the pattern is too long with its definitions put in"));
        }
    }
    expansion.source = strbuf_str(&job.out);
    return expansion;
}

void expansion_place(const struct expansion *expansion, size_t at, struct str *file,
                     int *line_no)
{
    const struct piece *piece = &expansion->pieces[0];
    struct str before;

    /* What is missing at the end is missing on the last line with letters. */
    if (at >= expansion->source.len) {
        at = str_trim(expansion->source).len;
    }
    for (size_t i = 1; i < expansion->len && expansion->pieces[i].begin <= at; i++) {
        piece = &expansion->pieces[i];
    }
    before = str_sub(piece->from->source, 0, piece->from_byte + (at - piece->begin));
    *file = piece->from->file;
    *line_no = piece->from->line_no;
    for (size_t i = 0; i < before.len; i++) {
        *line_no += before.ptr[i] == '\n';
    }
}
