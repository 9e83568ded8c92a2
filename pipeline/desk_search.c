/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk_search.h"

#include "arena.h"
#include "fold.h"
#include "text.h"

enum {
    MOST_TERMS = 24,
    BEFORE_BYTES = 80,
    AFTER_BYTES = 200,
    SEARCHED_BYTES = 256 * 1024
};

/* A text with its folded form and the way back. */
struct folded {
    struct str text, folded;
    uint32_t *to_text;
};

static struct folded folded_of(struct str text, struct arena *arena)
{
    struct folded folded = {.text = text};

    folded.folded = fold(text, arena, &folded.to_text);
    return folded;
}

/* A word, or the words of a phrase. */
struct term {
    struct folded typed;
    bool has_marks;
};

struct terms {
    struct term at[MOST_TERMS];
    size_t len;
};

static bool has_word(struct str folded)
{
    for (size_t i = 0; i < folded.len; i++) {
        if (is_word_sign(folded.ptr[i])) {
            return true;
        }
    }
    return false;
}

static bool has_marks(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= 0x80) {
            return true;
        }
    }
    return false;
}

static void add_term(struct terms *terms, struct str typed, struct arena *arena)
{
    struct folded folded = folded_of(typed, arena);

    if (terms->len < MOST_TERMS && has_word(folded.folded)) {
        terms->at[terms->len++] = (struct term){folded, has_marks(typed)};
    }
}

static struct terms terms_of(struct str typed, struct arena *arena)
{
    struct terms terms = {.len = 0};

    while (typed.len > 0) {
        struct str outside = str_cut(&typed, '"');

        while (outside.len > 0) {
            add_term(&terms, str_cut(&outside, ' '), arena);
        }
        add_term(&terms, str_cut(&typed, '"'), arena);
    }
    return terms;
}

struct str search_match(struct str typed, struct arena *arena)
{
    struct terms terms = terms_of(typed, arena);
    struct strbuf match = {.arena = arena};

    for (size_t i = 0; i < terms.len; i++) {
        const struct folded *typed_term = &terms.at[i].typed;
        struct str key = terms.at[i].has_marks ? tone_key(typed_term->text, arena)
                                               : typed_term->folded;

        strbuf_printf(&match, "%s%s : \"", i > 0 ? " AND " : "",
                      terms.at[i].has_marks ? "plain" : "folded");
        for (size_t k = 0; k < key.len; k++) { /* a quote or a NUL would end it */
            struct str c = str_sub(key, k, k + 1);

            strbuf_add(&match, c.ptr[0] == '"' || c.ptr[0] == '\0' ? STR(" ") : c);
        }
        strbuf_add_char(&match, '"');
    }
    return strbuf_str(&match);
}

/* --- snippets --- */

struct word_at {
    size_t begin, end; /* of the folded text */
};

static bool next_word(struct str folded, size_t from, struct word_at *out)
{
    while (from < folded.len && !is_word_sign(folded.ptr[from])) {
        from++;
    }
    out->begin = from;
    while (from < folded.len && is_word_sign(folded.ptr[from])) {
        from++;
    }
    out->end = from;
    return out->end > out->begin;
}

static struct str written(const struct folded *in, struct word_at word)
{
    return str_sub(in->text, in->to_text[word.begin], in->to_text[word.end]);
}

/* Whether a word of the text is one of the term's. */
static bool is_hit(const struct folded *in, struct word_at word,
                   const struct term *term, struct arena *arena)
{
    const struct folded *typed = &term->typed;
    struct str found = str_sub(in->folded, word.begin, word.end);
    struct word_at of_term = {0, 0};

    while (next_word(typed->folded, of_term.end, &of_term)) {
        if (str_eq(str_sub(typed->folded, of_term.begin, of_term.end), found) &&
            (!term->has_marks || str_eq(tone_key(written(typed, of_term), arena),
                                        tone_key(written(in, word), arena)))) {
            return true;
        }
    }
    return false;
}

static bool hits(const struct folded *in, struct word_at word,
                 const struct terms *terms, struct arena *arena)
{
    for (size_t i = 0; i < terms->len; i++) {
        if (is_hit(in, word, &terms->at[i], arena)) {
            return true;
        }
    }
    return false;
}

/* Where the part to show begins: at the longest row of hits, the phrase if it is there.
 */
static size_t best_hit(const struct folded *in, const struct terms *terms,
                       struct arena *arena)
{
    struct word_at word = {0, 0};
    size_t best = in->folded.len, run_begin = 0, run = 0, best_run = 0;

    while (next_word(in->folded, word.end, &word)) {
        if (!hits(in, word, terms, arena)) {
            run = 0;
            continue;
        }
        run_begin = run == 0 ? word.begin : run_begin;
        run++;
        if (run > best_run) {
            best_run = run;
            best = run_begin;
        }
    }
    return best;
}

static void add_line(struct strbuf *to, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        struct str c = str_sub(text, i, i + 1);

        strbuf_add(to, (unsigned char)c.ptr[0] < ' ' ? STR(" ") : c);
    }
}

struct str search_snippet(struct str typed, struct str text, struct arena *arena)
{
    struct terms terms = terms_of(typed, arena);
    struct folded in = folded_of(str_sub(text, 0, SEARCHED_BYTES), arena);
    struct strbuf out = {.arena = arena};
    struct word_at word = {0, 0};
    size_t hit, from, to;

    hit = best_hit(&in, &terms, arena);
    if (terms.len == 0 || hit == in.folded.len) {
        return STR("");
    }
    from = hit > BEFORE_BYTES ? hit - BEFORE_BYTES : 0;
    while (from > 0 && from < hit && in.folded.ptr[from - 1] != ' ' &&
           in.folded.ptr[from - 1] != '\n') {
        from++;
    }
    to = hit + AFTER_BYTES < in.folded.len ? hit + AFTER_BYTES : in.folded.len;
    while (to < in.folded.len && is_word_sign(in.folded.ptr[to])) {
        to++;
    }
    word.end = from;
    while (next_word(in.folded, word.end, &word) && word.begin < to) {
        bool is_one = hits(&in, word, &terms, arena);

        add_line(&out, str_sub(in.text, in.to_text[from], in.to_text[word.begin]));
        strbuf_add(&out, is_one ? STR("\x01") : STR(""));
        add_line(&out, written(&in, word));
        strbuf_add(&out, is_one ? STR("\x02") : STR(""));
        from = word.end;
    }
    add_line(&out,
             str_sub(in.text, in.to_text[from], in.to_text[from < to ? to : from]));
    return strbuf_str(&out);
}
