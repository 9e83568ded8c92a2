/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a file's bytes or a PDF's raster to layers. The size that the header claims is
 * checked before a decoder runs. */
#include "page_parts.h"

#include "bounds.h"
#include "source_kind.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Over 400 dpi nothing is won but time lost: 600 dpi is read as 300. Making fewer dpi
 * more does not help either (words, F1: 150 dpi .970, doubled .966 to .968; 200 dpi
 * bilevel .977, made 300 .973 to .974). */
enum { PLENTY_DPI = 400, ENOUGH_DPI = 300 };
/* A page that took too much time or memory is tried once more so. */
enum { SCANTY_DPI = 150 };

struct plane plane_make(int width_px, int height_px)
{
    struct plane plane = {.width_px = width_px, .height_px = height_px};

    plane.at = malloc((size_t)width_px * (size_t)height_px);
    return plane;
}

void plane_drop(struct plane *plane)
{
    free(plane->at);
    *plane = (struct plane){0};
}

/* Leptonica keeps four pixels in a word, the first in its highest byte. */
PIX *plane_pix(const struct plane *plane)
{
    PIX *pix = pixCreateNoInit(plane->width_px, plane->height_px, 8);
    size_t width_px = (size_t)plane->width_px;

    if (!pix) {
        return NULL;
    }
    for (int y = 0; y < plane->height_px; y++) {
        l_uint32 *row = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);

        row[pixGetWpl(pix) - 1] = 0;
        memcpy(row, plane->at + (size_t)y * width_px, width_px);
    }
    pixEndianByteSwap(pix);
    return pix;
}

void layers_drop(struct layers *layers)
{
    plane_drop(&layers->ink);
    plane_drop(&layers->red);
    plane_drop(&layers->blue);
}

/* The resolution as said, if it can be true; else as if the page were A4. */
static int sane_dpi(int dpi, int width_px, int height_px)
{
    int side_px = width_px > height_px ? width_px : height_px;
    int guess = (int)(side_px / 11.69 + 0.5);

    if (dpi < MIN_DPI || dpi > MAX_DPI) {
        dpi = guess;
    }
    return dpi < MIN_DPI ? MIN_DPI : dpi > MAX_DPI ? MAX_DPI : dpi;
}

/* Means of factor x factor pixels; *mem is the new image, to be freed. */
static bool shrink(struct colours *colours, int factor, uint32_t **mem)
{
    int width_px = colours->width_px / factor;
    int height_px = colours->height_px / factor;
    uint32_t *to = malloc((size_t)width_px * (size_t)height_px * sizeof *to);
    uint32_t area = (uint32_t)(factor * factor);

    *mem = to;
    for (int y = 0; to && y < height_px; y++) {
        for (int x = 0; x < width_px; x++) {
            const uint32_t *from = colours->at + (size_t)(y * factor) * colours->row +
                                   (size_t)(x * factor);
            uint32_t r = 0, g = 0, b = 0;

            for (int i = 0; i < factor * factor; i++) {
                uint32_t rgb =
                    from[(size_t)(i / factor) * colours->row + (size_t)(i % factor)] >>
                    colours->shift;

                r += rgb >> 16 & 0xff;
                g += rgb >> 8 & 0xff;
                b += rgb & 0xff;
            }
            *to++ = r / area << 16 | g / area << 8 | b / area;
        }
    }
    *colours = (struct colours){.at = *mem,
                                .row = (size_t)width_px,
                                .width_px = width_px,
                                .height_px = height_px};
    return *mem != NULL;
}

static enum status split(struct colours colours, int page_no, struct layers *out,
                         struct err *err)
{
    uint32_t *mem = NULL;
    int factor = out->is_small           ? (out->dpi + SCANTY_DPI - 1) / SCANTY_DPI
                 : out->dpi > PLENTY_DPI ? (out->dpi + ENOUGH_DPI / 2) / ENOUGH_DPI
                                         : 1;
    bool fits = true;

    if (factor > 1) {
        fits = shrink(&colours, factor, &mem);
        out->dpi /= factor;
    }
    fits = fits && colours_split(colours, out);
    free(mem);
    return fits ? STATUS_OK
                : err_set(err, STATUS_LIMIT, page_no,
                          "not enough memory for its pixels");
}

static enum status load_raster(const struct source *source, int page_no,
                               struct scan_pixels *out, struct err *err)
{
    struct raster *raster = &out->raster;
    enum status status = source_raster(source, page_no, raster, err);

    if (status == STATUS_OK) {
        out->dpi = sane_dpi(raster->dpi, raster->width_px, raster->height_px);
        out->colours = (struct colours){.at = (const void *)raster->at,
                                        .row = raster->row_bytes / sizeof(uint32_t),
                                        .width_px = raster->width_px,
                                        .height_px = raster->height_px};
    }
    return status;
}

/* As the camera or the scanner's driver says it stands (EXIF, tag 274). */
static PIX *oriented(PIX *pix, int orientation)
{
    PIX *out;

    switch (orientation) {
    case 2:
        return pixFlipLR(pix, pix);
    case 3:
        return pixRotate180(pix, pix);
    case 4:
        return pixFlipTB(pix, pix);
    case 5:
    case 6:
    case 7:
    case 8:
        out = pixRotate90(pix, orientation <= 6 ? 1 : -1);
        pixDestroy(&pix);
        return orientation == 5 || orientation == 7 ? pixFlipLR(out, out) : out;
    default:
        return pix;
    }
}

