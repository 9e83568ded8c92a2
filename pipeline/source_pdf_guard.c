/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be told of a PDF from its bytes before Poppler sees it. The dictionary of an
 * image can't hide in a compressed object (PDF 1.7, 7.5.7: no streams in there), so its
 * /Width and /Height stand in the file as they are. */
#include "source_pdf.h"

#include "bounds.h"

enum {
    DICTIONARY_BYTES = 1024, /* so near to each other both sizes stand */
    TAIL_BYTES = 2048,       /* where %%EOF may stand; Acrobat looks at 1024 */
};

/* The number behind a name; 0: none, such as a reference to another object. */
static uint64_t number_after(struct str bytes, size_t at)
{
    uint64_t number = 0;

    while (at < bytes.len && (bytes.ptr[at] == ' ' || bytes.ptr[at] == '\n' ||
                              bytes.ptr[at] == '\r' || bytes.ptr[at] == '\t')) {
        at++;
    }
    while (at < bytes.len && bytes.ptr[at] >= '0' && bytes.ptr[at] <= '9' &&
           number < UINT32_MAX) {
        number = 10 * number + (uint64_t)(bytes.ptr[at++] - '0');
    }
    return number;
}

enum status pdf_images_fit(struct str bytes, struct err *err)
{
    struct str width_name = STR("/Width"), height_name = STR("/Height");

    for (size_t at = str_find(bytes, width_name, 0); at < bytes.len;
         at = str_find(bytes, width_name, at + 1)) {
        size_t from = at > DICTIONARY_BYTES ? at - DICTIONARY_BYTES : 0;
        struct str near = str_sub(bytes, from, at + DICTIONARY_BYTES);
        uint64_t width_px = number_after(bytes, at + width_name.len);

        for (size_t in = str_find(near, height_name, 0); in < near.len;
             in = str_find(near, height_name, in + 1)) {
            uint64_t height_px = number_after(near, in + height_name.len);

            if (width_px > MAX_PAGE_SIDE_PX || height_px > MAX_PAGE_SIDE_PX ||
                width_px * height_px > MAX_PAGE_PIXELS) {
                return err_set(err, STATUS_LIMIT, 0,
                               "larger than the limit: an image of %llu x %llu pixels "
                               "at byte %zu, at most %d a side and %d in all",
                               (unsigned long long)width_px,
                               (unsigned long long)height_px, at, MAX_PAGE_SIDE_PX,
                               MAX_PAGE_PIXELS);
            }
        }
    }
    return STATUS_OK;
}

bool pdf_has_end(struct str bytes)
{
    struct str tail =
        str_from(bytes, bytes.len > TAIL_BYTES ? bytes.len - TAIL_BYTES : 0);

    return str_find(tail, STR("%%EOF"), 0) < tail.len;
}
