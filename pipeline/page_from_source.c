/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_parts.h"

#include "arena.h"

#include <math.h>
#include <threads.h>

enum {
    SMALL_BELOW = 170,
    /* Rules of tables are thin: one made small is half as dark as a letter. */
    RULE_BELOW = 215,
    INK_BELOW = 150, /* of paper made 255 */
    BLANK_MM2 = 4,
};

static bool lay_level(struct layers *layers, struct stance stance)
{
    bool fits = plane_turn(&layers->ink, stance.turn_deg) &&
                plane_turn(&layers->red, stance.turn_deg) &&
                plane_turn(&layers->blue, stance.turn_deg);

    if (fits && fabsf(stance.skew_deg) > 0) {
        fits = plane_level(&layers->ink, stance.skew_deg, 255) &&
               plane_level(&layers->red, stance.skew_deg, 255) &&
               plane_level(&layers->blue, stance.skew_deg, 0);
    }
    return fits;
}

/* Ink as bits, small enough to be looked at quickly. */
static PIX *look(const struct layers *layers, int below)
{
    return small_bits(&layers->ink, layers->dpi, below);
}

static bool lay_upright(struct layers *layers, struct page *out)
{
    PIX *small = look(layers, SMALL_BELOW);
    struct stance stance;

    if (!small) {
        return false;
    }
    stance = stance_of(small, layers->dpi < SMALL_DPI ? layers->dpi : SMALL_DPI);
    pixDestroy(&small);
    out->sheet.turn_deg = stance.turn_deg;
    out->sheet.skew_deg = stance.skew_deg;
    return lay_level(layers, stance);
}

static bool clean(struct layers *layers, struct page *out, struct arena *arena)
{
    PIX *small;
    bool fits;

    if ((!layers->is_bilevel && !even_out(&layers->ink, layers->dpi)) ||
        !lay_upright(layers, out)) {
        return false;
    }
    small = look(layers, RULE_BELOW);
    fits = small && strokes_find(layers, small, arena, out);
    pixDestroy(&small);
    return fits;
}

/* Less ink than a line of five letters: dust, a hole, the edge of the next sheet. */
static bool is_blank(PIX *bits, int dpi)
{
    l_int32 ink_px = 0;

    return pixCountPixels(bits, &ink_px, NULL) == 0 &&
           ink_px * 25.4 * 25.4 < BLANK_MM2 * dpi * dpi;
}

static bool fill_page(const struct layers *layers, struct page *out)
{
    out->sheet.width_px = layers->ink.width_px;
    out->sheet.height_px = layers->ink.height_px;
    out->sheet.dpi = layers->dpi;
    out->is_bilevel = layers->is_bilevel;
    out->ink = plane_pix(&layers->ink);
    out->bits = out->ink ? pixThresholdToBinary(out->ink, INK_BELOW) : NULL;
    out->red = layers->red.at ? plane_pix(&layers->red) : NULL;
    if (out->red) {
        out->red_box = seals_take_out(out->red, layers->dpi);
    }
    out->blue = plane_pix(&layers->blue);
    out->is_blank = out->bits && !out->red && is_blank(out->bits, layers->dpi);
    return out->ink && out->bits && out->blue && (out->red || !layers->red.at);
}

static void set_severity(void)
{
    setMsgSeverity(L_SEVERITY_NONE);
}

/* Leptonica's threshold is of the process: pages of several threads come here. */
static void hush_leptonica(void)
{
    static once_flag done = ONCE_FLAG_INIT;

    call_once(&done, set_severity);
}

enum status page_from_source(struct source *source, int page_no, struct arena *arena,
                             struct page *out, struct err *err)
{
    struct layers layers = {0};
    enum status status;

    hush_leptonica();
    *out = (struct page){.sheet = {.page_no = page_no}};
    status = layers_load(source, page_no, &layers, err);
    if (status == STATUS_OK &&
        (!clean(&layers, out, arena) || !fill_page(&layers, out))) {
        page_drop(out);
        status =
            err_set(err, STATUS_LIMIT, page_no, "not enough memory for its pixels");
    }
    layers_drop(&layers);
    return status;
}

static struct box_px box_scaled(struct box_px box, int to_dpi, int from_dpi)
{
    return (struct box_px){.left = box.left * to_dpi / from_dpi,
                           .top = box.top * to_dpi / from_dpi,
                           .right = (box.right * to_dpi + from_dpi - 1) / from_dpi,
                           .bottom = (box.bottom * to_dpi + from_dpi - 1) / from_dpi};
}

bool page_rule_words(struct source *source, int page_no, struct arena *arena,
                     struct words *words)
{
    struct layers layers = {0};
    struct page page = {0};
    struct err err;
    PIX *small = NULL;
    bool fits;

    hush_leptonica();
    fits = layers_load(source, page_no, &layers, &err) == STATUS_OK;
    small = fits ? look(&layers, RULE_BELOW) : NULL;
    fits = small && strokes_find(&layers, small, arena, &page);
    for (size_t i = 0; fits && i < page.strokes_len; i++) {
        page.strokes[i] = box_scaled(page.strokes[i], words->sheet.dpi, layers.dpi);
    }
    words->strokes = fits ? page.strokes : NULL;
    words->strokes_len = fits ? page.strokes_len : 0;
    pixDestroy(&small);
    layers_drop(&layers);
    return fits;
}

void page_drop(struct page *page)
{
    pixDestroy(&page->ink);
    pixDestroy(&page->red);
    pixDestroy(&page->blue);
    pixDestroy(&page->bits);
    *page = (struct page){0};
}
