/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A rule file as it stands in YAML, before anything of it is checked; inside the
 * rules_*.c files only. Strings and arrays belong to libcyaml until raw_file_drop();
 * a key that is not given is NULL or 0. */
#ifndef VANTHU_RULES_RAW_H
#define VANTHU_RULES_RAW_H

#include "rules.h"

struct raw_define {
    char *name, *pattern;
};
struct raw_gazetteer {
    char *name;
    char **entries;
    unsigned entries_count;
};
struct raw_type {
    char *name;
    char **symbols;
    unsigned symbols_count;
};
struct raw_required {
    char *type;
    char **parts;
    unsigned parts_count;
};
struct raw_set {
    char *column, *value;
};
struct raw_group {
    char *name, *column, *as;
};
struct raw_example {
    char *text;
    char **want;
    unsigned want_count;
};
struct raw_rule {
    char *id, *table, *view, *pattern, *heads, *under, *sure;
    char **zones;
    unsigned zones_count;
    struct raw_set *set;
    unsigned set_count;
    struct raw_group *groups;
    unsigned groups_count;
    struct raw_example *examples;
    unsigned examples_count;
    char **counter_examples;
    unsigned counter_examples_count;
};
struct raw_file {
    struct raw_define *define;
    unsigned define_count;
    struct raw_gazetteer *gazetteers;
    unsigned gazetteers_count;
    struct raw_type *types;
    unsigned types_count;
    struct raw_required *required;
    unsigned required_count;
    struct raw_rule *rules;
    unsigned rules_count;
};

/* Where each node of a file stands: "rules[3].examples[0].text". */
struct mark {
    struct str path;
    int line_no; /* of a block scalar ("|"): of its first line of text */
};
struct marks {
    struct mark *at; /* sorted by path */
    size_t len, cap;
};

/* One file's name, what was found wrong so far, and where all of it lives. */
struct rule_file {
    struct str name;
    struct str bytes;
    struct marks marks;
    struct arena *arena;
    struct rule_faults *faults;
};

void rule_fault_add(struct rule_file *file, int line_no, struct str rule_id,
                    struct str message);

/* Reads the events of `file`: its marks; and says what libcyaml can't say with a line:
 * errors of syntax, unknown keys, keys that come twice, aliases, too deep. false: it is
 * not fit for raw_file_load(). */
bool rules_lines(struct rule_file *file);
/* The line of a node; where there is none, of the nearest node around it. */
int marks_line(const struct marks *marks, struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* NULL: a fault was added. */
struct raw_file *raw_file_load(struct rule_file *file);
void raw_file_drop(struct raw_file *raw);

/* A pattern before {{names}} are put in. */
struct draft_pattern {
    struct str name; /* of a definition; empty: of a rule */
    struct str source;
    struct str file;
    int line_no; /* of the first line of the pattern */
};
struct draft_patterns {
    struct draft_pattern *at;
    size_t len, cap;
};

/* Which draft a byte of an expanded pattern came from. */
struct piece {
    size_t begin; /* byte of the expanded pattern */
    const struct draft_pattern *from;
    size_t from_byte;
};
struct expansion {
    struct str source;
    struct piece *pieces;
    size_t len, cap;
    struct str error; /* empty: none */
    size_t error_byte;
};
struct expansion rules_expand(const struct draft_pattern *pattern,
                              const struct draft_patterns *defines,
                              const struct rules *rules, enum view view,
                              struct arena *arena);
/* File and line of byte `at` of the expanded pattern. */
void expansion_place(const struct expansion *expansion, size_t at, struct str *file,
                     int *line_no);

/* Checks `raw` and makes `*out` of it, all but its patterns, which are compiled when
 * every file has been read. */
void rule_from_raw(const struct raw_rule *raw, size_t index, struct rule_file *file,
                   struct rule *out);
/* After the pattern is compiled: groups and mapping agree. */
void rule_check_groups(const struct rule *rule, struct rule_file *file, int line_no);

/* A rule whose pattern is still to be compiled. */
struct draft_rule {
    struct rule rule;
    struct draft_pattern pattern, heads, under;
};

struct draft {
    struct arena *arena;
    struct rules *rules; /* all but the rules themselves */
    size_t types_cap, required_cap, gazetteers_cap;
    struct draft_patterns defines;
    struct draft_rule *at;
    size_t len, cap;
    struct strbuf hashed;
};

/* Makes draft->rules->at of the draft's rules; what does not compile is left out. */
void rules_compile(struct draft *draft, struct rule_faults *faults);

#endif
