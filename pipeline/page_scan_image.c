/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scan_image.h"

#include "arena.h"
#include "bytes.h"
#include "page_parts.h"
#include "source_kind.h"
#include "source_tiff.h"

#include <string.h>

enum { JPEG_CHANNELS_AT = 9, CHUNK_HEAD = 8, CHUNK_BYTES = 12, MAX_CHUNKS = 100000 };

static enum status damaged(struct err *err, int page_no)
{
    return err_set(err, STATUS_INPUT, page_no, "its pixels can't be decoded");
}

/* --- JPEG --- */

/* What the segments before the frame say of its channels. */
static bool jpeg_shape(struct str bytes, struct scan_image *out)
{
    bool is_adobe = false;
    uint64_t at = 2;

    while (bytes_hold(bytes, at, 10)) {
        uint64_t mark = bytes_be(bytes, at + 1, 1);

        if (bytes_be(bytes, at, 1) != 0xff) {
            return false;
        }
        if (mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 &&
            mark != 0xcc) {
            out->bits = (int)bytes_be(bytes, at + 4, 1);
            out->channels = (int)bytes_be(bytes, at + JPEG_CHANNELS_AT, 1);
            out->is_inverted = is_adobe && out->channels == 4;
            return out->channels == 1 || out->channels == 3 || out->channels == 4;
        }
        is_adobe = is_adobe || (mark == 0xee && bytes_are(bytes, at + 4, STR("Adobe")));
        at += mark == 0xff ? 1
              : mark == 0x01 || (mark >= 0xd0 && mark <= 0xd8)
                  ? 2
                  : 2 + bytes_be(bytes, at + 2, 2);
    }
    return false;
}

static bool jpeg_picture(const struct source *source, struct scan_image *out)
{
    out->code = IMAGE_JPEG;
    out->bytes = source->bytes;
    return jpeg_shape(out->bytes, out);
}

/* --- PNG --- */

/* The chunks of one kind, put together; `len` NULL: how many bytes they have. */
static size_t png_gather(struct str bytes, struct str kind, char *to)
{
    uint64_t at = 8;
    size_t len = 0;

    for (int i = 0; i < MAX_CHUNKS && bytes_hold(bytes, at, CHUNK_BYTES); i++) {
        uint64_t chunk_len = bytes_be(bytes, at, 4);

        if (!bytes_hold(bytes, at + CHUNK_HEAD, chunk_len)) {
            break;
        }
        if (bytes_are(bytes, at + 4, kind)) {
            if (to) {
                memcpy(to + len, bytes.ptr + at + CHUNK_HEAD, (size_t)chunk_len);
            }
            len += (size_t)chunk_len;
        }
        at += CHUNK_BYTES + chunk_len;
    }
    return len;
}

static struct str png_chunks(struct str bytes, struct str kind, struct arena *arena)
{
    size_t len = png_gather(bytes, kind, NULL);
    char *to = arena_alloc(arena, len + 1, 1);

    (void)png_gather(bytes, kind, to);
    return (struct str){to, len};
}

/* A PDF has the rows of a PNG as they are, but not transparency nor interlacing. */
static bool png_picture(const struct source *source, struct arena *arena,
                        struct scan_image *out)
{
    enum { GREY = 0, RGB = 2, PALETTE = 3 };
    struct str bytes = source->bytes;
    uint64_t kind = bytes_be(bytes, 25, 1), interlaced = bytes_be(bytes, 28, 1);

    if ((kind != GREY && kind != RGB && kind != PALETTE) || interlaced != 0 ||
        png_gather(bytes, STR("tRNS"), NULL) > 0) {
        return false;
    }
    out->code = IMAGE_FLATE;
    out->has_predictor = true;
    out->bits = (int)bytes_be(bytes, 24, 1);
    out->channels = kind == RGB ? 3 : 1;
    if (kind == PALETTE) {
        out->palette = png_chunks(bytes, STR("PLTE"), arena);
        if (out->palette.len < 3 || out->palette.len > 768) {
            return false;
        }
    }
    out->bytes = png_chunks(bytes, STR("IDAT"), arena);
    return out->bytes.len > 0;
}

/* --- TIFF --- */

static bool g4_picture(struct str bytes, uint64_t at_byte, struct arena *arena,
                       struct scan_image *out)
{
    struct tiff_strip strip;

    if (!tiff_one_strip(bytes, at_byte, &strip) || strip.code != TIFF_G4 ||
        strip.bits != 1 || strip.channels != 1 || strip.orientation != 1 ||
        strip.colours > 1) {
        return false;
    }
    out->code = IMAGE_G4;
    out->bits = 1;
    out->channels = 1;
    out->is_inverted = strip.colours == 1;
    out->bytes = strip.bytes;
    if (strip.is_reversed) {
        char *to = arena_alloc(arena, strip.bytes.len + 1, 1);

        for (size_t i = 0; i < strip.bytes.len; i++) {
            unsigned byte = (unsigned char)strip.bytes.ptr[i], turned = 0;

            for (int bit = 0; bit < 8; bit++) {
                turned = turned << 1 | (byte >> bit & 1);
            }
            to[i] = (char)turned;
        }
        out->bytes.ptr = to;
    }
    return true;
}

/* A strip of JPEG inside a TIFF leaves its tables apart: together they are a JPEG. */
static bool tiff_jpeg_picture(struct str bytes, uint64_t at_byte, struct arena *arena,
                              struct scan_image *out)
{
    struct str soi = STR("\xff\xd8"), eoi = STR("\xff\xd9");
    struct tiff_strip strip;
    struct strbuf whole = {.arena = arena};

