/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twin.h"

#include "archive.h"
#include "arena.h"
#include "text.h"
#include "tr.h"

#include <stdlib.h>

/* Of texts (likeness.h). Scans of one page have 0.6 or more in common, if recognition
 * went as it should; the header's word for it makes up for less. */
static const double ALIKE_BY_HEADER = 0.5, ALIKE = 0.6, NEARLY_ONE = 0.7, ONE = 0.8;

enum { MOST_NUMBERS = 8 };

const char *const twin_part_names[TWIN_PARTS] = {N_("number"), N_("date"),
                                                 N_("issuer")};
const char *const twin_kind_names[TWIN_KINDS] = {"", "same", "doubt", "near"};

struct twin_header twin_header_of(struct str code, struct str date, struct str issuer,
                                  struct arena *arena)
{
    struct str number = fold(code, arena, NULL);

    while (number.len > 1 && number.ptr[0] == '0') {
        number = str_from(number, 1);
    }
    return (struct twin_header){{number, date, agency_key(issuer, arena)}};
}

/* One sign is another one, or there is one more. */
static bool is_one_off(struct str a, struct str b)
{
    struct str longer = a.len > b.len ? a : b, shorter = a.len > b.len ? b : a;
    size_t head = 0, tail = 0;

    while (head < shorter.len && longer.ptr[head] == shorter.ptr[head]) {
        head++;
    }
    while (tail < shorter.len - head &&
           longer.ptr[longer.len - 1 - tail] == shorter.ptr[shorter.len - 1 - tail]) {
        tail++;
    }
    return longer.len - head - tail == 1;
}

void twin_match(const struct twin_header *a, const struct twin_header *b,
                enum twin_match out[TWIN_PARTS])
{
    for (int i = 0; i < TWIN_PARTS; i++) {
        struct str x = a->parts[i], y = b->parts[i];

        if (x.len == 0 || y.len == 0) {
            out[i] = MATCH_UNTOLD;
        } else if (str_eq(x, y) || (i == TWIN_ISSUER && agency_is(x, y))) {
            out[i] = MATCH_SAME;
        } else {
            out[i] = is_one_off(x, y) ? MATCH_CLOSE : MATCH_OTHER;
        }
    }
}

static int count(const enum twin_match match[TWIN_PARTS], enum twin_match wanted)
{
    int sum = 0;

    for (int i = 0; i < TWIN_PARTS; i++) {
        sum += match[i] == wanted;
    }
    return sum;
}

enum twin_kind twin_kind_of(const enum twin_match match[TWIN_PARTS], double likeness)
{
    int close = count(match, MATCH_CLOSE), untold = count(match, MATCH_UNTOLD);

    if (count(match, MATCH_SAME) == TWIN_PARTS) {
        return likeness >= ALIKE_BY_HEADER ? TWIN_SAME : TWIN_DOUBT;
    }
    if (count(match, MATCH_OTHER) > 0 || close > 1) {
        return likeness >= NEARLY_ONE ? TWIN_NEAR : TWIN_NONE;
    }
    return likeness >= (untold > 0 ? ONE : ALIKE) ? TWIN_DOUBT : TWIN_NONE;
}

/* The names of the parts that match so, in words or as ids. */
static struct str list(const enum twin_match match[TWIN_PARTS], unsigned which,
                       bool in_words, struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    for (int i = 0; i < TWIN_PARTS; i++) {
        if (which >> match[i] & 1) {
            strbuf_add(&out, out.len == 0 ? STR("") : in_words ? STR(", ") : STR(" "));
            strbuf_add(&out, str_from_c(in_words ? _(twin_part_names[i])
                                                 : twin_part_names[i]));
        }
    }
    return strbuf_str(&out);
}

struct str twin_differs(const enum twin_match match[TWIN_PARTS], struct arena *arena)
{
    return list(match, 1U << MATCH_CLOSE | 1U << MATCH_OTHER, false, arena);
}

