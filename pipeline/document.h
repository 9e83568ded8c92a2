/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One document on its way through the flow: source, pages, words, lines, zones, text,
 * fields, findings. Everything lives in the document's arena but the open source. */
#ifndef VANTHU_DOCUMENT_H
#define VANTHU_DOCUMENT_H

#include "models.h"
#include "rows.h"
#include "source.h"

/* Reads documents one after the other; one per process. */
struct reader {
    const struct rules *rules;
    const struct models *models;
    struct ocr *ocr;       /* NULL until a page first needs it, */
    struct digits *digits; /* as is this one; the owner calls reader_close() */
    /* Told when a page is begun, so that a supervisor knows where it hangs; may be
     * NULL. */
    void (*page_begins)(void *watcher, int page_no);
    void *watcher;
};

/* One document of a file; nearly always the only one. Pages that could not be read
 * belong to the part before them. */
struct part {
    struct document_id id; /* of several: with the pages */
    struct leaf *leaves;
    size_t leaves_len;
    int first_page, last_page;
    struct text text;
    struct fields fields;
    struct rule_troubles troubles;
    struct findings findings;
};

struct document {
    struct document_id id; /* of the file */
    struct source source;
    struct str dump_rest; /* SOURCE_WORDS: what is not read yet */
    struct arena *arena;
    struct leaf *leaves; /* of the pages that could be read */
    size_t leaves_len;
    int pages_lost;               /* could not be read */
    struct zone_state zone_state; /* after the last of the leaves */
    bool
        trusts_name; /* the file's name is evidence of the number; the owner's to set */
    struct findings notes; /* what reading the pages had to say */
    struct part *parts;    /* set by document_extract(), at least one */
    size_t parts_len;
};

/* What the head of a page after the first says. */
enum beginning {
    BEGINS_NOTHING,
    BEGINS_DOCUMENT, /* agency, motto, number, place and date: a document of its own */
    BEGINS_PERHAPS,  /* the number or the year is not there */
};
enum beginning document_begins(const struct words *words, struct arena *arena);

/* Opens the file and names the document; id.source is set in any case, and the hash
 * when the file could be read at all. document_close() is needed after a failure too.
 */
MUST_USE enum status document_open(struct str path, struct arena *arena,
                                   struct document *out, struct err *err);
void document_close(struct document *document);

/* Pages to words, lines and zones, up to page `last_page` (0: all). A page that can't
 * be read is noted and left out; STATUS_INPUT when none can. */
MUST_USE enum status document_read_pages(struct reader *reader,
                                         struct document *document, int last_page,
                                         struct err *err);
void reader_close(struct reader *reader);
/* Text, fields and findings of what was read, for each document in it. */
void document_extract(const struct rules *rules, struct document *document);

/* The path as it stands in the head of a dump of words: control characters and the
 * percent sign as %XX, so that it is one line. */
struct str path_escape(struct str path, struct arena *arena);

#endif
