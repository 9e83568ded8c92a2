/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a browser asks and what it is answered, as small structs. The rules that keep
 * other pages and other programs out hold here, before anybody is asked: the token in
 * the address, the Host of the address that is listened on (a name that was made to
 * point here does not match it), for what changes something a header and a content type
 * that no form and no foreign page can send, and the headers on every answer that leave
 * the browser nothing to run or to fetch but this server's own. libmicrohttpd only in
 * http.c. */
#ifndef VANTHU_HTTP_H
#define VANTHU_HTTP_H

#include "arena.h"
#include "err.h"

struct http;

enum {
    HTTP_TOKEN_LEN = 32, /* hex digits: 128 random bits */
    HTTP_BODY_BYTES = 64 * 1024,
    HTTP_PATH_BYTES = 256,
    /* A browser opens six at most; each has a thread. */
    HTTP_CONNECTIONS = 48,
    HTTP_IDLE_SECONDS = 30,
};

struct http_request {
    bool is_post;           /* else GET or HEAD */
    struct str path;        /* after "/TOKEN/"; letters, digits and "._-/" only */
    struct str body;        /* of POST; said to be JSON, not looked at */
    struct str known;       /* If-None-Match; empty: none */
    const void *connection; /* http_argument() looks in it */
};

/* A parameter of the query, in UTF-8 without control characters; empty when it is not
 * given or is none such. Lives as long as the request. */
struct str http_argument(const struct http_request *request, const char *name);

struct http_answer {
    int code;
    const char *type; /* Content-Type */
    struct str body;
    struct str tag; /* ETag, with its quotes: the browser may keep it and ask again */
};

/* Called from several threads at once. `arena` is gone when the answer is sent. */
typedef void http_answerer(void *owner, const struct http_request *request,
                           struct arena *arena, struct http_answer *answer);

/* Listens on `address` (of IPv4 or IPv6, in digits) and `port` (0: any that is free)
 * with a new token. STATUS_OUTPUT: can't listen there. */
MUST_USE enum status http_open(struct str address, int port, http_answerer *answer,
                               void *owner, struct http **out, struct err *err);
/* "http://127.0.0.1:8420/TOKEN/"; lives as long as `http`. */
struct str http_url(const struct http *http);
/* Waits for the answers that are being made; NULL is allowed. */
void http_close(struct http *http);

#endif
