/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scanned page is one image that covers it. Taking that image as it is keeps the
 * pixels that the scanner made; rendering would blur them. Poppler tells where an image
 * lies, not how its matrix turns it, so a small picture of the image is compared with
 * one of the page in all eight ways to lie. */
#include "source_poppler.h"

#include <math.h>
#include <string.h>

enum {
    COVER_PCT = 90, /* of the page; scanners leave a point or two at the edges */
    THUMB_PX = 48,
    /* Measured on 185 scanned pages: 98 and more when right, 80 at most when wrong. */
    MIN_LIKENESS_PCT = 90,
};

struct covering {
    int image_id; /* -1: no image covers the page */
    PopplerRectangle area;
    bool alone; /* nothing else that could be seen is on the page */
};

static double share_of_page(PopplerRectangle area, double width_pt, double height_pt)
{
    return 100 * fabs(area.x2 - area.x1) * fabs(area.y2 - area.y1) /
           (width_pt * height_pt);
}

/* Annotations but links, with some extent: captions of digital signatures, stamps. */
static bool has_notes(PopplerPage *page)
{
    GList *notes = poppler_page_get_annot_mapping(page);
    bool found = false;

    for (const GList *item = notes; item && !found; item = item->next) {
        const PopplerAnnotMapping *note = item->data;

        found = poppler_annot_get_annot_type(note->annot) != POPPLER_ANNOT_LINK &&
                fabs(note->area.x2 - note->area.x1) > 1 &&
                fabs(note->area.y2 - note->area.y1) > 1;
    }
    poppler_page_free_annot_mapping(notes);
    return found;
}

static bool has_text(PopplerPage *page)
{
    char *text = poppler_page_get_text(page);
    bool found = text && *g_strchug(text);

    g_free(text);
    return found;
}

/* Poppler 22.12 does not mind /Rotate where it says an image lies: an area beside a
 * turned page stands for the page itself. */
static PopplerRectangle area_on_page(PopplerRectangle area, double width_pt,
                                     double height_pt)
{
    double shared_x = fmin(area.x2, width_pt) - fmax(area.x1, 0);
    double shared_y = fmin(area.y2, height_pt) - fmax(area.y1, 0);

    if (shared_x < width_pt * 0.9 || shared_y < height_pt * 0.9) {
        return (PopplerRectangle){.x2 = width_pt, .y2 = height_pt};
    }
    return area;
}

static struct covering find_covering(PopplerPage *page)
{
    struct covering found = {.image_id = -1};
    GList *images = poppler_page_get_image_mapping(page);
    double width_pt = 0, height_pt = 0, best_pct = 0, sum_pct = 0;

    poppler_page_get_size(page, &width_pt, &height_pt);
    for (const GList *item = images; item; item = item->next) {
        const PopplerImageMapping *image = item->data;
        double pct = share_of_page(image->area, width_pt, height_pt);

        sum_pct += pct;
        if (pct > best_pct) {
            best_pct = pct;
            found.image_id = image->image_id;
            found.area = image->area;
        }
    }
    if (sum_pct < COVER_PCT) {
        found.image_id = -1;
    }
    found.alone = best_pct >= COVER_PCT && g_list_length(images) == 1 &&
                  found.image_id >= 0 && !has_notes(page) && !has_text(page);
    poppler_page_free_image_mapping(images);
    if (best_pct >= COVER_PCT) {
        found.area = area_on_page(found.area, width_pt, height_pt);
    }
    return found;
}

/* Draws what is transparent onto white: paper. */
static void lay_on_white(cairo_surface_t *surface)
{
    size_t row_bytes = (size_t)cairo_image_surface_get_stride(surface);
    int width_px = cairo_image_surface_get_width(surface);
    unsigned char *data = cairo_image_surface_get_data(surface);

    for (int y = 0; y < cairo_image_surface_get_height(surface); y++) {
        unsigned char *row = data + (size_t)y * row_bytes;

        for (int x = 0; x < width_px; x++) {
            unsigned char *at = row + (size_t)x * 4;
            int gap = 255 - at[3];

            /* cairo's colours are multiplied by their alpha already */
            at[0] = (unsigned char)(at[0] + gap);
            at[1] = (unsigned char)(at[1] + gap);
            at[2] = (unsigned char)(at[2] + gap);
            at[3] = 255;
        }
    }
    cairo_surface_mark_dirty(surface);
}

struct thumb {
    unsigned char at[THUMB_PX][THUMB_PX];
};

/* Mean green of one cell of THUMB_PX x THUMB_PX; of a large image by every second
 * pixel each way. */
