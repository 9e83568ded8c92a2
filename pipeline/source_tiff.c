/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chain of directories of a TIFF, walked with bounds, and what they say. EXIF is a
 * small TIFF inside a JPEG. */
#include "source_tiff.h"

#include "bounds.h"
#include "bytes.h"
#include "tr.h"

#include <inttypes.h>

static enum status damaged(struct err *err, uint64_t at_byte, const char *what)
{
    return err_set(err, STATUS_INPUT, 0, "damaged at byte %" PRIu64 ": %s", at_byte,
                   _(what));
}

enum {
    MAX_ENTRIES = 4096, /* of a TIFF directory: a scan has 20 */
    MAX_STRIPS = 100000,
    TIFF_WIDTH = 256,
    TIFF_HEIGHT = 257,
    TIFF_BITS = 258,
    TIFF_CODE = 259,
    TIFF_COLOURS = 262,
    TIFF_FILL_ORDER = 266,
    TIFF_STRIP_AT = 273,
    TIFF_ORIENTATION = 274,
    TIFF_CHANNELS = 277,
    TIFF_STRIP_BYTES = 279,
    TIFF_T6_OPTIONS = 293,
    TIFF_JPEG_TABLES = 347,
};

/* How a TIFF writes its numbers. */
struct tiff {
    struct str bytes;
    bool big_endian, is_big; /* is_big: BigTIFF, 64-bit offsets */
};

static uint64_t tiff_number(const struct tiff *tiff, uint64_t at, unsigned len)
{
    return tiff->big_endian ? bytes_be(tiff->bytes, at, len)
                            : bytes_le(tiff->bytes, at, len);
}

/* The directory that follows the one at `at`; at 0: the first. 0: no more. */
static bool tiff_next(const struct tiff *tiff, uint64_t at, uint64_t *next)
{
    unsigned wide = tiff->is_big ? 8 : 4;
    unsigned count_len = tiff->is_big ? 8 : 2;
    uint64_t entries, end;

    if (at == 0) {
        *next = tiff_number(tiff, tiff->is_big ? 8 : 4, wide);
        return true;
    }
    entries = tiff_number(tiff, at, count_len);
    end = at + count_len + entries * (tiff->is_big ? 20 : 12);
    if (entries == 0 || entries > MAX_ENTRIES ||
        !bytes_hold(tiff->bytes, at, end - at)) {
        return false;
    }
    /* A file cut right behind its last directory is whole but for the zeros. */
    *next = tiff_number(tiff, end, wide);
    return true;
}

/* Number `index` of a tag with several, such as the places of the strips. */
static uint64_t tiff_nth(const struct tiff *tiff, uint64_t entry, uint64_t index)
{
    uint64_t type = tiff_number(tiff, entry + 2, 2);
    unsigned len = type == 3 ? 2 : type == 16 ? 8 : 4;
    uint64_t count = tiff_number(tiff, entry + 4, tiff->is_big ? 8 : 4);
    uint64_t at = entry + (tiff->is_big ? 12 : 8);

    if (count > (tiff->is_big ? 8 : 4) / len) {
        at = tiff_number(tiff, at, tiff->is_big ? 8 : 4);
    }
    return tiff_number(tiff, at + index * len, len);
}

static uint64_t tiff_entry(const struct tiff *tiff, uint64_t at, unsigned tag)
{
    unsigned count_len = tiff->is_big ? 8 : 2;
    unsigned entry_len = tiff->is_big ? 20 : 12;
    uint64_t entries = tiff_number(tiff, at, count_len);

    for (uint64_t i = 0; i < entries && i < MAX_ENTRIES; i++) {
        uint64_t entry = at + count_len + i * entry_len;

        if (tiff_number(tiff, entry, 2) == tag) {
            return entry;
        }
    }
    return 0;
}

/* The single number of a tag in the directory at `at`; 0 when it is not there. */
static uint64_t tiff_tag(const struct tiff *tiff, uint64_t at, unsigned tag)
{
    uint64_t entry = tiff_entry(tiff, at, tag);

    return entry > 0 ? tiff_nth(tiff, entry, 0) : 0;
}

static struct tiff tiff_open(struct str bytes)
{
    struct tiff tiff = {.bytes = bytes, .big_endian = bytes_are(bytes, 0, STR("MM"))};

    tiff.is_big = tiff_number(&tiff, 2, 2) == 43;
    return tiff;
}

/* EXIF is a small TIFF inside an APP1 segment; `at` is its marker. */
int exif_orientation(struct str bytes, uint64_t at)
{
    uint64_t len = bytes_be(bytes, at + 2, 2);
    uint64_t found = 0;

    if (bytes_be(bytes, at + 1, 1) == 0xe1 && len > 8 &&
        bytes_hold(bytes, at, len + 2) && bytes_are(bytes, at + 4, STR("Exif\0\0"))) {
        struct str inner = str_sub(bytes, (size_t)at + 10, (size_t)(at + 2 + len));
        struct tiff tiff = tiff_open(inner);

        found = tiff_tag(&tiff, tiff_number(&tiff, 4, 4), TIFF_ORIENTATION);
    }
    return found <= 8 ? (int)found : 0;
}

