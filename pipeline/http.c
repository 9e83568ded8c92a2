/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libmicrohttpd: only here. A thread for each connection, few of them, so that a page
 * that takes its time keeps nobody else waiting. What is not HTTP at all, and an
 * address of more than 32 KiB, it answers by itself, with a fixed text. */
#include "http.h"

#include "tr.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

enum {
    CONNECTION_BYTES = 32 * 1024, /* of its headers */
    STACK_BYTES = 1024 * 1024,
    /* A body without an announced length is thrown away up to here, then cut off. */
    PATIENCE_BYTES = 1024 * 1024,
};
/* What one answer may take: a page of 300 dpi as a picture has some MiB. */
#define ANSWER_BYTES ((size_t)512 * 1024 * 1024)

struct http {
    struct MHD_Daemon *daemon;
    http_answerer *answer;
    void *owner;
    char token[HTTP_TOKEN_LEN + 1];
    char host[2][80]; /* what Host may say */
    char url[160];
};

/* One request while it comes in. */
struct call {
    char path[HTTP_PATH_BYTES + HTTP_TOKEN_LEN + 8]; /* as sent, without the query */
    size_t path_len;
    bool is_long, has_begun, is_post;
    int refused; /* the code; 0: not refused */
    char *body;
    size_t body_len, body_seen;
};

/* --- what is asked --- */

/* The address before libmicrohttpd decodes it: a %00 or %2F must not turn into
 * something else on the way. */
static void *note_uri(void *owner, const char *uri, struct MHD_Connection *connection)
{
    struct call *call = calloc(1, sizeof *call);
    size_t len = strcspn(uri, "?");

    (void)owner;
    (void)connection;
    if (call) {
        call->is_long = len >= sizeof call->path;
        call->path_len = call->is_long ? 0 : len;
        memcpy(call->path, uri, call->path_len);
    }
    return call;
}

static bool is_path(struct str path)
{
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '/')) {
            return false;
        }
    }
    return true;
}

/* Whether the path begins with the token; in the same time wherever it differs. */
static bool has_token(const struct http *http, const struct call *call)
{
    unsigned char differs = 0;

    if (call->path_len < HTTP_TOKEN_LEN + 2 || call->path[0] != '/' ||
        call->path[HTTP_TOKEN_LEN + 1] != '/') {
        return false;
    }
    for (size_t i = 0; i < HTTP_TOKEN_LEN; i++) {
        differs |= (unsigned char)((unsigned char)http->token[i] ^
                                   (unsigned char)call->path[i + 1]);
    }
    return differs == 0;
}

/* The values of one header; more than one is a trick. */
struct header {
    const char *name, *value;
    int count;
};

static enum MHD_Result count_header(void *owner, enum MHD_ValueKind kind,
                                    const char *name, const char *value)
{
    struct header *header = owner;

    (void)kind;
    if (strcasecmp(name, header->name) == 0) {
        header->value = value ? value : "";
        header->count++;
    }
    return MHD_YES;
}

static struct header header_of(struct MHD_Connection *connection, const char *name)
{
    struct header header = {.name = name, .value = ""};

    MHD_get_connection_values(connection, MHD_HEADER_KIND, count_header, &header);
    return header;
}

static bool is_our_host(const struct http *http, const char *host)
{
    return strcasecmp(host, http->host[0]) == 0 || strcasecmp(host, http->host[1]) == 0;
}

/* A foreign page sends its own origin, or "null". */
static bool is_our_origin(const struct http *http, const char *origin)
{
    static const char scheme[] = "http://";

    return strncmp(origin, scheme, sizeof scheme - 1) == 0 &&
           is_our_host(http, origin + sizeof scheme - 1);
}

static bool is_json(const char *type)
{
    static const char json[] = "application/json";
    size_t len = sizeof json - 1;

    return strncasecmp(type, json, len) == 0 &&
           (type[len] == '\0' || type[len] == ';' || type[len] == ' ');
}

