/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be told of a PDF from its bytes before Poppler sees it: a first fence, which
 * an honest mistake runs into; what climbs over it meets the limits of the process. The
 * dictionary of an image can't hide in a compressed object (PDF 1.7, 7.5.7: no streams
 * in there), so its /Width and /Height stand in the file as they are. */
#include "source_pdf.h"

#include "bounds.h"

#define ZLIB_CONST /* it does not write to what it unpacks */
#include <zlib.h>

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

static enum status images_fit(struct str bytes, const struct limits *limits,
                              struct err *err)
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
                width_px * height_px > (uint64_t)limits->page_pixels) {
                return err_set(err, STATUS_LIMIT, 0,
                               "larger than the limit: an image of %llu x %llu pixels "
                               "at byte %zu, at most %d a side and %lld in all "
                               "(--max-megapixels)",
                               (unsigned long long)width_px,
                               (unsigned long long)height_px, at, MAX_PAGE_SIDE_PX,
                               (long long)limits->page_pixels);
            }
        }
    }
    return STATUS_OK;
}

/* --- objects in each other --- */

/* Reads objects byte by byte, from wherever they come. */
struct nest {
    int64_t depth, deepest; /* of [ and << */
    int64_t parens;         /* in a string: ( in it */
    bool escaped, in_comment;
    char last[2]; /* bytes outside of strings, the newest first */
};

static void nest_string(struct nest *nest, char c)
{
    if (nest->escaped) {
        nest->escaped = false;
    } else if (c == '\\') {
        nest->escaped = true;
    } else if (c == '(') {
        nest->parens++;
    } else if (c == ')') {
        nest->parens--;
    }
}

static void nest_object(struct nest *nest, char c)
{
    bool twice = c == nest->last[0];

    if (c == '[' || (c == '<' && twice)) {
        nest->depth++;
        nest->deepest = nest->depth > nest->deepest ? nest->depth : nest->deepest;
    } else if (nest->depth > 0 && (c == ']' || (c == '>' && twice))) {
        nest->depth--;
    } else if (c == '(') {
        nest->parens = 1;
    } else if (c == '%') {
        nest->in_comment = true;
    } else if (c == 'j' && nest->last[0] == 'b' && nest->last[1] == 'o') {
        nest->depth = 0; /* "obj", "endobj": what was open before is damage */
    }
    nest->last[1] = nest->last[0];
    if (twice && (c == '<' || c == '>')) {
        c = ' ';
    }
    nest->last[0] = c;
}

static void nest_feed(struct nest *nest, struct str bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.ptr[i];

        if (nest->in_comment) {
            nest->in_comment = c != '\n' && c != '\r';
        } else if (nest->parens > 0) {
            nest_string(nest, c);
        } else {
            nest_object(nest, c);
        }
    }
}

/* --- streams --- */

/* Unpacks a stream for its length, and for the objects in it. */
struct unpacking {
    int64_t most_bytes, bytes;
    struct nest nest;
};

static void unpack_stream(struct unpacking *to, struct str packed)
{
    unsigned char out[8 * 1024];
    z_stream zlib = {.next_in = (const Bytef *)packed.ptr,
                     .avail_in = (uInt)(packed.len < UINT32_MAX ? packed.len : 0)};
    int result = inflateInit(&zlib);

    while (result == Z_OK && to->bytes <= to->most_bytes) {
        zlib.next_out = out;
        zlib.avail_out = sizeof out;
        result = inflate(&zlib, Z_NO_FLUSH);
        to->bytes += (int64_t)(sizeof out - zlib.avail_out);
        nest_feed(&to->nest, (struct str){(char *)out, sizeof out - zlib.avail_out});
    }
    inflateEnd(&zlib);
}

static bool holds(struct str s, struct str needle)
{
    return str_find(s, needle, 0) < s.len;
}

/* An image is bounded by its pixels, whatever it unpacks to; fonts, profiles and the
 * page's drawing are not. */
static bool is_bounded_by_length(struct str dictionary)
{
    return (holds(dictionary, STR("/FlateDecode")) || holds(dictionary, STR("/Fl "))) &&
           !holds(dictionary, STR("/Image")) && !holds(dictionary, STR("/Width"));
}

static enum status too_deep(const struct limits *limits, size_t at, struct err *err)
{
    return err_set(err, STATUS_LIMIT, 0,
                   "larger than the limit: more than %lld objects in each other near "
                   "byte %zu (--max-nesting)",
                   (long long)limits->nesting, at);
}

static enum status stream_fits(struct str dictionary, struct str packed, size_t at,
                               const struct limits *limits, struct err *err)
{
    struct unpacking unpacking = {.most_bytes = limits->stream_bytes};

    if (!is_bounded_by_length(dictionary)) {
        return STATUS_OK;
    }
    unpack_stream(&unpacking, packed);
    if (unpacking.bytes > limits->stream_bytes) {
        return err_set(err, STATUS_LIMIT, 0,
                       "larger than the limit: the stream at byte %zu has more than "
                       "%lld bytes when unpacked (--max-stream-mib)",
                       at, (long long)limits->stream_bytes);
    }
    return holds(dictionary, STR("/ObjStm")) && unpacking.nest.deepest > limits->nesting
               ? too_deep(limits, at, err)
               : STATUS_OK;
}

/* What an end of line follows: "stream" is part of other words too. */
static size_t stream_begin(struct str bytes, size_t word)
{
    size_t at = word + 6;

    if (at < bytes.len && bytes.ptr[at] == '\r') {
        at++;
    }
    return at < bytes.len && bytes.ptr[at] == '\n' ? at + 1 : 0;
}

static enum status streams_fit(struct str bytes, const struct limits *limits,
                               struct err *err)
{
    struct nest nest = {0};
    size_t from = 0;
    enum status status = STATUS_OK;

    while (from < bytes.len && status == STATUS_OK) {
        size_t word = str_find(bytes, STR("stream"), from);
        size_t begin = word < bytes.len ? stream_begin(bytes, word) : 0;
        size_t end = begin > 0 ? str_find(bytes, STR("endstream"), begin) : word;

        nest_feed(&nest, str_sub(bytes, from, word));
        if (nest.deepest > limits->nesting) {
            return too_deep(limits, word, err);
        }
        if (begin > 0) {
            size_t head = word > DICTIONARY_BYTES ? word - DICTIONARY_BYTES : 0;

            head = head > from ? head : from;
            status = stream_fits(str_sub(bytes, head, word), str_sub(bytes, begin, end),
                                 begin, limits, err);
        }
        from = end < bytes.len ? end + 6 : bytes.len;
    }
    return status;
}

enum status pdf_fits(struct str bytes, const struct limits *limits, struct err *err)
{
    enum status status = images_fit(bytes, limits, err);

    return status == STATUS_OK ? streams_fit(bytes, limits, err) : status;
}

bool pdf_has_end(struct str bytes)
{
    struct str tail =
        str_from(bytes, bytes.len > TAIL_BYTES ? bytes.len - TAIL_BYTES : 0);

    return str_find(tail, STR("%%EOF"), 0) < tail.len;
}
