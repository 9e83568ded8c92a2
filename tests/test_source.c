/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Damaged files are made here from small whole ones: cut short, bytes put wrong, or
 * something else under a wrong name. Each ends as a status with a reason, or as a page
 * that reads; never as a crash (run under ASan and UBSan by the asan preset). */
#include "arena.h"
#include "page.h"
#include "source.h"
#include "source_layer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILE_BYTES = 64 * 1024, ARENA_TEST_BYTES = 64 * 1024 * 1024 };

struct bytes {
    unsigned char at[FILE_BYTES];
    size_t len;
};

static void read_base(const char *name, struct bytes *out)
{
    char path[1024];
    FILE *file;

    snprintf(path, sizeof path, "%s/damaged/%s", TESTS_DIR, name);
    file = fopen(path, "rb");
    assert_non_null(file);
    out->len = fread(out->at, 1, sizeof out->at, file);
    fclose(file);
}

/* What reading the whole file came to: the first failure, or OK. */
static enum status read_all(const char *name, const struct bytes *bytes,
                            struct err *err)
{
    char folder[] = "/tmp/vanthu-test-XXXXXX";
    char path[256];
    struct arena arena = arena_make(ARENA_TEST_BYTES);
    struct source source;
    enum status status;
    FILE *file;

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes->at, 1, bytes->len, file), bytes->len);
    assert_int_equal(fclose(file), 0);
    status = source_from_path(str_from_c(path), NULL, &arena, &source, err);
    for (int no = 1; status == STATUS_OK && no <= source.pages_len && no <= 3; no++) {
        struct page page;

        status = page_from_source(&source, no, &arena, &page, err);
        page_drop(&page);
    }
    source_close(&source);
    arena_drop(&arena);
    unlink(path);
    rmdir(folder);
    return status;
}

#define PDF_HEAD                                                                       \
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"                           \
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
#define PDF_TAIL "trailer<</Root 1 0 R>>\n%%EOF\n"

