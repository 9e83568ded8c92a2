/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vietnamese has 12 vowels with 6 tones each, y with 6, and đ: 134 letters beside
 * ASCII's, each with a composed and one or more decomposed forms. GLib knows them. */
#include "fold.h"
#include "arena.h"
#include "text.h"

#include <glib.h>
#include <stdatomic.h>

enum {
    U_ETH = 0xD0,              /* Ð: what Tesseract's vie emits for Đ */
    U_FRACTION_SLASH = 0x2044, /* it emits this for / now and then */
    U_SMALL_ETH = 0xF0,        /* ð */
    MAX_PARTS = 18,            /* of one character fully decomposed: GLib's own bound */
};

/* Characters without a decomposition that look like an ASCII one. */
static char ascii_like(uint32_t c)
{
    static const struct {
        uint32_t first, last;
        char like;
    } likes[] = {
        {0xA0, 0xA0, ' '},      {0xAB, 0xAB, '"'},      {0xB4, 0xB4, '\''},
        {0xB7, 0xB7, '*'},      {0xBB, 0xBB, '"'},      {0xC6, 0xC6, 'a'},
        {U_ETH, U_ETH, 'd'},    {0xD7, 0xD7, 'x'},      {0xD8, 0xD8, 'o'},
        {0xDF, 0xDF, 's'},      {0xE6, 0xE6, 'a'},      {U_SMALL_ETH, U_SMALL_ETH, 'd'},
        {0xF8, 0xF8, 'o'},      {0x110, 0x111, 'd'},    {0x131, 0x131, 'i'},
        {0x141, 0x142, 'l'},    {0x152, 0x153, 'o'},    {0x189, 0x189, 'd'},
        {0x192, 0x192, 'f'},    {0x2000, 0x200A, ' '},  {0x2010, 0x2015, '-'},
        {0x2018, 0x201B, '\''}, {0x201C, 0x201F, '"'},  {0x2022, 0x2022, '*'},
        {0x2026, 0x2026, '.'},  {0x202F, 0x202F, ' '},  {0x2032, 0x2032, '\''},
        {0x2033, 0x2033, '"'},  {0x2039, 0x203A, '\''}, {0x2044, 0x2044, '/'},
        {0x205F, 0x205F, ' '},  {0x2212, 0x2212, '-'},  {0x2215, 0x2215, '/'},
        {0x25CF, 0x25CF, '*'},  {0x3000, 0x3000, ' '},
    };

    for (size_t i = 0; i < sizeof likes / sizeof *likes; i++) {
        if (c >= likes[i].first && c <= likes[i].last) {
            return likes[i].like;
        }
    }
    if (c >= 0xFF01 && c <= 0xFF5E) { /* full width forms */
        return (char)(c - 0xFEE0U);
    }
    return '?';
}

/* Marks that stand on the character before, and characters without a width. */
static bool is_nothing(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
           c == 0x2060 || c == 0xFEFF;
}

static char fold_ascii(uint32_t c)
{
    if (c >= 'a' && c <= 'z') {
        return (char)c;
    }
    if (c >= 'A' && c <= 'Z') {
        return (char)(c | 0x20U);
    }
    if (c == '\t' || c == '\r' || c == '\v') {
        return ' ';
    }
    if (c == '`') {
        return '\'';
    }
    return (char)c;
}

static char fold_other(uint32_t c)
{
    gunichar parts[MAX_PARTS];

    if (g_unichar_fully_decompose(c, FALSE, parts, MAX_PARTS) > 0 && parts[0] < 0x80) {
        return fold_ascii(parts[0]);
    }
    return ascii_like(c);
}

/* Remembers what GLib said of the letters of Vietnamese: it takes its time. Two threads
 * that ask at once store the same. */
static char fold_char(uint32_t c)
{
    static _Atomic char known[0x1F00];
    char like;

    if (c < 0x80) {
        return fold_ascii(c);
    }
    if (c >= sizeof known / sizeof *known) {
        return fold_other(c);
    }
    like = atomic_load_explicit(&known[c], memory_order_relaxed);
    if (!like) {
        like = fold_other(c);
        atomic_store_explicit(&known[c], like, memory_order_relaxed);
    }
    return like;
}

struct str fold(struct str utf8, struct arena *arena, uint32_t **to_text)
{
    char *out = ARENA_ARRAY(arena, char, utf8.len + 1);
    uint32_t *map = to_text ? ARENA_ARRAY(arena, uint32_t, utf8.len + 1) : NULL;
    size_t len = 0;

