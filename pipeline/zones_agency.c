/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The agencies above the number (cell 2): the parent's lines are plain, the issuer's
 * bold. */
#include "letters.h"
#include "zoning_head.h"

/* In the left column above the number: the agencies. */
static bool in_agency_column(const struct zoning *z, size_t i, const struct head *head,
                             int bottom_px)
{
    const struct line *line = zoning_line(z, i);
    struct letter_counts counts = letters_count(z->of[i].text);

    return z->of[i].kind == UNASSIGNED && line->conf_pct > 35 &&
           box_mid_y(line->box) < bottom_px &&
           line->box.bottom > head->motto_top - 2 * z->pitch_px &&
           box_mid_x(line->box) < head->gutter_px && counts.upper + counts.lower >= 3 &&
           counts.upper > counts.lower;
}

static bool names_a_place(struct str folded)
{
    static const struct str heads[] = {
        STR_INIT("tinh "),     STR_INIT("thanh pho "), STR_INIT("tp"),
        STR_INIT("huyen "),    STR_INIT("quan "),      STR_INIT("thi xa "),
        STR_INIT("thi tran "), STR_INIT("xa "),        STR_INIT("phuong "),
        STR_INIT("dac khu "),
    };

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (str_starts(folded, heads[i])) {
            return true;
        }
    }
    return false;
}

/* ỦY BAN NHÂN DÂN and HỘI ĐỒNG NHÂN DÂN are no agency without the place below. */
static bool wants_a_place(struct str folded)
{
    return folded.len < 24 &&
           (letters_find_like(folded, STR("uy ban nhan dan"), 2) < folded.len ||
            letters_find_like(folded, STR("hoi dong nhan dan"), 2) < folded.len);
}

/* Of the agency lines, how many from the top are the parent's: where the strokes grow
 * bold; where they don't tell, the first line, unless it needs the second. */
static size_t parent_len(const struct zoning *z, const size_t *at, size_t len)
{
    size_t best = 0;
    float best_ratio = 1.12F;

    if (len == 2 && wants_a_place(z->of[at[0]].folded) &&
        names_a_place(z->of[at[1]].folded)) {
        return 0;
    }
    for (size_t cut = 1; cut < len; cut++) {
        float above = 0, below = 0;

        for (size_t i = 0; i < len; i++) {
            float stroke = zoning_line(z, at[i])->stroke;

            *(i < cut ? &above : &below) += stroke / (float)(i < cut ? cut : len - cut);
        }
        if (above > 0 && below / above > best_ratio) {
            best_ratio = below / above;
            best = cut;
        }
    }
    if (best > 0 || len < 2) {
        return best;
    }
    if (wants_a_place(z->of[at[0]].folded) && names_a_place(z->of[at[1]].folded)) {
        return 2;
    }
    return 1;
}

void zoning_agencies(struct zoning *z, const struct head *head, int bottom_px)
{
    size_t at[12];
    size_t len = 0, parents;

    for (size_t i = 0; i < z->lines->len && len < sizeof at / sizeof *at; i++) {
        if (in_agency_column(z, i, head, bottom_px)) {
            if (zoning_is_stamp(z, i)) {
                z->of[i].kind = ZONE_STAMP;
            } else {
                at[len++] = i;
            }
        }
    }
    parents = parent_len(z, at, len);
    for (size_t i = 0; i < len; i++) {
        z->of[at[i]].kind = i < parents ? ZONE_PARENT_ISSUER : ZONE_ISSUER;
    }
}
