/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by zones_foot.c, zones_blocks.c, zones_signer.c and zones_recipients.c. */
#ifndef VANTHU_ZONING_FOOT_H
#define VANTHU_ZONING_FOOT_H

#include "zoning.h"

/* One signature block. */
struct block {
    struct box_px box; /* of its offices */
    int bottom_px;     /* the name is above this */
    bool approves;
    int rank; /* 0: the signer's */
};

enum { MAX_BLOCKS = 8 };

/* The parts of a page's foot, on their way. */
struct foot {
    size_t note;   /* the line "Nơi nhận:"; lines.len when there is none */
    int gutter_px; /* recipients end left of it */
    struct block blocks[MAX_BLOCKS];
    size_t blocks_len;
};

/* The line "Nơi nhận:"; lines.len when there is none. */
size_t zoning_note(const struct zoning *z);
/* Finds the offices of the signature blocks below `from_px`. */
void zoning_blocks(struct zoning *z, struct foot *foot, int from_px);
/* The name of each block; scraps around it go to the margin. */
void zoning_signers(struct zoning *z, const struct foot *foot);
/* Which block is the signer's own (block 0), with the names already found. */
void zoning_rank_blocks(const struct zoning *z, struct foot *foot);
void zoning_recipients(struct zoning *z, const struct foot *foot);
void zoning_emit_recipients(struct zoning *z);

#endif