static bool may_post(const struct http *http, struct MHD_Connection *connection)
{
    struct header mark = header_of(connection, "X-Vanthu");
    struct header type = header_of(connection, MHD_HTTP_HEADER_CONTENT_TYPE);
    struct header origin = header_of(connection, MHD_HTTP_HEADER_ORIGIN);

    return mark.count == 1 && strcmp(mark.value, "1") == 0 && type.count == 1 &&
           is_json(type.value) &&
           (origin.count == 0 ||
            (origin.count == 1 && is_our_origin(http, origin.value)));
}

static bool announces_too_much(struct MHD_Connection *connection)
{
    struct header length = header_of(connection, MHD_HTTP_HEADER_CONTENT_LENGTH);
    char *end = NULL;
    unsigned long long bytes = strtoull(length.value, &end, 10);

    return length.count > 0 && bytes > HTTP_BODY_BYTES;
}

/* The code that a request is refused with by its head alone; 0: it is not. */
static int refusal_of(const struct http *http, struct MHD_Connection *connection,
                      const struct call *call, const char *method)
{
    struct header host = header_of(connection, MHD_HTTP_HEADER_HOST);
    bool reads = strcmp(method, MHD_HTTP_METHOD_GET) == 0 ||
                 strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;

    if (host.count != 1 || !is_our_host(http, host.value)) {
        return MHD_HTTP_MISDIRECTED_REQUEST;
    }
    if (!has_token(http, call) || call->is_long ||
        !is_path((struct str){call->path, call->path_len})) {
        return MHD_HTTP_NOT_FOUND;
    }
    if (!reads && !call->is_post) {
        return MHD_HTTP_METHOD_NOT_ALLOWED;
    }
    if (call->is_post && !may_post(http, connection)) {
        return MHD_HTTP_FORBIDDEN;
    }
    return call->is_post && announces_too_much(connection) ? MHD_HTTP_CONTENT_TOO_LARGE
                                                           : 0;
}

static bool is_plain(const char *value, size_t len)
{
    struct str text = {value, len};

    for (size_t at = 0, bytes; at < len; at += bytes) {
        uint32_t c = utf8_at(text, at, &bytes);

        if (c < ' ' || c == 0x7F || (c == 0xFFFD && bytes == 1)) {
            return false;
        }
    }
    return true;
}

struct str http_argument(const struct http_request *request, const char *name)
{
    const char *value = NULL;
    size_t len = 0;
    /* libmicrohttpd wants no const; it only looks. */
    struct MHD_Connection *connection =
        *(struct MHD_Connection *const *)request->connection;

    if (MHD_lookup_connection_value_n(connection, MHD_GET_ARGUMENT_KIND, name,
                                      strlen(name), &value, &len) != MHD_YES ||
        !value || !is_plain(value, len)) {
        return STR("");
    }
    return (struct str){value, len};
}

/* --- what is answered --- */

static bool dress(struct MHD_Response *response, const struct http_answer *answer)
{
    static const char *const always[][2] = {
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' "
         "data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
         "frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
    };
    bool done = MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE,
                                        answer->type) == MHD_YES;

    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        done =
            MHD_add_response_header(response, always[i][0], always[i][1]) == MHD_YES &&
            done;
    }
    /* no-cache: kept, but asked for again by its tag each time */
    done = MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL,
                                   answer->tag.len > 0 ? "private, no-cache"
                                                       : "no-store") == MHD_YES &&
           done;
    if (answer->tag.len > 0) {
        done = MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG,
                                       answer->tag.ptr) == MHD_YES &&
               done;
    }
    if (answer->code == MHD_HTTP_METHOD_NOT_ALLOWED) {
        done = MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW,
                                       "GET, HEAD, POST") == MHD_YES &&
               done;
    }
    return done;
}

