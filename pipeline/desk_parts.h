/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the desk*.c files share; nothing else includes this. jansson's types do not
 * leave them. */
#ifndef VANTHU_DESK_PARTS_H
#define VANTHU_DESK_PARTS_H

#include "desk.h"
#include "desk_index.h"
#include "journal.h"
#include "reviewed.h"
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
    struct review *review;
    struct desk_index *index;
    struct desk_follower *follower; /* keeps the index up to date, by itself */
};

/* The text of a document, and what is made of it. */
enum { ANSWER_TEXT_BYTES = 64 * 1024 * 1024 };

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

/* All of `text` is a number from `least` to `most`. */
bool desk_number(struct str text, int least, int most, int *out);
/* The words of a list with blanks between them. */
json_t *desk_words(struct str list);

/* The document of that name; false: answered already. */
bool desk_document_find(const struct asked *asked, struct str name,
                        struct journal_document *origin,
                        struct reviewed_document *document);
json_t *desk_document_json(const struct asked *asked,
                           const struct journal_document *origin,
                           const struct reviewed_document *document);
/* What a POST says of the document. */
void desk_save(const struct asked *asked, const struct reviewed_document *document);

/* What answers; under the lock, but for desk_page(), which takes it by itself. */
void desk_about(const struct asked *asked);
void desk_queue(const struct asked *asked);
void desk_document(const struct asked *asked);
void desk_archive(const struct asked *asked);
void desk_calendar(const struct asked *asked);
void desk_page(const struct asked *asked);

/* A thread with connections of its own: it never holds the lock. */
MUST_USE enum status desk_follow(struct str out_dir, struct desk_follower **out,
                                 struct err *err);
void desk_unfollow(struct desk_follower *follower); /* NULL is allowed */

#endif
