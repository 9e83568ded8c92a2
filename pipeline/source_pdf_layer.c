/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page's own text layer as words with boxes, if it can be trusted: no scan under it,
 * good Vietnamese, and the page's ink is where the layer says there are words. */
#include "source_poppler.h"

#include "arena.h"
#include "bounds.h"
#include "source_layer.h"
#include "tr.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SCAN_PCT = 60,   /* of the page are images: a scan, whatever the layer says */
    INK_BELOW = 170, /* in all channels: black print; seals and blue pens are not */
    /* bare pixels (one a point) in an annotation: a digit has 10 to 20 */
    NOTE_INK = 8,
    RULE_PT = 24, /* longer runs of ink are ruling lines */
    LAYER_CONF_PCT = 99,
};

/* So much of the ink may lie outside the words: bullets, signs of other fonts. Measured
 * on 23 born-digital pages: 0.6 at most; where letters dropped out of the layer 1.3 and
 * 5.0. */
static const double bare_most_pct = 1.0;

/* Stroke over height of a word's box, for lines.c to tell bold: measured on Times. */
static const float plain_stroke = 0.09F, bold_stroke = 0.13F;

static bool is_bold(const char *font)
{
    return font && (strstr(font, "Bold") || strstr(font, "bold") ||
                    strstr(font, "Black") || strstr(font, "Heavy"));
}

/* The fonts run along the characters. */
struct fonts {
    const GList *at;
};

static bool bold_at(struct fonts *fonts, int index)
{
    while (fonts->at) {
        const PopplerTextAttributes *font = fonts->at->data;

        if (index <= font->end_index) {
            return is_bold(font->font_name);
        }
        fonts->at = fonts->at->next;
    }
    return false;
}

/* Poppler's areas reach from the font's ascent to its descent and touch those of the
 * next line; less a tenth they are like the boxes that recognition gives. */
static struct box_px box_of(PopplerRectangle area)
{
    const double scale = RENDER_DPI / 72.0;
    double trim = 0.1 * (area.y2 - area.y1);

    return (struct box_px){.left = (int)floor(area.x1 * scale),
                           .top = (int)floor((area.y1 + trim) * scale),
                           .right = (int)ceil(area.x2 * scale),
                           .bottom = (int)ceil((area.y2 - trim) * scale)};
}

/* Words on their way out of a page's characters. */
struct gather {
    struct words *words;
    size_t cap;
    struct word word; /* box empty: none is begun */
    const char *begin;
    struct arena *arena;
};

static void end_word(struct gather *gather, const char *end)
{
    struct word word = gather->word;
    char *nfc =
        g_utf8_normalize(gather->begin, (gssize)(end - gather->begin), G_NORMALIZE_NFC);

    if (nfc && !box_is_empty(word.box) && gather->words->len < MAX_PAGE_WORDS) {
        word.text = str_copy(gather->arena, str_from_c(nfc));
        gather->words->at = arena_grow(gather->arena, gather->words->at,
                                       gather->words->len, &gather->cap, sizeof word);
        gather->words->at[gather->words->len++] = word;
    }
    g_free(nfc);
    gather->word.box = (struct box_px){0};
}

/* Poppler puts no blank between the columns of the header, only a gap: a word does not
 * go on on another line, nor behind a gap of half its height. */
static bool is_apart(struct box_px word, struct box_px next)
{
    return next.top >= word.bottom || next.bottom <= word.top ||
           next.left < word.left || 2 * (next.left - word.right) > box_height(next);
}

/* Characters to words: blanks and gaps part them. */
static void collect(struct gather *gather, const char *text, PopplerRectangle *areas,
                    guint areas_len, struct fonts fonts)
{
    const char *at = text;

    for (guint i = 0; i < areas_len && *at;
         i++, at += g_utf8_skip[(unsigned char)*at]) {
        gunichar c = g_utf8_get_char(at);
        struct box_px box = box_of(areas[i]);

        if (g_unichar_isspace(c) ||
            (!box_is_empty(gather->word.box) && is_apart(gather->word.box, box))) {
            end_word(gather, at);
        }
        gather->word.line_no += c == '\n';
        if (g_unichar_isspace(c)) {
            continue;
        }
        if (box_is_empty(gather->word.box)) {
            gather->begin = at;
        }
        gather->word.box = box_union(gather->word.box, box);
        gather->word.stroke_px = (float)box_height(gather->word.box) *
                                 (bold_at(&fonts, (int)i) ? bold_stroke : plain_stroke);
    }
    end_word(gather, at);
}

