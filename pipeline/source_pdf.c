/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Poppler and cairo. A page that is one scanned image and nothing else gives that image
 * itself; all else is rendered. What guards what: the sizes of images are read from
 * the PDF's own bytes before Poppler decodes any (image dictionaries can't hide in
 * compressed objects), rasters are checked against bounds.h before they are made, and
 * what remains (a content stream that never ends, Poppler's own tables) is caught by
 * the worker's RLIMIT_AS and by PAGE_SECONDS. */
#include "source_pdf.h"

#include "bounds.h"

#include <math.h>
#include <poppler.h>

/* How the embedded image must be turned to stand as the page shows it: bits. */
enum {
    TURN_NOT = 0,
    TURN_SWAP = 1,   /* rows become columns; done first */
    TURN_ACROSS = 2, /* mirrored left to right */
    TURN_OVER = 4,   /* mirrored top to bottom */
    TURNS = 8,
    TURN_UNKNOWN = TURNS
};

/* One image as it lies on the page; two pages with the same placing were made by the
 * same program the same way, so one check is enough for both. */
struct placing {
    int left_pt, top_pt, right_pt, bottom_pt, width_pt, height_pt;
    bool is_wide;
    int turn;
};
enum { PLACINGS = 8 };

struct pdf {
    GBytes *bytes;
    PopplerDocument *document;
    struct placing placings[PLACINGS];
    int placings_len;
};

/* Poppler and glib print what they think of damaged files: not here. */
static void say_nothing(const char *domain, GLogLevelFlags level, const char *message,
                        void *unused)
{
    (void)domain;
    (void)level;
    (void)message;
    (void)unused;
}

static void hush(void)
{
    static gsize done = 0;

    if (g_once_init_enter(&done)) {
        g_log_set_default_handler(say_nothing, NULL);
        g_once_init_leave(&done, 1);
    }
}

static enum status word_error(const GError *error, size_t size_bytes, struct err *err)
{
    if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) {
        return err_set(err, STATUS_INPUT, 0, "encrypted: needs a password");
    }
    return err_set(err, STATUS_INPUT, 0, "damaged PDF of %zu bytes: %s", size_bytes,
                   error ? error->message : "Poppler can't open it");
}

enum status pdf_open(struct str bytes, struct pdf **out, int *pages_len,
                     struct err *err)
{
    GError *error = NULL;
    struct pdf *pdf = g_new0(struct pdf, 1);
    enum status status = STATUS_OK;

    hush();
    *out = pdf;
    pdf->bytes = g_bytes_new_static(bytes.ptr, bytes.len);
    pdf->document = poppler_document_new_from_bytes(pdf->bytes, NULL, &error);
    if (!pdf->document) {
        status = word_error(error, bytes.len, err);
        goto done;
    }
    *pages_len = poppler_document_get_n_pages(pdf->document);
    if (*pages_len <= 0) {
        status = err_set(err, STATUS_INPUT, 0, "no pages");
    } else if (*pages_len > MAX_PAGES) {
        status =
            err_set(err, STATUS_LIMIT, 0, "larger than the limit: %d pages, at most %d",
                    *pages_len, MAX_PAGES);
    }

done:
    g_clear_error(&error);
    return status;
}

void pdf_close(struct pdf *pdf)
{
    if (!pdf) {
        return;
    }
    g_clear_object(&pdf->document);
    g_clear_pointer(&pdf->bytes, g_bytes_unref);
    g_free(pdf);
}

const char *source_pdf_version(void)
{
    return poppler_get_version();
}

/* ---- rendering ---------------------------------------------------------------- */

static enum status page_of(const struct source *source, int page_no, PopplerPage **out,
                           struct err *err)
{
    double width_pt = 0, height_pt = 0;

    if (page_no < 1 || page_no > source->pages_len) {
        return err_set(err, STATUS_INPUT, page_no, "no such page");
    }
    *out = poppler_document_get_page(source->pdf->document, page_no - 1);
    if (!*out) {
        return err_set(err, STATUS_INPUT, page_no, "damaged: the page can't be found");
    }
    poppler_page_get_size(*out, &width_pt, &height_pt);
    /* 14,400 pt is the largest side that PDF 1.7 (annex C.2) allows. */
    if (!(width_pt >= 3 && height_pt >= 3 && width_pt <= 14400 && height_pt <= 14400)) {
        g_clear_object(out);
        return err_set(err, STATUS_LIMIT, page_no,
                       "larger than the limit: a page of %.0f x %.0f points", width_pt,
                       height_pt);
    }
    return STATUS_OK;
}

static cairo_surface_t *render(PopplerPage *page, double scale_x, double scale_y,
                               int width_px, int height_px)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width_px, height_px);
    cairo_t *cairo;

    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(surface);
        return NULL;
    }
    cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale_x, scale_y);
    poppler_page_render(page, cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    return surface;
}

static void fill_raster(struct raster *out, cairo_surface_t *surface)
{
    out->owner = surface;
    out->at = cairo_image_surface_get_data(surface);
    out->width_px = cairo_image_surface_get_width(surface);
    out->height_px = cairo_image_surface_get_height(surface);
    out->row_bytes = (size_t)cairo_image_surface_get_stride(surface);
}

/* Renders at `dpi`, fewer where the page is so large that it would pass the limits. */
static enum status render_page(PopplerPage *page, double dpi, struct raster *out,
                               struct err *err)
{
    double width_pt = 0, height_pt = 0, side_pt;
    cairo_surface_t *surface;

    poppler_page_get_size(page, &width_pt, &height_pt);
    side_pt = fmax(width_pt, height_pt);
    dpi = fmin(dpi, 72 * sqrt(MAX_PAGE_PIXELS / (width_pt * height_pt)));
    dpi = fmin(dpi, 72 * (MAX_PAGE_SIDE_PX - 1) / side_pt);
    surface = render(page, dpi / 72, dpi / 72, (int)ceil(width_pt * dpi / 72),
                     (int)ceil(height_pt * dpi / 72));
    if (!surface) {
        return err_set(err, STATUS_LIMIT, poppler_page_get_index(page) + 1,
                       "not enough memory for a page of %.0f x %.0f points", width_pt,
                       height_pt);
    }
    fill_raster(out, surface);
    out->dpi = (int)lround(dpi);
    return STATUS_OK;
}

enum status source_raster(const struct source *source, int page_no, struct raster *out,
                          struct err *err)
{
    PopplerPage *page = NULL;
    enum status status = page_of(source, page_no, &page, err);

    *out = (struct raster){0};
    if (status == STATUS_OK) {
        status = render_page(page, RENDER_DPI, out, err);
    }
    g_clear_object(&page);
    return status;
}

void raster_drop(struct raster *raster)
{
    if (raster->owner) {
        cairo_surface_destroy(raster->owner);
    }
    *raster = (struct raster){0};
}
