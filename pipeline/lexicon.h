/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compounds of administrative Vietnamese, two to six syllables, looked up by their
 * folded form: what a scan does to the marks of "KẾ HOẠCH" leaves "ke hoach". They are
 * the gazetteer `compounds` of the rules (rules/12-lexicon.yaml; an office may put its
 * own in its place). */
#ifndef VANTHU_LEXICON_H
#define VANTHU_LEXICON_H

#include "lines.h"
#include "rules.h"

enum { MAX_SYLLABLES = 6 };

struct compound {
    struct str syllables[MAX_SYLLABLES]; /* as in the gazetteer */
    struct str folded[MAX_SYLLABLES];
    size_t len;
    size_t letters; /* of all syllables */
};

/* A compound under one of its keys; several may share a key. NULL: the key is that of a
 * syllable. */
struct posting {
    uint64_t key;
    const struct compound *compound;
    const struct posting *next;
};

struct lexicon;

/* Entries with anything but letters and blanks, of one syllable or of more than six
 * are left out. Never NULL; empty when the rules have no such gazetteer. */
const struct lexicon *lexicon_from_rules(const struct rules *rules,
                                         struct arena *arena);

/* The key of `len` folded syllables, or of all but number `skipped` of them (len or
 * more: none is skipped). */
uint64_t lexicon_key(const struct str *folded, size_t len, size_t skipped);
/* The keys of the first, the first two ... of `len` syllables, to keys[0], keys[1] ...
 */
void lexicon_keys(const struct str *folded, size_t len, uint64_t *keys);
/* The first of a chain whose members may have other keys too; NULL when empty. */
const struct posting *lexicon_postings(const struct lexicon *lexicon, uint64_t key);

/* Whether it is a syllable of some compound. */
bool lexicon_has_syllable(const struct lexicon *lexicon, struct str folded);

/* Puts right the words that, with their neighbours on the line, are a compound but for
 * their diacritics ("SỞ Y TÉ"), or but for one base letter of a word that is no
 * syllable ("foanh nghiệp"). Case, punctuation and the place of the tone mark
 * ("hoà", "hòa") stay as printed. Words with digits, by hand or of a text layer are not
 * touched, nor is a phrase that reads as a compound already. Returns how many words
 * were changed. */
size_t words_mend(struct words *words, const struct lines *lines,
                  const struct lexicon *lexicon, struct arena *arena);

#endif
