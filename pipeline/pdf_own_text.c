/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages that were recognised although they have text of their own, such as those where
 * the number was filled in as an annotation: only what their text lacks is laid over
 * them, or every search would find all words twice. */
#include "pdf_own_text.h"

#include "arena.h"
#include "source_layer.h"

/* Poppler's boxes end at the outlines of a font, those of recognition at the ink. */
static const float slack_pt = 1;

static bool covers(const struct words *own, struct box_pt word)
{
    const float pt = 72.0F / (float)own->sheet.dpi;
    float x = (word.left + word.right) / 2, y = (word.top + word.bottom) / 2;

    for (size_t i = 0; i < own->len; i++) {
        struct box_px box = own->at[i].box;

        if (x > (float)box.left * pt - slack_pt &&
            x < (float)box.right * pt + slack_pt &&
            y > (float)box.top * pt - slack_pt &&
            y < (float)box.bottom * pt + slack_pt) {
            return true;
        }
    }
    return false;
}

void words_without_own(const struct source *source, struct words *words,
                       struct arena *arena)
{
    struct words own;
    struct err err;
    struct str why;
    bool good = false;
    size_t len = 0;

    if (source->kind != SOURCE_PDF || words->sheet.turn_deg != 0 ||
        source_layer_words(source, words->sheet.page_no, arena, &own, &good, &why,
                           &err) != STATUS_OK ||
        layer_fault(&own)) {
        return;
    }
    for (size_t i = 0; i < words->len; i++) {
        if (!covers(&own, box_on_paper(&words->sheet, words->at[i].box))) {
            words->at[len++] = words->at[i];
        }
    }
    words->len = len;
}