static unsigned char cell_mean(cairo_surface_t *surface, int cell_x, int cell_y)
{
    int width_px = cairo_image_surface_get_width(surface);
    int height_px = cairo_image_surface_get_height(surface);
    size_t row_bytes = (size_t)cairo_image_surface_get_stride(surface);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    int right = (cell_x + 1) * width_px / THUMB_PX;
    int bottom = (cell_y + 1) * height_px / THUMB_PX;
    int step = width_px > 20 * THUMB_PX && height_px > 20 * THUMB_PX ? 2 : 1;
    unsigned sum = 0, count = 0;

    for (int y = cell_y * height_px / THUMB_PX; y < bottom; y += step) {
        const unsigned char *row = data + (size_t)y * row_bytes;

        for (int x = cell_x * width_px / THUMB_PX; x < right; x += step, count++) {
            sum += row[(size_t)x * 4 + 1];
        }
    }
    return (unsigned char)(count > 0 ? sum / count : 255);
}

static struct thumb thumb_of(cairo_surface_t *surface)
{
    struct thumb thumb = {0};

    for (int y = 0; y < THUMB_PX; y++) {
        for (int x = 0; x < THUMB_PX; x++) {
            thumb.at[y][x] = cell_mean(surface, x, y);
        }
    }
    return thumb;
}

/* Correlation of `a`, turned, with `b`, in percent; 0 where one of them is even. */
static double likeness_pct(const struct thumb *a, int turn, const struct thumb *b)
{
    double sum_a = 0, sum_b = 0, sum_aa = 0, sum_bb = 0, sum_ab = 0, var_a, var_b;
    const double n = THUMB_PX * THUMB_PX;

    for (int y = 0; y < THUMB_PX; y++) {
        for (int x = 0; x < THUMB_PX; x++) {
            int from_x = turn & TURN_ACROSS ? THUMB_PX - 1 - x : x;
            int from_y = turn & TURN_OVER ? THUMB_PX - 1 - y : y;
            double p = (double)(turn & TURN_SWAP ? a->at[from_x][from_y]
                                                 : a->at[from_y][from_x]);
            double q = (double)b->at[y][x];

            sum_a += p;
            sum_b += q;
            sum_aa += p * p;
            sum_bb += q * q;
            sum_ab += p * q;
        }
    }
    var_a = sum_aa / n - sum_a / n * (sum_a / n);
    var_b = sum_bb / n - sum_b / n * (sum_b / n);
    if (var_a < 1 || var_b < 1) {
        return 0;
    }
    return 100 * (sum_ab / n - sum_a / n * (sum_b / n)) / sqrt(var_a * var_b);
}

static int turn_by_likeness(PopplerPage *page, cairo_surface_t *image,
                            PopplerRectangle area)
{
    int turn = TURN_UNKNOWN;
    double best_pct = MIN_LIKENESS_PCT;
    struct thumb of_image, of_page;
    /* Some pixels a cell, so that Poppler's coarse scaling evens out. */
    cairo_surface_t *shown = pdf_render(page, area, 8 * THUMB_PX, 8 * THUMB_PX);

    if (!shown) {
        return TURN_UNKNOWN;
    }
    of_image = thumb_of(image);
    of_page = thumb_of(shown);
    for (int i = 0; i < TURNS; i++) {
        double pct = likeness_pct(&of_image, i, &of_page);

        if (pct > best_pct) {
            best_pct = pct;
            turn = i;
        }
    }
    cairo_surface_destroy(shown);
    return turn;
}

static struct placing placing_of(PopplerPage *page, PopplerRectangle area,
                                 cairo_surface_t *image)
{
    double width_pt = 0, height_pt = 0;

    poppler_page_get_size(page, &width_pt, &height_pt);
    /* To 3 points: sheets out of one feeder differ by as much. */
    return (struct placing){
        .left_pt = (int)lround(area.x1 / 3),
        .top_pt = (int)lround(area.y1 / 3),
        .right_pt = (int)lround((area.x2 - width_pt) / 3),
        .bottom_pt = (int)lround((area.y2 - height_pt) / 3),
        .page_width_pt = (int)lround(width_pt / 30),
        .page_height_pt = (int)lround(height_pt / 30),
        .is_wide = cairo_image_surface_get_width(image) >
                   cairo_image_surface_get_height(image),
    };
}

