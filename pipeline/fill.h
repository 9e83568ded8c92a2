/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What row_fill.c works with; nothing else includes this. */
#ifndef VANTHU_FILL_H
#define VANTHU_FILL_H

#include "row_fill.h"

struct fill {
    const struct text *text;
    struct str own_code;
    struct arena *arena;
    struct fields out;
    struct str *keys; /* of out.at: what makes two fields tell the same */
    size_t keys_cap;
};

/* A column of a field by its name, which the field's table must have. */
struct str *fill_cell(struct field *field, const char *column);
bool fill_is_unset(const struct field *field, const char *column);
void fill_if_unset(struct field *field, const char *column, struct str value);
/* fold() into the fill's arena. */
struct str fill_folded(const struct fill *fill, struct str s);
struct str fill_join_blanks(struct str s, struct arena *arena);
/* NULL: the field is in none. */
const struct passage *fill_passage(const struct fill *fill, const struct field *field);
struct str fill_without_bullet(struct str s);
size_t fill_last_word(struct str s, const char *word);
/* The field that `key` is already told by; NULL: none. */
struct field *fill_twin(struct fill *fill, struct field *field, struct str key);
void fill_push(struct fill *fill, struct field field, struct str key);
/* The column `text`: the words that matched. */
void fill_text(const struct fill *fill, struct field *field);
/* Adds a deadline, or one for each row of its table. */
void fill_deadline(struct fill *fill, struct field field);
/* Who has the duty: the office before the verb of `sentence` or of the clauses before
 * it, else the one that the heading above names; empty: none. */
struct str fill_actor(const struct fill *fill, const struct field *field,
                      struct str sentence);
/* A recipient with its notes as offices write them. */
struct str fill_mend_notes(const struct fill *fill, struct str recipient);
/* "TT.HU" whose second T was read as another letter. */
struct str fill_mend_standing(const struct fill *fill, struct str recipient);
/* "Lưu: VT" whose T was read as another letter. */
struct str fill_mend_filing(const struct fill *fill, struct str recipient);
/* Words of it stand without a blank between them. */
bool fill_is_run_together(struct str recipient);
/* Too little to be a recipient: most of its line was lost. */
bool fill_is_scrap(const struct fill *fill, struct str recipient);
/* basis, implements, follows or cites. */
struct str fill_relation(const struct fill *fill, const struct field *field);

#endif
