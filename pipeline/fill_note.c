/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The notes of recipients are few and small, and recognition has its trouble with them:
 * "(để t/h)" comes as "(đế th)", "(để b/c)" as "(đế b/€)". */
#include "fill.h"

#include "arena.h"

#include <string.h>

/* What a note's letters come as, folded, without blanks and full stops. */
struct note_form {
    const char *folded, *written;
    bool needs_de; /* only behind "để": by itself it may be something else */
};

static const struct note_form note_forms[] = {
    {"b/c", "b/c", false},
    {"b/?", "b/c", false},
    {"b/e", "b/c", false},
    {"b/o", "b/c", true},
    {"b/6", "b/c", true},
    {"blc", "b/c", true},
    {"bc", "b/c", true},
    {"t/h", "t/h", false},
    {"t/n", "t/h", true},
    {"tlh", "t/h", true},
    {"th", "t/h", true},
    {"p/h", "p/h", false},
    {"plh", "p/h", true},
    {"ph", "p/h", true},
    {"c/d", "c/đ", false},
    {"cd", "c/đ", true},
    {"t/d", "t/d", false},
    {"baocao", "báo cáo", false},
    {"thuchien", "thực hiện", false},
    {"phoihop", "phối hợp", false},
    {"chidao", "chỉ đạo", false},
    {"theodoi", "theo dõi", false},
    {"biet", "biết", true},
};

/* Folded letters and slashes. */
static struct str key_of(const struct fill *fill, struct str note)
{
    struct str folded = fill_folded(fill, note);
    struct strbuf key = {.arena = fill->arena};

    for (size_t i = 0; i < folded.len; i++) {
        if (!strchr(" .,'", folded.ptr[i])) {
            strbuf_add_char(&key, folded.ptr[i]);
        }
    }
    return strbuf_str(&key);
}

/* "để b/c" from what was read in the brackets; `inside` itself when it is none of the
 * notes. */
static struct str note_of(const struct fill *fill, struct str inside)
{
    struct str rest = inside;
    struct str first = str_cut(&rest, ' ');
    bool has_de = rest.len > 0 && str_eq(fill_folded(fill, first), STR("de"));
    struct str key = key_of(fill, has_de ? rest : inside);

    for (size_t i = 0; i < sizeof note_forms / sizeof *note_forms; i++) {
        const struct note_form *form = &note_forms[i];

        if (str_eq(key, str_from_c(form->folded)) && (has_de || !form->needs_de)) {
            return str_printf(fill->arena, "%s%s", has_de ? "để " : "", form->written);
        }
    }
    return inside;
}

struct str fill_mend_notes(const struct fill *fill, struct str recipient)
{
    struct strbuf out = {.arena = fill->arena};
    size_t at = 0;

    for (size_t open = str_find(recipient, STR("("), 0); open < recipient.len;
         open = str_find(recipient, STR("("), at)) {
        size_t close = str_find(recipient, STR(")"), open);

        strbuf_add(&out, str_sub(recipient, at, open + 1));
        strbuf_add(&out, note_of(fill, str_trim(str_sub(recipient, open + 1, close))));
        at = close;
    }
    strbuf_add(&out, str_from(recipient, at));
    return strbuf_str(&out);
}
