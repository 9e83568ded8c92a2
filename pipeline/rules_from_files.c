/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rule files to rules: read all, put the later in the place of the earlier, then put
 * the definitions in and compile. */
#include "arena.h"
#include "pattern.h"
#include "rules_raw.h"
#include "sha256.h"
#include "tr.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The project's files have 170 KiB together; a list of 60,000 agencies has 4 MiB. */
enum { MAX_RULE_FILE_BYTES = 4 * 1024 * 1024, MAX_RULES = 2000, MAX_RULE_FILES = 200 };

static struct str keep(struct rule_file *file, const char *text)
{
    return text_nfc(str_copy(file->arena, str_from_c(text)), file->arena);
}

static struct str *keep_list(struct rule_file *file, char *const *list, unsigned count)
{
    struct str *out = ARENA_ARRAY(file->arena, struct str, count);

    for (unsigned i = 0; i < count; i++) {
        out[i] = keep(file, list[i]);
    }
    return out;
}

static bool is_named(struct rule_file *file, struct str name, const char *list,
                     size_t i)
{
    if (name.len == 0) {
        int line_no = marks_line(&file->marks, file->arena, ".%s[%zu]", list, i);

        rule_fault_add(file, line_no, STR(""), TR("an entry without a name"));
    }
    return name.len > 0;
}

static void take_defines(struct draft *draft, struct rule_file *file,
                         const struct raw_file *raw)
{
    struct draft_patterns *defines = &draft->defines;

    for (unsigned i = 0; i < raw->define_count; i++) {
        struct draft_pattern define = {
            .name = keep(file, raw->define[i].name),
            .source = keep(file, raw->define[i].pattern),
            .file = file->name,
            .line_no = marks_line(&file->marks, file->arena, ".define[%u].pattern", i)};
        size_t j = 0;

        if (!is_named(file, define.name, "define", i)) {
            continue;
        }
        while (j < defines->len && !str_eq(defines->at[j].name, define.name)) {
            j++;
        }
        if (j == defines->len) {
            defines->at = arena_grow(draft->arena, defines->at, defines->len,
                                     &defines->cap, sizeof *defines->at);
            defines->len++;
        }
        defines->at[j] = define;
    }
}

static void take_gazetteers(struct draft *draft, struct rule_file *file,
                            const struct raw_file *raw)
{
    struct rules *rules = draft->rules;

    for (unsigned i = 0; i < raw->gazetteers_count; i++) {
        const struct raw_gazetteer *from = &raw->gazetteers[i];
        struct gazetteer made = {
            .name = keep(file, from->name),
            .entries = keep_list(file, from->entries, from->entries_count),
            .folded = ARENA_ARRAY(file->arena, struct str, from->entries_count),
            .len = from->entries_count};
        size_t j = 0;

        if (!is_named(file, made.name, "gazetteers", i)) {
            continue;
        }
        for (size_t k = 0; k < made.len; k++) {
            made.folded[k] = fold(made.entries[k], file->arena, NULL);
        }
        while (j < rules->gazetteers_len &&
               !str_eq(rules->gazetteers[j].name, made.name)) {
            j++;
        }
        if (j == rules->gazetteers_len) {
            rules->gazetteers =
                arena_grow(draft->arena, rules->gazetteers, rules->gazetteers_len,
                           &draft->gazetteers_cap, sizeof *rules->gazetteers);
            rules->gazetteers_len++;
        }
        rules->gazetteers[j] = made;
    }
}

static void take_types(struct draft *draft, struct rule_file *file,
                       const struct raw_file *raw)
{
    struct rules *rules = draft->rules;

    for (unsigned i = 0; i < raw->types_count; i++) {
        const struct raw_type *from = &raw->types[i];
        struct document_type made = {
            .name = keep(file, from->name),
            .symbols = keep_list(file, from->symbols, from->symbols_count),
            .symbols_len = from->symbols_count};
        size_t j = 0;

        if (!is_named(file, made.name, "types", i)) {
            continue;
        }
        made.folded = fold(made.name, file->arena, NULL);
        while (j < rules->types_len && !str_eq(rules->types[j].name, made.name)) {
            j++;
        }
        if (j == rules->types_len) {
            rules->types = arena_grow(draft->arena, rules->types, rules->types_len,
                                      &draft->types_cap, sizeof *rules->types);
            rules->types_len++;
        }
        rules->types[j] = made;
    }
}

