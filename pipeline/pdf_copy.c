/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * qpdf: only here and in pdf_copy_font.c. It mends what it can of a damaged PDF, opens
 * a page that is in the tree twice as two, and copies streams byte by byte. */
#include "pdf_copy_parts.h"

#include "arena.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { A4_WIDTH = 595, A4_HEIGHT = 842 };

enum status copy_fail(const struct pdf_copy *copy, struct err *err)
{
    const char *what = "out of memory";

    if (qpdf_has_error(copy->qpdf)) {
        what = qpdf_get_error_message_detail(copy->qpdf, qpdf_get_error(copy->qpdf));
    }
    return err_set(err, STATUS_INPUT, 0, "damaged PDF: %s", what);
}

enum status copy_check(const struct pdf_copy *copy, struct err *err)
{
    return qpdf_has_error(copy->qpdf) ? copy_fail(copy, err) : STATUS_OK;
}

qpdf_oh copy_number(const struct pdf_copy *copy, double number)
{
    return qpdf_oh_new_real_from_double(copy->qpdf, number, 4);
}

void copy_put(const struct pdf_copy *copy, qpdf_oh dictionary, const char *key,
              qpdf_oh value)
{
    qpdf_oh_replace_key(copy->qpdf, dictionary, key, value);
}

void copy_put_name(const struct pdf_copy *copy, qpdf_oh dictionary, const char *key,
                   const char *name)
{
    copy_put(copy, dictionary, key, qpdf_oh_new_name(copy->qpdf, name));
}

void copy_put_int(const struct pdf_copy *copy, qpdf_oh dictionary, const char *key,
                  long long value)
{
    copy_put(copy, dictionary, key, qpdf_oh_new_integer(copy->qpdf, value));
}

/* --- opening --- */

/* PDF/A-1 knows no object streams; all others win by them what a page's text takes. */
static bool forbids_object_streams(const struct pdf_copy *copy)
{
    qpdf_oh stream =
        qpdf_oh_get_key_if_dict(copy->qpdf, qpdf_get_root(copy->qpdf), "/Metadata");
    unsigned char *bytes = NULL;
    size_t len = 0;
    struct str text;
    bool found;

    if (!qpdf_oh_is_stream(copy->qpdf, stream) ||
        qpdf_oh_get_stream_data(copy->qpdf, stream, qpdf_dl_generalized, NULL, &bytes,
                                &len) != QPDF_SUCCESS) {
        return false;
    }
    text = (struct str){(const char *)bytes, len};
    found = str_find(text, STR("pdfaid:part>1<"), 0) < len ||
            str_find(text, STR("pdfaid:part=\"1\""), 0) < len ||
            str_find(text, STR("pdfaid:part='1'"), 0) < len;
    free(bytes);
    return found;
}

static bool has_signature(const struct pdf_copy *copy)
{
    enum { SIGNATURES_EXIST = 1 };
    qpdf_oh form =
        qpdf_oh_get_key_if_dict(copy->qpdf, qpdf_get_root(copy->qpdf), "/AcroForm");
    qpdf_oh flags = qpdf_oh_get_key_if_dict(copy->qpdf, form, "/SigFlags");
    int value = 0;

    return qpdf_oh_get_value_as_int(copy->qpdf, flags, &value) &&
           (value & SIGNATURES_EXIST) != 0;
}

static qpdf_oh fonts_of(const struct pdf_copy *copy, int page_no)
{
    qpdf_oh page = qpdf_get_page_n(copy->qpdf, (size_t)page_no - 1);
    qpdf_oh resources = qpdf_oh_get_key_if_dict(copy->qpdf, page, "/Resources");

    return qpdf_oh_get_key_if_dict(copy->qpdf, resources, "/Font");
}

/* A font of an earlier export may keep its name. */
static bool is_taken(const struct pdf_copy *copy, int page_no, const char *key)
{
    qpdf_oh fonts = fonts_of(copy, page_no);
    qpdf_oh font = qpdf_oh_get_key_if_dict(copy->qpdf, fonts, key);
    qpdf_oh base = qpdf_oh_get_key_if_dict(copy->qpdf, font, "/BaseFont");

    return !qpdf_oh_is_null(copy->qpdf, font) &&
           !qpdf_oh_is_name_and_equals(copy->qpdf, base, LAYER_BASE_FONT);
}