static enum MHD_Result send_answer(struct MHD_Connection *connection,
                                   const struct http_answer *answer)
{
    struct MHD_Response *response;
    enum MHD_Result sent = MHD_NO;
    char *copy = malloc(answer->body.len + 1);

    if (!copy) {
        return MHD_NO;
    }
    memcpy(copy, answer->body.ptr ? answer->body.ptr : "", answer->body.len);
    response =
        MHD_create_response_from_buffer(answer->body.len, copy, MHD_RESPMEM_MUST_FREE);
    if (!response) {
        free(copy);
        return MHD_NO;
    }
    if (dress(response, answer)) {
        sent = MHD_queue_response(connection, (unsigned)answer->code, response);
    }
    MHD_destroy_response(response);
    return sent;
}

static enum MHD_Result refuse(struct MHD_Connection *connection, int code)
{
    return send_answer(connection,
                       &(struct http_answer){.code = code, .type = "text/plain"});
}

/* Over the arena's limit the answer is 500 and not the end of the process. */
static enum MHD_Result ask(const struct http *http, struct MHD_Connection *connection,
                           const struct call *call)
{
    struct arena arena = arena_make(ANSWER_BYTES);
    struct header known = header_of(connection, MHD_HTTP_HEADER_IF_NONE_MATCH);
    struct http_request request = {
        .is_post = call->is_post,
        .path = str_from((struct str){call->path, call->path_len}, HTTP_TOKEN_LEN + 2),
        .body = {call->body ? call->body : "", call->body_len},
        .known = str_from_c(known.value),
        .connection = &connection};
    struct http_answer answer = {.code = MHD_HTTP_NOT_FOUND, .type = "text/plain"};
    enum MHD_Result sent;
    jmp_buf full;

    arena.full = &full;
    if (setjmp(full) != 0) {
        arena_drop(&arena);
        return refuse(connection, MHD_HTTP_INTERNAL_SERVER_ERROR);
    }
    http->answer(http->owner, &request, &arena, &answer);
    sent = send_answer(connection, &answer);
    arena_drop(&arena);
    return sent;
}

static bool take_body(struct call *call, const char *bytes, size_t len)
{
    call->body_seen += len;
    if (call->body_seen > HTTP_BODY_BYTES) {
        call->refused = call->refused ? call->refused : MHD_HTTP_CONTENT_TOO_LARGE;
        return call->body_seen <= PATIENCE_BYTES;
    }
    if (call->refused) {
        return true;
    }
    call->body = call->body ? call->body : malloc(HTTP_BODY_BYTES);
    if (!call->body) {
        return false;
    }
    memcpy(call->body + call->body_len, bytes, len);
    call->body_len += len;
    return true;
}

/* Called for the head of a request, for each piece of its body, and at its end. */
/* NOLINTNEXTLINE(readability-function-size): libmicrohttpd says what it is given */
static enum MHD_Result take_request(void *owner, struct MHD_Connection *connection,
                                    const char *url, const char *method,
                                    const char *version, const char *bytes,
                                    size_t *bytes_len, void **state)
{
    const struct http *http = owner;
    struct call *call = *state;

    (void)url;
    (void)version;
    if (!call) {
        return MHD_NO; /* no memory */
    }
    if (!call->has_begun) {
        call->has_begun = true;
        call->is_post = strcmp(method, MHD_HTTP_METHOD_POST) == 0;
        call->refused = refusal_of(http, connection, call, method);
        return call->refused == MHD_HTTP_CONTENT_TOO_LARGE
                   ? refuse(connection, call->refused)
                   : MHD_YES;
    }
    if (*bytes_len > 0) {
        bool taken = take_body(call, bytes, *bytes_len);

        *bytes_len = 0;
        return taken ? MHD_YES : MHD_NO;
    }
    return call->refused ? refuse(connection, call->refused)
                         : ask(http, connection, call);
}

static void forget_request(void *owner, struct MHD_Connection *connection, void **state,
                           enum MHD_RequestTerminationCode why)
{
    struct call *call = *state;

    (void)owner;
    (void)connection;
    (void)why;
    if (call) {
        free(call->body);
        free(call);
    }
    *state = NULL;
}

/* --- the server --- */

