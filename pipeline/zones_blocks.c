/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signature blocks: offices in capitals, one below the other, and which of several
 * blocks is the signer's own. */
#include "letters.h"
#include "zoning_foot.h"

/* Words that begin or end an office or an authority, folded. */
static const struct str offices[] = {
    STR_INIT("tm."),           STR_INIT("kt."),         STR_INIT("tl."),
    STR_INIT("tuq."),          STR_INIT("t/m"),         STR_INIT("k/t"),
    STR_INIT("t/l"),           STR_INIT("q."),          STR_INIT("giam doc"),
    STR_INIT("chu tich"),      STR_INIT("bi thu"),      STR_INIT("hieu truong"),
    STR_INIT("truong"),        STR_INIT("chanh"),       STR_INIT("thu truong"),
    STR_INIT("cuc truong"),    STR_INIT("chi huy"),     STR_INIT("chinh uy"),
    STR_INIT("ban thuong vu"), STR_INIT("thuong truc"), STR_INIT("uy vien"),
    STR_INIT("quyen"),         STR_INIT("dieu hanh"),   STR_INIT("tong "),
    STR_INIT("thu ky"),        STR_INIT("chu nhiem"),   STR_INIT("vien truong"),
    STR_INIT("chanh an"),      STR_INIT("doi truong"),  STR_INIT("uy ban"),
    STR_INIT("ban chap hanh"), STR_INIT("hoi dong"),    STR_INIT("ban chi dao"),
};

/* Blocks of those who only approve or confirm: not the signer. */
static const struct str approvals[] = {
    STR_INIT("phe duyet"),
    STR_INIT("duyet"),
    STR_INIT("xac nhan"),
    STR_INIT("y kien"),
};

static bool says_office(const struct zoning *z, size_t i)
{
    for (size_t k = 0; k < sizeof offices / sizeof *offices; k++) {
        size_t slack = offices[k].len >= 7 ? 1 : 0;

        if (letters_find_like(z->of[i].folded, offices[k], slack) <
            z->of[i].folded.len) {
            return true;
        }
    }
    return false;
}

static bool says_approval(const struct zoning *z, size_t i)
{
    for (size_t k = 0; k < sizeof approvals / sizeof *approvals; k++) {
        size_t at = letters_find_like(z->of[i].folded, approvals[k], 0);

        if (at < 4 && at < z->of[i].folded.len) {
            return true;
        }
    }
    return false;
}

/* Of the red layer: a stamp of name or office, or letters of a seal. */
static bool is_red(const struct zoning *z, size_t i)
{
    return z->words->at[z->lines->order[zoning_line(z, i)->first]].layer == LAYER_RED;
}

static bool is_office_line(const struct zoning *z, size_t i)
{
    const struct line *line = zoning_line(z, i);

    return z->of[i].kind == UNASSIGNED && line->is_caps && line->conf_pct > 30 &&
           z->of[i].folded.len >= 5 && (!is_red(z, i) || line->conf_pct > 70) &&
           says_office(z, i) &&
           box_width(line->box) < z->words->sheet.width_px * 55 / 100;
}

/* The next line of capitals below `box` in its column, close enough to be its second.
 */
static size_t office_below(const struct zoning *z, struct box_px box, size_t from)
{
    for (size_t i = from; i < z->lines->len; i++) {
        const struct line *line = zoning_line(z, i);
        int step = line->box.top - box.bottom;

        if (z->of[i].kind == UNASSIGNED && line->is_caps && line->conf_pct > 40 &&
            (!is_red(z, i) || (line->conf_pct > 70 && says_office(z, i))) &&
            step > -z->pitch_px / 3 && step < z->pitch_px &&
            box_shared_x(line->box, box) * 2 > box_width(line->box) &&
            z->of[i].folded.len >= 5) {
            return i;
        }
    }
    return z->lines->len;
}

static void add_block(struct zoning *z, struct foot *foot, size_t first)
{
    struct block *block = &foot->blocks[foot->blocks_len++];
    struct box_px last = zoning_line(z, first)->box;

    *block = (struct block){.box = last,
                            .bottom_px = z->words->sheet.height_px,
                            .approves = says_approval(z, first)};
    z->of[first].kind = ZONE_SIGNING;
    z->of[first].block = (int)foot->blocks_len - 1;
    for (size_t i = first + 1;;) {
        i = office_below(z, last, i);
        if (i >= z->lines->len) {
            return;
        }
        last = zoning_line(z, i)->box;
        block->box = box_union(block->box, last);
        z->of[i].kind = ZONE_SIGNING;
        z->of[i].block = (int)foot->blocks_len - 1;
    }
}

