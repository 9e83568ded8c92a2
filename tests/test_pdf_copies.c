/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What searchable copies are called, where they are put, and the pictures in them. */
#include "arena.h"
#include "folder_of.h"
#include "pdf_child.h"
#include "pdf_copy.h"
#include "pdf_folder.h"
#include "pdf_names.h"
#include "scan_image.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* --- names --- */

static void names_are(struct arena *arena, const char *const *paths,
                      const char *const *names)
{
    struct str list[8];
    struct str *got;
    size_t len = 0;

    for (; paths[len]; len++) {
        list[len] = str_from_c(paths[len]);
    }
    got = pdf_names(list, len, STR("/home/an"), arena);
    for (size_t i = 0; i < len; i++) {
        assert_string_equal(got[i].ptr, names[i]);
    }
}

static void folders_below_the_common_one_are_kept(void **state)
{
    names_are(*state,
              (const char *const[]){"/kho/2023/a.pdf", "/kho/2024/a.pdf",
                                    "/kho/2024/b.tif", NULL},
              (const char *const[]){"2023/a.pdf", "2024/a.pdf", "2024/b.tif.pdf"});
    names_are(*state, (const char *const[]){"a/b.PDF", NULL},
              (const char *const[]){"b.PDF"});
}

static void a_part_of_a_name_in_common_is_no_folder(void **state)
{
    names_are(*state,
              (const char *const[]){"/kho/2023a/x.pdf", "/kho/2023b/x.pdf", NULL},
              (const char *const[]){"2023a/x.pdf", "2023b/x.pdf"});
}

static void dots_lead_nowhere(void **state)
{
    names_are(
        *state,
        (const char *const[]){"../binh/a.pdf", "./b.pdf", "/../../c.pdf",
                              "x/../../../../../d.pdf", NULL},
        (const char *const[]){"home/binh/a.pdf", "home/an/b.pdf", "c.pdf", "d.pdf"});
}

static void no_two_have_the_same_name(void **state)
{
    names_are(*state,
              (const char *const[]){"s/a", "s/a-2.pdf", "s/a.pdf", "./s/a.pdf",
                                    "s/b.tif", "s/b.tif.pdf", "s/.pdf", NULL},
              (const char *const[]){"a-3.pdf", "a-2.pdf", "a.pdf", "a-2-2.pdf",
                                    "b.tif-2.pdf", "b.tif.pdf", ".pdf.pdf"});
}

/* --- the folder --- */

static void write_copy(struct pdf_folder *folder, const char *name, const char *text,
                       bool *is_new)
{
    int fd = pdf_folder_begin(folder);
    struct err err = {0};

    assert_true(fd >= 0);
    assert_true(pdf_write_all(fd, str_from_c(text)));
    assert_int_equal(pdf_folder_put(folder, fd, str_from_c(name), is_new, &err),
                     STATUS_OK);
    close(fd);
}

static void a_copy_that_is_the_same_is_left_alone(void **state)
{
    struct str path = folder_make(*state);
    struct pdf_folder folder;
    struct err err = {0};
    bool is_new = false;

    assert_int_equal(pdf_folder_open(path, &folder, &err), STATUS_OK);
    write_copy(&folder, "sâu/hơn/a.pdf", "một", &is_new);
    assert_true(is_new);
    write_copy(&folder, "sâu/hơn/a.pdf", "một", &is_new);
    assert_false(is_new);
    write_copy(&folder, "sâu/hơn/a.pdf", "hai", &is_new);
    assert_true(is_new);
    pdf_folder_close(&folder);
    folder_drop(path);
}

static void links_in_the_folder_are_not_followed(void **state)
{
    struct str path = folder_make(*state), outside = folder_make(*state);
    struct str link = str_printf(*state, "%s/ra", path.ptr);
    struct pdf_folder folder;
    struct err err = {0};
    bool is_new = false;
    int fd;

    assert_int_equal(symlink(outside.ptr, link.ptr), 0);
    assert_int_equal(pdf_folder_open(path, &folder, &err), STATUS_OK);
    fd = pdf_folder_begin(&folder);
    assert_true(fd >= 0);
    assert_int_equal(pdf_folder_put(&folder, fd, STR("ra/a.pdf"), &is_new, &err),
                     STATUS_OUTPUT);
    assert_int_equal(rmdir(outside.ptr), 0); /* still empty */
    close(fd);
    pdf_folder_close(&folder);
    folder_drop(path);
}

static void two_exports_do_not_share_a_folder(void **state)
{
    struct str path = folder_make(*state);
    struct pdf_folder first, second;
    struct err err = {0};

    assert_int_equal(pdf_folder_open(path, &first, &err), STATUS_OK);
    assert_int_equal(pdf_folder_open(path, &second, &err), STATUS_OUTPUT);
    pdf_folder_close(&second);
    pdf_folder_close(&first);
    folder_drop(path);
}

/* --- pictures --- */

static struct source source_of(struct arena *arena, const char *path)
{
    struct source source;
    struct err err = {0};

    assert_int_equal(source_from_path(str_from_c(path), NULL, arena, &source, &err),
                     STATUS_OK);
    return source;
}

static void a_jpeg_is_taken_as_it_is(void **state)
{
    struct source jpeg = source_of(*state, SAMPLES_DIR "/scans/tiem-chung.phone.jpg");
    struct scan_image picture;
    struct err err = {0};

    assert_int_equal(scan_image_from_source(&jpeg, 1, *state, &picture, &err),
                     STATUS_OK);
    assert_int_equal(picture.code, IMAGE_JPEG);
    assert_int_equal(picture.channels, 3);
    assert_true(str_eq(picture.bytes, jpeg.bytes));
    source_close(&jpeg);
}

