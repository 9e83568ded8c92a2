/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A first pass over a rule file with libyaml alone: libcyaml's answer has no lines. */
#include "arena.h"
#include "rules_raw.h"
#include "tr.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

/* libcyaml loads by a state stack of its own, but a mapping in a mapping in ... of a
 * thousand levels is an attack, not a rule file: the format has 5 levels. */
enum { MAX_DEPTH = 16, MAX_NODES = 200 * 1000 };

/* Every place that a rule file may have. */
static const char *const shapes[] = {
    "",
    ".define",
    ".define[]",
    ".define[].name",
    ".define[].pattern",
    ".gazetteers",
    ".gazetteers[]",
    ".gazetteers[].name",
    ".gazetteers[].entries",
    ".gazetteers[].entries[]",
    ".types",
    ".types[]",
    ".types[].name",
    ".types[].symbols",
    ".types[].symbols[]",
    ".required",
    ".required[]",
    ".required[].type",
    ".required[].parts",
    ".required[].parts[]",
    ".rules",
    ".rules[]",
    ".rules[].id",
    ".rules[].table",
    ".rules[].zones",
    ".rules[].zones[]",
    ".rules[].view",
    ".rules[].pattern",
    ".rules[].heads",
    ".rules[].under",
    ".rules[].sure",
    ".rules[].set",
    ".rules[].set[]",
    ".rules[].set[].column",
    ".rules[].set[].value",
    ".rules[].groups",
    ".rules[].groups[]",
    ".rules[].groups[].name",
    ".rules[].groups[].column",
    ".rules[].groups[].as",
    ".rules[].examples",
    ".rules[].examples[]",
    ".rules[].examples[].text",
    ".rules[].examples[].want",
    ".rules[].examples[].want[]",
    ".rules[].counter_examples",
    ".rules[].counter_examples[]",
};

/* A mapping or a sequence that is open. */
struct frame {
    bool is_map;
    bool wants_key;
    bool known;     /* its place is one of `shapes` */
    size_t next;    /* index of the sequence's next element */
    struct str key; /* the mapping's current key */
    struct str path, shape;
};

struct walk {
    struct rule_file *file;
    struct frame frames[MAX_DEPTH];
    size_t depth;
    bool sound, ended;
};

void rule_fault_add(struct rule_file *file, int line_no, struct str rule_id,
                    struct str message)
{
    struct rule_faults *faults = file->faults;

    faults->at = arena_grow(file->arena, faults->at, faults->len, &faults->cap,
                            sizeof *faults->at);
    faults->at[faults->len++] = (struct rule_fault){
        .file = file->name, .line_no = line_no, .rule_id = rule_id, .message = message};
}

static void stop(struct walk *walk, int line_no, struct str message)
{
    rule_fault_add(walk->file, line_no, STR(""), message);
    walk->sound = false;
    walk->ended = true;
}

static bool shape_is_known(struct str shape)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (str_eq(shape, str_from_c(shapes[i]))) {
            return true;
        }
    }
    return false;
}

static void mark_add(struct walk *walk, struct str path, int line_no)
{
    struct marks *marks = &walk->file->marks;

    if (marks->len >= MAX_NODES) {
        stop(walk, line_no, TR("too many values in one file"));
        return;
    }
    marks->at = arena_grow(walk->file->arena, marks->at, marks->len, &marks->cap,
                           sizeof *marks->at);
    marks->at[marks->len++] = (struct mark){path, line_no};
}

/* The path and shape of the value that begins now. */
static void place_of_value(struct walk *walk, struct str *path, struct str *shape)
{
    struct arena *arena = walk->file->arena;
    struct frame *top = walk->depth > 0 ? &walk->frames[walk->depth - 1] : NULL;

    if (!top) {
        *path = STR("");
        *shape = STR("");
    } else if (top->is_map) {
        *path = str_printf(arena, "%.*s.%.*s", STR_ARG(top->path), STR_ARG(top->key));
        *shape = str_printf(arena, "%.*s.%.*s", STR_ARG(top->shape), STR_ARG(top->key));
        top->wants_key = true;
    } else {
        *path = str_printf(arena, "%.*s[%zu]", STR_ARG(top->path), top->next++);
        *shape = str_printf(arena, "%.*s[]", STR_ARG(top->shape));
    }
}

static void enter(struct walk *walk, bool is_map, int line_no)
{
    struct frame frame = {.is_map = is_map, .wants_key = is_map};

    if (walk->depth > 0 && walk->frames[walk->depth - 1].is_map &&
        walk->frames[walk->depth - 1].wants_key) {
        stop(walk, line_no, TR("a key must be a plain word"));
        return;
    }
    if (walk->depth == MAX_DEPTH) {
        stop(walk, line_no, TR("nested too deep"));
        return;
    }
    place_of_value(walk, &frame.path, &frame.shape);
    frame.known = shape_is_known(frame.shape);
    mark_add(walk, frame.path, line_no);
    walk->frames[walk->depth++] = frame;
}

