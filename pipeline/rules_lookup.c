/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letters.h"
#include "rules.h"

static const struct gazetteer *gazetteer_named(const struct rules *rules,
                                               struct str name)
{
    for (size_t i = 0; i < rules->gazetteers_len; i++) {
        if (str_eq(rules->gazetteers[i].name, name)) {
            return &rules->gazetteers[i];
        }
    }
    return NULL;
}

struct str gazetteer_entry(const struct rules *rules, struct str name, struct str s,
                           struct arena *arena)
{
    const struct gazetteer *gazetteer = gazetteer_named(rules, name);
    struct str folded = fold(s, arena, NULL);

    for (size_t i = 0; gazetteer && i < gazetteer->len; i++) {
        if (str_eq(gazetteer->folded[i], folded)) {
            return gazetteer->entries[i];
        }
    }
    return STR("");
}

bool gazetteer_begins(const struct rules *rules, struct str name, struct str s,
                      struct arena *arena)
{
    const struct gazetteer *gazetteer = gazetteer_named(rules, name);
    struct str folded = fold(s, arena, NULL);

    for (size_t i = 0; gazetteer && i < gazetteer->len; i++) {
        struct str entry = gazetteer->folded[i];

        if (str_starts(folded, entry) &&
            (folded.len == entry.len || folded.ptr[entry.len] == ' ')) {
            return true;
        }
    }
    return !gazetteer;
}

const struct document_type *document_type_like(const struct rules *rules, struct str s,
                                               struct arena *arena)
{
    struct str folded = fold(str_trim(s), arena, NULL);
    const struct document_type *best = NULL;
    size_t best_edits = folded.len / 10 + 1;

    /* One letter of ten, but one at least from 6 letters on ("Kê hoạck"). */
    best_edits = folded.len < 6 ? 0 : best_edits;
    for (size_t i = 0; i < rules->types_len; i++) {
        size_t edits = letters_distance(rules->types[i].folded, folded);

        if (edits == 0) {
            return &rules->types[i];
        }
        if (edits < best_edits || (!best && edits == best_edits)) {
            best = &rules->types[i];
            best_edits = edits;
        }
    }
    return best;
}
