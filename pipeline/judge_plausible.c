/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values of the header that were read surely and can't be whole: the recogniser knows
 * letters, not names. Such a value stays and is for review. */
#include "arena.h"
#include "judge.h"
#include "letters.h"
#include "surnames.h"

#include <string.h>

/* Of a value of which a part is missing as like as not. */
#define DOUBTED_CONF 0.4F

/* What the name of an agency begins with, folded, with the blank that follows. */
static const char *const agency_heads[] = {
    "ban ",        "bao ",       "benh vien ",  "bo ",        "bqp",
    "buu dien ",   "cac ",       "chi bo ",     "chi cuc ",   "chinh phu",
    "cong an ",    "cong doan ", "cong ty ",    "cuc ",       "dai ",
    "dai hoc ",    "dang bo ",   "dang uy ",    "doan ",      "don vi ",
    "hat ",        "hdnd ",      "hiep hoi ",   "hoc vien ",  "hoi ",
    "hop tac xa ", "huyen ",     "kho bac ",    "khoa ",      "lien ",
    "mat tran ",   "ngan hang ", "nha ",        "phan hieu ", "phong ",
    "quan uy ",    "quoc hoi",   "quy ",        "so ",        "tap doan ",
    "thanh doan ", "thanh tra ", "thanh uy ",   "thi doan ",  "thi uy ",
    "thu tuong ",  "tinh ",      "to ",         "toa an ",    "tong ",
    "tram ",       "trung tam ", "truong ",     "tt ",        "ubmttq ",
    "ubnd ",       "uy ban ",    "van phong ",  "vien ",      "vksnd ",
    "vu ",         "xi nghiep ", "chuyen mon ", "bao hiem ",  "huyen uy",
    "tinh uy",
};

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

static void doubt_issuer(struct judge *judge, const char *name)
{
    struct str issuer = folded_value(judge, name);

    for (size_t i = 0; i < sizeof agency_heads / sizeof *agency_heads; i++) {
        if (str_starts(issuer, str_from_c(agency_heads[i]))) {
            return;
        }
    }
    if (issuer.len > 0) {
        doubt(judge, name);
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
    doubt_issuer(judge, "issuer");
    doubt_signer(judge);
    doubt_office(judge);
}
