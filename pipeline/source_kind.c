/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source_kind.h"

#include "bytes.h"
#include "tr.h"

#include <ctype.h>

enum { PDF_MARK_WITHIN_BYTES = 1024 }; /* as Acrobat and Poppler look for it */

static bool starts_with(struct str bytes, struct str mark)
{
    return bytes_are(bytes, 0, mark);
}

static bool is_pnm(struct str bytes)
{
    return bytes.len >= 3 && bytes.ptr[0] == 'P' && bytes.ptr[1] >= '1' &&
           bytes.ptr[1] <= '6' &&
           (isspace((unsigned char)bytes.ptr[2]) || bytes.ptr[2] == '#');
}

/* "BM" alone is too little: the size of the header that follows must be a known one. */
static bool is_bmp(struct str bytes)
{
    uint64_t head = bytes_le(bytes, 14, 4);

    return starts_with(bytes, STR("BM")) &&
           (bytes.len < 18 || head == 12 || head == 40 || head == 52 || head == 56 ||
            head == 64 || head == 108 || head == 124);
}

static bool is_pdf(struct str bytes)
{
    struct str head = str_sub(bytes, 0, PDF_MARK_WITHIN_BYTES);

    return str_find(head, STR("%PDF-"), 0) < head.len;
}

enum source_kind kind_from_bytes(struct str bytes)
{
    static const struct {
        enum source_kind kind;
        struct str mark;
    } marks[] = {
        {SOURCE_TIFF, STR_INIT("II*\0")},
        {SOURCE_TIFF, STR_INIT("MM\0*")},
        {SOURCE_TIFF, STR_INIT("II+\0")},
        {SOURCE_TIFF, STR_INIT("MM\0+")},
        {SOURCE_PNG, STR_INIT("\x89PNG\r\n\x1a\n")},
        {SOURCE_JPEG, STR_INIT("\xff\xd8\xff")},
        {SOURCE_JP2, STR_INIT("\0\0\0\x0cjP  \r\n\x87\n")},
        {SOURCE_JP2, STR_INIT("\xff\x4f\xff\x51")},
        {SOURCE_WORDS, STR_INIT("vanthu words 1\n")},
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (starts_with(bytes, marks[i].mark)) {
            return marks[i].kind;
        }
    }
    if (starts_with(bytes, STR("RIFF")) && bytes_are(bytes, 8, STR("WEBP"))) {
        return SOURCE_WEBP;
    }
    if (is_bmp(bytes)) {
        return SOURCE_BMP;
    }
    if (is_pnm(bytes)) {
        return SOURCE_PNM;
    }
    return is_pdf(bytes) ? SOURCE_PDF : SOURCE_KINDS;
}

enum source_kind kind_from_name(struct str path)
{
    static const struct {
        enum source_kind kind;
        struct str ending;
    } endings[] = {
        {SOURCE_PDF, STR_INIT(".pdf")},   {SOURCE_TIFF, STR_INIT(".tif")},
        {SOURCE_TIFF, STR_INIT(".tiff")}, {SOURCE_PNG, STR_INIT(".png")},
        {SOURCE_JPEG, STR_INIT(".jpg")},  {SOURCE_JPEG, STR_INIT(".jpeg")},
        {SOURCE_JP2, STR_INIT(".jp2")},   {SOURCE_JP2, STR_INIT(".j2k")},
        {SOURCE_WEBP, STR_INIT(".webp")}, {SOURCE_BMP, STR_INIT(".bmp")},
        {SOURCE_PNM, STR_INIT(".pnm")},   {SOURCE_PNM, STR_INIT(".pgm")},
        {SOURCE_PNM, STR_INIT(".ppm")},   {SOURCE_PNM, STR_INIT(".pbm")},
    };

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct str want = endings[i].ending;
        struct str got = str_from(path, path.len > want.len ? path.len - want.len : 0);
        size_t same = 0;

        while (same < got.len && same < want.len &&
               tolower((unsigned char)got.ptr[same]) == want.ptr[same]) {
            same++;
        }
        if (same == want.len) {
            return endings[i].kind;
        }
    }
    return SOURCE_KINDS;
}

const char *kind_name(enum source_kind kind)
{
    static const char *const names[] = {
        [SOURCE_PDF] = "PDF",
        [SOURCE_TIFF] = "TIFF",
        [SOURCE_PNG] = "PNG",
        [SOURCE_JPEG] = "JPEG",
        [SOURCE_JP2] = "JPEG 2000",
        [SOURCE_WEBP] = "WebP",
        [SOURCE_BMP] = "BMP",
        [SOURCE_PNM] = "PNM",
        [SOURCE_WORDS] = N_("dump of words"),
        [SOURCE_KINDS] = N_("unknown"),
    };

    return names[kind];
}

static bool is_text(struct str bytes)
{
    struct str head = str_sub(bytes, 0, 512);

    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.ptr[i];

        if (c < 32 && !isspace(c)) {
            return false;
        }
    }
    return head.len > 0;
}

const char *kind_guess(struct str bytes)
{
    static const struct {
        const char *says;
        struct str mark;
    } marks[] = {
        {N_("a ZIP archive or Office document"), STR_INIT("PK\x03\x04")},
        {N_("an old Office document"), STR_INIT("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")},
        {N_("a RAR archive"), STR_INIT("Rar!")},
        {N_("a 7z archive"), STR_INIT("7z\xbc\xaf\x27\x1c")},
        {N_("a gzip archive"), STR_INIT("\x1f\x8b")},
        {N_("a GIF image"), STR_INIT("GIF8")},
        {N_("a program"), STR_INIT("MZ")},
        {N_("a program"), STR_INIT("\x7f"
                                   "ELF")},
        {N_("rich text"), STR_INIT("{\\rtf")},
        {"HTML", STR_INIT("<!DOCTYPE html")},
        {"HTML", STR_INIT("<html")},
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (starts_with(bytes, marks[i].mark)) {
            return marks[i].says;
        }
    }
    if (bytes.len == 0) {
        return N_("empty");
    }
    return is_text(bytes) ? N_("plain text") : N_("unknown content");
}