/* Capitals in bold on the row of "Nơi nhận:" are an office, whatever of it the seal
 * left to be read. */
static bool is_beside_note(const struct zoning *z, const struct foot *foot, size_t i)
{
    const struct line *line = zoning_line(z, i);
    int step = foot->note < z->lines->len
                   ? line->box.top - zoning_line(z, foot->note)->box.top
                   : z->words->sheet.height_px;

    return z->of[i].kind == UNASSIGNED && line->is_caps && zoning_is_bold(z, i) &&
           !is_red(z, i) && z->of[i].folded.len >= 6 && line->conf_pct > 40 &&
           step < 3 * z->pitch_px / 2 && step > -3 * z->pitch_px / 2;
}

/* Running text between the line and "Nơi nhận:": the line is of the body, as "GIÁM ĐỐC
 * SỞ
 * ..." and "QUYẾT ĐỊNH:" of a decision are. */
static bool has_text_below(const struct zoning *z, const struct foot *foot, size_t i)
{
    int bottom = zoning_line(z, i)->box.bottom;

    if (foot->note >= z->lines->len) {
        return false;
    }
    for (size_t k = 0; k < z->lines->len; k++) {
        const struct line *line = zoning_line(z, k);

        if (z->of[k].kind == UNASSIGNED && !line->is_caps && line->conf_pct > 50 &&
            line->box.top > bottom &&
            line->box.bottom < zoning_line(z, foot->note)->box.top &&
            box_width(line->box) > z->words->sheet.width_px * 55 / 100) {
            return true;
        }
    }
    return false;
}

/* Offices stand in the right half, or side by side with one that does. */
void zoning_blocks(struct zoning *z, struct foot *foot, int from_px)
{
    /* Without recipients beside it, only what stands clearly right of the centre: an
     * authority that begins a decision ("CHỦ TỊCH ỦY BAN NHÂN DÂN ...") is centred. */
    int middle =
        z->words->sheet.width_px * (foot->note < z->lines->len ? 46 : 58) / 100;

    for (size_t i = 0; i < z->lines->len && foot->blocks_len < MAX_BLOCKS; i++) {
        if (zoning_line(z, i)->box.top >= from_px &&
            box_mid_x(zoning_line(z, i)->box) > middle &&
            (is_office_line(z, i) || is_beside_note(z, foot, i)) &&
            !has_text_below(z, foot, i)) {
            add_block(z, foot, i);
        }
    }
    for (size_t i = 0;
         i < z->lines->len && foot->blocks_len > 0 && foot->blocks_len < MAX_BLOCKS;
         i++) {
        int step = zoning_line(z, i)->box.top - foot->blocks[0].box.top;

        if (step < 2 * z->pitch_px && step > -2 * z->pitch_px && is_office_line(z, i)) {
            add_block(z, foot, i);
        }
    }
}

/* Blocks one below the other in a column end where the next begins. The signer's own is
 * the rightmost of the top row that does not only approve. */
void zoning_rank_blocks(const struct zoning *z, struct foot *foot)
{
    size_t own = foot->blocks_len;

    for (size_t a = 0; a < foot->blocks_len; a++) {
        struct block *block = &foot->blocks[a];

        for (size_t b = 0; b < foot->blocks_len; b++) {
            const struct block *other = &foot->blocks[b];
            int off = box_mid_x(other->box) - box_mid_x(block->box);

            if (other->box.top > block->box.bottom &&
                other->box.top < block->bottom_px &&
                off < z->words->sheet.width_px / 4 &&
                off > -z->words->sheet.width_px / 4) {
                block->bottom_px = other->box.top;
            }
        }
        if (!block->approves &&
            (own == foot->blocks_len ||
             (block->box.top < foot->blocks[own].box.bottom + 2 * z->pitch_px &&
              block->box.left > foot->blocks[own].box.left))) {
            own = a;
        }
    }
    for (size_t a = 0, rank = 1; a < foot->blocks_len; a++) {
        foot->blocks[a].rank = a == own ? 0 : (int)rank++;
    }
    for (size_t i = 0; i < z->lines->len; i++) {
        if (z->of[i].kind == ZONE_SIGNING || z->of[i].kind == ZONE_SIGNER) {
            z->of[i].block = foot->blocks[z->of[i].block].rank;
        }
    }
}
