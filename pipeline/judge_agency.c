/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The agency as the head names it, as the symbol abbreviates it and as the signature
 * speaks for it: three readings of one thing. Where they do not agree, one was misread.
 */
#include "arena.h"
#include "judge.h"

/* Of a value that another one speaks against. */
#define DISPUTED_CONF 0.4F

enum { MAX_INITIALS = 24 };

static void dispute(struct judge *judge, const char *name)
{
    float *conf = &judge->out.conf[judge_column(name)];

    *conf = *conf > DISPUTED_CONF ? DISPUTED_CONF : *conf;
}

static struct str folded_value(const struct judge *judge, const char *name)
{
    return fold(judge_value(judge, name), judge->arena, NULL);
}

/* "stttt" of "912/KH-STTTT", "hu" of "85-KH/HU": the last group of the symbol. */
static struct str agency_symbol(struct str code)
{
    size_t at = code.len;

    while (at > 0 && code.ptr[at - 1] != '-' && code.ptr[at - 1] != '/') {
        at--;
    }
    return at > 0 ? str_from(code, at) : STR("");
}

/* "stttt" of "so thong tin va truyen thong": "và" has no letter in a symbol. */
static struct str initials_of(struct str agency, char *initials)
{
    size_t len = 0;

    while (agency.len > 0 && len < MAX_INITIALS) {
        struct str word = str_cut(&agency, ' ');

        if (word.len > 0 && !str_eq(word, STR("va"))) {
            initials[len++] = word.ptr[0];
        }
    }
    return (struct str){initials, len};
}

static size_t letters_apart(struct str a, struct str b)
{
    size_t count = 0;

    for (size_t i = 0; i < a.len && i < b.len; i++) {
        count += a.ptr[i] != b.ptr[i];
    }
    return count;
}

static bool is_committee(struct str issuer)
{
    return str_starts(issuer, STR("uy ban nhan dan")) ||
           str_starts(issuer, STR("ubnd"));
}

/* The symbol is the agency's name abbreviated (NĐ 30/2020, Annex I, II.3). */
static void judge_symbol(struct judge *judge)
{
    char initials[MAX_INITIALS];
    struct str issuer = folded_value(judge, "issuer");
    struct str symbol = agency_symbol(folded_value(judge, "code"));
    struct str want = initials_of(issuer, initials);

    if (issuer.len == 0 || symbol.len < 2) {
        return;
    }
    /* that of the parent, or of a name begun with it; or its last words were not read
     */
    if ((is_committee(issuer) && str_find(symbol, STR("ub"), 0) == symbol.len) ||
        (want.len >= 3 && want.len < symbol.len && str_starts(symbol, want))) {
        dispute(judge, "issuer");
    } else if (want.len >= 4 && want.len == symbol.len &&
               letters_apart(want, symbol) == 1) {
        dispute(judge, "code");
    }
}

/* Of an agency with collective leadership the head signs on its behalf, "TM." (NĐ
 * 30/2020, Điều 13); a plan of one that nothing but "CHỦ TỊCH" stands under lost "TM."
 * or "KT." with the line of the deputy. The head's own decisions are signed so. */
static void judge_authority(struct judge *judge)
{
    struct str issuer = folded_value(judge, "issuer");
    bool collective = is_committee(issuer) ||
                      str_starts(issuer, STR("hoi dong nhan dan")) ||
                      str_starts(issuer, STR("ban thuong vu")) ||
                      str_starts(issuer, STR("ban chap hanh"));

    if (collective && judge_value(judge, "signing_mode").len == 0 &&
        !str_eq(judge_value(judge, "type"), STR("Quyết định"))) {
        dispute(judge, "signer_title");
    }
}

/* A part of a syllable: the rest stands apart from it or was lost. */
static bool has_torn_word(struct str folded)
{
    static const struct str torn[] = {STR_INIT("ch"), STR_INIT("nh"), STR_INIT("ng"),
                                      STR_INIT("th"), STR_INIT("tr"), STR_INIT("kh"),
                                      STR_INIT("ph")};

    while (folded.len > 0) {
        struct str word = str_cut(&folded, ' ');

        for (size_t i = 0; i < sizeof torn / sizeof *torn; i++) {
            if (str_eq(word, torn[i])) {
                return true;
            }
        }
    }
    return false;
}

/* "T. TRƯỞNG BAN" was KT. or TM.: no authority has one letter but Q. (quyền). */
static void judge_mode(struct judge *judge)
{
    struct str mode = folded_value(judge, "signing_mode");

    if (has_torn_word(mode) ||
        (mode.len > 1 && mode.ptr[1] == '.' && mode.ptr[0] != 'q')) {
        dispute(judge, "signing_mode");
    }
    if (has_torn_word(folded_value(judge, "signer_title"))) {
        dispute(judge, "signer_title");
    }
}

void judge_agency(struct judge *judge)
{
    judge_symbol(judge);
    judge_authority(judge);
    judge_mode(judge);
}
