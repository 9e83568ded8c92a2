/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a citation is to its document, told by the words that govern it. */
#include "fill.h"

#include <string.h>

/* A full stop before a blank and a capital ends a sentence: "ngày 1.2.2020", "TP. Hà"
 * are rare enough before a duty to be let pass. */
static bool ends_sentence(struct str utf8, size_t at, size_t end)
{
    if (utf8.ptr[at] == '\n' || utf8.ptr[at] == '\f') {
        return false; /* a passage is one paragraph; its lines run on */
    }
    return (utf8.ptr[at] == '.' || utf8.ptr[at] == '!' || utf8.ptr[at] == '?') &&
           at + 1 < end && strchr(" \n\t", utf8.ptr[at + 1]);
}

struct sentence {
    size_t begin, end;
};

static struct sentence sentence_of(const struct fill *fill, const struct field *field)
{
    const struct passage *passage = fill_passage(fill, field);
    struct str utf8 = fill->text->utf8;
    struct sentence found = {field->begin, field->end};

    if (!passage || passage->end > utf8.len || field->begin < passage->begin ||
        field->end > passage->end) {
        return found;
    }
    while (found.begin > passage->begin &&
           !(found.begin > passage->begin + 1 &&
             ends_sentence(utf8, found.begin - 2, passage->end))) {
        found.begin--;
    }
    while (found.end < passage->end && !ends_sentence(utf8, found.end, passage->end)) {
        found.end++;
    }
    return found;
}

struct str fill_relation(const struct fill *fill, const struct field *field)
{
    static const struct {
        const char *word, *relation;
    } words[] = {
        {"can cu", "basis"},          {"thuc hien", "implements"},
        {"trien khai", "implements"}, {"thi hanh", "implements"},
        {"theo", "follows"},
    };
    const struct passage *passage = fill_passage(fill, field);
    struct sentence sentence = sentence_of(fill, field);
    const char *relation = "cites";
    size_t nearest = 0;
    struct str before;

    if (passage && field->begin >= passage->begin) {
        struct str head = str_sub(fill->text->utf8, passage->begin, field->begin);

        if (str_starts(fill_folded(fill, fill_without_bullet(head)), STR("can cu"))) {
            return STR("basis");
        }
    }
    before = fill_folded(fill, str_sub(fill->text->utf8, sentence.begin, field->begin));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = fill_last_word(before, words[i].word);

        if (at > nearest) {
            nearest = at;
            relation = words[i].relation;
        }
    }
    return str_from_c(relation);
}
