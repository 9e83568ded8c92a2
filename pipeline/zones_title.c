/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The type in capitals and the title below it (cell 5a), and to whom a letter goes
 * (cell 9a). */
#include "letters.h"
#include "zoning_head.h"

static bool is_centred(const struct zoning *z, size_t i)
{
    struct box_px box = zoning_line(z, i)->box;
    int middle = (edge_at(z->left, box) + edge_at(z->right, box)) / 2;
    int off = box_mid_x(box) - middle;
    int slack = z->words->sheet.width_px * 7 / 100;

    return off < slack && off > -slack;
}

/* The type: the first centred line in capitals below the head. Lines of specks and
 * stamps in between are passed over. */
static size_t find_type(struct zoning *z, const struct head *head)
{
    int lowest = head->bottom_px + 9 * z->pitch_px;

    for (size_t i = 0; i < z->lines->len; i++) {
        const struct line *line = zoning_line(z, i);

        if (z->of[i].kind != UNASSIGNED || line->box.top < head->bottom_px - 20 ||
            line->box.top > lowest) {
            continue;
        }
        if (zoning_is_stamp(z, i)) {
            z->of[i].kind = ZONE_STAMP;
        } else if (line->is_caps && is_centred(z, i) &&
                   box_width(line->box) < z->words->sheet.width_px * 6 / 10) {
            return i;
        }
    }
    return z->lines->len;
}

/* A short ruling line below the middle of the type, between two heights: it closes the
 * title. The frame of a stamp beside the type is none. */
static bool rule_between(const struct zoning *z, size_t type, int top, int bottom)
{
    int mid = box_mid_x(zoning_line(z, type)->box);

    for (size_t i = 0; i < z->words->strokes_len; i++) {
        struct box_px stroke = z->words->strokes[i];

        if (box_width(stroke) > 3 * box_height(stroke) &&
            box_width(stroke) < z->words->sheet.width_px / 2 && stroke.top > top &&
            stroke.top < bottom && stroke.left < mid && stroke.right > mid) {
            return true;
        }
    }
    return false;
}

/* Lines of the title follow the type closely, centred; bold where the strokes tell. */
static void mark_title(struct zoning *z, size_t type)
{
    struct box_px before = zoning_line(z, type)->box;
    bool type_is_bold = zoning_is_bold(z, type);
    int middle = box_mid_x(before), widest = 0;

    for (size_t i = type + 1; i < z->lines->len; i++) {
        const struct line *line = zoning_line(z, i);
        int step = line->box.top - before.top; /* a mark above makes a line's top */
        int step_below = line->box.bottom - before.bottom;
        bool plain = type_is_bold && z->lines->stroke > 0 && !zoning_is_bold(z, i);
        bool shrank = widest > 0 && box_width(before) * 100 < 82 * widest &&
                      box_width(line->box) > box_width(before) + 2 * z->pitch_px;

        if (z->of[i].kind != UNASSIGNED ||
            (step < z->pitch_px / 3 && step_below < z->pitch_px * 2 / 3) ||
            box_width(line->box) < 2 * z->lines->text_height_px ||
            line->box.right < middle || line->box.left > middle) {
            continue; /* a speck, a stamp beside it */
        }
        if (step > z->pitch_px * 17 / 10 || !is_centred(z, i) || shrank ||
            (widest > 0 && rule_between(z, type, before.bottom - 6, line->box.top)) ||
            (plain && widest > 0) || zoning_like(z, i, STR("kinh gui"), 1)) {
            return;
        }
        z->of[i].kind = ZONE_TITLE;
        before = line->box;
        if (box_width(before) > widest) {
            widest = box_width(before);
        }
    }
}

void zoning_title(struct zoning *z, const struct head *head)
{
    size_t type = find_type(z, head);

    if (type < z->lines->len) {
        z->of[type].kind = ZONE_TYPE;
        mark_title(z, type);
    }
}

/* "Kính gửi:" and the lines below it that begin further right than the body. */
void zoning_addressees(struct zoning *z, const struct head *head)
{
    int last = -1;

    for (size_t i = 0; i < z->lines->len; i++) {
        struct box_px box = zoning_line(z, i)->box;

        if (z->of[i].kind != UNASSIGNED || box.top < head->bottom_px - 20) {
            continue;
        }
        if (last < 0
                ? zoning_like(z, i, STR("kinh gui"), 1) && z->of[i].folded.len > 0 &&
                      letters_find_like(z->of[i].folded, STR("kinh gui"), 1) < 6
                : box.top - last < 2 * z->pitch_px &&
                      box.left > edge_at(z->left, box) + 3 * z->pitch_px) {
            z->of[i].kind = ZONE_ADDRESSEE;
            last = box.top;
        } else if (last >= 0 && box.top - last > 2 * z->pitch_px) {
            return;
        }
    }
}