static void choose_font_name(struct pdf_copy *copy)
{
    char key[32];

    for (unsigned tried = 0; tried < 1000; tried++) {
        int page_no = 1;

        snprintf(copy->font_name, sizeof copy->font_name, "Vt%.0u", tried);
        snprintf(key, sizeof key, "/%s0", copy->font_name);
        while (page_no <= copy->pages_len && !is_taken(copy, page_no, key)) {
            page_no++;
        }
        if (page_no > copy->pages_len) {
            return;
        }
    }
}

static enum status read_pdf(struct pdf_copy *copy, struct str bytes, struct err *err)
{
    if (qpdf_read_memory(copy->qpdf, "scan", bytes.ptr, bytes.len, NULL) >=
        QPDF_ERRORS) {
        return copy_fail(copy, err);
    }
    copy->pages_len = qpdf_get_num_pages(copy->qpdf);
    if (copy->pages_len < 0 ||
        qpdf_push_inherited_attributes_to_page(copy->qpdf) >= QPDF_ERRORS) {
        return copy_fail(copy, err);
    }
    copy->is_encrypted = qpdf_is_encrypted(copy->qpdf);
    copy->is_signed = has_signature(copy);
    copy->keeps_objects_apart = forbids_object_streams(copy);
    choose_font_name(copy);
    return copy_check(copy, err);
}

enum status pdf_copy_make(struct str bytes, struct pdf_copy **out, struct err *err)
{
    struct pdf_copy *copy = calloc(1, sizeof *copy);
    enum status status;

    *out = copy;
    if (!copy) {
        return err_set(err, STATUS_LIMIT, 0, "out of memory");
    }
    copy->qpdf = qpdf_init();
    qpdf_silence_errors(copy->qpdf);
    qpdf_set_suppress_warnings(copy->qpdf, QPDF_TRUE);
    if (bytes.len > 0) {
        status = read_pdf(copy, bytes, err);
    } else {
        choose_font_name(copy);
        status = qpdf_empty_pdf(copy->qpdf) >= QPDF_ERRORS ? copy_fail(copy, err)
                                                           : STATUS_OK;
    }
    return status;
}

void pdf_copy_drop(struct pdf_copy **copy)
{
    if (*copy) {
        qpdf_cleanup(&(*copy)->qpdf);
        free(*copy);
        *copy = NULL;
    }
}

int pdf_copy_pages(const struct pdf_copy *copy)
{
    return copy->pages_len;
}

bool pdf_copy_is_signed(const struct pdf_copy *copy)
{
    return copy->is_signed;
}

const char *pdf_copy_font_name(const struct pdf_copy *copy)
{
    return copy->font_name;
}

const char *pdf_copy_version(void)
{
    return qpdf_get_qpdf_version();
}

/* --- pages --- */

static bool rectangle_of(const struct pdf_copy *copy, qpdf_oh page, const char *key,
                         struct paper *out)
{
    qpdf_oh box = qpdf_oh_get_key(copy->qpdf, page, key);
    double side[4] = {0};
    bool is_whole = qpdf_oh_is_array(copy->qpdf, box) &&
                    qpdf_oh_get_array_n_items(copy->qpdf, box) == 4;

    for (int i = 0; i < 4 && is_whole; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(copy->qpdf, box, i);

        is_whole = qpdf_oh_get_value_as_number(copy->qpdf, item, &side[i]) != 0;
    }
    out->left = fmin(side[0], side[2]);
    out->right = fmax(side[0], side[2]);
    out->bottom = fmin(side[1], side[3]);
    out->top = fmax(side[1], side[3]);
    return is_whole && out->right > out->left && out->top > out->bottom;
}

/* The crop box as far as it is on the sheet, as Poppler shows a page. */
bool pdf_copy_paper(const struct pdf_copy *copy, int page_no, struct paper *out)
{
    qpdf_oh page = qpdf_get_page_n(copy->qpdf, (size_t)page_no - 1);
    struct paper crop = {0};
    int rotate_deg = 0;

    *out = (struct paper){0};
    if (!rectangle_of(copy, page, "/MediaBox", out)) {
        return false;
    }
    if (rectangle_of(copy, page, "/CropBox", &crop)) {
        out->left = fmax(out->left, crop.left);
        out->right = fmin(out->right, crop.right);
        out->bottom = fmax(out->bottom, crop.bottom);
        out->top = fmin(out->top, crop.top);
    }
    if (qpdf_oh_get_value_as_int(
            copy->qpdf, qpdf_oh_get_key(copy->qpdf, page, "/Rotate"), &rotate_deg)) {
        out->rotate_deg = (rotate_deg % 360 + 360) % 360;
    }
    return out->right > out->left && out->top > out->bottom;
}