static void take_required(struct draft *draft, struct rule_file *file,
                          const struct raw_file *raw)
{
    struct rules *rules = draft->rules;

    for (unsigned i = 0; i < raw->required_count; i++) {
        const struct raw_required *from = &raw->required[i];
        struct required_parts made = {
            .type = keep(file, from->type),
            .parts = keep_list(file, from->parts, from->parts_count),
            .parts_len = from->parts_count};
        size_t j = 0;

        if (!is_named(file, made.type, "required", i)) {
            continue;
        }
        while (j < rules->required_len && !str_eq(rules->required[j].type, made.type)) {
            j++;
        }
        if (j == rules->required_len) {
            rules->required =
                arena_grow(draft->arena, rules->required, rules->required_len,
                           &draft->required_cap, sizeof *rules->required);
            rules->required_len++;
        }
        rules->required[j] = made;
    }
}

/* Where the rule goes: over the one of its id, else at the end. */
static struct draft_rule *slot_for(struct draft *draft, struct rule_file *file,
                                   const struct rule *rule)
{
    for (size_t i = 0; i < draft->len && rule->id.len > 0; i++) {
        if (!str_eq(draft->at[i].rule.id, rule->id)) {
            continue;
        }
        if (str_eq(draft->at[i].rule.file, rule->file)) {
            rule_fault_add(file, rule->line_no, rule->id,
                           str_printf(file->arena, _("the id is taken by line %d"),
                                      draft->at[i].rule.line_no));
        }
        return &draft->at[i];
    }
    draft->at =
        arena_grow(draft->arena, draft->at, draft->len, &draft->cap, sizeof *draft->at);
    return &draft->at[draft->len++];
}

static struct draft_pattern draft_of(struct rule_file *file, const char *source,
                                     const char *key, size_t i)
{
    return (struct draft_pattern){
        .source = keep(file, source),
        .file = file->name,
        .line_no = marks_line(&file->marks, file->arena, ".rules[%zu].%s", i, key)};
}

static void take_rules(struct draft *draft, struct rule_file *file,
                       const struct raw_file *raw)
{
    for (unsigned i = 0; i < raw->rules_count; i++) {
        struct draft_rule made = {0};

        if (draft->len == MAX_RULES) {
            rule_fault_add(file, 0, STR(""), TR("too many rules"));
            return;
        }
        rule_from_raw(&raw->rules[i], i, file, &made.rule);
        made.pattern = draft_of(file, raw->rules[i].pattern, "pattern", i);
        made.heads = draft_of(file, raw->rules[i].heads, "heads", i);
        made.under = draft_of(file, raw->rules[i].under, "under", i);
        *slot_for(draft, file, &made.rule) = made;
    }
}

/* The whole file; false and a fault when it can't be read. */
static bool read_file(struct rule_file *file)
{
    struct strbuf bytes = {.arena = file->arena};
    FILE *from = fopen(str_copy(file->arena, file->name).ptr, "rb");
    char chunk[8192];
    size_t len = 0;
    bool failed;

    do {
        len = from ? fread(chunk, 1, sizeof chunk, from) : 0;
        strbuf_add(&bytes, (struct str){chunk, len});
    } while (len > 0 && bytes.len <= MAX_RULE_FILE_BYTES);
    failed = !from || ferror(from);
    if (failed) {
        rule_fault_add(
            file, 0, STR(""),
            str_printf(file->arena, _("can't be read: %s"), tr_errno(errno)));
    } else if (bytes.len > MAX_RULE_FILE_BYTES) {
        rule_fault_add(file, 0, STR(""), TR("larger than 4 MiB"));
        failed = true;
    }
    if (from) {
        fclose(from);
    }
    file->bytes = strbuf_str(&bytes);
    return !failed;
}

/* What is after the last slash: the hash must not depend on where the rules lie. */
static struct str base_name(struct str path)
{
    for (size_t at = path.len; at > 0; at--) {
        if (path.ptr[at - 1] == '/') {
            return str_from(path, at);
        }
    }
    return path;
}

