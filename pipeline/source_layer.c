/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vietnamese spelling is strict: a syllable is an onset and a rime out of short lists,
 * and a rime that ends in c, ch, p or t bears sắc or nặng. That tells good text from
 * TCVN3 or VNI bytes shown as Latin-1, from text without tone marks and from text with
 * letters dropped, without any list of words. */
#include "source_layer.h"

#include "tr.h"

#include <string.h>

enum tone { TONE_NONE, TONE_GRAVE, TONE_HOOK, TONE_TILDE, TONE_ACUTE, TONE_DOT, TONES };

/* Lower case, by letter and tone. The bytes stand for ă â ê ô ơ ư đ in what follows. */
static const struct {
    char as;
    uint16_t tones[TONES];
} letters[] = {
    {'a', {0x61, 0xe0, 0x1ea3, 0xe3, 0xe1, 0x1ea1}},
    {'1', {0x103, 0x1eb1, 0x1eb3, 0x1eb5, 0x1eaf, 0x1eb7}}, /* ă */
    {'2', {0xe2, 0x1ea7, 0x1ea9, 0x1eab, 0x1ea5, 0x1ead}},  /* â */
    {'e', {0x65, 0xe8, 0x1ebb, 0x1ebd, 0xe9, 0x1eb9}},
    {'3', {0xea, 0x1ec1, 0x1ec3, 0x1ec5, 0x1ebf, 0x1ec7}}, /* ê */
    {'i', {0x69, 0xec, 0x1ec9, 0x129, 0xed, 0x1ecb}},
    {'o', {0x6f, 0xf2, 0x1ecf, 0xf5, 0xf3, 0x1ecd}},
    {'4', {0xf4, 0x1ed3, 0x1ed5, 0x1ed7, 0x1ed1, 0x1ed9}},  /* ô */
    {'5', {0x1a1, 0x1edd, 0x1edf, 0x1ee1, 0x1edb, 0x1ee3}}, /* ơ */
    {'u', {0x75, 0xf9, 0x1ee7, 0x169, 0xfa, 0x1ee5}},
    {'6', {0x1b0, 0x1eeb, 0x1eed, 0x1eef, 0x1ee9, 0x1ef1}}, /* ư */
    {'y', {0x79, 0x1ef3, 0x1ef7, 0x1ef9, 0xfd, 0x1ef5}},
    {'7', {0x111}}, /* đ */
};

static const char *const onsets[] = {
    "",  "b",  "c",   "ch", "d", "7",  "g",  "gh", "gi", "h", "k",  "kh", "l", "m",
    "n", "ng", "ngh", "nh", "p", "ph", "qu", "r",  "s",  "t", "th", "tr", "v", "x",
};

/* clang-format off */
static const char *const rimes[] = {
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay",
    "1c", "1m", "1n", "1ng", "1p", "1t",
    "2c", "2m", "2n", "2ng", "2p", "2t", "2u", "2y",
    "e", "ec", "em", "en", "eng", "eo", "ep", "et",
    "3", "3ch", "3m", "3n", "3ng", "3nh", "3p", "3t", "3u",
    "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu",
    "i3c", "i3m", "i3n", "i3ng", "i3p", "i3t", "i3u",
    "o", "oc", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot",
    "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay",
    "o1c", "o1m", "o1n", "o1ng", "o1t", "oe", "oen", "oeo", "oet",
    "4", "4c", "4i", "4m", "4n", "4ng", "4p", "4t",
    "5", "5i", "5m", "5n", "5p", "5t",
    "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut",
    "u2n", "u2ng", "u2t", "u2y", "u3", "u3ch", "u3nh", "u5",
    "u4c", "u4i", "u4m", "u4n", "u4ng", "u4t",
    "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uy3n", "uy3t",
    "6", "6a", "6c", "6i", "6n", "6ng", "6t", "6u",
    "65c", "65i", "65m", "65n", "65ng", "65p", "65t", "65u",
    "y", "ych", "ynh", "yt", "y3m", "y3n", "y3ng", "y3t", "y3u",
};
/* clang-format on */

static uint32_t lower(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xdd)) {
        return c + 32;
    }
    if (c == 0x1af || c == 0x1a0) {
        return c + 1;
    }
    if ((c >= 0x100 && c < 0x130) || (c >= 0x1ea0 && c < 0x1efa)) {
        return c | 1;
    }
    return c;
}

/* One letter as a byte of the tables; 0: none of the alphabet. */
static char letter_as(uint32_t c, enum tone *tone)
{
    c = lower(c);
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        for (int t = 0; t < TONES; t++) {
            if (letters[i].tones[t] == c) {
                *tone = t > 0 ? (enum tone)t : *tone;
                return letters[i].as;
            }
        }
    }
    if (c < 'a' || c > 'z' || strchr("fjwz", (int)c)) {
        return '\0';
    }
    return (char)c;
}

static bool in_list(const char *const *list, size_t len, struct str want)
{
    for (size_t i = 0; i < len; i++) {
        if (str_eq(str_from_c(list[i]), want)) {
            return true;
        }
    }
    return false;
}

