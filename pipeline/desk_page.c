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
           desk_number(str_sub(rest, 0, rest.len - 4), 1, 99999, &out->page_no) &&
           (dpi.len == 0 ||
            desk_number(dpi, PICTURE_MIN_DPI, PICTURE_MAX_DPI, &out->dpi));
}

static bool has_page(const struct journal_document *origin, int page_no)
{
    int first = origin->first_page > 0 ? origin->first_page : 1;

    return !origin->is_dump && page_no >= first && page_no < first + origin->pages_len;
}

/* What the journal has of it; false: answered already. */
static bool find_page(const struct asked *asked, const struct page_asked *page,
                      struct journal_document *origin, int *turn_deg)
{
    struct desk *desk = asked->desk;
    struct sheet sheet = {.turn_deg = 0};
    struct err err = {0};
    enum status status;

    (void)pthread_mutex_lock(&desk->lock);
    status =
        journal_document(desk->journal, page->document, asked->arena, origin, &err);
    if (status == STATUS_OK) {
        (void)!journal_sheet(desk->journal, origin->content_id, page->page_no, &sheet);
    }
    (void)pthread_mutex_unlock(&desk->lock);
    *turn_deg = sheet.turn_deg;
    if (status == STATUS_USAGE ||
        (status == STATUS_OK && !has_page(origin, page->page_no))) {
        desk_error(asked, 404, _("there is no such page"));
        return false;
    }
    if (status != STATUS_OK) {
        desk_failed(asked, &err);
    }
    return status == STATUS_OK;
}

/* Whether the file is the one that was read: by size and time, else by its content. */
static bool is_unchanged(const struct asked *asked,
                         const struct journal_document *origin)
{
    struct stat about;
    char now[65];

    if (stat(origin->scan.ptr, &about) != 0 || !S_ISREG(about.st_mode) ||
        about.st_size != origin->bytes) {
        return false;
    }
    if (about.st_mtim.tv_sec * 1000000000 + about.st_mtim.tv_nsec ==
        origin->changed_ns) {
        return true;
    }
    return origin->sha256.len == 64 &&
           sha256_file(origin->scan.ptr,
                       (size_t)asked->desk->settings->limits.file_bytes, now) &&
           str_eq(str_from_c(now), origin->sha256);
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
                      const struct journal_document *origin, int turn_deg)
{
    struct picture_job job = {.path = origin->scan,
                              .bytes = origin->bytes,
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
    struct journal_document origin;
    int turn_deg;

    asked->answer->code = 200;
    if (!read_path(asked, &page)) {
        desk_error(asked, 404, _("there is no such page"));
        return;
    }
    if (!find_page(asked, &page, &origin, &turn_deg)) {
        return;
    }
    if (!is_unchanged(asked, &origin)) {
        desk_error(asked, 410, _("the file is gone, or was changed since it was read"));
        return;
    }
    asked->answer->tag = tag_of(&page, origin.sha256, turn_deg, asked->arena);
    if (str_eq(asked->request->known, asked->answer->tag)) {
        asked->answer->code = 304;
        asked->answer->type = "image/png";
        return;
    }
    draw_page(asked, &page, &origin, turn_deg);
}
