/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The longest phrase first, from left to right; a phrase that reads as a compound is
 * stepped over whole, so that its last word is not taken for the first of another
 * ("hệ thống | từ", never "thông tư"). */
#include "arena.h"
#include "letters.h"
#include "lexicon.h"
#include "syllable.h"

enum {
    /* A base letter is put right only in a phrase that has so many letters ... */
    MIN_LETTERS = 8,
    /* ... and a syllable that has so many ... */
    MIN_SYLLABLE = 3,
    /* ... of which the recogniser was less sure than this, in percent. */
    UNSURE_PCT = 80,
    /* The chance that a mended word is right, in percent, at least. Of 690 mended on
     * 34 real scans that the lexicon had not been made with, 18 were wrong (2.6 %);
     * less is said, for papers from farther afield. */
    MENDED_PCT = 85,
};

/* A word of a line as a syllable. */
struct token {
    struct word *word;
    struct str head, core, tail; /* marks before, letters, marks after */
    struct str folded;           /* of the core */
    bool can_mend;               /* printed, recognised, all of its core letters */
};

struct mending {
    const struct lexicon *lexicon;
    struct arena *arena;
    struct token *tokens; /* of one line */
    size_t len;
    bool is_bare; /* the line is printed without marks, like a text message */
    size_t changed;
};

static bool is_letter_at(struct str s, size_t at, size_t *bytes)
{
    uint32_t c = utf8_at(s, at, bytes);

    return letter_case(c) != NO_LETTER || (c >= '0' && c <= '9');
}

static size_t last_letter_end(struct str s, size_t first)
{
    for (size_t at = s.len, bytes; at > first;) {
        size_t end = at--;

        while (at > first && ((unsigned char)s.ptr[at] & 0xC0) == 0x80) {
            at--;
        }
        if (is_letter_at(s, at, &bytes)) {
            return end;
        }
    }
    return s.len;
}

/* Parts the marks at both ends from the core. */
static void token_cut(struct token *token)
{
    struct str text = token->word->text;
    size_t first = 0, end, bytes;

    while (first < text.len && !is_letter_at(text, first, &bytes)) {
        first += bytes;
    }
    end = last_letter_end(text, first);
    token->head = str_sub(text, 0, first);
    token->core = str_sub(text, first, end);
    token->tail = str_from(text, end);
}

static struct token token_of(struct word *word, struct arena *arena)
{
    struct token token = {.word = word};

    token_cut(&token);
    if (word->layer == LAYER_TEXT || word->hand == HAND_WRITTEN) {
        return token;
    }
    token.folded = fold(token.core, arena, NULL);
    token.can_mend = all_letters(token.core);
    return token;
}

/* How many words from `first` on a phrase could have: marks between two words end it.
 */
static size_t reach(const struct mending *m, size_t first)
{
    size_t len = 0;

    while (len < MAX_SYLLABLES && first + len < m->len) {
        const struct token *token = &m->tokens[first + len];

        if (!token->can_mend || (len > 0 && token->head.len > 0)) {
            break;
        }
        len++;
        if (token->tail.len > 0) {
            break;
        }
    }
    return len;
}

/* How many syllables of the compound are not as read. */
static size_t differences(const struct token *tokens, const struct compound *compound,
                          struct arena *arena)
{
    size_t count = 0;

    for (size_t i = 0; i < compound->len; i++) {
        if (!syllable_is(tokens[i].core, compound->syllables[i], arena)) {
            count++;
        }
    }
    return count;
}

/* The folded syllables of the compound are those of the phrase, but for `skipped`. */
static bool folds_as(const struct token *tokens, size_t len, size_t skipped,
                     const struct compound *compound)
{
    if (compound->len != len) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        if (i != skipped && !str_eq(tokens[i].folded, compound->folded[i])) {
            return false;
        }
    }
    return true;
}

static uint64_t key_of(const struct token *tokens, size_t len, size_t skipped)
{
    struct str folded[MAX_SYLLABLES];

    for (size_t i = 0; i < len; i++) {
        folded[i] = tokens[i].folded;
    }
    return lexicon_key(folded, len, skipped);
}

/* What the lexicon has for a phrase. */
struct answer {
    bool known;                      /* some compound folds alike */
    const struct compound *compound; /* the nearest; NULL: two are equally near */
    size_t differences;              /* of the nearest */
};

static struct answer look_up(const struct mending *m, size_t first, size_t len,
                             uint64_t key)
{
    const struct token *tokens = &m->tokens[first];
    struct answer answer = {.differences = len + 1};

    for (const struct posting *p = lexicon_postings(m->lexicon, key); p; p = p->next) {
        size_t count;

        if (p->key != key || !p->compound || !folds_as(tokens, len, len, p->compound)) {
            continue;
        }
        count = differences(tokens, p->compound, m->arena);
        answer.known = true;
        if (count < answer.differences) {
            answer.differences = count;
            answer.compound = p->compound;
        } else if (count == answer.differences && count > 0) {
            answer.compound = NULL;
        }
    }
    return answer;
}

/* The one compound that differs from the phrase by one base letter of syllable `odd`;
 * NULL when there is none or more than one. */
static const struct compound *nearly(const struct mending *m, size_t first, size_t len,
                                     size_t odd)
{
    const struct token *tokens = &m->tokens[first];
    uint64_t key = key_of(tokens, len, odd);
    const struct compound *found = NULL;

    for (const struct posting *p = lexicon_postings(m->lexicon, key); p; p = p->next) {
        struct str want;

        if (p->key != key || !p->compound || !folds_as(tokens, len, odd, p->compound)) {
            continue;
        }
        want = p->compound->folded[odd];
        if (p->compound->letters < MIN_LETTERS || want.len != tokens[odd].folded.len ||
            letters_distance(want, tokens[odd].folded) != 1) {
            continue;
        }
        if (found) {
            return NULL;
        }
        found = p->compound;
    }
    return found;
}

