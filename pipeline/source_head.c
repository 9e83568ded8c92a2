/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Headers of image files: width and height before anything is decoded. */
#include "bounds.h"
#include "bytes.h"
#include "source_kind.h"
#include "source_tiff.h"
#include "tr.h"

#include <inttypes.h>

static enum status damaged(struct err *err, uint64_t at_byte, const char *what)
{
    return err_set(err, STATUS_INPUT, 0, "damaged at byte %" PRIu64 ": %s", at_byte,
                   _(what));
}

static enum status png_head(struct str bytes, struct image_head *out, struct err *err)
{
    if (!bytes_hold(bytes, 0, 33)) {
        return damaged(err, bytes.len, N_("the file ends inside the PNG header"));
    }
    if (!bytes_are(bytes, 12, STR("IHDR"))) {
        return damaged(err, 12, N_("a PNG without its header"));
    }
    out->width_px = bytes_be(bytes, 16, 4);
    out->height_px = bytes_be(bytes, 20, 4);
    return STATUS_OK;
}

/* Frame headers: SOF0 to SOF15 but DHT, JPG and DAC, which share the range. */
static bool is_frame(uint64_t mark)
{
    return mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc;
}

static enum status jpeg_head(struct str bytes, struct image_head *out, struct err *err)
{
    uint64_t at = 2;

    while (bytes_hold(bytes, at, 4)) {
        uint64_t mark = bytes_be(bytes, at + 1, 1);

        if (bytes_be(bytes, at, 1) != 0xff) {
            return damaged(err, at, N_("no JPEG marker where one must be"));
        }
        if (mark == 0xff) { /* a fill byte */
            at++;
        } else if (is_frame(mark)) {
            out->height_px = bytes_be(bytes, at + 5, 2);
            out->width_px = bytes_be(bytes, at + 7, 2);
            return bytes_hold(bytes, at, 9)
                       ? STATUS_OK
                       : damaged(err, bytes.len,
                                 N_("the file ends inside the JPEG header"));
        } else if (mark == 0x01 || (mark >= 0xd0 && mark <= 0xd8)) {
            at += 2;
        } else if (mark == 0xda || mark == 0xd9) {
            return damaged(err, at, N_("a JPEG without its frame header"));
        } else {
            int orientation = exif_orientation(bytes, at);

            out->orientation = orientation > 0 ? orientation : out->orientation;
            at += 2 + bytes_be(bytes, at + 2, 2);
        }
    }
    return damaged(err, bytes.len, N_("the file ends inside the JPEG header"));
}

/* A JP2 file is a row of boxes: walks to the one that holds the codestream. */
static enum status jp2_codestream(struct str bytes, uint64_t *at, struct err *err)
{
    for (*at = 0;;) {
        uint64_t len = bytes_be(bytes, *at, 4);
        uint64_t head = len == 1 ? 16 : 8;

        if (!bytes_hold(bytes, *at, head)) {
            return damaged(err, bytes.len,
                           N_("the file ends before the JPEG 2000 image"));
        }
        if (bytes_are(bytes, *at + 4, STR("jp2c"))) {
            *at += head;
            return STATUS_OK;
        }
        len = len == 1 ? bytes_be(bytes, *at + 8, 8) : len;
        if (len < head || !bytes_hold(bytes, *at, len)) {
            return damaged(err, *at, N_("a JPEG 2000 box of impossible length"));
        }
        *at += len;
    }
}

/* The size is in the codestream's SIZ segment. */
static enum status jp2_head(struct str bytes, struct image_head *out, struct err *err)
{
    uint64_t at = 0;
    enum status status = STATUS_OK;