    if (!tiff_one_strip(bytes, at_byte, &strip) || strip.code != TIFF_JPEG ||
        strip.orientation != 1 || !str_starts(strip.bytes, soi)) {
        return false;
    }
    if (str_starts(strip.tables, soi)) {
        strbuf_add(&whole, str_ends(strip.tables, eoi)
                               ? str_sub(strip.tables, 0, strip.tables.len - 2)
                               : strip.tables);
        strbuf_add(&whole, str_from(strip.bytes, 2));
    } else {
        strbuf_add(&whole, strip.bytes);
    }
    out->code = IMAGE_JPEG;
    out->bytes = strbuf_str(&whole);
    out->is_rgb = strip.colours == TIFF_RGB;
    return jpeg_shape(out->bytes, out) && (out->channels == 1 || out->channels == 3);
}

/* --- coded anew --- */

static struct str copied(const void *bytes, size_t len, struct arena *arena)
{
    return str_copy(arena, (struct str){bytes, len});
}

static bool recode_flate(PIX *pix, struct arena *arena, struct scan_image *out)
{
    L_COMP_DATA *coded = NULL;
    bool is_coded = pixGenerateCIData(pix, L_FLATE_ENCODE, 0, 0, &coded) == 0 && coded;

    if (is_coded) {
        out->code = IMAGE_FLATE;
        out->bits = coded->bps;
        out->channels = coded->spp;
        out->bytes = copied(coded->datacomp, coded->nbytescomp, arena);
    }
    l_CIDataDestroy(&coded);
    return is_coded;
}

/* G4 is for print; dots of grey come out larger than they went in. */
static bool recode_bits(PIX *pix, struct arena *arena, struct scan_image *out)
{
    struct scan_image flate = *out;
    l_uint8 *bytes = NULL;
    size_t len = 0;
    uint64_t at_byte = 0;
    int pages_len = 0;
    struct str tiff;
    struct err err;
    bool is_flate, is_g4;

    if (pixWriteMemTiff(&bytes, &len, pix, IFF_TIFF_G4) != 0) { /* of one strip */
        return false;
    }
    tiff = copied(bytes, len, arena);
    lept_free(bytes);
    is_g4 = tiff_walk(tiff, 1, &pages_len, &at_byte, &err) == STATUS_OK &&
            g4_picture(tiff, at_byte, arena, out);
    pixInvert(pix, pix); /* in a PDF 1 is white */
    is_flate = recode_flate(pix, arena, &flate);
    if (is_flate && (!is_g4 || flate.bytes.len < out->bytes.len)) {
        *out = flate;
    }
    return is_g4 || is_flate;
}

/* Palettes become the colours that they stand for, transparency becomes white paper, as
 * for recognition. */
static PIX *plain(PIX *pix)
{
    PIX *out = NULL;

    if (pixGetColormap(pix)) {
        out = pixRemoveColormap(pix, REMOVE_CMAP_BASED_ON_SRC);
    } else if (pixGetDepth(pix) == 32 && pixGetSpp(pix) == 4) {
        out = pixAlphaBlendUniform(pix, 0xffffff00);
    } else {
        out = pixClone(pix);
    }
    pixDestroy(&pix);
    return out;
}

static bool recode(const struct source *source, struct image_head head,
                   struct arena *arena, struct scan_image *out)
{
    PIX *pix = image_decode(source, head);
    bool is_coded;

    pix = pix ? plain(pix) : NULL;
    if (!pix) {
        return false;
    }
    *out = (struct scan_image){.orientation = out->orientation,
                               .width_px = pixGetWidth(pix),
                               .height_px = pixGetHeight(pix)};
    is_coded = pixGetDepth(pix) == 1 ? recode_bits(pix, arena, out)
                                     : recode_flate(pix, arena, out);
    pixDestroy(&pix);
    return is_coded;
}

static bool as_it_is(const struct source *source, struct image_head head,
                     struct arena *arena, struct scan_image *out)
{
    switch (source->kind) {
    case SOURCE_JPEG:
        return jpeg_picture(source, out);
    case SOURCE_JP2:
        out->code = IMAGE_JP2;
        out->bytes = source->bytes;
        return str_starts(str_from(source->bytes, 4), STR("jP"));
    case SOURCE_PNG:
        return png_picture(source, arena, out);
    case SOURCE_TIFF:
        return g4_picture(source->bytes, head.at_byte, arena, out) ||
               tiff_jpeg_picture(source->bytes, head.at_byte, arena, out);
    case SOURCE_WEBP:
    case SOURCE_BMP:
    case SOURCE_PNM:
    case SOURCE_PDF:
    case SOURCE_WORDS:
    case SOURCE_KINDS:
        break;
    }
    return false;
}

enum status scan_image_from_source(const struct source *source, int page_no,
                                   struct arena *arena, struct scan_image *out,
                                   struct err *err)
{
    struct image_head head;
    enum status status =
        image_head_of(source->kind, source->bytes, page_no, &head, err);

    if (status != STATUS_OK) {
        return status;
    }
    if (head.width_px * head.height_px > (uint64_t)source->limits.page_pixels) {
        return err_set(err, STATUS_LIMIT, page_no, "larger than the limit");
    }
    *out =
        (struct scan_image){.width_px = (int)head.width_px,
                            .height_px = (int)head.height_px,
                            .orientation = head.orientation > 0 ? head.orientation : 1};
    if (as_it_is(source, head, arena, out) || recode(source, head, arena, out)) {
        return STATUS_OK;
    }
    return damaged(err, page_no);
}
