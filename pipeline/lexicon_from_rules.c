/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A hash table from the folded phrase to its compounds. Each compound has one key for
 * all of its syllables and one for each syllable left out, so that a phrase with one
 * misread syllable is found without trying letters. */
#include "arena.h"
#include "fnv.h"
#include "lexicon.h"

struct lexicon {
    const struct posting **buckets;
    size_t mask; /* buckets - 1, a power of two less one */
};

static uint64_t key_add(uint64_t key, struct str part)
{
    return fnv_add(fnv_add_str(key, part), ' ');
}

uint64_t lexicon_key(const struct str *folded, size_t len, size_t skipped)
{
    uint64_t key = FNV_OFFSET;

    for (size_t i = 0; i < len; i++) {
        key = key_add(key, i == skipped ? STR("*") : folded[i]);
    }
    return key;
}

void lexicon_keys(const struct str *folded, size_t len, uint64_t *keys)
{
    uint64_t key = FNV_OFFSET;

    for (size_t i = 0; i < len; i++) {
        key = key_add(key, folded[i]);
        keys[i] = key;
    }
}

const struct posting *lexicon_postings(const struct lexicon *lexicon, uint64_t key)
{
    return lexicon->buckets[key & lexicon->mask];
}

static bool is_letters(struct str folded)
{
    for (size_t i = 0; i < folded.len; i++) {
        if (folded.ptr[i] < 'a' || folded.ptr[i] > 'z') {
            return false;
        }
    }
    return folded.len > 0;
}

/* false: the entry is no compound. */
static bool compound_from_str(struct str entry, struct arena *arena,
                              struct compound *out)
{
    struct str rest = str_trim(entry);

    *out = (struct compound){0};
    while (rest.len > 0) {
        struct str syllable = str_cut(&rest, ' ');
        struct str folded = fold(syllable, arena, NULL);

        if (out->len == MAX_SYLLABLES || !is_letters(folded)) {
            return false;
        }
        out->syllables[out->len] = syllable;
        out->folded[out->len++] = folded;
        out->letters += folded.len;
    }
    return out->len >= 2;
}

static void post(struct lexicon *lexicon, uint64_t key, const struct compound *compound,
                 struct arena *arena)
{
    struct posting *posting = ARENA_NEW(arena, struct posting);
    const struct posting **bucket = &lexicon->buckets[key & lexicon->mask];

    posting->key = key;
    posting->compound = compound;
    posting->next = *bucket;
    *bucket = posting;
}

bool lexicon_has_syllable(const struct lexicon *lexicon, struct str folded)
{
    uint64_t key = lexicon_key(&folded, 1, 1);
    const struct posting *posting = lexicon_postings(lexicon, key);

    while (posting && (posting->key != key || posting->compound)) {
        posting = posting->next;
    }
    return posting != NULL;
}

static void post_compound(struct lexicon *lexicon, const struct compound *compound,
                          struct arena *arena)
{
    const struct str *folded = compound->folded;

    for (size_t skipped = 0; skipped <= compound->len; skipped++) {
        post(lexicon, lexicon_key(folded, compound->len, skipped), compound, arena);
    }
    for (size_t i = 0; i < compound->len; i++) {
        if (!lexicon_has_syllable(lexicon, folded[i])) {
            post(lexicon, lexicon_key(&folded[i], 1, 1), NULL, arena);
        }
    }
}

static const struct gazetteer *compounds_of(const struct rules *rules)
{
    for (size_t i = 0; i < rules->gazetteers_len; i++) {
        if (str_eq(rules->gazetteers[i].name, STR("compounds"))) {
            return &rules->gazetteers[i];
        }
    }
    return NULL;
}

const struct lexicon *lexicon_from_rules(const struct rules *rules, struct arena *arena)
{
    const struct gazetteer *gazetteer = compounds_of(rules);
    size_t entries = gazetteer ? gazetteer->len : 0;
    struct lexicon *lexicon = ARENA_NEW(arena, struct lexicon);
    size_t buckets = 16;

    while (buckets < 4 * entries) { /* an entry has three or four postings */
        buckets *= 2;
    }
    lexicon->mask = buckets - 1;
    lexicon->buckets =
        (const struct posting **)arena_alloc(arena, buckets, sizeof(struct posting *));
    for (size_t i = 0; i < entries; i++) {
        struct compound *compound = ARENA_NEW(arena, struct compound);

        if (compound_from_str(gazetteer->entries[i], arena, compound)) {
            post_compound(lexicon, compound, arena);
        }
    }
    return lexicon;
}
