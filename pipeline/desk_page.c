/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The picture of a page. The file is the one that the journal has for the document;
 * of what is asked only numbers and a document's name are taken. */
#include "desk_parts.h"

#include "journal_desk.h"
#include "page_picture.h"
#include "sha256.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { USUAL_DPI = 110 };

/* The whole text is a number from `least` to `most`. */
static bool number_of(struct str text, int least, int most, int *out)
{
    int value = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || value > most) {
            return false;
        }
        value = 10 * value + (text.ptr[i] - '0');
    }
    *out = value;
    return text.len > 0 && value >= least && value <= most;
}

struct page_asked {
    struct str document;
    int page_no, dpi;
};

/* "0123456789abcdef/3.png" */
static bool read_path(const struct asked *asked, struct page_asked *out)
{
    struct str rest = asked->rest, dpi = http_argument(asked->request, "dpi");

    out->document = str_cut(&rest, '/');
    out->dpi = USUAL_DPI;
    return str_ends(rest, STR(".png")) &&
           number_of(str_sub(rest, 0, rest.len - 4), 1, 99999, &out->page_no) &&
           (dpi.len == 0 ||
            number_of(dpi, PICTURE_MIN_DPI, PICTURE_MAX_DPI, &out->dpi));
}

/* What the journal has of it; false: answered already. */
static bool find_page(const struct asked *asked, const struct page_asked *page,
                      struct journal_origin *origin, int *turn_deg)
{
    struct desk *desk = asked->desk;
    struct sheet sheet;
    struct err err = {0};
    enum status status;
    bool found;

    (void)pthread_mutex_lock(&desk->lock);
    status = journal_origin(desk->journal, page->document, 0, asked->arena, origin,
                            &found, &err);
    *turn_deg =
        status == STATUS_OK && found &&
                journal_sheet(desk->journal, origin->content_id, page->page_no, &sheet)
            ? sheet.turn_deg
            : 0;
    (void)pthread_mutex_unlock(&desk->lock);
    if (status != STATUS_OK) {
        desk_failed(asked, &err);
    } else if (!found || page->page_no > origin->pages_len || origin->is_dump) {
        desk_error(asked, 404, _("there is no such page"));
    }
    return status == STATUS_OK && asked->answer->code != 404;
}

/* Whether the file is the one that was read: by size and time, else by its content. */
static bool is_unchanged(const struct asked *asked, const struct journal_file *file,
                         struct str sha256)
{
    struct stat about;
    char now[65];

    if (stat(file->path.ptr, &about) != 0 || !S_ISREG(about.st_mode) ||
        about.st_size != file->bytes) {
        return false;
    }
    if (about.st_mtim.tv_sec * 1000000000 + about.st_mtim.tv_nsec == file->changed_ns) {
        return true;
    }
    return sha256.len > 0 &&
           sha256_file(file->path.ptr, (size_t)asked->desk->settings->limits.file_bytes,
                       now) &&
           str_eq(str_from_c(now), sha256);
}

static struct str tag_of(const struct page_asked *page, struct str sha256, int turn_deg,
                         struct arena *arena)
{
    char hex[65];

    sha256_hex(str_printf(arena, "%d %.*s %.*s %d %d %d", PICTURE_REVISION,
                          STR_ARG(sha256), STR_ARG(page->document), page->page_no,
                          turn_deg, page->dpi),
               hex);
    return str_printf(arena, "\"%.32s\"", hex);
}

static void answer_failure(const struct asked *asked, const struct err *err)
{
    if (err->status == STATUS_AWAY) {
        desk_error(asked, 410, _("the file is gone, or was changed since it was read"));
    } else if (err->status == STATUS_OUTPUT) {
        desk_failed(asked, err);
    } else {
        desk_error(asked, 404, _("this page can't be shown: %s"), err->text);
    }
}

static void draw_page(const struct asked *asked, const struct page_asked *page,
                      const struct journal_file *file, int turn_deg)
{
    struct picture_job job = {.path = file->path,
                              .bytes = file->bytes,
                              .page_no = page->page_no,
                              .turn_deg = turn_deg,
                              .dpi = page->dpi};
    struct err err = {0};
    struct str png;

    if (picture_make(asked->desk->pictures, &job, asked->arena, &png, &err) !=
        STATUS_OK) {
        asked->answer->tag = STR("");
        answer_failure(asked, &err);
        return;
    }
    asked->answer->code = 200;
    asked->answer->type = "image/png";
    asked->answer->body = png;
}

void desk_page(const struct asked *asked)
{
    struct page_asked page;
    struct journal_origin origin;
    int turn_deg;

    asked->answer->code = 200;
    if (!read_path(asked, &page)) {
        desk_error(asked, 404, _("there is no such page"));
        return;
    }
    if (!find_page(asked, &page, &origin, &turn_deg)) {
        return;
    }
    if (!is_unchanged(asked, &origin.file, origin.sha256)) {
        desk_error(asked, 410, _("the file is gone, or was changed since it was read"));
        return;
    }
    asked->answer->tag = tag_of(&page, origin.sha256, turn_deg, asked->arena);
    if (str_eq(asked->request->known, asked->answer->tag)) {
        asked->answer->code = 304;
        asked->answer->type = "image/png";
        return;
    }
    draw_page(asked, &page, &origin.file, turn_deg);
}
