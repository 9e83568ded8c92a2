/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One document on its way through the flow: source, pages, words, lines, zones, text,
 * fields, findings. Everything lives in the document's arena but the open source. */
#ifndef VANTHU_DOCUMENT_H
#define VANTHU_DOCUMENT_H

#include "models.h"
#include "rows.h"
#include "source.h"

/* Reads documents one after the other, in one thread at a time. */
struct reader {
    const struct rules *rules;
    const struct models *models;
    struct ocr *ocr;       /* NULL until a page first needs it, */
    struct digits *digits; /* as is this one; the owner calls reader_close() */
    double images_s;       /* spent on decoding and cleaning images so far */
};

/* What reading a page has to say beside its words; check NULL: nothing. */
struct page_note {
    const char *check;
    struct str message;
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
    int last_lost;                /* the last of these, */
    struct str last_why;          /* and why */
    struct zone_state zone_state; /* after the last of the leaves */
    bool
        trusts_name; /* the file's name is evidence of the number; the owner's to set */
    bool is_header_only;   /* pages between the ends were left out */
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

/* Opens the file; `limits` NULL: the usual ones. id.source is set in any case.
 * document_close() is needed after a failure too. */
MUST_USE enum status document_open(struct str path, const struct limits *limits,
                                   struct arena *arena, struct document *out,
                                   struct err *err);
/* Names the document by the hash of its file, if that could be read at all; a dump of
 * words has the name of its scan. */
void document_name(struct document *document);
void document_close(struct document *document);

/* The words of one page, by what is on the page alone. Pages of a dump of words come in
 * its order, `page_no` is not looked at. STATUS_INPUT, STATUS_LIMIT, STATUS_OCR: this
 * page can't be read. */
MUST_USE enum status document_recognise(struct reader *reader,
                                        struct document *document, int page_no,
                                        struct words *out, struct page_note *note,
                                        struct err *err);
/* A dump of words has no more pages. */
bool document_ended(const struct document *document);

/* Takes pages in their order to lines and zones: document_begin() first, then for each
 * page one of the other two; id.pages_len has to be known. */
void document_begin(struct document *document);
void document_take(const struct rules *rules, struct document *document,
                   struct words words, const struct page_note *note);
/* The id of the finding on a page that was lost by `why`. */
const char *lost_check(enum status why);
/* `check`: that id. */
void document_lose(struct document *document, int page_no, const char *check,
                   struct str why);
/* Pages between the first and the last were not to be read. */
void document_leave_out(struct document *document);
/* STATUS_INPUT when no page was taken, with the last reason. */
MUST_USE enum status document_whole(const struct document *document, struct err *err);

/* Recognises a page and takes it, or loses it: no failure then. */
MUST_USE enum status document_read_page(struct reader *reader,
                                        struct document *document, int page_no,
                                        struct err *err);
/* All of that, up to page `last_page` (0: all). */
MUST_USE enum status document_read_pages(struct reader *reader,
                                         struct document *document, int last_page,
                                         struct err *err);
/* A failure of the set-up is nobody's page: the run has to end. */
bool status_ends_run(enum status status);
/* Opens the engines, which else the first page does that needs them: for a process that
 * opens no files later. STATUS_MODEL. */
MUST_USE enum status reader_open(struct reader *reader, struct err *err);
void reader_close(struct reader *reader);
/* Text, fields and findings of what was read, for each document in it. */
void document_extract(const struct rules *rules, struct document *document);

/* The path as it stands in the head of a dump of words: control characters and the
 * percent sign as %XX, so that it is one line. */
struct str path_escape(struct str path, struct arena *arena);

#endif
