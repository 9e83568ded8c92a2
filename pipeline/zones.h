/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parts of a page as NĐ 30/2020 lays it out (Annex I, the 14 cells of the form), found
 * by geometry: never by the plain text stream. */
#ifndef VANTHU_ZONES_H
#define VANTHU_ZONES_H

#include "lines.h"

enum zone_kind {
    ZONE_PARENT_ISSUER, /* cell 2, the plain line(s) */
    ZONE_ISSUER,        /* cell 2, the bold line(s) */
    ZONE_MOTTO,         /* cell 1, or ĐẢNG CỘNG SẢN VIỆT NAM */
    ZONE_NUMBER,        /* cell 3 */
    ZONE_PLACE_DATE,    /* cell 4 */
    ZONE_SUBJECT,       /* cell 5b, V/v under the number of a công văn */
    ZONE_TYPE,          /* cell 5a, the line in capitals */
    ZONE_TITLE,         /* cell 5a, the lines below the type */
    ZONE_ADDRESSEE,     /* cell 9a, Kính gửi */
    ZONE_HEADING,       /* a numbered or bold heading of the body */
    ZONE_BODY,          /* a paragraph */
    ZONE_CELL,          /* one cell of a table */
    ZONE_RECIPIENT,     /* cell 9b, one line of Nơi nhận */
    ZONE_SIGNING,       /* cell 7a, one line of authority or office */
    ZONE_SIGNER,        /* cell 7b, the name */
    ZONE_STAMP,         /* urgency, secrecy, circulation, ĐẾN */
    ZONE_MARGIN,        /* page number, running foot, noise */
    ZONE_KINDS
};
extern const char *const zone_names[ZONE_KINDS];

struct zone {
    enum zone_kind kind;
    struct box_px box;
    size_t first, len; /* into zones.line_order */
    int block; /* ZONE_SIGNING, ZONE_SIGNER: signature blocks, 0: the issuer's own */
    int table, row, col; /* ZONE_CELL: table from 1 on the page, row and col from 0 */
    int rows, cols;      /* ZONE_CELL: how many rows and columns it spans */
    bool continues;      /* its paragraph began on the page before */
};

struct zones {
    struct zone *at; /* in reading order */
    size_t len;
    size_t *line_order; /* indices into lines */
    size_t line_order_len;
};

/* What is known from the pages before: a page is read as part of its document. */
struct zone_state {
    bool header_seen; /* the header of page 1 has been found */
    bool foot_seen;   /* the signature or the recipients have been found */
    bool
        open_end; /* the last paragraph of the page before ran to its last line's end */
};

/* Cuts lines that run across a gutter (`lines` may grow by that); every line ends up in
 * exactly one zone. */
struct zones zones_from_lines(struct lines *lines, const struct words *words,
                              struct zone_state *state, struct arena *arena);

#endif
