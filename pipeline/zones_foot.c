/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The foot of a document (Annex I, cells 7 and 9b):
 *
 *   Nơi nhận:                     KT. GIÁM ĐỐC
 *   - A;                          PHÓ GIÁM ĐỐC
 *   - B (để b/c);                  (seal, signature)
 *   - Lưu: VT, C.                 Nguyễn Văn A
 *
 * Offices are in capitals; below them come the seal and the signature, which
 * recognition turns into scraps, and then the name. Several blocks may stand side by
 * side; the rightmost is the issuing agency's own. */
#include "zoning_foot.h"

static bool cut_foot_line(struct zoning *z, size_t i, int gutter_px)
{
    const struct line *line = zoning_line(z, i);

    for (size_t j = 1; j < line->len; j++) {
        const struct word *left = &z->words->at[z->lines->order[line->first + j - 1]];
        const struct word *right = &z->words->at[z->lines->order[line->first + j]];

        if (left->box.right < gutter_px && right->box.left >= gutter_px - 10 &&
            right->box.left - left->box.right > z->lines->text_height_px * 6 / 10) {
            zoning_cut(z, i, j);
            return true;
        }
    }
    return false;
}

/* Recipients and offices that were read as one line are parted at the gutter. */
static void cut_at_foot_gutter(struct zoning *z, struct foot *foot)
{
    int top = zoning_line(z, foot->note)->box.top;

    for (size_t i = 0; i < z->lines->len; i++) {
        struct box_px box = zoning_line(z, i)->box;

        if (z->of[i].kind == UNASSIGNED && box.top >= top - z->pitch_px / 2 &&
            box.left < foot->gutter_px && box.right > foot->gutter_px &&
            cut_foot_line(z, i, foot->gutter_px) && i < foot->note) {
            foot->note++;
        }
    }
}

/* What stands in the row of the label, but clearly apart from it, is another column's:
 * the name of a block at the left that ends beside it. */
static void cut_behind_label(struct zoning *z, size_t note)
{
    const struct line *line = zoning_line(z, note);

    for (size_t j = 1; j < line->len; j++) {
        const struct word *left = &z->words->at[z->lines->order[line->first + j - 1]];
        const struct word *right = &z->words->at[z->lines->order[line->first + j]];

        if (str_ends(left->text, STR(":")) &&
            right->box.left - left->box.right > z->lines->text_height_px * 6 / 10) {
            zoning_cut(z, note, j);
            return;
        }
    }
}

/* A document signs once: an annex's forms after the foot have false blocks. */
void zoning_foot(struct zoning *z)
{
    struct foot foot = {.gutter_px = z->words->sheet.width_px * 55 / 100};
    int from_px;

    if (z->state->foot_seen) {
        return;
    }
    foot.note = zoning_note(z);
    if (foot.note < z->lines->len) {
        cut_at_foot_gutter(z, &foot);
        cut_behind_label(z, foot.note);
        from_px = zoning_line(z, foot.note)->box.top - 12 * z->pitch_px;
    } else if (z->words->sheet.page_no == 1 && !z->state->header_seen) {
        return;
    } else {
        from_px = z->words->sheet.height_px / 40;
    }
    zoning_blocks(z, &foot, from_px);
    for (size_t b = 0; b < foot.blocks_len; b++) {
        if (foot.blocks[b].box.left < foot.gutter_px &&
            box_mid_x(foot.blocks[b].box) > z->words->sheet.width_px * 46 / 100) {
            foot.gutter_px = foot.blocks[b].box.left - 1;
        }
    }
    zoning_recipients(z, &foot);
    zoning_signers(z, &foot);
    zoning_rank_blocks(z, &foot);
    z->state->foot_seen = foot.note < z->lines->len;
}

/* The offices of a block as one zone, then its name. */
static void emit_block(struct zoning *z, int rank)
{
    size_t begin = z->out.len;

    for (size_t i = 0; i < z->lines->len; i++) {
        if (z->of[i].kind != ZONE_SIGNING || z->of[i].block != rank) {
            continue;
        }
        if (z->out.len == begin) {
            zoning_add(z, ZONE_SIGNING, i);
        } else {
            zoning_add_line(z, i);
        }
    }
    for (size_t i = 0; i < z->lines->len; i++) {
        if (z->of[i].kind == ZONE_SIGNER && z->of[i].block == rank) {
            zoning_add(z, ZONE_SIGNER, i);
        }
    }
}

void zoning_emit_foot(struct zoning *z)
{
    for (int rank = 0; rank < MAX_BLOCKS; rank++) {
        emit_block(z, rank);
    }
    zoning_emit_recipients(z);
}
