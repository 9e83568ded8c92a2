/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures as pages of a PDF. */
#include "pdf_copy_parts.h"

#include <stdio.h>

static qpdf_oh colours_of(const struct pdf_copy *copy, const struct scan_image *picture)
{
    static const char *const by_channels[] = {
        "/DeviceGray", "/DeviceGray", "/DeviceRGB", "/DeviceRGB", "/DeviceCMYK"};
    qpdf_oh name = qpdf_oh_new_name(
        copy->qpdf, by_channels[picture->channels < 5 ? picture->channels : 0]);
    qpdf_oh all;

    if (picture->palette.len == 0) {
        return name;
    }
    all = qpdf_oh_new_array(copy->qpdf);
    qpdf_oh_append_item(copy->qpdf, all, qpdf_oh_new_name(copy->qpdf, "/Indexed"));
    qpdf_oh_append_item(copy->qpdf, all, qpdf_oh_new_name(copy->qpdf, "/DeviceRGB"));
    qpdf_oh_append_item(
        copy->qpdf, all,
        qpdf_oh_new_integer(copy->qpdf, (long long)picture->palette.len / 3 - 1));
    qpdf_oh_append_item(copy->qpdf, all,
                        qpdf_oh_new_binary_string(copy->qpdf, picture->palette.ptr,
                                                  picture->palette.len));
    return all;
}

static void put_parameters(const struct pdf_copy *copy, qpdf_oh image,
                           const struct scan_image *picture)
{
    qpdf_oh how = qpdf_oh_new_dictionary(copy->qpdf);

    if (picture->code == IMAGE_G4) {
        copy_put_int(copy, how, "/K", -1);
        copy_put_int(copy, how, "/Columns", picture->width_px);
        copy_put_int(copy, how, "/Rows", picture->height_px);
        if (picture->is_inverted) {
            copy_put(copy, how, "/BlackIs1", qpdf_oh_new_bool(copy->qpdf, QPDF_TRUE));
        }
    } else if (picture->code == IMAGE_FLATE && picture->has_predictor) {
        copy_put_int(copy, how, "/Predictor", 15);
        copy_put_int(copy, how, "/Columns", picture->width_px);
        copy_put_int(copy, how, "/Colors", picture->channels);
        copy_put_int(copy, how, "/BitsPerComponent", picture->bits);
    } else if (picture->code == IMAGE_JPEG && picture->is_rgb) {
        copy_put_int(copy, how, "/ColorTransform", 0);
    } else {
        return;
    }
    copy_put(copy, image, "/DecodeParms", how);
}

static qpdf_oh image_of(struct pdf_copy *copy, const struct scan_image *picture)
{
    static const char *const filters[] = {[IMAGE_JPEG] = "/DCTDecode",
                                          [IMAGE_JP2] = "/JPXDecode",
                                          [IMAGE_G4] = "/CCITTFaxDecode",
                                          [IMAGE_FLATE] = "/FlateDecode"};
    qpdf_oh stream = copy_stream(copy, picture->bytes, filters[picture->code]);
    qpdf_oh image = qpdf_oh_get_dict(copy->qpdf, stream);

    copy_put_name(copy, image, "/Type", "/XObject");
    copy_put_name(copy, image, "/Subtype", "/Image");
    copy_put_int(copy, image, "/Width", picture->width_px);
    copy_put_int(copy, image, "/Height", picture->height_px);
    put_parameters(copy, image, picture);
    if (picture->code != IMAGE_JP2) { /* it tells by itself */
        copy_put_int(copy, image, "/BitsPerComponent", picture->bits);
        copy_put(copy, image, "/ColorSpace", colours_of(copy, picture));
    }
    if (picture->code == IMAGE_JPEG && picture->is_inverted) {
        copy_put(copy, image, "/Decode",
                 qpdf_oh_parse(copy->qpdf, "[1 0 1 0 1 0 1 0]"));
    }
    return stream;
}

/* How an image of one by one becomes the page, by EXIF's orientation. */
static struct affine affine_of_picture(int orientation, double w, double h)
{
    const struct affine all[] = {
        [1] = {.a = w, .d = h},
        [2] = {.a = -w, .d = h, .e = w},
        [3] = {.a = -w, .d = -h, .e = w, .f = h},
        [4] = {.a = w, .d = -h, .f = h},
        [5] = {.b = -h, .c = -w, .e = w, .f = h},
        [6] = {.b = -h, .c = w, .f = h},
        [7] = {.b = h, .c = w},
        [8] = {.b = h, .c = -w, .e = w},
    };

    return all[orientation >= 1 && orientation <= 8 ? orientation : 1];
}

enum status pdf_copy_add_picture(struct pdf_copy *copy,
                                 const struct scan_image *picture, double width,
                                 double height, struct err *err)
{
    const double corners[] = {0, 0, width, height};
    struct affine to = affine_of_picture(picture->orientation, width, height);
    qpdf_oh page = qpdf_oh_new_dictionary(copy->qpdf);
    qpdf_oh box = qpdf_oh_new_array(copy->qpdf);
    qpdf_oh images, contents;
    char draws[256];

    copy_put_name(copy, page, "/Type", "/Page");
    for (size_t i = 0; i < 4; i++) {
        qpdf_oh_append_item(copy->qpdf, box, copy_number(copy, corners[i]));
    }
    copy_put(copy, page, "/MediaBox", box);
    images =
        copy_dictionary(copy, copy_dictionary(copy, page, "/Resources"), "/XObject");
    copy_put(copy, images, "/Im", image_of(copy, picture));
    snprintf(draws, sizeof draws, "q %.4f %.4f %.4f %.4f %.4f %.4f cm /Im Do Q\n", to.a,
             to.b, to.c, to.d, to.e, to.f);
    contents = copy_stream(copy, str_from_c(draws), NULL);
    copy_put(copy, page, "/Contents", contents);
    if (qpdf_add_page(copy->qpdf, copy->qpdf,
                      qpdf_make_indirect_object(copy->qpdf, page),
                      QPDF_FALSE) >= QPDF_ERRORS) {
        return copy_fail(copy, err);
    }
    copy->pages_len++;
    return copy_check(copy, err);
}