/* Pages may share it: what is added is the same for all. */
qpdf_oh copy_dictionary(const struct pdf_copy *copy, qpdf_oh parent, const char *key)
{
    qpdf_oh found = qpdf_oh_get_key(copy->qpdf, parent, key);

    if (!qpdf_oh_is_dictionary(copy->qpdf, found)) {
        found = qpdf_oh_new_dictionary(copy->qpdf);
        copy_put(copy, parent, key, found);
    }
    return found;
}

qpdf_oh copy_stream(struct pdf_copy *copy, struct str bytes, const char *filter)
{
    qpdf_oh stream = qpdf_oh_new_stream(copy->qpdf);

    qpdf_oh_replace_stream_data(
        copy->qpdf, stream, (const unsigned char *)bytes.ptr, bytes.len,
        filter ? qpdf_oh_new_name(copy->qpdf, filter) : qpdf_oh_new_null(copy->qpdf),
        qpdf_oh_new_null(copy->qpdf));
    return stream;
}

static bool is_layer(const struct pdf_copy *copy, qpdf_oh stream)
{
    return qpdf_oh_is_stream(copy->qpdf, stream) &&
           qpdf_oh_has_key(copy->qpdf, qpdf_oh_get_dict(copy->qpdf, stream),
                           LAYER_MARK);
}

/* The layer goes before what was there: a stream that leaves the page scaled or turned
 * behind it does not move the text, and invisible text may lie under an image. */
static void put_first(const struct pdf_copy *copy, qpdf_oh page, qpdf_oh layer)
{
    qpdf_oh old = qpdf_oh_get_key(copy->qpdf, page, "/Contents");
    qpdf_oh all = qpdf_oh_new_array(copy->qpdf);
    int len = qpdf_oh_is_array(copy->qpdf, old)
                  ? qpdf_oh_get_array_n_items(copy->qpdf, old)
                  : 0;

    qpdf_oh_append_item(copy->qpdf, all, layer);
    if (qpdf_oh_is_stream(copy->qpdf, old) && !is_layer(copy, old)) {
        qpdf_oh_append_item(copy->qpdf, all, old);
    }
    for (int i = 0; i < len; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(copy->qpdf, old, i);

        if (!is_layer(copy, item)) {
            qpdf_oh_append_item(copy->qpdf, all, item);
        }
    }
    copy_put(copy, page, "/Contents", all);
}

enum status pdf_copy_add_layer(struct pdf_copy *copy, int page_no, struct str layer,
                               struct err *err)
{
    qpdf_oh page = qpdf_get_page_n(copy->qpdf, (size_t)page_no - 1);
    qpdf_oh fonts =
        copy_dictionary(copy, copy_dictionary(copy, page, "/Resources"), "/Font");
    qpdf_oh stream = copy_packed_stream(copy, layer);
    char key[32];

    for (size_t i = 0; i < copy->fonts_len; i++) {
        snprintf(key, sizeof key, "/%s%zu", copy->font_name, i);
        copy_put(copy, fonts, key, copy->fonts[i]);
    }
    copy_put(copy, qpdf_oh_get_dict(copy->qpdf, stream), LAYER_MARK,
             qpdf_oh_new_bool(copy->qpdf, QPDF_TRUE));
    put_first(copy, page, stream);
    return copy_check(copy, err);
}

/* --- writing --- */

enum status pdf_copy_write(struct pdf_copy *copy, struct str *out, struct err *err)
{
    enum status status = copy_check(copy, err);

    if (status != STATUS_OK) {
        return status;
    }
    if (qpdf_init_write_memory(copy->qpdf) >= QPDF_ERRORS) {
        return copy_fail(copy, err);
    }
    qpdf_set_stream_data_mode(copy->qpdf, qpdf_s_preserve);
    qpdf_set_object_stream_mode(
        copy->qpdf, copy->keeps_objects_apart ? qpdf_o_preserve : qpdf_o_generate);
    if (copy->is_encrypted) {
        /* It opens without a password, so nothing in it is a secret: what would be
         * random may as well be the same each time. */
        qpdf_set_static_ID(copy->qpdf, QPDF_TRUE);
        qpdf_set_static_aes_IV(copy->qpdf, QPDF_TRUE);
    } else {
        qpdf_set_deterministic_ID(copy->qpdf, QPDF_TRUE);
    }
    if (qpdf_write(copy->qpdf) >= QPDF_ERRORS) {
        return copy_fail(copy, err);
    }
    *out = (struct str){(const char *)qpdf_get_buffer(copy->qpdf),
                        qpdf_get_buffer_length(copy->qpdf)};
    return STATUS_OK;
}
