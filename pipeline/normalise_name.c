/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names: of things, offices, persons, document types. */
#include "fold.h"
#include "letters.h"
#include "normalise_parts.h"
#include "surnames.h"

#include <string.h>

/* Marks that stand around a name, not in it. */
static bool is_edge(uint32_t c)
{
    static const uint32_t marks[] = {' ',    '.',    ',',    ';',    ':',    '-',
                                     '*',    '"',    '\'',   0xAB,   0xBB,   0x2013,
                                     0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D,
                                     0x201E, 0x2022, 0x2026, '`',    '_',    '|'};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (c == marks[i]) {
            return true;
        }
    }
    return false;
}

/* The last character's first byte. */
static size_t last_at(struct str s)
{
    size_t at = s.len - 1;

    while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80) {
        at--;
    }
    return at;
}

static struct str without_edges(struct str s)
{
    size_t bytes;

    while (s.len > 0 && is_edge(utf8_at(s, 0, &bytes))) {
        s = str_from(s, bytes);
    }
    while (s.len > 0 && is_edge(utf8_at(s, last_at(s), &bytes))) {
        s = str_sub(s, 0, last_at(s));
    }
    return s;
}

struct values normal_name(struct str text, struct arena *arena)
{
    return values_one(without_edges(normal_text(text, arena)));
}

struct values normal_type(struct str text, const struct rules *rules,
                          struct arena *arena)
{
    struct str name = without_edges(normal_text(text, arena));
    const struct document_type *type =
        rules ? document_type_like(rules, name, arena) : NULL;
    struct values values;

    if (!type && rules && (type = type_of_code(text, rules, arena))) {
        return values_one(type->name);
    }
    values = values_one(type ? type->name : STR(""));
    values.repaired =
        type && !str_eq(tone_key(name, arena), tone_key(type->name, arena));
    return values;
}

/* An entry of any gazetteer that folds alike, in the case of the text. */
static struct str restore(struct str name, const struct rules *rules,
                          struct arena *arena)
{
    for (size_t i = 0; rules && i < rules->gazetteers_len; i++) {
        struct str entry =
            gazetteer_entry(rules, rules->gazetteers[i].name, name, arena);

        if (entry.len > 0) {
            return text_is_caps(name) ? text_upper(entry, arena) : entry;
        }
    }
    return STR("");
}

/* "TM.ỦY BAN" with its blank, "UY BAN" with its mark: no word "UY" stands before BAN.
 */
static struct str mend_authority(struct str name, bool *repaired, struct arena *arena)
{
    static const char *const authorities[] = {"TM.",  "KT.",  "TL.",
                                              "TUQ.", "T/M.", "K/T."};
    struct strbuf out = {.arena = arena};

    for (size_t at = 0; at < name.len;) {
        struct str rest = str_from(name, at);
        bool begins = at == 0 || name.ptr[at - 1] == ' ' || name.ptr[at - 1] == '.';
        size_t taken = 0;

        if (begins && str_starts(rest, STR("UY BAN "))) {
            strbuf_add(&out, STR("ỦY"));
            *repaired = true;
            at += 2;
            continue;
        }
        for (size_t i = 0; begins && i < sizeof authorities / sizeof *authorities;
             i++) {
            taken = str_starts(rest, str_from_c(authorities[i]))
                        ? strlen(authorities[i])
                        : taken;
        }
        taken = taken > 0 ? taken : 1;
        strbuf_add(&out, str_sub(rest, 0, taken));
        at += taken;
        if (taken > 1 && at < name.len && name.ptr[at] != ' ') {
            strbuf_add_char(&out, ' ');
        }
    }
    return strbuf_str(&out);
}

static const struct gazetteer *gazetteer_named(const struct rules *rules,
                                               struct str name)
{
    for (size_t i = 0; rules && i < rules->gazetteers_len; i++) {
        if (str_eq(rules->gazetteers[i].name, name)) {
            return &rules->gazetteers[i];
        }
    }
    return NULL;
}