static int turn_of(struct pdf *pdf, PopplerPage *page, cairo_surface_t *image,
                   PopplerRectangle area)
{
    struct placing placing = placing_of(page, area, image);
    int turn;

    for (int i = 0; i < pdf->seen_len; i++) {
        if (memcmp(&pdf->seen[i].placing, &placing, sizeof placing) == 0) {
            return pdf->seen[i].turn;
        }
    }
    turn = turn_by_likeness(page, image, area);
    if (turn != TURN_UNKNOWN && pdf->seen_len < MAX_PLACINGS) {
        pdf->seen[pdf->seen_len].placing = placing;
        pdf->seen[pdf->seen_len].turn = turn;
        pdf->seen_len++;
    }
    return turn;
}

/* The image turned; takes the old one. NULL: no memory. */
static cairo_surface_t *turned(cairo_surface_t *image, int turn)
{
    int old_width_px = cairo_image_surface_get_width(image);
    int old_height_px = cairo_image_surface_get_height(image);
    int width_px = turn & TURN_SWAP ? old_height_px : old_width_px;
    int height_px = turn & TURN_SWAP ? old_width_px : old_height_px;
    const uint32_t *from = (const void *)cairo_image_surface_get_data(image);
    ptrdiff_t from_row = cairo_image_surface_get_stride(image) / 4;
    ptrdiff_t step_x = turn & TURN_SWAP ? from_row : 1;
    ptrdiff_t step_y = turn & TURN_SWAP ? 1 : from_row;
    cairo_surface_t *out =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width_px, height_px);
    uint32_t *to = (void *)cairo_image_surface_get_data(out);
    ptrdiff_t to_row = cairo_image_surface_get_stride(out) / 4;

    if (to) {
        for (int y = 0; y < height_px; y++) {
            ptrdiff_t from_y = turn & TURN_OVER ? height_px - 1 - y : y;

            for (int x = 0; x < width_px; x++) {
                ptrdiff_t from_x = turn & TURN_ACROSS ? width_px - 1 - x : x;

                to[y * to_row + x] = from[from_y * step_y + from_x * step_x];
            }
        }
        cairo_surface_mark_dirty(out);
    }
    cairo_surface_destroy(image);
    if (!to) {
        cairo_surface_destroy(out);
        return NULL;
    }
    return out;
}

static bool is_usable(cairo_surface_t *image)
{
    return image && cairo_surface_status(image) == CAIRO_STATUS_SUCCESS &&
           cairo_surface_get_type(image) == CAIRO_SURFACE_TYPE_IMAGE &&
           (cairo_image_surface_get_format(image) == CAIRO_FORMAT_ARGB32 ||
            cairo_image_surface_get_format(image) == CAIRO_FORMAT_RGB24) &&
           cairo_image_surface_get_width(image) > 0 &&
           cairo_image_surface_get_height(image) > 0;
}

cairo_surface_t *pdf_scan(struct pdf *pdf, PopplerPage *page, double *dpi)
{
    struct covering covering = find_covering(page);
    cairo_surface_t *image = NULL;
    int turn = TURN_UNKNOWN;
    double width_pt = fabs(covering.area.x2 - covering.area.x1);
    double height_pt = fabs(covering.area.y2 - covering.area.y1);

    *dpi = 0;
    if (covering.image_id < 0) {
        return NULL;
    }
    image = poppler_page_get_image(page, covering.image_id);
    if (!is_usable(image)) {
        goto none;
    }
    cairo_surface_flush(image);
    *dpi = 72 *
           sqrt((double)cairo_image_surface_get_width(image) *
                (double)cairo_image_surface_get_height(image) / (width_pt * height_pt));
    if (!covering.alone) {
        goto none;
    }
    lay_on_white(image);
    turn = turn_of(pdf, page, image, covering.area);
    if (turn == TURN_UNKNOWN) {
        goto none;
    }
    return turn == TURN_NOT ? image : turned(image, turn);

none:
    if (image) {
        cairo_surface_destroy(image);
    }
    return NULL;
}

enum status source_scan_place(const struct source *source, int page_no,
                              struct box_pt *out, struct err *err)
{
    PopplerPage *page = NULL;
    double width_pt = 0, height_pt = 0;
    struct covering covering;
    enum status status = pdf_page(source, page_no, &page, err);

    if (status != STATUS_OK) {
        return status;
    }
    poppler_page_get_size(page, &width_pt, &height_pt);
    covering = find_covering(page);
    if (!covering.alone) {
        covering.area = (PopplerRectangle){.x2 = width_pt, .y2 = height_pt};
    }
    *out = (struct box_pt){.left = (float)fmin(covering.area.x1, covering.area.x2),
                           .top = (float)fmin(covering.area.y1, covering.area.y2),
                           .right = (float)fmax(covering.area.x1, covering.area.x2),
                           .bottom = (float)fmax(covering.area.y1, covering.area.y2)};
    g_clear_object(&page);
    return STATUS_OK;
}