static bool make_token(char token[HTTP_TOKEN_LEN + 1])
{
    unsigned char random[HTTP_TOKEN_LEN / 2];

    if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random) {
        return false;
    }
    for (size_t i = 0; i < sizeof random; i++) {
        snprintf(token + 2 * i, 3, "%02x", random[i]);
    }
    return true;
}

/* An address of the machine in digits. "Any address" has no Host to hold a request
 * against. */
static enum status parse_address(struct str address, int port,
                                 struct sockaddr_storage *out, struct err *err)
{
    struct sockaddr_in *v4 = (void *)out;
    struct sockaddr_in6 *v6 = (void *)out;
    char text[64];
    bool is_any = false;

    snprintf(text, sizeof text, "%.*s", STR_ARG(address));
    *out = (struct sockaddr_storage){0};
    if (inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons((uint16_t)port);
        is_any = v4->sin_addr.s_addr == htonl(INADDR_ANY);
    } else if (inet_pton(AF_INET6, text, &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons((uint16_t)port);
        is_any = IN6_IS_ADDR_UNSPECIFIED(&v6->sin6_addr);
    } else {
        return err_set(err, STATUS_USAGE, 0,
                       "--listen wants an address in digits, such as 127.0.0.1, not "
                       "'%s'",
                       text);
    }
    return is_any ? err_set(err, STATUS_USAGE, 0,
                            "--listen wants one address of this machine, not all of "
                            "them ('%s')",
                            text)
                  : STATUS_OK;
}

static bool start(struct http *http, const struct sockaddr_storage *address)
{
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION |
                     MHD_USE_POLL | (address->ss_family == AF_INET6 ? MHD_USE_IPv6 : 0);

    http->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, take_request, http, MHD_OPTION_SOCK_ADDR, address,
        MHD_OPTION_URI_LOG_CALLBACK, note_uri, NULL, MHD_OPTION_NOTIFY_COMPLETED,
        forget_request, NULL, MHD_OPTION_CONNECTION_LIMIT, (unsigned)HTTP_CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HTTP_IDLE_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
        MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES, MHD_OPTION_END);
    return http->daemon != NULL;
}

/* A default port is left out of Host by browsers. */
static void name_hosts(struct http *http, struct str address)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_BIND_PORT);
    unsigned port = info ? info->port : 0;
    bool is_v6 = str_find(address, STR(":"), 0) < address.len;
    char colon_port[16] = "";

    if (port != 80) {
        snprintf(colon_port, sizeof colon_port, ":%u", port);
    }
    snprintf(http->host[0], sizeof http->host[0], is_v6 ? "[%.*s]%s" : "%.*s%s",
             STR_ARG(address), colon_port);
    snprintf(http->host[1], sizeof http->host[1], "localhost%s", colon_port);
    snprintf(http->url, sizeof http->url, "http://%s/%s/", http->host[0], http->token);
}

enum status http_open(struct str address, int port, http_answerer *answer, void *owner,
                      struct http **out, struct err *err)
{
    struct sockaddr_storage socket_address;
    enum status status = parse_address(address, port, &socket_address, err);
    struct http *http = NULL;

    *out = NULL;
    if (status != STATUS_OK) {
        return status;
    }
    http = calloc(1, sizeof *http);
    if (!http || !make_token(http->token)) {
        free(http);
        return err_set(err, STATUS_OUTPUT, 0, "no memory, or no random numbers");
    }
    http->answer = answer;
    http->owner = owner;
    errno = 0;
    if (!start(http, &socket_address)) {
        free(http);
        return err_set(err, STATUS_OUTPUT, 0,
                       "can't listen on %.*s, port %d: %s; choose another with --port",
                       STR_ARG(address), port,
                       tr_errno(errno != 0 ? errno : EADDRINUSE));
    }
    name_hosts(http, address);
    *out = http;
    return STATUS_OK;
}

struct str http_url(const struct http *http)
{
    return str_from_c(http->url);
}

void http_close(struct http *http)
{
    if (http) {
        MHD_stop_daemon(http->daemon);
        free(http);
    }
}
