/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pattern.h"

#include "arena.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

/* A pattern that explodes, such as (?:(?:a|aa)+)+[bc] on a row of a, is given up after
 * 3 ms at 1,000,000 steps; the project's 59 rules together take 0.9 ms for a plan of a
 * page. Depth and heap bound the interpreter, used where JIT can't be: 10,000 nested
 * backtracks, 20 MiB. The JIT stack of 1 MiB carries (?:a|b)*[cd] over a passage of
 * 10,000 letters, not of 100,000. (All measured with PCRE2 10.42, JIT.) */
enum {
    MATCH_STEPS = 1000 * 1000,
    MATCH_DEPTH = 10 * 1000,
    MATCH_HEAP_KIB = 20 * 1024,
    JIT_STACK_MIN = 32 * 1024,
    JIT_STACK_MAX = 1024 * 1024,
    MESSAGE_BYTES = 256,
};

/* Text is valid UTF-8 by then, but a match over text that is not must not be undefined:
 * MATCH_INVALID_UTF costs nothing measurable (0.9 ms a plan with it or with
 * NO_UTF_CHECK). No \C: it cuts characters. */
#define OPTIONS                                                                        \
    (PCRE2_UTF | PCRE2_UCP | PCRE2_EXTENDED | PCRE2_DUPNAMES |                         \
     PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C)

struct pattern {
    struct str source;
    pcre2_code *code;
    pcre2_match_data *found;
    pcre2_match_context *limits;
    pcre2_jit_stack *stack;
    struct str *groups;
    size_t groups_len;
};

static pcre2_code *compile(struct str source, uint32_t options, struct str *message,
                           size_t *at_byte, struct arena *arena)
{
    PCRE2_UCHAR text[MESSAGE_BYTES];
    int code_no = 0;
    PCRE2_SIZE at = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)source.ptr, source.len, options, &code_no, &at, NULL);

    if (!code) {
        pcre2_get_error_message(code_no, text, sizeof text);
        *message = str_copy(arena, str_from_c((const char *)text));
        *at_byte = at;
    }
    return code;
}

/* Group names come sorted, one entry for each group: duplicates are neighbours. */
static void list_groups(struct pattern *pattern, struct arena *arena)
{
    uint32_t count = 0, entry_bytes = 0;
    PCRE2_SPTR names = NULL;

    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE, &entry_bytes);
    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &names);
    pattern->groups = ARENA_ARRAY(arena, struct str, count);
    for (uint32_t i = 0; i < count; i++) {
        const char *name = (const char *)names + (size_t)i * entry_bytes + 2;
        struct str group = str_from_c(name);

        if (pattern->groups_len == 0 ||
            !str_eq(pattern->groups[pattern->groups_len - 1], group)) {
            pattern->groups[pattern->groups_len++] = str_copy(arena, group);
        }
    }
}

struct pattern *pattern_make(struct str source, struct str *message, size_t *at_byte,
                             struct arena *arena)
{
    pcre2_code *code = compile(source, OPTIONS, message, at_byte, arena);
    struct pattern *pattern;

    if (!code) {
        return NULL;
    }
    pattern = ARENA_NEW(arena, struct pattern);
    pattern->source = source;
    pattern->code = code;
    pattern->found = pcre2_match_data_create_from_pattern(code, NULL);
    pattern->limits = pcre2_match_context_create(NULL);
    if (!pattern->found || !pattern->limits) {
        *message = STR("out of memory");
        *at_byte = 0;
        pattern_drop(pattern);
        return NULL;
    }
    pcre2_set_match_limit(pattern->limits, MATCH_STEPS);
    pcre2_set_depth_limit(pattern->limits, MATCH_DEPTH);
    pcre2_set_heap_limit(pattern->limits, MATCH_HEAP_KIB);
    /* Where JIT can't be (no executable memory) PCRE2 interprets: slower, not wrong. */
    if (pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0) {
        pattern->stack = pcre2_jit_stack_create(JIT_STACK_MIN, JIT_STACK_MAX, NULL);
        pcre2_jit_stack_assign(pattern->limits, NULL, pattern->stack);
    }
    list_groups(pattern, arena);
    return pattern;
}

void pattern_drop(struct pattern *pattern)
{
    if (!pattern) {
        return;
    }
    pcre2_jit_stack_free(pattern->stack);
    pcre2_match_context_free(pattern->limits);
    pcre2_match_data_free(pattern->found);
    pcre2_code_free(pattern->code);
    pattern->stack = NULL;
    pattern->limits = NULL;
    pattern->found = NULL;
    pattern->code = NULL;
}

