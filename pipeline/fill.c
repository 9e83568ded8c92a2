/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fill.h"

#include "arena.h"

#include <string.h>

struct str *fill_cell(struct field *field, const char *column)
{
    int index = table_column(field->table, str_from_c(column));

    return &field->value[index >= 0 ? index : 0];
}

bool fill_is_unset(const struct field *field, const char *column)
{
    int index = table_column(field->table, str_from_c(column));

    return index >= 0 && !field->value[index].ptr;
}

void fill_if_unset(struct field *field, const char *column, struct str value)
{
    if (fill_is_unset(field, column)) {
        *fill_cell(field, column) = value;
    }
}

struct str fill_folded(const struct fill *fill, struct str s)
{
    return s.len > 0 ? fold(s, fill->arena, NULL) : STR("");
}

/* Blanks and line ends joined to one blank. */
struct str fill_join_blanks(struct str s, struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    s = str_trim(s);
    for (size_t i = 0; i < s.len; i++) {
        bool is_blank = s.ptr[i] != '\0' && strchr(" \t\r\n\f", s.ptr[i]);

        if (!is_blank) {
            strbuf_add_char(&out, s.ptr[i]);
        } else if (out.len > 0 && out.ptr[out.len - 1] != ' ') {
            strbuf_add_char(&out, ' ');
        }
    }
    return strbuf_str(&out);
}

const struct passage *fill_passage(const struct fill *fill, const struct field *field)
{
    return field->passage < fill->text->passages_len
               ? &fill->text->passages[field->passage]
               : NULL;
}

/* "- ", "+ ", "a) ", "1.2. " before the words of a sentence. */
struct str fill_without_bullet(struct str s)
{
    size_t at = 0;

    s = str_trim(s);
    while (at < s.len && at < 8 && s.ptr[at] != ' ') {
        at++;
    }
    if (at > 0 && at < s.len && at <= 6 &&
        (strchr("-+*.)", s.ptr[at - 1]) || str_eq(str_sub(s, 0, at), STR("\u2022")))) {
        bool is_mark = true;

        for (size_t i = 0; i + 1 < at; i++) {
            is_mark = is_mark && ((s.ptr[i] >= '0' && s.ptr[i] <= '9') ||
                                  s.ptr[i] == '.' || at == 2 || s.ptr[i] < 0);
        }
        return is_mark ? str_trim(str_from(s, at)) : s;
    }
    return s;
}

/* Where `word` stands last in `s` as a word of its own, plus 1; 0: nowhere. */
size_t fill_last_word(struct str s, const char *word)
{
    struct str needle = str_from_c(word);
    size_t found = 0;

    for (size_t at = str_find(s, needle, 0); at < s.len;
         at = str_find(s, needle, at + 1)) {
        bool begins = at == 0 || !strchr("abcdefghijklmnopqrstuvwxyz", s.ptr[at - 1]);
        size_t after = at + needle.len;
        bool ends =
            after == s.len || !strchr("abcdefghijklmnopqrstuvwxyz", s.ptr[after]);

        if (begins && ends) {
            found = at + 1;
        }
    }
    return found;
}