/* Whether `needle` stands in `folded` as whole words; *at is where. */
static bool finds_words(struct str folded, struct str needle, size_t *at)
{
    size_t end;

    *at = str_find(folded, needle, 0);
    end = *at + needle.len;
    return *at < folded.len && (*at == 0 || folded.ptr[*at - 1] == ' ') &&
           (end == folded.len || folded.ptr[end] == ' ');
}

/* Before the name of a province stands TỈNH, whatever its mark was read as: one word
 * alone is in no lexicon of compounds, and an agency's name wraps before its last one.
 */
static struct str mend_province(struct str name, const struct rules *rules,
                                bool *repaired, struct arena *arena)
{
    uint32_t *to_text = NULL;
    struct str folded = fold(name, arena, &to_text);
    const struct gazetteer *provinces =
        gazetteer_named(rules, STR("provinces_until_2025_06"));

    for (size_t i = 0; provinces && text_is_caps(name) && i < provinces->len; i++) {
        struct str needle =
            str_printf(arena, "tinh %.*s", STR_ARG(provinces->folded[i]));
        struct str word;
        size_t at;

        if (!finds_words(folded, needle, &at)) {
            continue;
        }
        word = str_sub(name, to_text[at], to_text[at + 4]);
        if (str_eq(tone_key(word, arena), tone_key(STR("TỈNH"), arena))) {
            return name;
        }
        *repaired = true;
        return str_printf(arena, "%.*sTỈNH%.*s", STR_ARG(str_sub(name, 0, to_text[at])),
                          STR_ARG(str_from(name, to_text[at + 4])));
    }
    return name;
}

struct values normal_caps(struct str text, const struct rules *rules,
                          struct arena *arena)
{
    bool repaired = false;
    struct str name =
        mend_authority(without_edges(normal_text(text, arena)), &repaired, arena);
    struct str known;
    struct values values;

    name = mend_province(name, rules, &repaired, arena);
    known = restore(name, rules, arena);
    /* "UỶ" and "ỦY" are both right: what is printed stays. */
    if (known.len == 0 || str_eq(tone_key(known, arena), tone_key(name, arena))) {
        values = values_one(name);
        values.repaired = repaired;
        return values;
    }
    values = values_one(known);
    values.repaired = true;
    return values;
}

/* Letters that may be wrong in a text of this length. */
static size_t slack_of(size_t len)
{
    return len >= 12 ? 2 : len >= 8;
}

/* The one office that is nearest to `folded` and near enough; empty when none, or two
 * are as near. */
static struct str office_like(const struct rules *rules, struct str folded)
{
    const struct gazetteer *offices = gazetteer_named(rules, STR("offices"));
    size_t best = slack_of(folded.len) + 1;
    struct str found = STR("");

    for (size_t i = 0; offices && i < offices->len; i++) {
        size_t distance = letters_distance(folded, offices->folded[i]);

        if (distance == best) {
            found = STR("");
        } else if (distance < best) {
            best = distance;
            found = offices->entries[i];
        }
    }
    return found;
}

struct values normal_office(struct str text, const struct rules *rules,
                            struct arena *arena)
{
    struct str name = without_edges(normal_text(text, arena));
    struct str known = office_like(rules, fold(name, arena, NULL));
    struct values values;

    if (known.len == 0) {
        return normal_caps(text, rules, arena);
    }
    if (text_is_caps(name)) {
        known = text_upper(known, arena);
    }
    if (str_eq(tone_key(known, arena), tone_key(name, arena))) {
        return values_one(name);
    }
    values = values_one(known);
    values.repaired = true;
    return values;
}