/* A TIFF of one strip of G4, as far as its directory tells. */
static struct str fax(int colours, int fill_order, struct arena *arena)
{
    const int entries[][2] = {{256, 16},      {257, 2},          {258, 1}, {259, 4},
                              {262, colours}, {266, fill_order}, {273, 8}, {277, 1},
                              {278, 2},       {279, 4}};
    enum { ENTRIES = sizeof entries / sizeof *entries };
    struct strbuf tiff = {.arena = arena};

    strbuf_add(&tiff, STR("II*\0\x0c\0\0\0\x26\xa0\x01\x80"));
    strbuf_add_char(&tiff, ENTRIES);
    strbuf_add_char(&tiff, 0);
    for (size_t i = 0; i < ENTRIES; i++) {
        strbuf_add_char(&tiff, (char)(entries[i][0] & 0xff));
        strbuf_add_char(&tiff, (char)(entries[i][0] >> 8));
        strbuf_add(&tiff, STR("\4\0\1\0\0\0"));
        strbuf_add_char(&tiff, (char)entries[i][1]);
        strbuf_add(&tiff, STR("\0\0\0"));
    }
    strbuf_add(&tiff, STR("\0\0\0\0"));
    return strbuf_str(&tiff);
}

static struct scan_image picture_of_fax(struct str folder, int colours, int fill_order,
                                        struct arena *arena)
{
    struct str path =
        folder_write(folder, "a.tif", fax(colours, fill_order, arena), arena);
    struct source source = source_of(arena, path.ptr);
    struct scan_image picture;
    struct err err = {0};

    assert_int_equal(scan_image_from_source(&source, 1, arena, &picture, &err),
                     STATUS_OK);
    assert_int_equal(picture.code, IMAGE_G4);
    picture.bytes = str_copy(arena, picture.bytes);
    source_close(&source);
    return picture;
}

static void a_fax_is_taken_as_it_is(void **state)
{
    struct str folder = folder_make(*state);
    struct scan_image picture = picture_of_fax(folder, 0, 1, *state);

    assert_true(str_eq(picture.bytes, STR("\x26\xa0\x01\x80")));
    assert_false(picture.is_inverted);
    picture = picture_of_fax(folder, 1, 2, *state); /* lowest bit first */
    assert_true(str_eq(picture.bytes, STR("\x64\x05\x80\x01")));
    assert_true(picture.is_inverted);
    folder_drop(folder);
}

/* What pictures are made of damaged files is no matter, as long as something is said.
 */
static void damaged_images_are_refused(void **state)
{
    static const char *const names[] = {"page.bmp", "page.jp2", "page.png", "page.tif",
                                        "page.webp"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str path = str_printf(*state, TESTS_DIR "/damaged/%s", names[i]);
        struct source source;
        struct scan_image picture;
        struct err err = {0};

        if (source_from_path(path, NULL, *state, &source, &err) == STATUS_OK &&
            scan_image_from_source(&source, 1, *state, &picture, &err) != STATUS_OK) {
            assert_true(err.text[0] != '\0');
        }
        source_close(&source);
    }
}

/* --- copies --- */

static void a_password_and_rubbish_are_errors_not_crashes(void **state)
{
    static const char *const texts[] = {
        "%PDF-1.4\n", "%PDF-1.7\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n",
        "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        "2 0 obj << /Type /Pages /Kids [2 0 R] /Count 1 >> endobj\n"
        "trailer << /Root 1 0 R /Size 3 >>\n"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct pdf_copy *copy = NULL;
        struct err err = {0};

        assert_int_equal(pdf_copy_make(str_from_c(texts[i]), &copy, &err),
                         STATUS_INPUT);
        assert_true(err.text[0] != '\0');
        pdf_copy_drop(&copy);
    }
}

static void a_scan_that_is_another_now_is_away(void **state)
{
    struct str folder = folder_make(*state);
    struct pdf_job job = {.path =
                              folder_write(folder, "a.jpg", STR("\xff\xd8"), *state),
                          .size_bytes = 77,
                          .limits = limits_usual};
    struct pdf_made made;
    struct err err = {0};
    int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);

    assert_int_equal(pdf_child(&job, fd, 10, &made, &err), STATUS_INPUT);
    job.path = str_copy(*state, STR(SAMPLES_DIR "/scans/tiem-chung.phone.jpg"));
    assert_int_equal(pdf_child(&job, fd, 10, &made, &err), STATUS_AWAY);
    assert_string_equal(err.text, "was changed since it was read");
    close(fd);
    folder_drop(folder);
}

static int make(void **state)
{
    static struct arena arena;

    arena = arena_make((size_t)1 << 30);
    *state = &arena;
    return 0;
}

static int drop(void **state)
{
    arena_drop(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_below_the_common_one_are_kept),
        cmocka_unit_test(a_part_of_a_name_in_common_is_no_folder),
        cmocka_unit_test(dots_lead_nowhere),
        cmocka_unit_test(no_two_have_the_same_name),
        cmocka_unit_test(a_copy_that_is_the_same_is_left_alone),
        cmocka_unit_test(links_in_the_folder_are_not_followed),
        cmocka_unit_test(two_exports_do_not_share_a_folder),
        cmocka_unit_test(a_jpeg_is_taken_as_it_is),
        cmocka_unit_test(a_fax_is_taken_as_it_is),
        cmocka_unit_test(damaged_images_are_refused),
        cmocka_unit_test(a_password_and_rubbish_are_errors_not_crashes),
        cmocka_unit_test(a_scan_that_is_another_now_is_away),
    };

    return cmocka_run_group_tests(tests, make, drop);
}