/* How many of the words have no mark. */
static size_t bare_words(const struct token *tokens, size_t len)
{
    size_t count = 0;

    for (size_t i = 0; i < len; i++) {
        count += str_is_ascii(tokens[i].core);
    }
    return count;
}

/* Vietnamese without marks is printed so where there is more of it: the recogniser
 * loses one mark, not all of them. */
static bool is_printed_bare(const struct mending *m, size_t first, size_t len,
                            size_t count)
{
    return bare_words(&m->tokens[first], len) == len && (count > 1 || m->is_bare);
}

/* A name is not written small, and two words of which the second has one capital are
 * part of a name ("Nguyễn Văn Thu", "phường An"), no compound ("văn thư"). */
static bool case_suits(const struct token *tokens, const struct compound *compound)
{
    struct str second = tokens[1].core;

    for (size_t i = 0; i < compound->len; i++) {
        if (syllable_case(compound->syllables[i]) == LETTER_UPPER &&
            syllable_case(tokens[i].core) != LETTER_UPPER) {
            return false;
        }
    }
    return compound->len > 2 || syllable_case(compound->syllables[1]) == LETTER_UPPER ||
           syllable_case(second) == LETTER_LOWER || letters_are_caps(second);
}

/* A compound that is nearer begins inside the phrase and ends behind it ("tái | sản
 * xuất", not "tài sản"). */
static bool is_crossed(const struct mending *m, size_t first, size_t len, size_t count)
{
    for (size_t at = first + 1; at < first + len; at++) {
        for (size_t n = reach(m, at); n > first + len - at; n--) {
            struct answer answer = look_up(m, at, n, key_of(&m->tokens[at], n, n));

            if (answer.known && answer.differences < count) {
                return true;
            }
        }
    }
    return false;
}

static void mend(struct mending *m, size_t first, const struct compound *compound)
{
    for (size_t i = 0; i < compound->len; i++) {
        struct token *token = &m->tokens[first + i];
        struct strbuf text = {.arena = m->arena};

        if (syllable_is(token->core, compound->syllables[i], m->arena)) {
            continue;
        }
        strbuf_add(&text, token->head);
        strbuf_add(&text, syllable_as(compound->syllables[i], token->core, m->arena));
        strbuf_add(&text, token->tail);
        token->word->text = strbuf_str(&text);
        if (token->word->conf_pct < MENDED_PCT) {
            token->word->conf_pct = MENDED_PCT;
        }
        m->changed++;
    }
}

/* Returns how many words the phrase at `first` has, 0: there is none. */
static size_t mend_marks(struct mending *m, size_t first)
{
    struct str folded[MAX_SYLLABLES];
    uint64_t keys[MAX_SYLLABLES];
    size_t most = reach(m, first);

    for (size_t i = 0; i < most; i++) {
        folded[i] = m->tokens[first + i].folded;
    }
    lexicon_keys(folded, most, keys);
    for (size_t len = most; len >= 2; len--) {
        struct answer answer = look_up(m, first, len, keys[len - 1]);

        if (!answer.known) {
            continue;
        }
        if (answer.differences == 0) {
            return len;
        }
        if (is_crossed(m, first, len, answer.differences)) {
            continue;
        }
        if (answer.compound && case_suits(&m->tokens[first], answer.compound) &&
            !is_printed_bare(m, first, len, answer.differences)) {
            mend(m, first, answer.compound);
        }
        return len;
    }
    return 0;
}

static bool may_be_misread(const struct mending *m, const struct token *token)
{
    return token->word->conf_pct < UNSURE_PCT && token->folded.len >= MIN_SYLLABLE &&
           !lexicon_has_syllable(m->lexicon, token->folded);
}

static size_t mend_letter(struct mending *m, size_t first)
{
    for (size_t len = reach(m, first); len >= 2; len--) {
        for (size_t odd = 0; odd < len; odd++) {
            const struct compound *compound;

            if (!may_be_misread(m, &m->tokens[first + odd])) {
                continue;
            }
            compound = nearly(m, first, len, odd);
            if (compound && !is_crossed(m, first, len, 1) &&
                case_suits(&m->tokens[first], compound)) {
                mend(m, first, compound);
                return len;
            }
        }
    }
    return 0;
}

static void mend_line(struct mending *m)
{
    /* Of the words of common print a quarter has no mark, of numbers all. */
    m->is_bare = m->len >= 4 && 4 * bare_words(m->tokens, m->len) > 3 * m->len;
    for (size_t first = 0; first < m->len;) {
        size_t len = mend_marks(m, first);

        if (len == 0) {
            len = mend_letter(m, first);
        }
        first += len > 0 ? len : 1;
    }
}

size_t words_mend(struct words *words, const struct lines *lines,
                  const struct lexicon *lexicon, struct arena *arena)
{
    struct mending m = {.lexicon = lexicon, .arena = arena};

    m.tokens = ARENA_ARRAY(arena, struct token, words->len + 1);
    for (size_t i = 0; i < lines->len; i++) {
        const struct line *line = &lines->at[i];

        m.len = line->len;
        for (size_t j = 0; j < line->len; j++) {
            m.tokens[j] = token_of(&words->at[lines->order[line->first + j]], arena);
        }
        mend_line(&m);
    }
    return m.changed;
}
