/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Poppler and cairo. A page that is one scanned image and nothing else gives that image
 * itself; all else is rendered. What guards what: the sizes of images are read from
 * the PDF's own bytes before Poppler decodes any (image dictionaries can't hide in
 * compressed objects), rasters are checked against bounds.h before they are made, and
 * what remains (a content stream that never ends, Poppler's own tables) is caught by
 * the worker's RLIMIT_AS and by PAGE_SECONDS. */
#include "source_poppler.h"

#include "bounds.h"
#include "tr.h"

#include <fontconfig/fontconfig.h>
#include <math.h>

/* Where a page is scanned but must be rendered: more adds nothing to recognition. */
enum { MAX_RENDER_DPI = 400 };

/* Poppler says what it thinks of damaged files through GLib: not here. Its domain
 * alone: the rest of GLib may belong to a program that uses libvanthu. */
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
    const int all = (int)G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION;

    if (g_once_init_enter(&done)) {
        g_log_set_handler("Poppler", (GLogLevelFlags)all, say_nothing, NULL);
        g_once_init_leave(&done, 1);
    }
}

static enum status word_error(const GError *error, struct str bytes, struct err *err)
{
    const char *said = error ? error->message : _("Poppler can't open it");

    if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) {
        return err_set(err, STATUS_INPUT, 0, "encrypted: needs a password");
    }
    if (!pdf_has_end(bytes)) {
        return err_set(err, STATUS_INPUT, 0,
                       "damaged at byte %zu: the end of the file is missing (%s)",
                       bytes.len, said);
    }
    return err_set(err, STATUS_INPUT, 0, "damaged PDF of %zu bytes: %s", bytes.len,
                   said);
}

enum status pdf_open(struct source *source, struct err *err)
{
    GError *error = NULL;
    struct pdf *pdf = g_new0(struct pdf, 1);
    struct str bytes = source->bytes;
    enum status status = STATUS_OK;

    hush();
    source->pdf = pdf;
    status = pdf_fits(bytes, &source->limits, err);
    if (status != STATUS_OK) {
        return status;
    }
    pdf->bytes = g_bytes_new_static(bytes.ptr, bytes.len);
    pdf->document = poppler_document_new_from_bytes(pdf->bytes, NULL, &error);
    if (!pdf->document) {
        status = word_error(error, bytes, err);
        goto done;
    }
    source->pages_len = poppler_document_get_n_pages(pdf->document);
    if (source->pages_len <= 0) {
        status =
            pdf_has_end(bytes)
                ? err_set(err, STATUS_INPUT, 0, "no pages")
                : err_set(err, STATUS_INPUT, 0,
                          "damaged at byte %zu: the end of the file is missing, no "
                          "pages are left",
                          bytes.len);
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

void source_prepare(void)
{
    (void)FcInit();
}

void source_done(void)
{
    FcFini();
}

const char *source_pdf_version(void)
{
    return poppler_get_version();
}

enum status pdf_page(const struct source *source, int page_no, PopplerPage **out,
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
    if (!(width_pt >= 3 && height_pt >= 3)) {
        g_clear_object(out);
        return err_set(err, STATUS_INPUT, page_no, "damaged: a page of %g x %g points",
                       width_pt, height_pt);
    }
    if (72 * sqrt((double)source->limits.page_pixels / (width_pt * height_pt)) <
            MIN_DPI ||
        fmax(width_pt, height_pt) * MIN_DPI / 72 > MAX_PAGE_SIDE_PX) {
        g_clear_object(out);
        return err_set(err, STATUS_LIMIT, page_no,
                       "larger than the limit: a page of %.0f x %.0f points "
                       "(--max-megapixels)",
                       width_pt, height_pt);
    }
    return STATUS_OK;
}

cairo_surface_t *pdf_render(PopplerPage *page, PopplerRectangle area, int width_px,
                            int height_px)
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
    cairo_scale(cairo, width_px / (area.x2 - area.x1), height_px / (area.y2 - area.y1));
    cairo_translate(cairo, -area.x1, -area.y1);
    poppler_page_render(page, cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    return surface;
}

/* Renders at `dpi`, fewer where the page is so large that it would pass the limits. */
static cairo_surface_t *render_page(PopplerPage *page, int64_t most_pixels, double *dpi)
{
    PopplerRectangle area = {0, 0, 0, 0};
    double side_pt;

    poppler_page_get_size(page, &area.x2, &area.y2);
    side_pt = fmax(area.x2, area.y2);
    *dpi = fmin(*dpi, 72 * sqrt((double)most_pixels / (area.x2 * area.y2)));
    *dpi = fmin(*dpi, 72 * MAX_PAGE_SIDE_PX / side_pt);
    return pdf_render(page, area, (int)fmax(1, floor(area.x2 * *dpi / 72 + 0.5)),
                      (int)fmax(1, floor(area.y2 * *dpi / 72 + 0.5)));
}

enum status source_raster(const struct source *source, int page_no, struct raster *out,
                          struct err *err)
{
    PopplerPage *page = NULL;
    cairo_surface_t *surface;
    double dpi = 0;
    enum status status = pdf_page(source, page_no, &page, err);

    *out = (struct raster){0};
    if (status != STATUS_OK) {
        return status;
    }
    surface = pdf_scan(source->pdf, page, &dpi);
    if (!surface) {
        dpi = dpi > 0 ? fmin(fmax(dpi, MIN_DPI), MAX_RENDER_DPI) : RENDER_DPI;
        surface = render_page(page, source->limits.page_pixels, &dpi);
    }
    if (surface) {
        out->owner = surface;
        out->at = cairo_image_surface_get_data(surface);
        out->width_px = cairo_image_surface_get_width(surface);
        out->height_px = cairo_image_surface_get_height(surface);
        out->row_bytes = (size_t)cairo_image_surface_get_stride(surface);
        out->dpi = (int)lround(dpi);
    } else {
        status =
            err_set(err, STATUS_LIMIT, page_no, "not enough memory for its pixels");
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
