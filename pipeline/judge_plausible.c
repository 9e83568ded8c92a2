/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values of the header that were read surely and can't be whole: the recogniser knows
 * letters, not names. Such a value stays and is for review. */
#include "arena.h"
#include "judge.h"
#include "surnames.h"

/* Of a value of which a part is missing as like as not. */
#define DOUBTED_CONF 0.4F

static struct str folded_value(const struct judge *judge, const char *name)
{
    struct str value = judge_value(judge, name);

    return value.len > 0 ? fold(value, judge->arena, NULL) : STR("");
}

static void doubt(struct judge *judge, const char *name)
{
    float *conf = &judge->out.conf[judge_column(name)];

    *conf = *conf > DOUBTED_CONF ? DOUBTED_CONF : *conf;
}

/* An agency's name that begins in the middle lost its first words. */
static void doubt_issuer(struct judge *judge)
{
    struct str issuer = judge_value(judge, "issuer");

    if (issuer.len > 0 &&
        !gazetteer_begins(judge->rules, STR("agencies"), issuer, judge->arena)) {
        doubt(judge, "issuer");
    }
}

/* Names have a surname and two or three more words; names of two words are few. */
static void doubt_signer(struct judge *judge)
{
    struct str rest = folded_value(judge, "signer");
    struct str first = str_cut(&rest, ' ');
    size_t words = 1;

    if (first.len == 0) {
        return;
    }
    for (; rest.len > 0; str_cut(&rest, ' ')) {
        words++;
    }
    if (surname_of(first).len == 0 || words < 3) {
        doubt(judge, "signer");
    }
}

/* An office that the gazetteer does not know may be one that lost its first letters,
 * and an authority (KT., TM.) is none. */
static void doubt_office(struct judge *judge)
{
    struct str title = judge_value(judge, "signer_title");
    struct str folded = folded_value(judge, "signer_title");

    if (title.len > 0 &&
        (str_starts(folded, STR("kt")) || str_starts(folded, STR("tm.")) ||
         gazetteer_entry(judge->rules, STR("offices"), title, judge->arena).len == 0)) {
        doubt(judge, "signer_title");
    }
}

void judge_plausible(struct judge *judge)
{
    doubt_issuer(judge);
    doubt_signer(judge);
    doubt_office(judge);
}
