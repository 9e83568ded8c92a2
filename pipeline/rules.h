/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rule sets, read from YAML, checked once at the door: after rules_from_files() every
 * pattern compiles, every group and column exists, every zone and normaliser is known.
 *
 * A rule file may hold, all optional (rules/README.md has it with examples):
 *   define:     - {name, pattern}            used in patterns as {{name}}
 *   gazetteers: - {name, entries: [...]}     used as {{name}}: an alternation
 *   types:      - {name, symbols: [...]}     document types (NĐ 30/2020 Annex III);
 *                                            {{types}} and {{symbols}} are their lists
 *   required:   - {type, parts: [...]}       what a document of this type must have
 *   rules:      - {id, table, zones, view, pattern, heads, under, set, groups, sure,
 *                  examples, counter_examples}  see struct rule
 * Files are read in byte order of their names, an office's own (--rules FILE) last; a
 * rule, definition, gazetteer, type or requirement that is there already by its id or
 * name is replaced, in its place.
 * Order is priority: a rule claims the bytes it matched within its table, and later
 * rules of that table don't match over them. Rules of table `nothing` claim for all
 * tables, against the rules that come after them. */
#ifndef VANTHU_RULES_H
#define VANTHU_RULES_H

#include "tables.h"
#include "text.h"

enum view {
    VIEW_TEXT,   /* the text itself */
    VIEW_FOLDED, /* fold(text); values are cut from the text itself all the same */
};

/* How a group's text becomes a column's value. */
enum normaliser {
    AS_TEXT,       /* trimmed, blanks and line ends joined to one blank */
    AS_NAME,       /* AS_TEXT without marks at the ends and with quotes taken off */
    AS_CAPS,       /* AS_TEXT; a gazetteer entry that folds alike restores diacritics */
    AS_OFFICE,     /* AS_CAPS; an entry of the gazetteer `offices` that differs by a
                      letter or two restores them */
    AS_PERSON,     /* a person's name without academic or military titles */
    AS_CODE,       /* number and symbol: no blanks, a true Đ, one dash */
    AS_DATE,       /* any written form to ISO 8601; no year: the document's */
    AS_DATES,      /* a list of dates: one row each */
    AS_PERIOD,     /* month, quarter, year, from-to: fills `from` and `due`; months of a
                      list that follow each other are one period */
    AS_BEGIN,      /* the first day of a period */
    AS_END,        /* the last day of a period */
    AS_RECURRENCE, /* "6 tháng, năm" to P6M, P1Y: one row each */
    AS_TYPE,       /* a document type as NĐ 30 writes it; also told by the symbol in a
                      number and symbol ("30/2020/NĐ-CP": Nghị định) */
    AS_NUMBER,     /* digits without leading zeros */
    NORMALISERS
};
extern const char *const normaliser_names[NORMALISERS];

struct rule_group {
    struct str name; /* of the pattern's group */
    int column;      /* of the rule's table */
    enum normaliser as;
};

struct rule_set_value {
    int column;
    struct str value;
};

struct rule_example {
    struct str text;
    struct str *want; /* "column=value"; a value that normalises to nothing is "" */
    size_t want_len;
    int line_no;
};

struct pattern; /* compiled; pattern.h */

struct rule {
    struct str id;
    enum table table;
    uint32_t zones; /* bit 1u << enum zone_kind */
    enum view view;
    struct str source; /* the pattern with its {{names}} put in */
    struct pattern *pattern;
    struct pattern
        *heads; /* the folded head of the cell's column must match; NULL: any */
    struct pattern *under; /* the folded heading above must match; NULL: any */
    struct rule_group *groups;
    size_t groups_len;
    struct rule_set_value *set;
    size_t set_len;
    struct rule_example *examples;
    size_t examples_len;
    struct rule_example *counter_examples; /* want_len 0 */
    size_t counter_examples_len;
    float sure; /* chance that a match on clear print is right, 0 to 1 */
    struct str file;
    int line_no; /* where the rule starts */
};

struct document_type {
    struct str name;     /* "Kế hoạch" */
    struct str folded;   /* fold(name) */
    struct str *symbols; /* "KH" */
    size_t symbols_len;
};

struct required_parts {
    struct str type; /* name of a document type; "*" for any other */
    struct str *parts;
    size_t parts_len;
};

struct gazetteer {
    struct str name;
    struct str *entries; /* as printed */
    struct str *folded;  /* fold(entries[i]) */
    size_t len;
};

struct rules {
    struct rule *at;
    size_t len;
    struct document_type *types;
    size_t types_len;
    struct required_parts *required;
    size_t required_len;
    struct gazetteer *gazetteers;
    size_t gazetteers_len;
    const struct lexicon *lexicon; /* NULL: words stay as read; set by main.c */
    char hash[17]; /* first 16 hex digits of the SHA-256 over all files, in order */
};

/* One thing wrong with a rule file. */
struct rule_fault {
    struct str file;
    int line_no;        /* 0: the whole file */
    struct str rule_id; /* empty: none */
    struct str message;
};
struct rule_faults {
    struct rule_fault *at;
    size_t len, cap;
};

/* Reads every *.yaml of `dir` and then the files of `extra`. All faults are gathered in
 * `faults`, not only the first. STATUS_RULES when there is one; `out` then holds what
 * was sound. rules_drop() releases the compiled patterns. */
MUST_USE enum status rules_from_files(struct str dir, const struct str *extra,
                                      size_t extra_len, struct arena *arena,
                                      struct rules *out, struct rule_faults *faults);
/* The same of one file's bytes; `name` stands for it in faults. */
MUST_USE enum status rules_from_text(struct str name, struct str yaml,
                                     struct arena *arena, struct rules *out,
                                     struct rule_faults *faults);
void rules_drop(struct rules *rules);

/* Runs every example and counter-example; adds to `faults`, returns how many failed. */
size_t rules_prove(const struct rules *rules, struct arena *arena,
                   struct rule_faults *faults);

/* The entry of gazetteer `name` that folds to the same as `s`; empty when none. */
struct str gazetteer_entry(const struct rules *rules, struct str name, struct str s,
                           struct arena *arena);
/* `s` begins with an entry of gazetteer `name`, as whole words; true when the rules
 * have no such gazetteer: then nothing speaks against it. */
bool gazetteer_begins(const struct rules *rules, struct str name, struct str s,
                      struct arena *arena);
/* NULL when no type folds alike (one letter of ten may differ). */
const struct document_type *document_type_like(const struct rules *rules, struct str s,
                                               struct arena *arena);

#endif