    if (!bytes_are(bytes, 0, STR("\xff\x4f"))) {
        status = jp2_codestream(bytes, &at, err);
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (!bytes_are(bytes, at, STR("\xff\x4f\xff\x51")) || !bytes_hold(bytes, at, 42)) {
        return damaged(err, at, N_("a JPEG 2000 image without its size"));
    }
    out->width_px = bytes_be(bytes, at + 8, 4) - bytes_be(bytes, at + 16, 4);
    out->height_px = bytes_be(bytes, at + 12, 4) - bytes_be(bytes, at + 20, 4);
    return STATUS_OK;
}

static enum status webp_head(struct str bytes, struct image_head *out, struct err *err)
{
    if (!bytes_hold(bytes, 0, 30)) {
        return damaged(err, bytes.len, N_("the file ends inside the WebP header"));
    }
    if (bytes_are(bytes, 12, STR("VP8X"))) {
        out->width_px = bytes_le(bytes, 24, 3) + 1;
        out->height_px = bytes_le(bytes, 27, 3) + 1;
    } else if (bytes_are(bytes, 12, STR("VP8L"))) {
        uint64_t sizes = bytes_le(bytes, 21, 4);

        out->width_px = (sizes & 0x3fff) + 1;
        out->height_px = (sizes >> 14 & 0x3fff) + 1;
    } else if (bytes_are(bytes, 12, STR("VP8 "))) {
        out->width_px = bytes_le(bytes, 26, 2) & 0x3fff;
        out->height_px = bytes_le(bytes, 28, 2) & 0x3fff;
    } else {
        return damaged(err, 12, N_("a WebP without an image"));
    }
    return STATUS_OK;
}

static enum status bmp_head(struct str bytes, struct image_head *out, struct err *err)
{
    if (!bytes_hold(bytes, 0, 30)) {
        return damaged(err, bytes.len, N_("the file ends inside the BMP header"));
    }
    if (bytes_le(bytes, 14, 4) == 12) {
        out->width_px = bytes_le(bytes, 18, 2);
        out->height_px = bytes_le(bytes, 20, 2);
        return STATUS_OK;
    }
    out->width_px = bytes_le(bytes, 18, 4);
    out->height_px = bytes_le(bytes, 22, 4);
    if (out->width_px > INT32_MAX) {
        return damaged(err, 18, N_("a BMP of negative width"));
    }
    if (out->height_px > INT32_MAX) { /* negative: rows from the top */
        out->height_px = UINT64_C(0x100000000) - out->height_px;
    }
    return STATUS_OK;
}

/* Width and height are decimal numbers after the mark, parted by blanks and comments.
 */
static bool pnm_number(struct str bytes, uint64_t *at, uint64_t *out)
{
    unsigned digits = 0;

    *out = 0;
    for (bool comment = false; bytes_hold(bytes, *at, 1); (*at)++) {
        char c = bytes.ptr[*at];

        if (comment) {
            comment = c != '\n';
        } else if (c >= '0' && c <= '9') {
            *out = 10 * *out + (uint64_t)(c - '0');
            if (++digits > 10) {
                return false;
            }
        } else if (digits > 0) {
            return true;
        } else if (c == '#') {
            comment = true;
        } else if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            return false;
        }
    }
    return false;
}

static enum status pnm_head(struct str bytes, struct image_head *out, struct err *err)
{
    uint64_t at = 2;
    uint64_t bits_a_row = 0;
    unsigned form = (unsigned)bytes_be(bytes, 1, 1);

    if (!pnm_number(bytes, &at, &out->width_px) ||
        !pnm_number(bytes, &at, &out->height_px)) {
        return damaged(err, at, N_("a PNM header without width and height"));
    }
    bits_a_row = form == '4' ? out->width_px : out->width_px * (form == '6' ? 24 : 8);
    if (form >= '4' && out->width_px <= MAX_PAGE_SIDE_PX &&
        out->height_px <= MAX_PAGE_SIDE_PX &&
        !bytes_hold(bytes, at, (bits_a_row + 7) / 8 * out->height_px)) {
        return damaged(err, bytes.len,
                       N_("the file ends before its last row of pixels"));
    }
    return STATUS_OK;
}

static enum status head_of(enum source_kind kind, struct str bytes, int page_no,
                           struct image_head *out, struct err *err)
{
    switch (kind) {
    case SOURCE_TIFF:
        return tiff_head(bytes, page_no, out, err);
    case SOURCE_PNG:
        return png_head(bytes, out, err);
    case SOURCE_JPEG:
        return jpeg_head(bytes, out, err);
    case SOURCE_JP2:
        return jp2_head(bytes, out, err);
    case SOURCE_WEBP:
        return webp_head(bytes, out, err);
    case SOURCE_BMP:
        return bmp_head(bytes, out, err);
    case SOURCE_PNM:
        return pnm_head(bytes, out, err);
    case SOURCE_PDF:
    case SOURCE_WORDS:
    case SOURCE_KINDS:
        break;
    }
    return err_set(err, STATUS_INPUT, page_no, "not an image");
}

enum status image_head_of(enum source_kind kind, struct str bytes, int page_no,
                          struct image_head *out, struct err *err)
{
    enum status status;

    *out = (struct image_head){0};
    status = head_of(kind, bytes, page_no, out, err);
    if (status != STATUS_OK) {
        err->page_no = page_no;
        return status;
    }
    if (out->width_px == 0 || out->height_px == 0) {
        return err_set(err, STATUS_INPUT, page_no,
                       "damaged: the header says %" PRIu64 " x %" PRIu64 " pixels",
                       out->width_px, out->height_px);
    }
    if (out->width_px > MAX_PAGE_SIDE_PX || out->height_px > MAX_PAGE_SIDE_PX ||
        out->width_px * out->height_px > MAX_PAGE_PIXELS) {
        return err_set(err, STATUS_LIMIT, page_no,
                       "larger than the limit: %" PRIu64 " x %" PRIu64
                       " pixels, at most %d a side and %d in all",
                       out->width_px, out->height_px, MAX_PAGE_SIDE_PX,
                       MAX_PAGE_PIXELS);
    }
    return STATUS_OK;
}

enum status image_pages(enum source_kind kind, struct str bytes, int *pages_len,
                        struct err *err)
{
    struct image_head head;
    uint64_t at_byte = 0;

    if (kind == SOURCE_TIFF) {
        return tiff_walk(bytes, 0, pages_len, &at_byte, err);
    }
    *pages_len = 1;
    return image_head_of(kind, bytes, 0, &head, err);
}