/* Titles that stand before a name, folded; those in capitals as one word. */
static const char *const titles[] = {
    "pgs.ts",    "gs.ts",        "gs",          "pgs",         "ts",       "tskh",
    "ths",       "ths.bs",       "ths.ks",      "ts.bs",       "bs",       "bscki",
    "bsckii",    "bs.cki",       "bs.ckii",     "bscci",       "ds",       "dscki",
    "ks",        "kts",          "ls",          "cn",          "nsut",     "nsnd",
    "ngut",      "ngnd",         "ttut",        "ttnd",        "dr",       "thac si",
    "tien si",   "giao su",      "pho giao su", "bac si",      "ky su",    "luat su",
    "dai tuong", "thuong tuong", "trung tuong", "thieu tuong", "dai ta",   "thuong ta",
    "trung ta",  "thieu ta",     "dai uy",      "thuong uy",   "trung uy", "thieu uy",
    "dong chi",
};

static bool is_title(struct str words, const struct rules *rules, struct arena *arena)
{
    struct str folded = fold(words, arena, NULL);

    while (folded.len > 0 &&
           (folded.ptr[folded.len - 1] == '.' || folded.ptr[folded.len - 1] == ',')) {
        folded.len--;
    }
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        if (str_eq(folded, str_from_c(titles[i]))) {
            return true;
        }
    }
    return rules && (gazetteer_entry(rules, STR("titles"), words, arena).len > 0 ||
                     gazetteer_entry(rules, STR("titles"), folded, arena).len > 0);
}

static bool is_courtesy(struct str word)
{
    static const struct str words[] = {
        STR_INIT("Ông"), STR_INIT("Bà"),  STR_INIT("ÔNG"), STR_INIT("BÀ"),
        STR_INIT("Đ/c"), STR_INIT("đ/c"), STR_INIT("Đ/C")};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_eq(word, words[i])) {
            return true;
        }
    }
    return false;
}

/* Where the first `count` words of `s` end; 0: it has not more words than that. */
static size_t words_end(struct str s, int count)
{
    for (size_t at = 0; at < s.len; at++) {
        if (s.ptr[at] == ' ' && --count == 0) {
            return at;
        }
    }
    return 0;
}

/* A title may be glued to the name by its stop: "TS.Nguyễn". */
static size_t glued_end(struct str s, const struct rules *rules, struct arena *arena)
{
    size_t best = 0;

    for (size_t at = 0; at + 1 < s.len && s.ptr[at] != ' '; at++) {
        if (s.ptr[at] == '.' && is_title(str_sub(s, 0, at), rules, arena)) {
            best = at + 1;
        }
    }
    return best;
}

static size_t title_end(struct str s, const struct rules *rules, struct arena *arena)
{
    for (int count = 3; count > 0; count--) {
        size_t end = words_end(s, count);

        if (end > 0 && (is_title(str_sub(s, 0, end), rules, arena) ||
                        (count == 1 && is_courtesy(str_sub(s, 0, end))))) {
            return end;
        }
    }
    return glued_end(s, rules, arena);
}

/* "Nguyên Văn A" and "Lễ Văn A" have a mark misread: no one is called so. A surname
 * printed without any mark ("Chau" of the Khmer) stays as it is. */
static struct values with_surname(struct str name, struct arena *arena)
{
    size_t end = words_end(name, 1);
    struct str first = str_sub(name, 0, end);
    struct str surname = surname_of(fold(first, arena, NULL));
    struct values values;

    if (end == 0 || surname.len == 0 || str_is_ascii(first) || text_is_caps(first) ||
        str_eq(tone_key(first, arena), tone_key(surname, arena))) {
        return values_one(name);
    }
    values = values_one(
        str_printf(arena, "%.*s%.*s", STR_ARG(surname), STR_ARG(str_from(name, end))));
    values.repaired = true;
    return values;
}

struct values normal_person(struct str text, const struct rules *rules,
                            struct arena *arena)
{
    struct str name = without_edges(normal_text(text, arena));
    size_t end;

    while (name.len > 0 && (end = title_end(name, rules, arena)) > 0) {
        name = without_edges(str_from(name, end));
    }
    return with_surname(name, arena);
}