static void take_key(struct walk *walk, struct str key, int line_no)
{
    struct arena *arena = walk->file->arena;
    struct frame *top = &walk->frames[walk->depth - 1];
    struct str shape;

    top->key = str_copy(arena, key);
    top->wants_key = false;
    shape = str_printf(arena, "%.*s.%.*s", STR_ARG(top->shape), STR_ARG(key));
    if (top->known && !shape_is_known(shape)) {
        rule_fault_add(walk->file, line_no, STR(""),
                       str_printf(arena, _("unknown key '%.*s'"), STR_ARG(key)));
    }
}

static void take_scalar(struct walk *walk, const yaml_event_t *event)
{
    struct str value = {(const char *)event->data.scalar.value,
                        event->data.scalar.length};
    int line_no = (int)event->start_mark.line + 1;
    struct str path, shape;

    if (walk->depth > 0 && walk->frames[walk->depth - 1].wants_key) {
        take_key(walk, value, line_no);
        return;
    }
    if (event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
        event->data.scalar.style == YAML_FOLDED_SCALAR_STYLE) {
        line_no++; /* the text begins below the "|" */
    }
    place_of_value(walk, &path, &shape);
    mark_add(walk, path, line_no);
}

static void take_event(struct walk *walk, const yaml_event_t *event)
{
    int line_no = (int)event->start_mark.line + 1;

    switch (event->type) {
    case YAML_MAPPING_START_EVENT:
        enter(walk, true, line_no);
        break;
    case YAML_SEQUENCE_START_EVENT:
        enter(walk, false, line_no);
        break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        walk->depth--;
        break;
    case YAML_SCALAR_EVENT:
        take_scalar(walk, event);
        break;
    case YAML_ALIAS_EVENT:
        stop(walk, line_no, TR("aliases (*name) are not allowed"));
        break;
    case YAML_DOCUMENT_START_EVENT:
        if (walk->file->marks.len > 0) {
            stop(walk, line_no, TR("a second YAML document (---) in the file"));
        }
        break;
    case YAML_STREAM_END_EVENT:
        walk->ended = true;
        break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
}

static int mark_cmp(const void *a, const void *b)
{
    return str_cmp(((const struct mark *)a)->path, ((const struct mark *)b)->path);
}

/* libcyaml would take the last of keys that come twice and forget the first. */
static void find_twice(struct walk *walk)
{
    struct marks *marks = &walk->file->marks;

    for (size_t i = 1; i < marks->len; i++) {
        if (str_eq(marks->at[i].path, marks->at[i - 1].path)) {
            int line_no = marks->at[i].line_no > marks->at[i - 1].line_no
                              ? marks->at[i].line_no
                              : marks->at[i - 1].line_no;

            stop(walk, line_no,
                 str_printf(walk->file->arena, _("key given twice: %.*s"),
                            STR_ARG(str_from(marks->at[i].path, 1))));
        }
    }
}

static void parse(struct walk *walk, yaml_parser_t *parser)
{
    while (!walk->ended) {
        yaml_event_t event;

        if (!yaml_parser_parse(parser, &event)) {
            stop(walk, (int)parser->problem_mark.line + 1,
                 str_printf(walk->file->arena, "YAML: %s%s%s",
                            parser->problem ? parser->problem : "not readable",
                            parser->context ? " " : "",
                            parser->context ? parser->context : ""));
            return;
        }
        take_event(walk, &event);
        yaml_event_delete(&event);
    }
}

bool rules_lines(struct rule_file *file)
{
    struct walk walk = {.file = file, .sound = true};
    yaml_parser_t parser;

    if (!yaml_parser_initialize(&parser)) {
        stop(&walk, 0, TR("out of memory"));
        return false;
    }
    yaml_parser_set_input_string(&parser, (const unsigned char *)file->bytes.ptr,
                                 file->bytes.len);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    parse(&walk, &parser);
    yaml_parser_delete(&parser);
    if (walk.sound && file->marks.len == 0) {
        stop(&walk, 0, TR("the file is empty"));
    }
    if (file->marks.len > 0) {
        qsort(file->marks.at, file->marks.len, sizeof *file->marks.at, mark_cmp);
        find_twice(&walk);
    }
    return walk.sound;
}

/* Cuts the last part (".key" or "[3]") off a path. */
static struct str path_parent(struct str path)
{
    while (path.len > 0) {
        char last = path.ptr[--path.len];

        if (last == '.' || last == '[') {
            break;
        }
    }
    return path;
}

int marks_line(const struct marks *marks, struct arena *arena, const char *format, ...)
{
    struct mark key;
    char path[256];
    va_list args;

    va_start(args, format);
    vsnprintf(path, sizeof path, format, args);
    va_end(args);
    key.path = str_copy(arena, str_from_c(path));
    while (marks->len > 0) {
        const struct mark *mark =
            bsearch(&key, marks->at, marks->len, sizeof *marks->at, mark_cmp);

        if (mark) {
            return mark->line_no;
        }
        if (key.path.len == 0) {
            break;
        }
        key.path = path_parent(key.path);
    }
    return 0;
}