    for (size_t at = 0, bytes; at < utf8.len; at += bytes) {
        uint32_t c = utf8_at(utf8, at, &bytes);

        if (c >= 0x80 && is_nothing(c)) {
            continue;
        }
        if (map) {
            map[len] = (uint32_t)at;
        }
        out[len++] = fold_char(c);
    }
    if (map) {
        map[len] = (uint32_t)utf8.len;
        *to_text = map;
    }
    return (struct str){out, len};
}

/* Code points that are in normal form and compose with none of each other: ASCII,
 * Latin-1, Latin Extended-A, ơ, ư, the Vietnamese letters of Latin Extended Additional,
 * dashes, quotes and bullets. */
static bool is_composed(uint32_t c)
{
    return (c > 0 && c < 0x80) ||
           (c >= 0xA0 && c <= 0x17F && c != U_ETH && c != U_SMALL_ETH) || c == 0x1A0 ||
           c == 0x1A1 || c == 0x1AF || c == 0x1B0 || (c >= 0x1EA0 && c <= 0x1EF9) ||
           (c >= 0x2010 && c <= 0x2026);
}

static bool is_normal(struct str s)
{
    for (size_t at = 0, bytes; at < s.len; at += bytes) {
        if (!is_composed(utf8_at(s, at, &bytes))) {
            return false;
        }
    }
    return true;
}

/* GLib's answer in `arena`; frees the original. */
static struct str take_glib(char *text, struct arena *arena)
{
    struct str copy = str_copy(arena, str_from_c(text));

    g_free(text);
    return copy;
}

struct str text_nfc(struct str utf8, struct arena *arena)
{
    struct strbuf out = {.arena = arena};
    struct str composed;
    char *valid;

    if (is_normal(utf8)) {
        return utf8;
    }
    valid = g_utf8_make_valid(utf8.ptr, (gssize)utf8.len);
    composed = take_glib(g_utf8_normalize(valid, -1, G_NORMALIZE_NFC), arena);
    g_free(valid);
    for (size_t at = 0, bytes; at < composed.len; at += bytes) {
        uint32_t c = utf8_at(composed, at, &bytes);

        if (c == U_ETH || c == U_SMALL_ETH) {
            strbuf_add(&out, c == U_ETH ? STR("Đ") : STR("đ"));
        } else if (c == U_FRACTION_SLASH) {
            strbuf_add(&out, STR("/"));
        } else {
            strbuf_add(&out, str_sub(composed, at, at + bytes));
        }
    }
    return strbuf_str(&out);
}

struct str text_upper(struct str utf8, struct arena *arena)
{
    struct str valid = text_nfc(utf8, arena);

    return take_glib(g_utf8_strup(valid.ptr, (gssize)valid.len), arena);
}

bool text_is_caps(struct str utf8)
{
    bool found = false;

    for (size_t at = 0, bytes; at < utf8.len; at += bytes) {
        uint32_t c = utf8_at(utf8, at, &bytes);

        if (g_unichar_islower(c)) {
            return false;
        }
        found = found || g_unichar_isupper(c);
    }
    return found;
}

/* The five tone marks: grave, acute, tilde, hook above, dot below. */
static bool is_tone(uint32_t c)
{
    return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
}

struct str tone_key(struct str utf8, struct arena *arena)
{
    struct strbuf out = {.arena = arena}, tones = {.arena = arena};
    struct str nfc = text_nfc(utf8, arena);
    struct str small = take_glib(g_utf8_strdown(nfc.ptr, (gssize)nfc.len), arena);
    struct str nfd = take_glib(
        g_utf8_normalize(small.ptr, (gssize)small.len, G_NORMALIZE_NFD), arena);

    for (size_t at = 0, bytes; at < nfd.len; at += bytes) {
        uint32_t c = utf8_at(nfd, at, &bytes);
        struct str character = str_sub(nfd, at, at + bytes);

        if (is_tone(c)) {
            strbuf_add(&tones, character);
            continue;
        }
        if (!g_unichar_isalpha(c) && !is_nothing(c)) { /* the syllable ends */
            strbuf_add(&out, strbuf_str(&tones));
            tones.len = 0;
        }
        strbuf_add(&out, character);
    }
    strbuf_add(&out, strbuf_str(&tones));
    return strbuf_str(&out);
}

struct str text_toneless(struct str utf8, struct arena *arena)
{
    struct strbuf out = {.arena = arena};
    struct str nfc = text_nfc(utf8, arena);
    struct str nfd =
        take_glib(g_utf8_normalize(nfc.ptr, (gssize)nfc.len, G_NORMALIZE_NFD), arena);

    for (size_t at = 0, bytes; at < nfd.len; at += bytes) {
        if (!is_tone(utf8_at(nfd, at, &bytes))) {
            strbuf_add(&out, str_sub(nfd, at, at + bytes));
        }
    }
    return text_nfc(strbuf_str(&out), arena);
}
