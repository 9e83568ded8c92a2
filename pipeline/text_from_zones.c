/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "text.h"
#include "text_parts.h"

#include <string.h>

enum { SCRAP_BYTES = 12 };

/* The zones of all pages in reading order; a paragraph that runs over a page break is
 * chained so that its text is one piece. */
struct entry {
    const struct leaf *leaf;
    const struct zone *zone;
    size_t goes_on; /* entry that continues this one; 0: none (entry 0 never does) */
    bool continued; /* written with the entry before */
    int table;      /* counted through the document */
    int row;        /* counted through a table that runs over pages */
};

struct writer {
    struct arena *arena;
    struct strbuf utf8;
    const struct word **word_of;
    uint16_t *page_of;
    size_t marks_cap;
    struct passage *passages;
    size_t passages_len, passages_cap;
};

static struct entry *entries_of(const struct leaf *leaves, size_t leaves_len,
                                struct arena *arena, size_t *len)
{
    size_t count = 0, last_body = 0;
    struct entry *entries;

    for (size_t i = 0; i < leaves_len; i++) {
        count += leaves[i].zones.len;
    }
    entries = ARENA_ARRAY(arena, struct entry, count + 1);
    count = 0;
    for (size_t i = 0; i < leaves_len; i++) {
        for (size_t j = 0; j < leaves[i].zones.len; j++) {
            const struct zone *zone = &leaves[i].zones.at[j];
            struct entry *entry = &entries[count];

            *entry = (struct entry){.leaf = &leaves[i], .zone = zone, .row = zone->row};
            if (zone->continues && last_body > 0) {
                entries[last_body - 1].goes_on = count;
                entry->continued = true;
            }
            if (zone->kind == ZONE_BODY) {
                last_body = count + 1;
            }
            count++;
        }
    }
    *len = count;
    return entries;
}

static void marks_reserve(struct writer *w, size_t len)
{
    size_t cap = w->marks_cap > 0 ? w->marks_cap : 4096;
    const struct word **word_of;
    uint16_t *page_of;

    if (len <= w->marks_cap) {
        return;
    }
    while (cap < len) {
        cap *= 2;
    }
    word_of = ARENA_ARRAY(w->arena, const struct word *, cap);
    page_of = ARENA_ARRAY(w->arena, uint16_t, cap);
    if (w->marks_cap > 0) {
        memcpy(word_of, w->word_of, w->marks_cap * sizeof(const struct word *));
        memcpy(page_of, w->page_of, w->marks_cap * sizeof *page_of);
    }
    w->word_of = word_of;
    w->page_of = page_of;
    w->marks_cap = cap;
}

static void write_bytes(struct writer *w, struct str s, const struct word *word,
                        int page_no)
{
    size_t begin = w->utf8.len;

    strbuf_add(&w->utf8, s);
    marks_reserve(w, w->utf8.len);
    for (size_t i = begin; i < w->utf8.len; i++) {
        w->word_of[i] = word;
        w->page_of[i] = (uint16_t)page_no;
    }
}

/* A ruling line of a table that was read as part of a word: "|word", "3_". */
static struct str without_rules(struct str s)
{
    while (s.len > 0 && strchr("|_", s.ptr[0])) {
        s = str_from(s, 1);
    }
    while (s.len > 0 && strchr("|_", s.ptr[s.len - 1])) {
        s = str_sub(s, 0, s.len - 1);
    }
    return s;
}

/* The words of a zone, one blank between two; offices keep their lines. */
static void write_zone(struct writer *w, const struct entry *entry, bool blank_before)
{
    const struct leaf *leaf = entry->leaf;
    int page_no = leaf->words.sheet.page_no;

    for (size_t i = 0; i < entry->zone->len; i++) {
        size_t index = leaf->zones.line_order[entry->zone->first + i];
        const struct line *line = &leaf->lines.at[index];

        for (size_t j = 0; j < line->len; j++) {
            const struct word *word =
                &leaf->words.at[leaf->lines.order[line->first + j]];
            struct str shown =
                entry->zone->kind == ZONE_CELL ? without_rules(word->text) : word->text;

            if (blank_before && shown.len > 0) {
                bool keep_line = j == 0 && entry->zone->kind == ZONE_SIGNING;

                write_bytes(w, keep_line ? STR("\n") : STR(" "), NULL, page_no);
            }
            write_bytes(w, shown, word, page_no);
            blank_before = blank_before || shown.len > 0;
        }
    }
}

static void write_passage(struct writer *w, const struct entry *entries, size_t at)
{
    const struct entry *entry = &entries[at];
    struct passage passage = {
        .kind = entry->zone->kind,
        .begin = w->utf8.len,
        .page_no = entry->leaf->words.sheet.page_no,
        .block = entry->zone->block,
        .table = entry->table,
        .row = entry->row,
        .col = entry->zone->col,
        .rows = entry->zone->rows,
        .cols = entry->zone->cols,
    };

    write_zone(w, entry, false);
    for (size_t next = entry->goes_on; next > 0; next = entries[next].goes_on) {
        write_zone(w, &entries[next], true);
    }
    passage.end = w->utf8.len;
    write_bytes(w, STR("\n"), NULL, passage.page_no);
    w->passages = arena_grow(w->arena, w->passages, w->passages_len, &w->passages_cap,
                             sizeof *w->passages);
    w->passages[w->passages_len++] = passage;
}

/* Whether entry `at` is the first cell of a table on its page. */
static bool begins_table(const struct entry *entries, size_t at)
{
    const struct zone *zone = entries[at].zone;
    const struct entry *before = at > 0 ? &entries[at - 1] : NULL;

    return zone->kind == ZONE_CELL &&
           (!before || before->leaf != entries[at].leaf ||
            before->zone->kind != ZONE_CELL || before->zone->table != zone->table);
}

