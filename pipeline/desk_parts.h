/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the desk*.c files share; nothing else includes this. jansson's types do not
 * leave them. */
#ifndef VANTHU_DESK_PARTS_H
#define VANTHU_DESK_PARTS_H

#include "desk.h"
#include "journal.h"
#include "tr.h"

#include <jansson.h>
#include <pthread.h>

/* A file of the page, in memory. */
struct desk_file {
    struct str name;
    const char *type;
    struct str bytes;
};

enum { MAX_DESK_FILES = 64 };

struct desk_files {
    struct desk_file at[MAX_DESK_FILES];
    size_t len;
};

struct desk {
    const struct settings *settings;
    struct str out_dir;
    struct arena arena; /* of what stays */
    struct desk_files files;
    struct pictures *pictures;
    pthread_mutex_t lock; /* for what follows; a picture is made without it */
    struct journal *journal;
};

/* One request under work. */
struct asked {
    struct desk *desk;
    const struct http_request *request;
    struct str rest; /* of its path, after the name of the route */
    struct arena *arena;
    struct http_answer *answer;
};

/* Every file of the page that a browser may have, by its ending, and as messages.mo the
 * words of the language. STATUS_USAGE: there is no index.html. */
MUST_USE enum status desk_files_read(const struct settings *settings,
                                     struct arena *arena, struct desk_files *out,
                                     struct err *err);
/* Answers with the file of that name; false: there is none. */
bool desk_file(const struct asked *asked, struct str name);

/* Text of any bytes; what is no UTF-8 becomes U+FFFD. */
json_t *desk_text(struct str text);
/* `json` is taken. */
void desk_json(const struct asked *asked, int code, json_t *json);
/* {"error": "..."} */
void desk_error(const struct asked *asked, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* What went wrong inside. */
void desk_failed(const struct asked *asked, const struct err *err);
/* "2024-03-31", the day it is now. */
struct str desk_today(struct arena *arena);

void desk_about(const struct asked *asked);
/* Takes the lock by itself. */
void desk_page(const struct asked *asked);

#endif
