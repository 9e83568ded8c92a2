/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tokens.h"

#include "text.h"

#include <string.h>

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_run(char c)
{
    return is_digit(c) || is_letter(c) || c == '|';
}

/* The digit that the recogniser took for this letter; 0: none. */
static char digit_like(char c)
{
    if (c == 'o') {
        return '0';
    }
    return c == 'l' || c == 'i' || c == '|' ? '1' : '\0';
}

/* All digits, or letters that look like them beside one digit at least. */
static bool is_number(struct str run)
{
    size_t digits = 0;

    for (size_t i = 0; i < run.len; i++) {
        if (is_digit(run.ptr[i])) {
            digits++;
        } else if (digit_like(run.ptr[i]) == '\0') {
            return false;
        }
    }
    return digits > 0;
}

static void add(struct tokens *tokens, struct token token)
{
    if (tokens->len < MAX_TOKENS) {
        tokens->at[tokens->len++] = token;
    }
}

static void add_number(struct tokens *tokens, struct str text, struct str run,
                       bool spaced)
{
    struct token token = {.kind = TOKEN_NUMBER,
                          .text = text,
                          .run = run,
                          .digits = (int)text.len,
                          .spaced = spaced};

    if (text.len > 6) {
        token.value = -1;
        token.digits = 7;
        add(tokens, token);
        return;
    }
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        token.repaired = token.repaired || !is_digit(c);
        token.value = 10 * token.value + ((is_digit(c) ? c : digit_like(c)) - '0');
    }
    add(tokens, token);
}

/* A run is a number or a word, or, where a blank was lost, both: "ngay5", "t10". */
static void add_run(struct tokens *tokens, struct str run, bool spaced)
{
    size_t at = 0;

    if (is_number(run)) {
        add_number(tokens, run, run, spaced);
        return;
    }
    while (at < run.len) {
        size_t end = at + 1;
        bool digits = is_digit(run.ptr[at]);

        while (end < run.len && is_digit(run.ptr[end]) == digits) {
            end++;
        }
        if (digits) {
            add_number(tokens, str_sub(run, at, end), run, spaced && at == 0);
        } else {
            add(tokens, (struct token){.kind = TOKEN_WORD,
                                       .text = str_sub(run, at, end),
                                       .run = run,
                                       .spaced = spaced && at == 0});
        }
        at = end;
    }
}

struct tokens tokens_of(struct str text, struct arena *arena)
{
    struct tokens tokens = {0};
    struct str folded = fold(text_nfc(text, arena), arena, NULL);
    bool spaced = false;
    size_t at = 0;

    while (at < folded.len) {
        size_t end = at;

        while (end < folded.len && is_run(folded.ptr[end])) {
            end++;
        }
        if (end > at) {
            add_run(&tokens, str_sub(folded, at, end), spaced);
            spaced = false;
            at = end;
            continue;
        }
        if (strchr(" \n\f", folded.ptr[at])) {
            spaced = true;
        } else {
            add(&tokens, (struct token){.kind = TOKEN_MARK,
                                        .text = str_sub(folded, at, at + 1),
                                        .spaced = spaced});
            spaced = false;
        }
        at++;
    }
    tokens.at[tokens.len] = (struct token){.kind = TOKEN_END};
    return tokens;
}

struct place tokens_place(const struct tokens *tokens)
{
    return (struct place){tokens->next, tokens->repaired};
}

void tokens_back(struct tokens *tokens, struct place place)
{
    tokens->next = place.next;
    tokens->repaired = place.repaired;
}

const struct token *token_ahead(const struct tokens *tokens, size_t ahead)
{
    size_t at = tokens->next + ahead;

    return &tokens->at[at < tokens->len ? at : tokens->len];
}

bool token_is_word(const struct token *token, const char *word)
{
    return token->kind == TOKEN_WORD && str_eq(token->text, str_from_c(word));
}

bool token_is_mark(const struct token *token, char mark)
{
    return token->kind == TOKEN_MARK && token->text.ptr[0] == mark;
}

static bool differs_in_one(struct str a, struct str b)
{
    size_t differ = 0;

    if (a.len != b.len) {
        return false;
    }
    for (size_t i = 0; i < a.len; i++) {
        differ += a.ptr[i] != b.ptr[i];
    }
    return differ == 1;
}

bool take_word(struct tokens *tokens, const char *word)
{
    const struct token *token = token_ahead(tokens, 0);
    struct str wanted = str_from_c(word);

    if (token_is_word(token, word)) {
        tokens->next++;
        return true;
    }
    if (token->kind == TOKEN_WORD && wanted.len >= 5 &&
        differs_in_one(token->text, wanted)) {
        tokens->next++;
        tokens->repaired = true;
        return true;
    }
    return false;
}

bool take_mark(struct tokens *tokens, char mark)
{
    if (!token_is_mark(token_ahead(tokens, 0), mark)) {
        return false;
    }
    tokens->next++;
    return true;
}

bool take_number(struct tokens *tokens, int max_digits, int *value, int *digits)
{
    const struct token *token = token_ahead(tokens, 0);

    if (token->kind != TOKEN_NUMBER || token->digits > max_digits) {
        return false;
    }
    *value = token->value;
    *digits = token->digits;
    tokens->repaired = tokens->repaired || token->repaired;
    tokens->next++;
    /* "0 5" is 05, "20 22" is 2022; "5 12" is two numbers. */
    while (*digits < max_digits && (*digits == 1 || max_digits == 4)) {
        token = token_ahead(tokens, 0);
        if (token->kind != TOKEN_NUMBER || *digits + token->digits > max_digits ||
            (max_digits == 2 && token->digits != 1)) {
            break;
        }
        for (int i = 0; i < token->digits; i++) {
            *value *= 10;
        }
        *value += token->value;
        *digits += token->digits;
        tokens->repaired = true;
        tokens->next++;
    }
    return true;
}

bool take_number_word(struct tokens *tokens, int *value)
{
    static const char *const words[] = {"mot", "hai", "ba",  "tu",   "nam",
                                        "sau", "bay", "tam", "chin", "muoi"};
    const struct token *token = token_ahead(tokens, 0);
    int found = 0;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (token_is_word(token, words[i])) {
            found = (int)i + 1;
        }
    }
    if (found == 0) {
        return false;
    }
    tokens->next++;
    if (found == 10 && (take_word(tokens, "mot") || take_word(tokens, "hai"))) {
        found = token_is_word(&tokens->at[tokens->next - 1], "mot") ? 11 : 12;
    }
    *value = found;
    return true;
}
