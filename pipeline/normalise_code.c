/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Number and symbol of a document (NĐ 30/2020, Annex I and III; HD 36-HD/VPTW):
 *   31/KH-SNV  91/2017/NĐ-CP  06/2022/QH15  548/QĐ-TTg  85-KH/HU
 * A letter is put right only where the list of symbols leaves one reading. */
#include "arena.h"
#include "fold.h"
#include "normalise_parts.h"

#include <string.h>

/* "91/2017/TTLT-BNV-BTC" has 5; a code has no more. */
enum { MAX_PIECES = 8 };

struct code {
    struct str at[MAX_PIECES]; /* what stands between the marks */
    char marks[MAX_PIECES];    /* '/' or '-' before each; the first has none */
    size_t len;
    bool repaired;
};

/* One mark for what is printed or read as a dash or a slash; 0: none; ' ': a blank. */
static char mark_of(uint32_t c)
{
    if (c == '-' || c == 0xAD || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ||
        c == '_' || c == 0xAF) {
        return '-';
    }
    if (c == '/' || c == 0x2044 || c == 0x2215 || c == '\\') {
        return '/';
    }
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0xA0
               ? ' '
               : '\0';
}

static bool is_sign(uint32_t c)
{
    return c > 0 && c < 0x80 && strchr(".,;:()[]\"'*", (int)c);
}

/* Without "Số:" before and marks around. */
static struct str bare(struct str text, struct arena *arena)
{
    struct str s = str_trim(text_nfc(text, arena));
    uint32_t *to_text = NULL;
    struct str folded = fold(s, arena, &to_text);
    size_t bytes;

    if (str_starts(folded, STR("so")) && folded.len > 2 &&
        !(folded.ptr[2] >= 'a' && folded.ptr[2] <= 'z')) {
        s = str_from(s, to_text[2]);
    }
    s = str_trim(s);
    while (s.len > 0 && (is_sign(utf8_at(s, 0, &bytes)) || s.ptr[0] == ' ')) {
        s = str_from(s, 1);
    }
    while (s.len > 0 &&
           (is_sign((unsigned char)s.ptr[s.len - 1]) || s.ptr[s.len - 1] == ' ')) {
        s = str_sub(s, 0, s.len - 1);
    }
    return s;
}

static bool is_code_letter(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           c == '.' || c == '&' || c == '|' || (c >= 0xC0 && c <= 0x1EF9);
}

/* false: there is something in it that no code has. */
static bool cut(struct str s, struct code *out, struct arena *arena)
{
    struct strbuf piece = {.arena = arena};
    char mark = '\0';

    for (size_t at = 0, bytes; at <= s.len; at += bytes) {
        uint32_t c = utf8_at(s, at, &bytes);
        char next = mark_of(c);

        if (at == s.len) { /* the end closes the last piece */
            next = '/';
        }
        if (next == ' ') {
            continue;
        }
        if (next == '\0') {
            if (!is_code_letter(c)) {
                return false;
            }
            strbuf_add(&piece, str_sub(s, at, at + bytes));
            continue;
        }
        if (piece.len > 0) {
            if (out->len == MAX_PIECES) {
                return false;
            }
            out->marks[out->len] = mark;
            out->at[out->len++] = strbuf_str(&piece);
            piece = (struct strbuf){.arena = arena};
            mark = next;
        } else if (out->len == 0) {
            return false; /* "/KH-UBND": the number is not there */
        } else {
            out->repaired = true; /* two marks in a row: the first counts */
        }
    }
    return true;
}

/* Digits, O for 0 and l, I, | for 1 put right; empty when it is no number. */
static struct str digits_of(struct str piece, bool *repaired, struct arena *arena)
{
    struct strbuf out = {.arena = arena};
    bool changed = false, found = false;

    for (size_t i = 0; i < piece.len; i++) {
        char c = piece.ptr[i];

        if (c >= '0' && c <= '9') {
            found = true;
        } else if (c == 'O' || c == 'o') {
            c = '0';
            changed = true;
        } else if (c == 'l' || c == 'I' || c == '|') {
            c = '1';
            changed = true;
        } else {
            return STR("");
        }
        strbuf_add_char(&out, c);
    }
    *repaired = *repaired || (found && changed);
    return found ? strbuf_str(&out) : STR("");
}

