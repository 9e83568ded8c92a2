/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where an image file that could not be decoded is damaged. Runs only after a decoder
 * gave up, so it may take its time. */
#include "bytes.h"
#include "source_kind.h"
#include "tr.h"

#include <inttypes.h>

static enum status damage_at(struct err *err, int page_no, uint64_t at_byte,
                             const char *what)
{
    return err_set(err, STATUS_INPUT, page_no, "damaged at byte %" PRIu64 ": %s",
                   at_byte, _(what));
}

/* CRC-32 of PNG (ISO 3309), bit by bit: no table to keep. */
static uint32_t crc32_of(struct str bytes, uint64_t at, uint64_t len)
{
    uint32_t crc = 0xffffffff;

    for (uint64_t i = at; i < at + len; i++) {
        crc ^= (unsigned char)bytes.ptr[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
        }
    }
    return ~crc;
}

/* Walks the chunks: length, name, data, checksum. */
static enum status png_damage(struct str bytes, int page_no, struct err *err)
{
    uint64_t at = 8;

    while (bytes_hold(bytes, at, 12)) {
        uint64_t len = bytes_be(bytes, at, 4);

        if (!bytes_hold(bytes, at + 8, len + 4)) {
            return damage_at(err, page_no, bytes.len,
                             N_("the file ends inside a PNG chunk"));
        }
        if (crc32_of(bytes, at + 4, len + 4) != bytes_be(bytes, at + 8 + len, 4)) {
            return damage_at(err, page_no, at, N_("a PNG chunk with a wrong checksum"));
        }
        if (bytes_are(bytes, at + 4, STR("IEND"))) {
            return err_set(err, STATUS_INPUT, page_no,
                           "damaged: the pixels of this PNG do not add up");
        }
        at += 12 + len;
    }
    return damage_at(err, page_no, bytes.len, N_("the file ends before the PNG does"));
}

static enum status jpeg_damage(struct str bytes, int page_no, struct err *err)
{
    uint64_t end = bytes.len;

    while (end > 2 && bytes.ptr[end - 1] == 0) {
        end--; /* padding */
    }
    if (end >= 2 && bytes_are(bytes, end - 2, STR("\xff\xd9"))) {
        return err_set(err, STATUS_INPUT, page_no,
                       "damaged: the data of this JPEG do not decode (%zu bytes)",
                       bytes.len);
    }
    return damage_at(err, page_no, bytes.len, N_("the file ends before the JPEG does"));
}

static enum status webp_damage(struct str bytes, int page_no, struct err *err)
{
    if (!bytes_hold(bytes, 8, bytes_le(bytes, 4, 4))) {
        return damage_at(err, page_no, bytes.len,
                         N_("the file ends before the WebP does"));
    }
    return err_set(err, STATUS_INPUT, page_no,
                   "damaged: the data of this WebP do not decode (%zu bytes)",
                   bytes.len);
}

static enum status tiff_damage(struct str bytes, int page_no, struct err *err)
{
    struct image_head head;
    uint64_t beyond = 0;
    enum status status = image_head_of(SOURCE_TIFF, bytes, page_no, &head, err);

    if (status != STATUS_OK) {
        return status;
    }
    beyond = tiff_data_beyond(bytes, head.at_byte);
    if (beyond > 0) {
        return err_set(err, STATUS_INPUT, page_no,
                       "damaged at byte %zu: the file ends, but pixels should reach to "
                       "byte %" PRIu64,
                       bytes.len, beyond);
    }
    return err_set(err, STATUS_INPUT, page_no,
                   "damaged: the pixels of the TIFF directory at byte %" PRIu64
                   " do not decode",
                   head.at_byte);
}

enum status image_damage(enum source_kind kind, struct str bytes, int page_no,
                         struct err *err)
{
    switch (kind) {
    case SOURCE_PNG:
        return png_damage(bytes, page_no, err);
    case SOURCE_JPEG:
        return jpeg_damage(bytes, page_no, err);
    case SOURCE_WEBP:
        return webp_damage(bytes, page_no, err);
    case SOURCE_TIFF:
        return tiff_damage(bytes, page_no, err);
    case SOURCE_JP2:
    case SOURCE_BMP:
    case SOURCE_PNM:
    case SOURCE_PDF:
    case SOURCE_WORDS:
    case SOURCE_KINDS:
        break;
    }
    return err_set(err, STATUS_INPUT, page_no,
                   "damaged: this %s of %zu bytes does not decode", kind_name(kind),
                   bytes.len);
}