static void read_words(PopplerPage *page, struct words *words, struct arena *arena)
{
    PopplerRectangle *areas = NULL;
    guint areas_len = 0;
    GList *fonts = poppler_page_get_text_attributes(page);
    char *text = poppler_page_get_text(page);

    if (text && poppler_page_get_text_layout(page, &areas, &areas_len)) {
        struct gather gather = {
            .words = words,
            .begin = text,
            .arena = arena,
            .word = {.conf_pct = LAYER_CONF_PCT, .layer = LAYER_TEXT, .line_no = 1}};

        collect(&gather, text, areas, areas_len, (struct fonts){fonts});
    }
    g_free(areas);
    g_free(text);
    poppler_page_free_text_attributes(fonts);
}

/* What lies under the words, at one pixel a point. */
struct ground {
    uint8_t *ink; /* 1: ink that words must explain */
    int width, height;
};

/* Runs of ink longer than letters are wide or high: rules and frames. `step` leads
 * along the run, `len` pixels in all. */
static void drop_rules(uint8_t *ink, size_t step, int len)
{
    int begin = 0;

    for (int i = 0; i <= len; i++) {
        if (i < len && ink[(size_t)i * step] > 0) {
            continue;
        }
        for (int j = begin; i - begin >= RULE_PT && j < i; j++) {
            ink[(size_t)j * step] = 2; /* still ink for the other direction */
        }
        begin = i + 1;
    }
}

static void clear_box(struct ground *ground, PopplerRectangle area)
{
    int left = (int)fmax(0, floor(area.x1)), top = (int)fmax(0, floor(area.y1));
    int right = (int)fmin(ground->width, ceil(area.x2));
    int bottom = (int)fmin(ground->height, ceil(area.y2));

    for (int y = top; y < bottom && left < right; y++) {
        memset(ground->ink + (size_t)y * (size_t)ground->width + left, 0,
               (size_t)(right - left));
    }
}

static int count_ink(const struct ground *ground, PopplerRectangle area)
{
    int right = (int)fmin(ground->width, ceil(area.x2));
    int bottom = (int)fmin(ground->height, ceil(area.y2));
    int count = 0;

    for (int y = (int)fmax(0, floor(area.y1)); y < bottom; y++) {
        for (int x = (int)fmax(0, floor(area.x1)); x < right; x++) {
            count += ground->ink[y * ground->width + x] == 1;
        }
    }
    return count;
}

/* The page's black ink but for ruling lines. `ink` NULL: no memory. */
static struct ground ground_of(PopplerPage *page)
{
    PopplerRectangle area = {0, 0, 0, 0};
    struct ground ground = {0};
    cairo_surface_t *surface;

    poppler_page_get_size(page, &area.x2, &area.y2);
    ground.width = (int)ceil(area.x2);
    ground.height = (int)ceil(area.y2);
    surface = pdf_render(page, area, ground.width, ground.height);
    ground.ink = surface ? calloc((size_t)ground.width, (size_t)ground.height) : NULL;
    for (int y = 0; ground.ink && y < ground.height; y++) {
        const uint8_t *row =
            cairo_image_surface_get_data(surface) +
            (size_t)y * (size_t)cairo_image_surface_get_stride(surface);
        uint8_t *to = ground.ink + (size_t)y * (size_t)ground.width;

        for (int x = 0; x < ground.width; x++, row += 4) {
            to[x] = row[0] < INK_BELOW && row[1] < INK_BELOW && row[2] < INK_BELOW;
        }
    }
    for (int y = 0; ground.ink && y < ground.height; y++) {
        drop_rules(ground.ink + (size_t)y * (size_t)ground.width, 1, ground.width);
    }
    for (int x = 0; ground.ink && x < ground.width; x++) {
        drop_rules(ground.ink + x, (size_t)ground.width, ground.height);
    }
    if (surface) {
        cairo_surface_destroy(surface);
    }
    return ground;
}

