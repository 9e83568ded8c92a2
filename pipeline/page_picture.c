/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_picture.h"

#include "arena.h"
#include "bounds.h"
#include "page_parts.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* Of 255: paper and ink of a grey scan differ less than that between their
     * channels; stamps and pens differ more, and a picture has some of them. */
    COLOUR_ABOVE = 24,
    COLOURED_PER_MILLE = 1,
    /* zlib's: a page of 110 dpi in 30 ms; 6 takes 90 ms for a tenth less. */
    PNG_LEVEL = 3,
};

/* The scan's pixels as Leptonica's 32 bits; NULL: no memory. */
static PIX *pix_of(const struct colours *colours)
{
    PIX *pix = pixCreateNoInit(colours->width_px, colours->height_px, 32);

    for (int y = 0; pix && y < colours->height_px; y++) {
        const uint32_t *from = colours->at + (size_t)y * colours->row;
        l_uint32 *to = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);

        for (int x = 0; x < colours->width_px; x++) {
            to[x] = from[x] >> colours->shift << 8;
        }
    }
    return pix;
}

static bool is_coloured(PIX *pix)
{
    int64_t coloured = 0, all = (int64_t)pixGetWidth(pix) * pixGetHeight(pix);

    for (int y = 0; y < pixGetHeight(pix); y++) {
        const l_uint32 *row = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);

        for (int x = 0; x < pixGetWidth(pix); x++) {
            int red = (int)(row[x] >> 24), green = (int)(row[x] >> 16 & 0xff),
                blue = (int)(row[x] >> 8 & 0xff);

            coloured += abs(red - green) > COLOUR_ABOVE ||
                        abs(red - blue) > COLOUR_ABOVE ||
                        abs(green - blue) > COLOUR_ABOVE;
        }
    }
    return coloured * 1000 > all * COLOURED_PER_MILLE;
}

/* Takes *pix, and leaves NULL there when there is no memory. */
static void replace(PIX **pix, PIX *with)
{
    if (with != *pix) {
        pixDestroy(pix);
    }
    *pix = with;
}

static void scale(PIX **pix, float factor)
{
    if (factor < 0.999F) {
        replace(pix, pixScaleAreaMap(*pix, factor, factor));
    } else if (factor > 1.001F) {
        replace(pix, pixScaleColorLI(*pix, factor, factor));
    }
}

static enum status write_png(PIX *pix, int page_no, struct arena *arena,
                             struct str *png, struct err *err)
{
    l_uint8 *bytes = NULL;
    size_t len = 0;
    bool written;

    pixSetZlibCompression(pix, PNG_LEVEL);
    pixSetText(pix, NULL); /* nothing of the file but its pixels */
    written = pixWriteMemPng(&bytes, &len, pix, 0.0F) == 0;
    if (written) {
        *png = str_copy(arena, (struct str){(const char *)bytes, len});
    }
    lept_free(bytes);
    return written ? STATUS_OK
                   : err_set(err, STATUS_LIMIT, page_no,
                             "not enough memory for its picture");
}

enum status page_picture(const struct source *source, const struct picture_of *of,
                         struct arena *arena, struct str *png, struct err *err)
{
    struct scan_pixels scan;
    PIX *pix = NULL;
    enum status status;

    setMsgSeverity(L_SEVERITY_NONE);
    status = scan_load(source, of->page_no, &scan, err);
    if (status != STATUS_OK) {
        return status;
    }
    pix = pix_of(&scan.colours);
    if (pix) {
        scale(&pix, (float)of->dpi / (float)scan.dpi);
    }
    if (pix && of->turn_deg != 0) {
        replace(&pix, pixRotateOrth(pix, of->turn_deg / 90));
    }
    if (pix && !is_coloured(pix)) {
        replace(&pix, pixConvertRGBToLuminance(pix));
    }
    scan_drop(&scan);
    status = pix ? write_png(pix, of->page_no, arena, png, err)
                 : err_set(err, STATUS_LIMIT, of->page_no,
                           "not enough memory for its picture");
    pixDestroy(&pix);
    return status;
}
