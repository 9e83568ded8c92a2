/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening, and who answers what. */
#include "desk_parts.h"

#include "bounds.h"
#include "clock.h"

#include <stdlib.h>

/* The page's files. */
#define STAYING_BYTES (64 * MIB)

static const struct route {
    struct str path; /* as a whole, or up to its last slash */
    void (*answer)(const struct asked *asked);
    bool takes_posts, locks_itself;
} routes[] = {
    {STR_INIT("api/about"), desk_about, false, false},
    {STR_INIT("api/queue"), desk_queue, false, false},
    {STR_INIT("api/document/"), desk_document, true, false},
    {STR_INIT("api/archive"), desk_archive, false, false},
    {STR_INIT("api/calendar"), desk_calendar, false, false},
    {STR_INIT("page/"), desk_page, false, true},
};

static const struct route *route_of(struct str path)
{
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        const struct route *route = &routes[i];

        if (str_ends(route->path, STR("/")) ? str_starts(path, route->path)
                                            : str_eq(path, route->path)) {
            return route;
        }
    }
    return NULL;
}

static void follow(const struct route *route, const struct asked *asked)
{
    jmp_buf full, *before = asked->arena->full;

    if (route->locks_itself) {
        route->answer(asked);
        return;
    }
    /* over the arena's limit the lock is given back before the request ends */
    (void)pthread_mutex_lock(&asked->desk->lock);
    if (setjmp(full) != 0) {
        asked->arena->full = before;
        (void)pthread_mutex_unlock(&asked->desk->lock);
        longjmp(*before, 1);
    }
    asked->arena->full = &full;
    route->answer(asked);
    asked->arena->full = before;
    (void)pthread_mutex_unlock(&asked->desk->lock);
}

void desk_answer(void *owner, const struct http_request *request, struct arena *arena,
                 struct http_answer *answer)
{
    const struct route *route = route_of(request->path);
    struct asked asked = {
        .desk = owner, .request = request, .arena = arena, .answer = answer};

    if (route && request->is_post && !route->takes_posts) {
        desk_error(&asked, 405, _("this can only be read"));
    } else if (route) {
        asked.rest = str_from(request->path, route->path.len);
        follow(route, &asked);
    } else if (request->is_post ||
               !desk_file(&asked,
                          request->path.len > 0 ? request->path : STR("index.html"))) {
        desk_error(&asked, 404, _("there is no such thing"));
    }
}

void desk_about(const struct asked *asked)
{
    const struct desk *desk = asked->desk;

    desk_json(asked, 200,
              json_pack("{s:s, s:o, s:o, s:s, s:o}", "version", VANTHU_VERSION, "out",
                        desk_text(desk->out_dir), "user",
                        desk_text(desk->settings->user), "lang",
                        lang_names[desk->settings->lang], "today",
                        desk_text(clock_today(asked->arena))));
}

enum status desk_open(const struct settings *settings, struct pictures *pictures,
                      struct desk **out, struct err *err)
{
    struct desk *desk = calloc(1, sizeof *desk);
    enum status status;

    *out = NULL;
    if (!desk) {
        return err_set(err, STATUS_OUTPUT, 0, "out of memory");
    }
    desk->settings = settings;
    desk->out_dir = settings->args[0];
    desk->pictures = pictures;
    desk->arena = arena_make(STAYING_BYTES);
    (void)pthread_mutex_init(&desk->lock, NULL);
    status = desk_files_read(settings, &desk->arena, &desk->files, err);
    if (status == STATUS_OK) {
        status = journal_open(desk->out_dir, JOURNAL_READ, &desk->journal, err);
    }
    if (status == STATUS_OK) {
        status = review_open(desk->out_dir, REVIEW_WRITE, &desk->review, err);
    }
    if (status == STATUS_OK) {
        status = index_open(desk->out_dir, &desk->index, err);
    }
    if (status == STATUS_OK) {
        status = desk_follow(desk->out_dir, &desk->follower, err);
    }
    if (status != STATUS_OK) {
        desk_close(desk);
        return status;
    }
    *out = desk;
    return STATUS_OK;
}

void desk_close(struct desk *desk)
{
    if (desk) {
        desk_unfollow(desk->follower);
        index_close(desk->index);
        review_close(desk->review);
        journal_close(desk->journal);
        (void)pthread_mutex_destroy(&desk->lock);
        arena_drop(&desk->arena);
        free(desk);
    }
}