/* Walks to directory `page_no`, or to the end when that is 0; counts what it passes.
 * A chain that bites its own tail is found by its length. */
enum status tiff_walk(struct str bytes, int page_no, int *pages_len, uint64_t *at_byte,
                      struct err *err)
{
    struct tiff tiff = tiff_open(bytes);
    uint64_t at = 0, next = 0;

    *pages_len = 0;
    while (tiff_next(&tiff, at, &next) && next != 0) {
        if (next < 8 || !bytes_hold(bytes, next, 2)) {
            return damaged(err, next,
                           N_("a TIFF directory beyond the end of the file"));
        }
        at = next;
        if (++*pages_len > MAX_PAGES) {
            return err_set(err, STATUS_LIMIT, 0,
                           "larger than the limit: more than %d pages, or TIFF "
                           "directories in a loop",
                           MAX_PAGES);
        }
        if (*pages_len == page_no) {
            *at_byte = at;
            return STATUS_OK;
        }
    }
    if (next != 0) {
        return damaged(err, at, N_("a broken TIFF directory"));
    }
    return *pages_len > 0 && page_no == 0 ? STATUS_OK
                                          : err_set(err, STATUS_INPUT, 0, "no pages");
}

enum status tiff_head(struct str bytes, int page_no, struct image_head *out,
                      struct err *err)
{
    struct tiff tiff = tiff_open(bytes);
    int pages_len = 0;
    enum status status = tiff_walk(bytes, page_no, &pages_len, &out->at_byte, err);

    if (status == STATUS_OK) {
        out->width_px = tiff_tag(&tiff, out->at_byte, TIFF_WIDTH);
        out->height_px = tiff_tag(&tiff, out->at_byte, TIFF_HEIGHT);
    }
    return status;
}

uint64_t tiff_data_beyond(struct str bytes, uint64_t at_byte)
{
    struct tiff tiff = tiff_open(bytes);
    uint64_t places = tiff_entry(&tiff, at_byte, TIFF_STRIP_AT);
    uint64_t sizes = tiff_entry(&tiff, at_byte, TIFF_STRIP_BYTES);
    uint64_t count = tiff_number(&tiff, places + 4, tiff.is_big ? 8 : 4);
    uint64_t most = 0;

    for (uint64_t i = 0; places > 0 && sizes > 0 && i < count && i < MAX_STRIPS; i++) {
        uint64_t end = tiff_nth(&tiff, places, i) + tiff_nth(&tiff, sizes, i);

        most = end > bytes.len && end > most ? end : most;
    }
    return most;
}

/* The bytes that an entry of bytes holds; empty: it is not there. */
static struct str tiff_bytes(const struct tiff *tiff, uint64_t entry)
{
    uint64_t len = entry > 0 ? tiff_number(tiff, entry + 4, tiff->is_big ? 8 : 4) : 0;
    uint64_t at =
        tiff_number(tiff, entry + (tiff->is_big ? 12 : 8), tiff->is_big ? 8 : 4);

    return len > 8 && bytes_hold(tiff->bytes, at, len)
               ? str_sub(tiff->bytes, (size_t)at, (size_t)(at + len))
               : STR("");
}

bool tiff_one_strip(struct str bytes, uint64_t at_byte, struct tiff_strip *out)
{
    struct tiff tiff = tiff_open(bytes);
    uint64_t places = tiff_entry(&tiff, at_byte, TIFF_STRIP_AT);
    uint64_t at = tiff_tag(&tiff, at_byte, TIFF_STRIP_AT);
    uint64_t len = tiff_tag(&tiff, at_byte, TIFF_STRIP_BYTES);
    uint64_t count = tiff_number(&tiff, places + 4, tiff.is_big ? 8 : 4);
    uint64_t channels = tiff_tag(&tiff, at_byte, TIFF_CHANNELS);
    uint64_t bits = tiff_tag(&tiff, at_byte, TIFF_BITS);
    uint64_t orientation = tiff_tag(&tiff, at_byte, TIFF_ORIENTATION);

    if (places == 0 || count != 1 || len == 0 || !bytes_hold(bytes, at, len) ||
        tiff_tag(&tiff, at_byte, TIFF_T6_OPTIONS) != 0) {
        return false;
    }
    *out = (struct tiff_strip){
        .bytes = str_sub(bytes, (size_t)at, (size_t)(at + len)),
        .tables = tiff_bytes(&tiff, tiff_entry(&tiff, at_byte, TIFF_JPEG_TABLES)),
        .code = (int)(tiff_tag(&tiff, at_byte, TIFF_CODE) & 0xffff),
        .colours = (int)(tiff_tag(&tiff, at_byte, TIFF_COLOURS) & 0xffff),
        .bits = bits > 0 ? (int)(bits & 0xff) : 1,
        .channels = channels > 0 ? (int)(channels & 0xff) : 1,
        .orientation = orientation > 0 ? (int)(orientation & 0xff) : 1,
        .is_reversed = tiff_tag(&tiff, at_byte, TIFF_FILL_ORDER) == 2,
    };
    return true;
}