/* Clears the images, and what the words explain. */
static void clear_known(struct ground *ground, const struct words *words)
{
    const double scale = 72.0 / RENDER_DPI;

    for (size_t i = 0; i < words->len; i++) {
        const struct box_px box = words->at[i].box;

        clear_box(ground, (PopplerRectangle){.x1 = box.left * scale - 1,
                                             .y1 = box.top * scale - 1,
                                             .x2 = box.right * scale + 1,
                                             .y2 = box.bottom * scale + 1});
    }
}

static void clear_images(struct ground *ground, PopplerPage *page)
{
    GList *images = poppler_page_get_image_mapping(page);

    for (const GList *item = images; item; item = item->next) {
        clear_box(ground, ((const PopplerImageMapping *)item->data)->area);
    }
    poppler_page_free_image_mapping(images);
}

/* Offices fill in number and day as annotations, which are in no text layer. */
static bool has_written_notes(PopplerPage *page, const struct ground *ground)
{
    GList *notes = poppler_page_get_annot_mapping(page);
    bool found = false;

    for (const GList *item = notes; item && !found; item = item->next) {
        const PopplerAnnotMapping *note = item->data;
        PopplerRectangle area = note->area; /* y runs upwards in these */

        area.y1 = ground->height - note->area.y2;
        area.y2 = ground->height - note->area.y1;
        found = poppler_annot_get_annot_type(note->annot) != POPPLER_ANNOT_LINK &&
                count_ink(ground, area) >= NOTE_INK;
    }
    poppler_page_free_annot_mapping(notes);
    return found;
}

/* Ink that the words do not explain. */
static const char *ink_fault(PopplerPage *page, const struct words *words)
{
    struct ground ground = ground_of(page);
    PopplerRectangle all = {0, 0, ground.width, ground.height};
    const char *fault = NULL;
    int ink;

    if (!ground.ink) {
        return N_("not enough memory to check the text layer");
    }
    clear_images(&ground, page);
    ink = count_ink(&ground, all);
    clear_known(&ground, words);
    if (count_ink(&ground, all) * 100.0 > ink * bare_most_pct) {
        fault = N_("text layer does not cover the page's ink");
    } else if (has_written_notes(page, &ground)) {
        fault = N_("annotations with text beside the text layer");
    }
    free(ground.ink);
    return fault;
}

static bool is_over_scan(PopplerPage *page)
{
    GList *images = poppler_page_get_image_mapping(page);
    double width_pt = 0, height_pt = 0, sum = 0;

    poppler_page_get_size(page, &width_pt, &height_pt);
    for (const GList *item = images; item; item = item->next) {
        PopplerRectangle area = ((const PopplerImageMapping *)item->data)->area;

        sum += fabs(area.x2 - area.x1) * fabs(area.y2 - area.y1);
    }
    poppler_page_free_image_mapping(images);
    return sum * 100 > width_pt * height_pt * SCAN_PCT;
}

static const char *fault_of(PopplerPage *page, struct words *words, struct arena *arena)
{
    const char *fault;

    read_words(page, words, arena);
    if (words->len == 0) {
        return "no text layer";
    }
    if (is_over_scan(page)) {
        return N_("text layer over a scan");
    }
    fault = layer_fault(words);
    return fault ? fault : ink_fault(page, words);
}

/* NOLINTNEXTLINE(readability-function-size): four inputs, three answers */
enum status source_layer_words(const struct source *source, int page_no,
                               struct arena *arena, struct words *out, bool *good,
                               struct str *why, struct err *err)
{
    PopplerPage *page = NULL;
    double width_pt = 0, height_pt = 0;
    const char *fault;
    enum status status;

    *out = (struct words){0};
    *good = false;
    *why = STR("no text layer");
    if (source->kind != SOURCE_PDF) {
        return STATUS_OK;
    }
    status = pdf_page(source, page_no, &page, err);
    if (status != STATUS_OK) {
        return status;
    }
    poppler_page_get_size(page, &width_pt, &height_pt);
    out->sheet = (struct sheet){.page_no = page_no,
                                .dpi = RENDER_DPI,
                                .width_px = (int)lround(width_pt * RENDER_DPI / 72),
                                .height_px = (int)lround(height_pt * RENDER_DPI / 72),
                                .from_text_layer = true};
    fault = fault_of(page, out, arena);
    *good = !fault;
    *why = str_from_c(fault);
    g_clear_object(&page);
    return STATUS_OK;
}