/* Whatever depth, palette or transparency: 32 bits a pixel on white paper. */
static PIX *to_colour(PIX *pix)
{
    PIX *out;

    if (pixGetDepth(pix) == 32 && pixGetSpp(pix) == 3) {
        return pix; /* pixConvertTo32() would copy it */
    }
    if (pixGetDepth(pix) == 32 && pixGetSpp(pix) == 4) {
        out = pixAlphaBlendUniform(pix, 0xffffff00);
    } else {
        out = pixConvertTo32(pix);
    }
    pixDestroy(&pix);
    return out;
}

/* libpng, libjpeg and OpenJPEG write what they think of a damaged file to stderr, and
 * Leptonica gives no way to stop them: while they run, stderr leads nowhere. Returns
 * what brings it back, or -1. */
static int nowhere = -1; /* NOLINT(*-non-const-global-variables): of the process */

void page_prepare(void)
{
    if (nowhere < 0) {
        nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    }
}

static int hush_stderr(void)
{
    int kept = dup(STDERR_FILENO);

    page_prepare();
    if (kept >= 0 && nowhere >= 0) {
        fflush(stderr);
        dup2(nowhere, STDERR_FILENO);
    }
    return kept;
}

static void restore_stderr(int kept)
{
    if (kept >= 0) {
        fflush(stderr);
        dup2(kept, STDERR_FILENO);
        close(kept);
    }
}

PIX *image_decode(const struct source *source, struct image_head head)
{
    const l_uint8 *at = (const l_uint8 *)source->bytes.ptr;
    size_t offset = (size_t)head.at_byte;
    int kept = source->keeps_stderr ? -1 : hush_stderr();
    PIX *pix = NULL;

    switch (source->kind) {
    case SOURCE_TIFF:
        pix = pixReadMemFromMultipageTiff(at, source->bytes.len, &offset);
        break;
    case SOURCE_JPEG:
        pix = pixReadMemJpeg(at, source->bytes.len, 0, 1, NULL, 0);
        break;
    case SOURCE_PNG:
    case SOURCE_JP2:
    case SOURCE_WEBP:
    case SOURCE_BMP:
    case SOURCE_PNM:
        pix = pixReadMem(at, source->bytes.len);
        break;
    case SOURCE_PDF:
    case SOURCE_WORDS:
    case SOURCE_KINDS:
        break;
    }
    restore_stderr(kept);
    return pix;
}

static enum status load_image(const struct source *source, int page_no,
                              struct scan_pixels *out, struct err *err)
{
    struct image_head head;
    PIX *pix;
    enum status status =
        image_head_of(source->kind, source->bytes, page_no, &head, err);

    if (status != STATUS_OK) {
        return status;
    }
    if (head.width_px * head.height_px > (uint64_t)source->limits.page_pixels) {
        return err_set(err, STATUS_LIMIT, page_no,
                       "larger than the limit: %llu x %llu pixels, at most %lld "
                       "(--max-megapixels)",
                       (unsigned long long)head.width_px,
                       (unsigned long long)head.height_px,
                       (long long)source->limits.page_pixels);
    }
    pix = image_decode(source, head);
    if (!pix) {
        return image_damage(source->kind, source->bytes, page_no, err);
    }
    out->dpi = sane_dpi(pixGetXRes(pix), pixGetWidth(pix), pixGetHeight(pix));
    pix = to_colour(pix);
    pix = pix ? oriented(pix, head.orientation) : NULL;
    if (!pix) {
        return err_set(err, STATUS_LIMIT, page_no, "not enough memory for its pixels");
    }
    out->pix = pix;
    out->colours = (struct colours){.at = pixGetData(pix),
                                    .row = (size_t)pixGetWpl(pix),
                                    .width_px = pixGetWidth(pix),
                                    .height_px = pixGetHeight(pix),
                                    .shift = 8};
    return STATUS_OK;
}

enum status scan_load(const struct source *source, int page_no, struct scan_pixels *out,
                      struct err *err)
{
    enum status status;

    *out = (struct scan_pixels){0};
    status = source->kind == SOURCE_PDF ? load_raster(source, page_no, out, err)
                                        : load_image(source, page_no, out, err);
    if (status != STATUS_OK) {
        scan_drop(out);
    }
    return status;
}

void scan_drop(struct scan_pixels *scan)
{
    raster_drop(&scan->raster);
    pixDestroy(&scan->pix);
    *scan = (struct scan_pixels){0};
}

enum status layers_load(const struct source *source, int page_no, struct layers *out,
                        struct err *err)
{
    struct scan_pixels scan;
    enum status status = scan_load(source, page_no, &scan, err);

    *out = (struct layers){.is_small = source->is_small};
    if (status == STATUS_OK) {
        out->dpi = scan.dpi;
        status = split(scan.colours, page_no, out, err);
    }
    scan_drop(&scan);
    return status;
}