/* Takes what the file's bytes say, which are read already. */
static void take_bytes(struct draft *draft, struct rule_file *file)
{
    struct raw_file *raw = NULL;

    strbuf_add(&draft->hashed, base_name(file->name));
    strbuf_add_char(&draft->hashed, '\0');
    strbuf_add(&draft->hashed, file->bytes);
    strbuf_add_char(&draft->hashed, '\0');
    raw = rules_lines(file) ? raw_file_load(file) : NULL;
    if (raw) {
        take_defines(draft, file, raw);
        take_gazetteers(draft, file, raw);
        take_types(draft, file, raw);
        take_required(draft, file, raw);
        take_rules(draft, file, raw);
        raw_file_drop(raw);
    }
}

static void take_file(struct draft *draft, struct str path, struct rule_faults *faults)
{
    struct rule_file file = {.name = path, .arena = draft->arena, .faults = faults};

    if (read_file(&file)) {
        take_bytes(draft, &file);
    }
}

static void finish(struct draft *draft, struct rule_faults *faults)
{
    char hex[65];

    rules_compile(draft, faults);
    sha256_hex(strbuf_str(&draft->hashed), hex);
    memcpy(draft->rules->hash, hex, sizeof draft->rules->hash - 1);
}

static int path_cmp(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Every *.yaml of `dir` in byte order. */
static size_t list_dir(struct str dir, struct arena *arena, struct str *paths,
                       struct rule_faults *faults)
{
    struct rule_file file = {.name = dir, .arena = arena, .faults = faults};
    DIR *open = opendir(str_copy(arena, dir).ptr);
    size_t len = 0;

    if (!open) {
        rule_fault_add(&file, 0, STR(""),
                       str_printf(arena, _("can't be read: %s"), tr_errno(errno)));
        return 0;
    }
    for (const struct dirent *entry; (entry = readdir(open)) && len < MAX_RULE_FILES;) {
        struct str name = str_from_c(entry->d_name);

        if (str_ends(name, STR(".yaml")) && !str_starts(name, STR("."))) {
            paths[len++] = str_printf(arena, "%.*s/%s", STR_ARG(dir), entry->d_name);
        }
    }
    closedir(open);
    qsort(paths, len, sizeof *paths, path_cmp);
    return len;
}

enum status rules_from_files(struct str dir, const struct str *extra, size_t extra_len,
                             struct arena *arena, struct rules *out,
                             struct rule_faults *faults)
{
    struct draft draft = {.arena = arena, .rules = out, .hashed = {.arena = arena}};
    struct str *paths = ARENA_ARRAY(arena, struct str, MAX_RULE_FILES);
    size_t before = faults->len;
    size_t paths_len = dir.len > 0 ? list_dir(dir, arena, paths, faults) : 0;

    *out = (struct rules){0};
    for (size_t i = 0; i < paths_len; i++) {
        take_file(&draft, paths[i], faults);
    }
    for (size_t i = 0; i < extra_len; i++) {
        take_file(&draft, extra[i], faults);
    }
    finish(&draft, faults);
    return faults->len > before ? STATUS_RULES : STATUS_OK;
}

enum status rules_from_text(struct str name, struct str yaml, struct arena *arena,
                            struct rules *out, struct rule_faults *faults)
{
    struct draft draft = {.arena = arena, .rules = out, .hashed = {.arena = arena}};
    struct rule_file file = {
        .name = name, .bytes = yaml, .arena = arena, .faults = faults};
    size_t before = faults->len;

    *out = (struct rules){0};
    take_bytes(&draft, &file);
    finish(&draft, faults);
    return faults->len > before ? STATUS_RULES : STATUS_OK;
}

void rules_drop(struct rules *rules)
{
    for (size_t i = 0; i < rules->len; i++) {
        pattern_drop(rules->at[i].pattern);
        pattern_drop(rules->at[i].heads);
        pattern_drop(rules->at[i].under);
        rules->at[i].pattern = NULL;
        rules->at[i].heads = NULL;
        rules->at[i].under = NULL;
    }
}