static bool is_symbol(const struct rules *rules, struct str piece)
{
    for (size_t i = 0; rules && i < rules->types_len; i++) {
        for (size_t j = 0; j < rules->types[i].symbols_len; j++) {
            if (str_eq(rules->types[i].symbols[j], piece)) {
                return true;
            }
        }
    }
    return false;
}

/* Letters that the recogniser takes for Đ. */
static bool may_be_dstroke(char folded, char printed)
{
    return folded == 'd' && (printed == 'b' || printed == 'p' || printed == 'd');
}

/* Whether the symbol may have been read as `piece` (both folded). */
static bool reads_like(struct str symbol, struct str piece)
{
    if (symbol.len != piece.len) {
        return false;
    }
    for (size_t i = 0; i < symbol.len; i++) {
        if (symbol.ptr[i] != piece.ptr[i] &&
            !may_be_dstroke(symbol.ptr[i], piece.ptr[i])) {
            return false;
        }
    }
    return true;
}

/* The one symbol that `piece` may be; a true Đ in it must stay one ("HĐ", "HD"). Empty
 * when there is none, or more than one. */
static struct str symbol_like(const struct rules *rules, struct str piece, bool exactly,
                              struct arena *arena)
{
    struct str folded = fold(piece, arena, NULL);
    struct str found = STR("");
    size_t count = 0;

    for (size_t i = 0; rules && i < rules->types_len; i++) {
        for (size_t j = 0; j < rules->types[i].symbols_len; j++) {
            struct str symbol = rules->types[i].symbols[j];
            struct str key = fold(symbol, arena, NULL);

            if ((exactly ? str_eq(key, folded) : reads_like(key, folded)) &&
                !str_eq(found, symbol)) {
                found = symbol;
                count++;
            }
        }
    }
    return count == 1 ? found : STR("");
}

static void repair_type(struct code *code, size_t i, const struct rules *rules,
                        struct arena *arena)
{
    struct str symbol;

    if (is_symbol(rules, code->at[i])) {
        return;
    }
    symbol = symbol_like(rules, code->at[i], true, arena);
    if (symbol.len == 0) {
        symbol = symbol_like(rules, code->at[i], false, arena);
    }
    if (symbol.len > 0) {
        code->at[i] = symbol;
        code->repaired = true;
    }
}

/* "QHI3", "QHl4", "UBTVQH14": the number of the National Assembly's term. */
static bool repair_term(struct code *code, size_t i, struct arena *arena)
{
    struct str piece = code->at[i];
    struct str head = STR("QH"), folded = fold(piece, arena, NULL);
    struct str term;
    bool repaired = false;

    if (str_starts(folded, STR("ubtvqh"))) {
        head = STR("UBTVQH");
    } else if (!str_starts(folded, STR("qh"))) {
        return false;
    }
    if (folded.len != piece.len || piece.len == head.len || piece.len > head.len + 2) {
        return false;
    }
    term = digits_of(str_from(piece, head.len), &repaired, arena);
    if (term.len == 0) {
        return false;
    }
    code->repaired =
        code->repaired || repaired || !str_eq(str_sub(piece, 0, head.len), head);
    code->at[i] = str_printf(arena, "%.*s%.*s", STR_ARG(head), STR_ARG(term));
    return true;
}

/* The organ: only what the list `agency_symbols` and the two of the centre leave one
 * reading for. */
static void repair_organ(struct code *code, size_t i, const struct rules *rules,
                         struct arena *arena)
{
    static const struct str centre[] = {STR_INIT("CP"), STR_INIT("TTg")};
    struct str piece = code->at[i];
    struct str folded = fold(piece, arena, NULL);
    struct str known = STR("");

    for (size_t j = 0; j < sizeof centre / sizeof *centre; j++) {
        if (str_eq(folded, fold(centre[j], arena, NULL))) {
            known = centre[j];
        }
    }
    /* "TTEg", "TTÍg": no other symbol begins and ends so. */
    if (folded.len == 4 && str_starts(piece, STR("TT")) && str_ends(piece, STR("g"))) {
        known = STR("TTg");
    }
    if (known.len == 0 && rules) {
        known = gazetteer_entry(rules, STR("agency_symbols"), piece, arena);
    }
    if (known.len > 0 && !str_eq(known, piece)) {
        code->at[i] = known;
        code->repaired = true;
    }
}

