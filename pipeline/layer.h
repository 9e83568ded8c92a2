/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The invisible text over one page of a PDF: its content stream, and the font that it
 * is set in. The font has no shapes, only widths near those of Times, so that a line is
 * one string and few of its words have to be moved: of a page in black and white, a
 * place for each word would take a tenth. */
#ifndef VANTHU_LAYER_H
#define VANTHU_LAYER_H

#include "zones.h"

/* x' = a x + c y + e, y' = b x + d y + f, in the order that PDF writes them. */
struct affine {
    double a, b, c, d, e, f;
};

/* A page of a PDF in its own coordinates: points, y upwards. */
struct paper {
    double left, bottom, right, top; /* the part that is shown */
    int rotate_deg;                  /* turned clockwise to be shown: 0, 90, 180, 270 */
    struct box_pt scan; /* where the pixels lie that were read; from the top left
                           corner of the page as it is shown */
};

/* From pixels of the sheet to those of the page that was upright, but not levelled. */
struct affine affine_unlevelled(const struct sheet *sheet);
/* From the latter, with y upwards from the upper edge, to the paper. */
struct affine affine_of_sheet(const struct sheet *sheet, const struct paper *paper);

/* The characters beyond ASCII that the layers of a file have, in their order. */
struct letters {
    struct letter {
        uint32_t c;
        int width; /* in thousandths of the size, as in the font */
    } * at;
    size_t len, cap;
};
void letters_add(struct letters *letters, struct str text, struct arena *arena);
/* Where `c` is, or would be. */
size_t letters_find(const struct letters *letters, uint32_t c);
/* What has no place in a layer: control characters. */
bool letter_is_mute(uint32_t c);

/* A font has ASCII at its own codes and LAYER_FONT_LETTERS more from 128 on. */
enum {
    LAYER_FONT_LETTERS = 128,
    LAYER_MOST_LETTERS = 1024, /* Vietnamese has 134; what goes beyond is left out */
    LAYER_FIRST_CODE = 32,
};
/* How many fonts it takes: one, but for strange texts. */
size_t layer_fonts_len(const struct letters *letters);
/* Of the character of a code, in thousandths of the size; 0: there is none. */
int layer_width(const struct letters *letters, size_t font, int code);
/* The CMap that tells the characters of the codes of font number `font`, from 0. */
struct str layer_to_unicode(const struct letters *letters, size_t font,
                            struct arena *arena);

struct layer_style {
    const struct letters *letters;
    struct affine to_paper; /* affine_of_sheet() */
    const char *font_name;  /* of the fonts in the stream, before their number from 0 */
    bool is_coarse;         /* fewer bytes; words stand less exactly */
};
/* The content stream, with the lines in the order in which they are read. Empty when
 * the page has no words. */
struct str layer_from_words(const struct words *words, struct zone_state *state,
                            const struct layer_style *style, struct arena *arena);

#endif