static bool is_onset(struct str s)
{
    return in_list(onsets, sizeof onsets / sizeof *onsets, s);
}

static bool is_rime(struct str s, enum tone tone)
{
    bool stopped = s.len > 0 && strchr("cpt", s.ptr[s.len - 1]) != NULL;

    /* "ch" ends in a stop too, "nh" and "ng" do not */
    stopped = stopped || str_ends(s, STR("ch"));
    return in_list(rimes, sizeof rimes / sizeof *rimes, s) &&
           (!stopped || tone == TONE_ACUTE || tone == TONE_DOT);
}

bool is_syllable(struct str word)
{
    char bytes[8];
    size_t len = 0;
    enum tone tone = TONE_NONE;

    for (size_t at = 0, step = 1; at < word.len; at += step) {
        if (len == sizeof bytes) {
            return false; /* the longest, "nghiêng", has seven */
        }
        bytes[len] = letter_as(utf8_at(word, at, &step), &tone);
        if (!bytes[len++]) {
            return false;
        }
    }
    for (size_t cut = 0; cut < len && cut <= 3; cut++) {
        if (is_onset((struct str){bytes, cut}) &&
            is_rime((struct str){bytes + cut, len - cut}, tone)) {
            return true;
        }
    }
    return false;
}

struct census {
    float good, bad;
    int letters, words;
    int marked;    /* good syllables with a sign that ASCII has not */
    int strange;   /* characters that no text has */
    int tcvn, vni; /* characters that only mojibake has in such number */
};

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xaa && c < 0x2000);
}

static bool is_upper_ascii(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < 'A' || s.ptr[i] > 'Z') {
            return false;
        }
    }
    return s.len > 0;
}

/* A consonant or two standing alone: what is left of a word whose letters dropped out.
 * Roman figures are none. */
static bool is_rest(struct str s)
{
    static const char *const rests[] = {"N", "G", "H",  "K",  "P",   "Q",  "R",
                                        "S", "T", "NG", "NH", "NGH", "TR", "B"};

    return in_list(rests, sizeof rests / sizeof *rests, s);
}

static void count_letters(struct census *census, struct str run, bool alone)
{
    size_t one = 0;

    (void)utf8_at(run, 0, &one);
    census->words++;
    if (is_upper_ascii(run) && run.len <= 8) {
        census->bad += alone && is_rest(run) ? 1 : 0; /* else an abbreviation */
    } else if (one == run.len && str_is_ascii(run)) {
        return; /* a), b) */
    } else if (is_syllable(run)) {
        census->good++;
        census->marked += !str_is_ascii(run);
    } else {
        /* Foreign words are ASCII: "website" is no fault of the layer. */
        census->bad += str_is_ascii(run) ? 0.1F : 1;
    }
}

/* Signs and capitals with marks that TCVN3 and VNI fonts use for Vietnamese letters. */
static void count_strange(struct census *census, uint32_t c, uint32_t before)
{
    census->strange += c == 0xfffd || (c >= 0xe000 && c < 0xf900) || (c < 32 && c > 0);
    census->tcvn += (c >= 0xa8 && c <= 0xbf) || c == 0xd7 || c == 0xde || c == 0xdf;
    census->vni +=
        (c == 0xe4 || c == 0xf8 || c == 0xf9 || c == 0xfb || c == 0xef || c == 0xf6) &&
        (before == 'a' || before == 'e' || before == 'o' || before == 'u' ||
         before == 0xf4 || before == 0xf6);
}

static void count_word(struct census *census, struct str word)
{
    size_t begin = 0;
    uint32_t before = 0;

    for (size_t at = 0, step = 1; at <= word.len; at += step) {
        uint32_t c = at < word.len ? utf8_at(word, at, &step) : 0;

        count_strange(census, c, before);
        before = c;
        if (is_letter(c)) {
            census->letters++;
            continue;
        }
        if (at > begin) {
            count_letters(census, str_sub(word, begin, at),
                          begin == 0 && at == word.len);
        }
        begin = at + step;
        if (at == word.len) {
            break;
        }
    }
}

const char *layer_fault(const struct words *words)
{
    struct census census = {0};
    float all;

    for (size_t i = 0; i < words->len; i++) {
        count_word(&census, words->at[i].text);
    }
    all = census.good + census.bad;
    if (words->len == 0) {
        return "no text layer";
    }
    if (census.strange * 50 > census.letters) {
        return N_("characters without meaning");
    }
    if (census.bad * 12 > all) {
        return census.tcvn * 25 > census.letters  ? N_("TCVN3 text")
               : census.vni * 25 > census.letters ? N_("VNI text")
                                                  : N_("unknown syllables");
    }
    /* Three of four syllables of running text bear a mark. */
    if (all >= 20 && (float)census.marked < 0.4F * census.good) {
        return N_("text without tone marks");
    }
    if (census.words >= 40 && (float)census.letters < 2.3F * (float)census.words) {
        return N_("words torn apart");
    }
    return NULL;
}
