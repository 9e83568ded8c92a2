/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A compiled pattern. PCRE2 is known to pattern.c only. */
#ifndef VANTHU_PATTERN_H
#define VANTHU_PATTERN_H

#include "str.h"

struct pattern;

enum match {
    MATCH_NONE,
    MATCH_FOUND,
    MATCH_LIMIT, /* ran into the match, depth, heap or stack limit */
};

/* Bytes [begin, end) of the subject. */
struct extent {
    size_t begin, end;
};

/* Compiles with UTF, UCP, EXTENDED, DUPNAMES and JIT. NULL and a message on a bad
 * pattern, *at_byte says where. pattern_drop(NULL) is allowed. */
struct pattern *pattern_make(struct str source, struct str *message, size_t *at_byte,
                             struct arena *arena);
void pattern_drop(struct pattern *pattern);
const char *pattern_version(void); /* PCRE2's */

/* The names of its groups, each once. */
size_t pattern_groups_len(const struct pattern *pattern);
struct str pattern_group_name(const struct pattern *pattern, size_t index);
bool pattern_has_group(const struct pattern *pattern, struct str name);

/* Whether it matches anywhere in `s`. */
bool pattern_matches(const struct pattern *pattern, struct str s);
/* The first match at or after byte `from`; *out is the whole match. */
enum match pattern_find(const struct pattern *pattern, struct str s, size_t from,
                        struct extent *out);
/* A group of the last pattern_find() that found; of several of one name the first that
 * took part. false: none did. */
bool pattern_group(const struct pattern *pattern, struct str name, struct extent *out);

/* How far a pattern came that does not match: the byte of the subject that it reached,
 * and the piece of the pattern (bytes of its source) that failed there. Slow: compiles
 * again with callouts. false: it can't be said (or it does match). */
struct reach {
    size_t began, reached; /* bytes of the subject */
    struct extent piece;   /* bytes of the pattern's source */
};
bool pattern_reach(const struct pattern *pattern, struct str s, struct reach *out);
struct str pattern_source(const struct pattern *pattern);

#endif