static void a_file_that_is_no_page_is_refused_with_its_reason(void **state)
{
    static const struct {
        const char *says, *name;
        struct str bytes;
        enum status want;
        const char *reason;
    } cases[] = {
        {"an empty PDF", "a.pdf", STR_INIT(""), STATUS_INPUT, "empty file (0 bytes)"},
        {"an empty file without a name", "a", STR_INIT(""), STATUS_SKIP, "not a scan"},
        {"text named .pdf", "a.PDF", STR_INIT("hello\n"), STATUS_INPUT,
         "not a PDF although its name says so: begins with plain text"},
        {"an Office document", "a.docx", STR_INIT("PK\x03\x04xx"), STATUS_SKIP,
         "not a scan: a ZIP archive or Office document"},
        {"an archive named .tif", "a.tif", STR_INIT("PK\x03\x04xx"), STATUS_INPUT,
         "not a TIFF although its name says so: begins with a ZIP archive"},
        {"data of no kind", "a.json", STR_INIT("\x01\x02\x03"), STATUS_SKIP,
         "not a scan"},
        {"zeros named .png", "a.png", STR_INIT("\0\0\0\0\0\0\0\0\0\0"), STATUS_INPUT,
         "not a PNG although its name says so"},
        {"only the mark of a PDF", "a.pdf", STR_INIT("%PDF-1.7\n"), STATUS_INPUT,
         "damaged at byte 9"},
        {"a PDF without pages", "a.pdf",
         STR_INIT("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                  "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" PDF_TAIL),
         STATUS_INPUT, "no pages"},
        {"a page of 14,000 x 200,000 points", "a.pdf",
         STR_INIT(PDF_HEAD "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14000 "
                           "200000]>>endobj\n" PDF_TAIL),
         STATUS_LIMIT, "larger than the limit: a page of 14000 x 200000 points"},
        {"a page without extent", "a.pdf",
         STR_INIT(PDF_HEAD "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 1 "
                           "1]>>endobj\n" PDF_TAIL),
         STATUS_INPUT, "damaged: a page of 1 x 1 points"},
        {"an image of 90,000 x 2 pixels in a PDF", "a.pdf",
         STR_INIT(PDF_HEAD "4 0 obj<</Subtype/Image/Width 90000/Height 2>>" PDF_TAIL),
         STATUS_LIMIT, "an image of 90000 x 2 pixels"},
        {"a PNG header of 100,000 x 100,000", "a.png",
         STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\x86\xa0\0\x01\x86\xa0\x08\0\0\0"
                  "\0\0\0\0\0"),
         STATUS_LIMIT, "larger than the limit: 100000 x 100000 pixels"},
        {"a PNG header of no width", "a.png",
         STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\x10\x08\0\0\0\0\0\0\0"
                  "\0"),
         STATUS_INPUT, "0 x 16 pixels"},
        {"a PNG cut inside its header", "a.png",
         STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\rIH"), STATUS_INPUT, "damaged at byte 14"},
        {"a TIFF whose directories run in a loop", "a.tif",
         STR_INIT("II*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0\x10\0\0\0\x08\0\0\0"),
         STATUS_LIMIT, "directories in a loop"},
        {"a TIFF whose directory lies beyond its end", "a.tif",
         STR_INIT("II*\0\xff\xff\0\0"), STATUS_INPUT, "beyond the end of the file"},
        {"a TIFF without directories", "a.tif", STR_INIT("MM\0*\0\0\0\0"), STATUS_INPUT,
         "no pages"},
        {"a BigTIFF whose directory lies beyond its end", "a.tif",
         STR_INIT("II+\0\x08\0\0\0\xff\xff\xff\xff\xff\xff\xff\x7f"), STATUS_INPUT,
         "beyond the end of the file"},
        {"a BMP of negative width", "a.bmp",
         STR_INIT("BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\xff\xff\xff\xff\x10\0\0\0\x01"
                  "\0\x18\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
         STATUS_INPUT, "negative width"},
        {"a BMP of two thousand million rows", "a.bmp",
         STR_INIT("BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x10\0\0\0\xff\xff\xff\x7f\x01"
                  "\0\x18\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
         STATUS_LIMIT, "larger than the limit: 16 x 2147483647 pixels"},
        {"a PNM that lies about its size", "a.pgm", STR_INIT("P5 300 400 255\nabc"),
         STATUS_INPUT, "ends before its last row"},
        {"a PNM without numbers", "a.pnm", STR_INIT("P6 x"), STATUS_INPUT,
         "without width and height"},
        {"a PNM of 99,999 x 99,999", "a.pbm", STR_INIT("P4\n99999 99999\n"),
         STATUS_LIMIT, "99999 x 99999 pixels"},
        {"a JPEG without a frame", "a.jpg", STR_INIT("\xff\xd8\xff\xd9\0\0"),
         STATUS_INPUT, "damaged at byte 2"},
        {"a JPEG 2000 box of impossible length", "a.jp2",
         STR_INIT("\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x02ftypjp2 "), STATUS_INPUT,
         "damaged at byte 12"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bytes *bytes = calloc(1, sizeof *bytes);
        struct err err = {0};
        enum status got;

        assert_non_null(bytes);
        memcpy(bytes->at, cases[i].bytes.ptr, cases[i].bytes.len);
        bytes->len = cases[i].bytes.len;
        got = read_all(cases[i].name, bytes, &err);
        free(bytes);
        if (got != cases[i].want || !strstr(err.text, cases[i].reason)) {
            fail_msg("%s: got status %d, \"%s\"; want %d, \"%s\"", cases[i].says, got,
                     err.text, cases[i].want, cases[i].reason);
        }
    }
}

static void fixtures_that_must_not_open_say_why(void **state)
{
    static const struct {
        const char *name;
        enum status want;
        const char *reason;
    } cases[] = {
        {"password.pdf", STATUS_INPUT, "encrypted: needs a password"},
        /* 4 GiB of zeros, deflated twice, as an image */
        {"bomb.pdf", STATUS_LIMIT, "an image of 100000 x 100000 pixels"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bytes *bytes = calloc(1, sizeof *bytes);
        struct err err = {0};

        assert_non_null(bytes);
        read_base(cases[i].name, bytes);
        assert_int_equal(read_all(cases[i].name, bytes, &err), cases[i].want);
        assert_non_null(strstr(err.text, cases[i].reason));
        free(bytes);
    }
}

static const char *const bases[] = {"page.png",  "page.jpg", "page.tif", "page.bmp",
                                    "page.webp", "page.jp2", "page.pbm"};
enum { BASES = sizeof bases / sizeof *bases };

static void each_image_format_reads(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASES; i++) {
        struct bytes *bytes = calloc(1, sizeof *bytes);
        struct err err = {0};
        enum status got;

        assert_non_null(bytes);
        read_base(bases[i], bytes);
        got = read_all("without-a-name", bytes, &err);
        free(bytes);
        if (got != STATUS_OK) {
            fail_msg("%s: %s", bases[i], err.text);
        }
    }
}

static void an_image_cut_short_is_damaged(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASES; i++) {
        for (size_t part = 1; part < 8; part++) {
            struct bytes *bytes = calloc(1, sizeof *bytes);
            struct err err = {0};
            enum status got;

            assert_non_null(bytes);
            read_base(bases[i], bytes);
            bytes->len = bytes->len * part / 8;
            got = read_all(bases[i], bytes, &err);
            free(bytes);
            if (got != STATUS_INPUT || (!strstr(err.text, "damaged") &&
                                        !strstr(err.text, "although its name"))) {
                fail_msg("%s cut at %zu/8: status %d, \"%s\"", bases[i], part, got,
                         err.text);
            }
        }
    }
}

/* A flipped byte may leave a page that reads; a failure must give its reason. */
static void flipped_bytes_do_no_harm(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASES; i++) {
        for (size_t flip = 0; flip < 60; flip++) {
            struct bytes *bytes = calloc(1, sizeof *bytes);
            struct err err = {0};
            enum status got;

            assert_non_null(bytes);
            read_base(bases[i], bytes);
            /* the header byte by byte, then spread over the rest */
            bytes->at[flip < 40 ? flip % bytes->len : flip * 977 % bytes->len] ^= 0xa5;
            got = read_all(bases[i], bytes, &err);
            free(bytes);
            if (got != STATUS_OK && err.text[0] == '\0') {
                fail_msg("%s, flip %zu: status %d without a reason", bases[i], flip,
                         got);
            }
        }
    }
}

static void syllables_are_told_by_their_spelling(void **state)
{
    static const struct {
        struct str word;
        bool want;
    } cases[] = {
        {STR_INIT("nghiêng"), true},
        {STR_INIT("ĐƯỜNG"), true},
        {STR_INIT("Việt"), true},
        {STR_INIT("quyết"), true},
        {STR_INIT("giếng"), true},
        {STR_INIT("khuỷu"), true},
        {STR_INIT("ở"), true},
        {STR_INIT("Viet"), false}, /* a stop needs a tone */
        {STR_INIT("chñ"), false},
        {STR_INIT("hßa"), false},
        {STR_INIT("ƯẨM"), false},
        {STR_INIT("website"), false},
        {STR_INIT("NGHĨAA"), false},
        {STR_INIT("nghiêngg"), false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (is_syllable(cases[i].word) != cases[i].want) {
            fail_msg("%.*s: want %d", STR_ARG(cases[i].word), cases[i].want);
        }
    }
}

/* Words of a line of text, one box each. */
static struct words words_of(const char *text, struct arena *arena)
{
    struct words words = {.at = ARENA_ARRAY(arena, struct word, 100)};
    struct str rest = str_from_c(text);

    while (rest.len > 0 && words.len < 100) {
        words.at[words.len++].text = str_cut(&rest, ' ');
    }
    return words;
}

static void a_text_layer_is_judged_by_its_spelling(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"Căn cứ Nghị quyết số 12/NQ-HĐND ngày 05 tháng 3 năm 2024 của Hội đồng nhân "
         "dân xã về nhiệm vụ năm 2024, Ủy ban nhân dân xã xây dựng kế hoạch như sau:",
         NULL},
        {"C\xc3\xa9ng h\xc3\x9f\x61 x\xc2\xb7 h\xc3\xa9i ch\xc3\xb1 ngh\xc3\x9c\x61 "
         "Vi\xc3\x96t Nam \xc2\xae\xc3\xa9\x63 l\xc3\x8bp t\xc3\xb9 do h\xc2\xb9nh "
         "ph\xc3\xb3\x63 \xc2\xae\xc2\xb8ng b\xc2\xb6n",
         "TCVN3 text"},
        {"KẾ HOẠCH T Ự P ẨM NG ỆP ỘNG T ÔNG Ộ Ủ NG ĨA V ỆT N", "unknown syllables"},
        {"Can cu Nghi quyet cua Hoi dong nhan dan xa ve nhiem vu nam nay Uy ban nhan "
         "dan xa xay dung ke hoach nhu sau giao cho cac ban nganh thi hanh ngay",
         "text without tone marks"},
        {"", "no text layer"},
    };
    struct arena arena = arena_make(ARENA_TEST_BYTES);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct words words = words_of(cases[i].text, &arena);
        const char *got = layer_fault(&words);

        if ((got == NULL) != (cases[i].want == NULL) ||
            (got && strcmp(got, cases[i].want) != 0)) {
            fail_msg("%.30s...: got \"%s\", want \"%s\"", cases[i].text,
                     got ? got : "good", cases[i].want ? cases[i].want : "good");
        }
    }
    arena_drop(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_is_no_page_is_refused_with_its_reason),
        cmocka_unit_test(fixtures_that_must_not_open_say_why),
        cmocka_unit_test(each_image_format_reads),
        cmocka_unit_test(an_image_cut_short_is_damaged),
        cmocka_unit_test(flipped_bytes_do_no_harm),
        cmocka_unit_test(syllables_are_told_by_their_spelling),
        cmocka_unit_test(a_text_layer_is_judged_by_its_spelling),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