static struct str reason_of_doubt(const enum twin_match match[TWIN_PARTS],
                                  double likeness, const struct str a[TWIN_PARTS],
                                  const struct str b[TWIN_PARTS], struct arena *arena)
{
    for (int i = 0; i < TWIN_PARTS; i++) {
        if (match[i] == MATCH_CLOSE) {
            return str_printf(arena,
                              _("%s read as %.*s and %.*s: one is misread, or they are "
                                "two documents"),
                              _(twin_part_names[i]), STR_ARG(a[i]), STR_ARG(b[i]));
        }
    }
    if (count(match, MATCH_UNTOLD) > 0) {
        return str_printf(arena,
                          _("nearly the same text; not read on one or both: %.*s"),
                          STR_ARG(list(match, 1U << MATCH_UNTOLD, true, arena)));
    }
    return str_from_c(
        likeness < 0
            ? _("number, date and issuer are the same; the texts can't be compared, "
                "one has none")
            : _("number, date and issuer are the same, the texts are not: one number "
                "for two documents, or pages are missing"));
}

struct str twin_reason(const enum twin_match match[TWIN_PARTS], double likeness,
                       const struct str a[TWIN_PARTS], const struct str b[TWIN_PARTS],
                       struct arena *arena)
{
    switch (twin_kind_of(match, likeness)) {
    case TWIN_SAME:
        return str_from_c(
            _("number, date and issuer are the same, the texts are alike"));
    case TWIN_NEAR:
        return str_printf(
            arena, _("nearly the same text; different: %.*s"),
            STR_ARG(list(match, 1U << MATCH_CLOSE | 1U << MATCH_OTHER, true, arena)));
    case TWIN_NONE:
    case TWIN_DOUBT:
    case TWIN_KINDS:
        break;
    }
    return reason_of_doubt(match, likeness, a, b, arena);
}

/* --- numbers --- */

struct number {
    struct str text;
    size_t index;
};

static int by_text(const void *a_, const void *b_)
{
    const struct number *a = a_, *b = b_;
    int order = str_cmp(a->text, b->text);

    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static int by_index(const void *a_, const void *b_)
{
    const struct number *a = a_, *b = b_;

    return (a->index > b->index) - (a->index < b->index);
}

static bool digit_at(struct str s, size_t at)
{
    return at < s.len && is_digit(s.ptr[at]);
}

/* "15", "1.200", "08/3/2024"; sorted by what they are. */
static struct number *numbers_of(struct str text, size_t *len, struct arena *arena)
{
    struct number *all = NULL;
    size_t cap = 0;

    *len = 0;
    for (size_t at = 0, end; at < text.len; at = end) {
        end = at + 1;
        if (!digit_at(text, at)) {
            continue;
        }
        while (digit_at(text, end) ||
               (end < text.len && digit_at(text, end + 1) &&
                (text.ptr[end] == '.' || text.ptr[end] == '/' || text.ptr[end] == ',' ||
                 text.ptr[end] == '-'))) {
            end++;
        }
        all = arena_grow(arena, all, *len, &cap, sizeof *all);
        all[*len] = (struct number){str_sub(text, at, end), *len};
        (*len)++;
    }
    if (*len > 0) {
        qsort(all, *len, sizeof *all, by_text);
    }
    return all;
}

struct str twin_numbers(struct str text, struct str other, struct arena *arena)
{
    size_t len, other_len, kept = 0, k = 0;
    struct number *here = numbers_of(text, &len, arena);
    const struct number *there = numbers_of(other, &other_len, arena);
    struct strbuf out = {.arena = arena};

    for (size_t i = 0; i < len; i++) {
        while (k < other_len && str_cmp(there[k].text, here[i].text) < 0) {
            k++;
        }
        if (k < other_len && str_eq(there[k].text, here[i].text)) {
            k++;
        } else {
            here[kept++] = here[i];
        }
    }
    if (kept > 0) {
        qsort(here, kept, sizeof *here, by_index);
    }
    for (size_t i = 0; i < kept && i < MOST_NUMBERS; i++) {
        strbuf_printf(&out, "%s%.*s", i > 0 ? " " : "", STR_ARG(here[i].text));
    }
    if (kept > MOST_NUMBERS) {
        strbuf_add(&out, STR(" ..."));
    }
    return strbuf_str(&out);
}
