/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf_make.h"

#include "arena.h"
#include "bounds.h"
#include "document.h"
#include "pdf_copy.h"
#include "pdf_own_text.h"
#include "tr.h"
#include "wire.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

enum {
    PAGE_BYTES = 1 << 30,     /* memory for one page: its words, or its picture */
    SMALL_PAGE_BYTES = 80000, /* a layer is to have a twentieth of a page at most */
    A4_LONG_PT = 842,
    MOST_SIDE_PT = 14400, /* by the format */
};

/* One copy under work. */
struct making {
    const struct pdf_job *job;
    struct source source;
    struct pdf_copy *copy;
    struct letters letters;
    struct packing packing;
    struct zone_state state;
    struct arena *arena; /* of the whole file; pages have their own */
    struct pdf_made *made;
};

static enum status words_of(struct making *making, const struct pdf_page_words *page,
                            struct arena *arena, struct words *out, struct err *err)
{
    struct str bytes;

    if (!unpack(&making->packing, page->packed, WIRE_MOST_BYTES, arena, &bytes) ||
        !words_unpack(bytes, arena, out)) {
        return err_set(err, STATUS_INPUT, page->page_no,
                       "its words in the journal are damaged; take vanthu.db away, and "
                       "it is read again");
    }
    return STATUS_OK;
}

static bool wants_layer(const struct words *words)
{
    return !words->sheet.from_text_layer && words->len > 0;
}

/* --- the file --- */

/* A page of an image file is as large as its resolution says, or A4 where it could not
 * be read. `sheet` NULL: it could not. */
static void size_of(const struct scan_image *picture, const struct sheet *sheet,
                    double *width, double *height)
{
    bool is_turned = picture->orientation >= 5;
    double w = is_turned ? picture->height_px : picture->width_px;
    double h = is_turned ? picture->width_px : picture->height_px;
    double scale = A4_LONG_PT / fmax(w, h);

    if (sheet) {
        int sheet_px = sheet->turn_deg % 180 != 0 ? sheet->height_px : sheet->width_px;

        scale = 72.0 * sheet_px / sheet->dpi / w;
    }
    scale = fmin(scale, MOST_SIDE_PT / fmax(w, h));
    *width = fmax(w * scale, 1);
    *height = fmax(h * scale, 1);
}

static const struct pdf_page_words *page_words(const struct pdf_job *job, int page_no)
{
    for (size_t i = 0; i < job->pages_len; i++) {
        if (job->pages[i].page_no == page_no) {
            return &job->pages[i];
        }
    }
    return NULL;
}

static enum status add_picture(struct making *making, int page_no, struct err *err)
{
    const struct pdf_page_words *page = page_words(making->job, page_no);
    struct arena arena = arena_make(PAGE_BYTES);
    struct words words = {0};
    struct scan_image picture;
    double width, height;
    enum status status =
        scan_image_from_source(&making->source, page_no, &arena, &picture, err);

    if (status == STATUS_OK && page) {
        status = words_of(making, page, &arena, &words, err);
    }
    if (status == STATUS_OK) {
        size_of(&picture, page ? &words.sheet : NULL, &width, &height);
        status = pdf_copy_add_picture(making->copy, &picture, width, height, err);
    }
    arena_drop(&arena);
    return status;
}

static enum status open_copy(struct making *making, struct err *err)
{
    bool is_pdf = making->source.kind == SOURCE_PDF;
    enum status status =
        pdf_copy_make(is_pdf ? making->source.bytes : STR(""), &making->copy, err);

    for (int no = 1; no <= making->source.pages_len && status == STATUS_OK && !is_pdf;
         no++) {
        status = add_picture(making, no, err);
    }
    if (status == STATUS_OK &&
        pdf_copy_pages(making->copy) != making->source.pages_len) {
        status = err_set(err, STATUS_INPUT, 0,
                         "damaged PDF: it has %d pages, but only %d can be found in it",
                         making->source.pages_len, pdf_copy_pages(making->copy));
    }
    return status;
}

/* --- the text --- */

static enum status place_on(struct making *making, int page_no, struct paper *out,
                            struct err *err)
{
    enum status status = STATUS_OK;

    if (!pdf_copy_paper(making->copy, page_no, out)) {
        return err_set(err, STATUS_INPUT, page_no, "damaged PDF: a page without size");
    }
    if (making->source.kind == SOURCE_PDF && out->rotate_deg == 0) {
        status = source_scan_place(&making->source, page_no, &out->scan, err);
    } else if (out->rotate_deg % 180 == 0) {
        out->scan = (struct box_pt){.right = (float)(out->right - out->left),
                                    .bottom = (float)(out->top - out->bottom)};
    } else {
        out->scan = (struct box_pt){.right = (float)(out->top - out->bottom),
                                    .bottom = (float)(out->right - out->left)};
    }
    return status;
}

