/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page.h"

#include "arena.h"
#include "bounds.h"
#include "source_kind.h"

#include <leptonica/allheaders.h>
#include <string.h>

static enum status load_raster(const struct source *source, int page_no, PIX **out,
                               int *dpi, struct err *err)
{
    struct raster raster;
    enum status status = source_raster(source, page_no, &raster, err);
    PIX *pix;

    if (status != STATUS_OK) {
        return status;
    }
    pix = pixCreateNoInit(raster.width_px, raster.height_px, 8);
    if (!pix) {
        raster_drop(&raster);
        return err_set(err, STATUS_LIMIT, page_no, "not enough memory");
    }
    for (int y = 0; y < raster.height_px; y++) {
        const uint8_t *from = raster.at + (size_t)y * raster.row_bytes;
        l_uint32 *to = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);

        for (int x = 0; x < raster.width_px; x++, from += 4) {
            SET_DATA_BYTE(
                to, x, (l_uint8)((from[2] * 77 + from[1] * 151 + from[0] * 28) >> 8));
        }
    }
    *out = pix;
    *dpi = raster.dpi;
    raster_drop(&raster);
    return STATUS_OK;
}

static enum status load_image(const struct source *source, int page_no, PIX **out,
                              int *dpi, struct err *err)
{
    const l_uint8 *at = (const l_uint8 *)source->bytes.ptr;
    struct image_head head;
    size_t offset;
    PIX *raw;
    enum status status =
        image_head_of(source->kind, source->bytes, page_no, &head, err);

    if (status != STATUS_OK) {
        return status;
    }
    offset = (size_t)head.at_byte;
    raw = source->kind == SOURCE_TIFF
              ? pixReadMemFromMultipageTiff(at, source->bytes.len, &offset)
              : pixReadMem(at, source->bytes.len);
    *out = raw ? pixConvertTo8(raw, 0) : NULL;
    *dpi = raw ? pixGetXRes(raw) : 0;
    pixDestroy(&raw);
    return *out ? STATUS_OK
                : err_set(err, STATUS_INPUT, page_no, "damaged: not a readable %s",
                          kind_name(source->kind));
}

enum status page_from_source(struct source *source, int page_no, struct arena *arena,
                             struct page *out, struct err *err)
{
    PIX *grey = NULL, *bits = NULL;
    l_float32 skew_deg = 0, sure = 0;
    enum status status;

    (void)arena;
    setMsgSeverity(L_SEVERITY_NONE);
    *out = (struct page){.sheet = {.page_no = page_no}};
    status = source->kind == SOURCE_PDF
                 ? load_raster(source, page_no, &grey, &out->sheet.dpi, err)
                 : load_image(source, page_no, &grey, &out->sheet.dpi, err);
    if (status != STATUS_OK) {
        return status;
    }
    out->sheet.width_px = pixGetWidth(grey);
    out->sheet.height_px = pixGetHeight(grey);
    if (out->sheet.dpi < MIN_DPI || out->sheet.dpi > MAX_DPI) {
        int side_px = L_MAX(out->sheet.width_px, out->sheet.height_px);

        out->sheet.dpi = L_MIN(MAX_DPI, L_MAX(MIN_DPI, (int)(side_px / 11.69 + 0.5)));
    }
    bits = pixThresholdToBinary(grey, 160);
    if (pixFindSkew(bits, &skew_deg, &sure) == 0 && sure > 3 &&
        L_ABS(skew_deg) > 0.1F) {
        PIX *level = pixRotateAMGray(grey, skew_deg * 3.14159265F / 180, 255);

        pixDestroy(&grey);
        grey = level;
        out->sheet.skew_deg = skew_deg;
        pixDestroy(&bits);
        bits = pixThresholdToBinary(grey, 160);
    }
    out->ink = grey;
    out->bits = bits;
    return STATUS_OK;
}

void page_drop(struct page *page)
{
    pixDestroy(&page->ink);
    pixDestroy(&page->red);
    pixDestroy(&page->bits);
    *page = (struct page){0};
}

struct ink page_ink(const struct page *page, struct box_px box)
{
    (void)page;
    return (struct ink){.box = box};
}
