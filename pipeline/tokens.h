/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers, words and marks of a written date or period, after folding. Shared by the
 * normalise_*.c files. */
#ifndef VANTHU_TOKENS_H
#define VANTHU_TOKENS_H

#include "str.h"

/* A date list of 12 days has 40 tokens. */
enum { MAX_TOKENS = 128 };

enum token_kind {
    TOKEN_END, /* there is always one behind the last */
    TOKEN_NUMBER,
    TOKEN_WORD,
    TOKEN_MARK,
};

struct token {
    enum token_kind kind;
    struct str text; /* folded */
    struct str run;  /* letters and digits without a gap: "1v" is a number and a word */
    int value;       /* of a number; -1: more than 6 digits */
    int digits;
    bool repaired; /* an o or l was read as 0 or 1 */
    bool spaced;   /* a blank stands before it */
};

struct tokens {
    struct token at[MAX_TOKENS + 1];
    size_t len;
    size_t next;
    bool repaired; /* a token that was taken had to be repaired */
};

/* To try something and go back. */
struct place {
    size_t next;
    bool repaired;
};
struct place tokens_place(const struct tokens *tokens);
void tokens_back(struct tokens *tokens, struct place place);

struct tokens tokens_of(struct str text, struct arena *arena);
/* The token `ahead` of the next one; the end token behind the last. */
const struct token *token_ahead(const struct tokens *tokens, size_t ahead);
bool token_is_word(const struct token *token, const char *word);
bool token_is_mark(const struct token *token, char mark);
/* Takes the next token when it is this word (for words of 5 letters: but for one
 * letter). */
bool take_word(struct tokens *tokens, const char *word);
bool take_mark(struct tokens *tokens, char mark);
/* Takes a number of at most `max_digits`; digits that blanks tore apart are joined. */
bool take_number(struct tokens *tokens, int max_digits, int *value, int *digits);
/* Takes "một" to "mười hai" as 1 to 12. */
bool take_number_word(struct tokens *tokens, int *value);

#endif
