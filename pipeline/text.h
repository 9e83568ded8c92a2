/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a whole document in reading order, its folded twin, and for each byte the
 * word that it came from. Everything lives in the document's arena. */
#ifndef VANTHU_TEXT_H
#define VANTHU_TEXT_H

#include "zones.h"

/* One page on its way to text. */
struct leaf {
    struct words words;
    struct lines lines;
    struct zones zones;
    bool begins_document; /* another one than that of the pages before */
};

/* A piece of text that rules look at: a paragraph, a cell, a line of the header. */
struct passage {
    enum zone_kind kind;
    size_t begin, end;   /* bytes of text.utf8 */
    int page_no;         /* of its first word */
    int block;           /* as in struct zone */
    int table, row, col; /* ZONE_CELL: table counted through the document, from 1 */
    int rows, cols;      /* ZONE_CELL: how many it spans */
    struct str head;     /* ZONE_CELL: of its column (in the first row its own text) */
    struct str under;    /* text of the nearest heading above, else empty */
};

struct text {
    struct str utf8;                /* passages parted by LF, pages by FF */
    struct str folded;              /* fold(utf8): one ASCII byte a character */
    const uint32_t *folded_to_text; /* folded.len + 1: byte offsets into utf8 */
    const uint32_t *text_to_folded; /* utf8.len + 1 */
    const struct word **word_of;    /* utf8.len: the word a byte came from, or NULL */
    const uint16_t *page_of;        /* utf8.len: page number of the byte, from 1 */
    struct passage *passages;
    size_t passages_len;
    const struct leaf *leaves;
    size_t leaves_len;
    /* set by document_extract() */
    bool has_unread_pages;
    bool is_header_only;  /* only the first and the last page were to be read */
    struct str file_name; /* of the scan, where names are evidence; else empty */
};

struct text text_from_zones(const struct leaf *leaves, size_t leaves_len,
                            struct arena *arena);

/* Where a value came from. */
struct origin {
    int page_no;       /* 0: nowhere (a value that is inferred) */
    struct box_pt box; /* of its words on that page */
    float conf_pct;    /* the lowest of the words it spans, those by hand left out */
    enum hand hand;    /* HAND_WRITTEN when one of its words is */
    float hand_chance; /* 0 to 1, that all its words by hand were read right */
};
struct origin text_origin(const struct text *text, size_t begin, size_t end);

/* Folding: lower case, no diacritics, đ and ð as d, one kind of quote, dash and blank;
 * what has no ASCII likeness becomes '?'. One byte for each character of NFC text, so
 * that a match maps back. `to_text` (may be NULL) receives len + 1 offsets. */
struct str fold(struct str utf8, struct arena *arena, uint32_t **to_text);

/* NFC, with the look-alikes that Tesseract's Vietnamese model emits put right (Ð U+00D0
 * for Đ U+0110, ð for đ). */
struct str text_nfc(struct str utf8, struct arena *arena);

#endif
