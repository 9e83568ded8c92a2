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

/* A name that lost marks: a surname that has one is read without ("Mac"), or the second
 * word is Thi, which is Thị with hardly an exception. */
static bool lost_marks(struct str name)
{
    struct str first = str_cut(&name, ' '), second = str_cut(&name, ' ');
    char folded[16];
    struct str surname;

    for (size_t i = 0; i < first.len && i < sizeof folded; i++) {
        folded[i] = (char)(first.ptr[i] | 0x20);
    }
    surname = str_is_ascii(first) && first.len <= sizeof folded
                  ? surname_of((struct str){folded, first.len})
                  : STR("");
    return str_eq(second, STR("Thi")) || (surname.len > 0 && !str_is_ascii(surname));
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
    if (lost_marks(judge_value(judge, "signer"))) {
        doubt(judge, "signer");
    }
    for (; rest.len > 0; str_cut(&rest, ' ')) {
        words++;
    }
    if (surname_of(first).len == 0 || words < 3) {
        doubt(judge, "signer");
    }
}

/* An office that the gazetteer does not know may be one that lost its first letters,
 * and an authority (KT., TM.) is none: it belongs to the mode, and the office below it
 * was not read. */
static void doubt_office(struct judge *judge)
{
    struct str title = judge_value(judge, "signer_title");
    struct str folded = folded_value(judge, "signer_title");

    if (str_starts(folded, STR("kt")) || str_starts(folded, STR("tm."))) {
        doubt(judge, "signer_title");
        doubt(judge, "signing_mode");
    } else if (title.len > 0 &&
               gazetteer_entry(judge->rules, STR("offices"), title, judge->arena).len ==
                   0) {
        doubt(judge, "signer_title");
    }
}

/* The first word with a digit among those that a value was read from. */
static const struct word *first_number(const struct judge *judge, const char *name)
{
    const struct field *field = judge->best[judge_column(name)];

    for (size_t i = field ? field->begin : 0; field && i < field->end; i++) {
        const struct word *word =
            i < judge->text->utf8.len ? judge->text->word_of[i] : NULL;

        if (word && judge_has_digit(word->text)) {
            return word;
        }
    }
    return NULL;
}

/* The number and the day are written by hand as a rule, and the recogniser makes print
 * of that: where nobody looked at the ink, nothing says that it is print. */
static void doubt_unseen(struct judge *judge, const char *name)
{
    const struct word *word = first_number(judge, name);

    if (word && word->layer == LAYER_INK && word->hand == HAND_UNKNOWN) {
        doubt(judge, name);
    }
}

void judge_plausible(struct judge *judge)
{
    doubt_unseen(judge, "code");
    doubt_unseen(judge, "date");
    doubt_issuer(judge);
    doubt_signer(judge);
    doubt_office(judge);
}