static enum status add_layer(struct making *making, const struct pdf_page_words *page,
                             struct arena *arena, struct err *err)
{
    struct words words = {0};
    struct paper paper;
    struct str layer;
    enum status status = words_of(making, page, arena, &words, err);

    if (status != STATUS_OK || !wants_layer(&words)) {
        return status;
    }
    words_without_own(&making->source, &words, arena);
    status = place_on(making, page->page_no, &paper, err);
    if (status != STATUS_OK) {
        return status;
    }
    if (page->page_no > 1 && document_begins(&words, arena) == BEGINS_DOCUMENT) {
        making->state = (struct zone_state){0};
    }
    layer = layer_from_words(
        &words, &making->state,
        &(struct layer_style){.letters = &making->letters,
                              .to_paper = affine_of_sheet(&words.sheet, &paper),
                              .font_name = pdf_copy_font_name(making->copy),
                              .is_coarse =
                                  making->source.size_bytes <
                                  (size_t)making->source.pages_len * SMALL_PAGE_BYTES},
        arena);
    if (layer.len > 0) {
        making->made->pages_with_text++;
        status = pdf_copy_add_layer(making->copy, page->page_no, layer, err);
    }
    return status;
}

/* The characters of all pages have to be known before the first page is set. */
static enum status note_letters(struct making *making, bool *wanted, struct err *err)
{
    enum status status = STATUS_OK;

    *wanted = false;
    for (size_t i = 0; i < making->job->pages_len && status == STATUS_OK; i++) {
        struct arena arena = arena_make(PAGE_BYTES);
        struct words words = {0};

        status = words_of(making, &making->job->pages[i], &arena, &words, err);
        if (status == STATUS_OK &&
            making->job->pages[i].page_no > making->source.pages_len) {
            status = err_set(err, STATUS_AWAY, 0, "has fewer pages than were read");
        }
        for (size_t k = 0; status == STATUS_OK && wants_layer(&words) && k < words.len;
             k++) {
            letters_add(&making->letters, words.at[k].text, making->arena);
            *wanted = true;
        }
        arena_drop(&arena);
    }
    return status;
}

static enum status add_layers(struct making *making, struct err *err)
{
    enum status status =
        pdf_copy_add_fonts(making->copy, &making->letters, making->arena, err);

    for (size_t i = 0; i < making->job->pages_len && status == STATUS_OK; i++) {
        struct arena arena = arena_make(PAGE_BYTES);

        status = add_layer(making, &making->job->pages[i], &arena, err);
        arena_drop(&arena);
    }
    return status;
}

bool pdf_write_all(int fd, struct str bytes)
{
    size_t done = 0;

    while (done < bytes.len) {
        ssize_t wrote = write(fd, bytes.ptr + done, bytes.len - done);

        if (wrote < 0 && errno != EINTR) {
            return false;
        }
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    return true;
}

static enum status make(struct making *making, struct str *out, struct err *err)
{
    bool wanted = false;
    enum status status = note_letters(making, &wanted, err);

    if (status != STATUS_OK || (!wanted && making->source.kind == SOURCE_PDF)) {
        *out = making->source.bytes;
        return status;
    }
    status = open_copy(making, err);
    if (status == STATUS_OK && wanted) {
        making->made->is_signed = pdf_copy_is_signed(making->copy);
        status = add_layers(making, err);
    }
    if (status == STATUS_OK && making->made->pages_with_text == 0 &&
        making->source.kind == SOURCE_PDF) {
        *out = making->source.bytes; /* its pages have all words already */
        return status;
    }
    return status == STATUS_OK ? pdf_copy_write(making->copy, out, err) : status;
}

enum status pdf_make(const struct pdf_job *job, int to_fd, struct pdf_made *out,
                     struct err *err)
{
    struct arena arena = arena_make(ARENA_BYTES);
    struct making making = {.job = job, .arena = &arena, .made = out};
    struct str bytes = STR("");
    enum status status =
        source_from_path(job->path, &job->limits, &arena, &making.source, err);

    *out = (struct pdf_made){0};
    if (status == STATUS_OK && (int64_t)making.source.size_bytes != job->size_bytes) {
        status = err_set(err, STATUS_AWAY, 0, "was changed since it was read");
    }
    if (status == STATUS_OK) {
        status = make(&making, &bytes, err);
    }
    if (status == STATUS_OK && !pdf_write_all(to_fd, bytes)) {
        status =
            err_set(err, STATUS_OUTPUT, 0, "can't be written: %s", tr_errno(errno));
    }
    pdf_copy_drop(&making.copy);
    packing_drop(&making.packing);
    source_close(&making.source);
    arena_drop(&arena);
    return status;
}