const char *pattern_version(void)
{
    /* A string of the library's own would be better: PCRE2 only copies it out. */
    static const char version[] = {PCRE2_MAJOR / 10 + '0', PCRE2_MAJOR % 10 + '0', '.',
                                   PCRE2_MINOR / 10 + '0', PCRE2_MINOR % 10 + '0', 0};

    return version;
}

struct str pattern_source(const struct pattern *pattern)
{
    return pattern->source;
}

size_t pattern_groups_len(const struct pattern *pattern)
{
    return pattern->groups_len;
}

struct str pattern_group_name(const struct pattern *pattern, size_t index)
{
    return pattern->groups[index];
}

bool pattern_has_group(const struct pattern *pattern, struct str name)
{
    for (size_t i = 0; i < pattern->groups_len; i++) {
        if (str_eq(pattern->groups[i], name)) {
            return true;
        }
    }
    return false;
}

enum match pattern_find(const struct pattern *pattern, struct str s, size_t from,
                        struct extent *out)
{
    const PCRE2_SIZE *ends;
    int result;

    if (from > s.len) {
        return MATCH_NONE;
    }
    result = pcre2_match(pattern->code, (PCRE2_SPTR)(s.ptr ? s.ptr : ""), s.len, from,
                         0, pattern->found, pattern->limits);
    if (result < 0) {
        return result == PCRE2_ERROR_NOMATCH ? MATCH_NONE : MATCH_LIMIT;
    }
    ends = pcre2_get_ovector_pointer(pattern->found);
    *out = (struct extent){ends[0], ends[1]};
    if (out->begin > out->end) { /* \K behind a lookahead */
        out->begin = out->end;
    }
    return MATCH_FOUND;
}

bool pattern_matches(const struct pattern *pattern, struct str s)
{
    struct extent ignored;

    return pattern_find(pattern, s, 0, &ignored) == MATCH_FOUND;
}

bool pattern_group(const struct pattern *pattern, struct str name, struct extent *out)
{
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(pattern->found);
    uint32_t pairs = pcre2_get_ovector_count(pattern->found);
    char c_name[64];
    PCRE2_SPTR first = NULL, last = NULL;
    int entry_bytes;

    if (name.len >= sizeof c_name) {
        return false;
    }
    memcpy(c_name, name.ptr, name.len);
    c_name[name.len] = '\0';
    entry_bytes = pcre2_substring_nametable_scan(pattern->code, (PCRE2_SPTR)c_name,
                                                 &first, &last);
    for (PCRE2_SPTR entry = first; entry_bytes > 0 && entry <= last;
         entry += entry_bytes) {
        uint32_t no = (uint32_t)entry[0] << 8 | entry[1];

        if (no < pairs && ends[2 * (size_t)no] != PCRE2_UNSET) {
            *out = (struct extent){ends[2 * (size_t)no], ends[2 * (size_t)no + 1]};
            return true;
        }
    }
    return false;
}

/* Called before each item of the pattern is tried. The longest way counts; of two equal
 * ones from the same start, the later item: it is the one that failed. */
static int note_reach(pcre2_callout_block *at, void *reach_)
{
    struct reach *reach = reach_;
    size_t best = reach->reached - reach->began;
    size_t len = at->current_position > at->start_match
                     ? at->current_position - at->start_match
                     : 0;
    bool same_start = at->start_match == reach->began;

    if (at->next_item_length > 0 &&
        (len > best || (len == best && (same_start || reach->piece.end == 0)))) {
        reach->began = at->start_match;
        reach->reached = at->start_match + len;
        reach->piece = (struct extent){at->pattern_position,
                                       at->pattern_position + at->next_item_length};
    }
    return 0;
}

bool pattern_reach(const struct pattern *pattern, struct str s, struct reach *out)
{
    int code_no = 0;
    PCRE2_SIZE at = 0;
    pcre2_code *code = pcre2_compile(
        (PCRE2_SPTR)pattern->source.ptr, pattern->source.len,
        OPTIONS | PCRE2_AUTO_CALLOUT | PCRE2_NO_START_OPTIMIZE, &code_no, &at, NULL);
    pcre2_match_data *found =
        code ? pcre2_match_data_create_from_pattern(code, NULL) : NULL;
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    bool can_say = false;

    *out = (struct reach){0};
    if (found && context) {
        pcre2_set_match_limit(context, MATCH_STEPS);
        pcre2_set_depth_limit(context, MATCH_DEPTH);
        pcre2_set_heap_limit(context, MATCH_HEAP_KIB);
        pcre2_set_callout(context, note_reach, out);
        can_say = pcre2_match(code, (PCRE2_SPTR)(s.ptr ? s.ptr : ""), s.len, 0, 0,
                              found, context) < 0 &&
                  out->piece.end > 0;
    }
    pcre2_match_context_free(context);
    pcre2_match_data_free(found);
    pcre2_code_free(code);
    return can_say;
}