/* Symbols are made of first letters, which bear no tone: "HỦ" is HU misread, and so is
 * "HUỦ", where the recogniser saw one letter twice. A slash read as "/&" leaves its &.
 */
static void repair_tones(struct code *code, size_t i, struct arena *arena)
{
    struct str piece = code->at[i], before = STR("");
    struct strbuf out = {.arena = arena};

    while (piece.len > 1 && (piece.ptr[0] == '&' || piece.ptr[0] == '\'')) {
        piece = str_from(piece, 1);
    }
    for (size_t at = 0, bytes; at < piece.len; at += bytes) {
        struct str letter, toneless;

        utf8_at(piece, at, &bytes);
        letter = str_sub(piece, at, at + bytes);
        toneless = text_toneless(letter, arena);
        if (str_eq(toneless, letter) || !str_eq(toneless, before)) {
            strbuf_add(&out, toneless);
        }
        before = toneless;
    }
    if (!str_eq(strbuf_str(&out), code->at[i])) {
        code->at[i] = strbuf_str(&out);
        code->repaired = true;
    }
}

static bool has_letter(struct str piece)
{
    for (size_t i = 0; i < piece.len; i++) {
        unsigned char c = (unsigned char)piece.ptr[i];

        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80) {
            return true;
        }
    }
    return false;
}

/* Number, then a year where there is one, then type and organs. false: no code. */
static bool repair(struct code *code, const struct rules *rules, struct arena *arena)
{
    struct str number = digits_of(code->at[0], &code->repaired, arena);
    struct str year;
    bool year_repaired = false, found = false;
    size_t i = 1;

    if (number.len == 0 || number.len > 6 || code->len < 2) {
        return false;
    }
    code->at[0] = number;
    year = digits_of(code->at[1], &year_repaired, arena);
    if (year.len == 4 && code->len > 2) {
        code->at[1] = year;
        code->repaired = code->repaired || year_repaired;
        i = 2;
    }
    for (size_t first = i; i < code->len; i++) {
        found = found || has_letter(code->at[i]);
        repair_tones(code, i, arena);
        if (repair_term(code, i, arena)) {
            continue;
        }
        if (i == first) {
            repair_type(code, i, rules, arena);
        } else {
            repair_organ(code, i, rules, arena);
        }
    }
    return found;
}

struct values normal_code(struct str text, const struct rules *rules,
                          struct arena *arena)
{
    struct code code = {0};
    struct strbuf out = {.arena = arena};
    struct values values;

    if (!cut(bare(text, arena), &code, arena) || code.len == 0 ||
        !repair(&code, rules, arena)) {
        return values_none();
    }
    for (size_t i = 0; i < code.len; i++) {
        if (i > 0) {
            strbuf_add_char(&out, code.marks[i]);
        }
        strbuf_add(&out, code.at[i]);
    }
    values = values_one(strbuf_str(&out));
    values.repaired = code.repaired;
    return values;
}

static const struct document_type *type_of_symbol(const struct rules *rules,
                                                  struct str symbol)
{
    for (size_t i = 0; i < rules->types_len; i++) {
        const struct document_type *type = &rules->types[i];

        for (size_t j = 0; j < type->symbols_len; j++) {
            if (str_eq(type->symbols[j], symbol)) {
                return type;
            }
        }
    }
    return NULL;
}

const struct document_type *type_of_code(struct str text, const struct rules *rules,
                                         struct arena *arena)
{
    struct values values = normal_code(text, rules, arena);
    struct code code = {0};

    if (values.len == 0 || !cut(values.at[0], &code, arena)) {
        return NULL;
    }
    /* The first piece with letters is the type's symbol, or there is none. */
    for (size_t i = 0; i < code.len; i++) {
        if (has_letter(code.at[i])) {
            return type_of_symbol(rules, code.at[i]);
        }
    }
    return NULL;
}