static int table_columns(const struct entry *entries, size_t len, size_t at, int *rows)
{
    int columns = 0;

    *rows = 0;
    for (size_t i = at; i < len && entries[i].zone->kind == ZONE_CELL &&
                        entries[i].leaf == entries[at].leaf &&
                        entries[i].zone->table == entries[at].zone->table;
         i++) {
        if (entries[i].zone->col >= columns) {
            columns = entries[i].zone->col + 1;
        }
        if (entries[i].zone->row >= *rows) {
            *rows = entries[i].zone->row + 1;
        }
    }
    return columns;
}

/* More than scraps of what recognition made of a seal or of dust. */
static bool is_text(const struct entry *entry)
{
    const struct zones *zones = &entry->leaf->zones;
    size_t bytes = 0;

    for (size_t i = 0; i < entry->zone->len; i++) {
        const struct line *line =
            &entry->leaf->lines.at[zones->line_order[entry->zone->first + i]];

        for (size_t j = 0; j < line->len; j++) {
            bytes += entry->leaf->words.at[entry->leaf->lines.order[line->first + j]]
                         .text.len;
        }
    }
    return (entry->zone->kind == ZONE_BODY && bytes >= SCRAP_BYTES) ||
           entry->zone->kind == ZONE_HEADING;
}

/* A page's first piece of body is a table as wide as the one the page before ended
 * with: it goes on. */
static void number_tables(struct entry *entries, size_t len)
{
    int tables = 0, columns_before = 0, rows_before = 0;
    const struct leaf *leaf_before = NULL;
    bool body_since = true;

    for (size_t i = 0; i < len; i++) {
        const struct zone *zone = entries[i].zone;
        int rows, columns;

        body_since = body_since || is_text(&entries[i]);
        if (!begins_table(entries, i)) {
            continue;
        }
        columns = table_columns(entries, len, i, &rows);
        if (body_since || columns != columns_before || leaf_before == entries[i].leaf) {
            tables++;
            rows_before = 0;
        }
        for (size_t j = i; j < len && entries[j].zone->kind == ZONE_CELL &&
                           entries[j].leaf == entries[i].leaf &&
                           entries[j].zone->table == zone->table;
             j++) {
            entries[j].table = tables;
            entries[j].row = entries[j].zone->row + rows_before;
        }
        rows_before += rows;
        columns_before = columns;
        leaf_before = entries[i].leaf;
        body_since = false;
    }
}

static void fold_text(struct text *text, struct arena *arena)
{
    uint32_t *to_text = NULL, *to_folded;
    size_t next = 0;

    text->folded = fold(text->utf8, arena, &to_text);
    to_folded = ARENA_ARRAY(arena, uint32_t, text->utf8.len + 1);
    for (size_t i = 0; i <= text->utf8.len; i++) {
        while (next < text->folded.len && to_text[next] < i) {
            next++;
        }
        to_folded[i] = (uint32_t)next;
    }
    text->folded_to_text = to_text;
    text->text_to_folded = to_folded;
}

struct text text_from_zones(const struct leaf *leaves, size_t leaves_len,
                            struct arena *arena)
{
    size_t len;
    struct entry *entries = entries_of(leaves, leaves_len, arena, &len);
    struct writer w = {.arena = arena, .utf8 = {.arena = arena}};
    struct text text = {.leaves = leaves, .leaves_len = leaves_len};
    size_t next = 0;

    number_tables(entries, len);
    marks_reserve(&w, 1);
    for (size_t i = 0; i < leaves_len; i++) {
        if (i > 0) {
            write_bytes(&w, STR("\f"), NULL, leaves[i].words.sheet.page_no);
        }
        for (; next < len && entries[next].leaf == &leaves[i]; next++) {
            if (!entries[next].continued) {
                write_passage(&w, entries, next);
            }
        }
    }
    text.utf8 = strbuf_str(&w.utf8);
    text.word_of = w.word_of;
    text.page_of = w.page_of;
    text.passages = w.passages;
    text.passages_len = w.passages_len;
    passages_tie(&text, arena);
    fold_text(&text, arena);
    return text;
}

static const struct sheet *sheet_of_page(const struct text *text, int page_no)
{
    for (size_t i = 0; i < text->leaves_len; i++) {
        if (text->leaves[i].words.sheet.page_no == page_no) {
            return &text->leaves[i].words.sheet;
        }
    }
    return NULL;
}

struct origin text_origin(const struct text *text, size_t begin, size_t end)
{
    struct origin origin = {.conf_pct = 100, .hand_chance = 1};
    struct box_px box = {0};
    const struct word *before = NULL;

    for (size_t i = begin; i < end && i < text->utf8.len; i++) {
        const struct word *word = text->word_of[i];

        if (!word || word == before) {
            continue;
        }
        before = word;
        if (origin.page_no == 0) {
            origin.page_no = text->page_of[i];
        }
        if (text->page_of[i] == origin.page_no) {
            box = box_union(box, word->box);
        }
        if (word->hand == HAND_WRITTEN) {
            origin.hand = HAND_WRITTEN;
            origin.hand_chance *= word->conf_pct / 100;
        } else if (word->conf_pct < origin.conf_pct) {
            origin.conf_pct = word->conf_pct;
        }
    }
    if (origin.page_no == 0) {
        return (struct origin){0};
    }
    if (sheet_of_page(text, origin.page_no)) {
        origin.box = box_on_paper(sheet_of_page(text, origin.page_no), box);
    }
    return origin;
}
