/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nơi nhận (cell 9b): its label, its items, and the lines that an item goes on with. */
#include "letters.h"
#include "zoning_foot.h"

#include <string.h>

size_t zoning_note(const struct zoning *z)
{
    size_t found = z->lines->len;

    for (size_t i = 0; i < z->lines->len; i++) {
        struct str folded = z->of[i].folded;
        size_t at = letters_find_like(folded, STR("noi nhan"), folded.len < 16 ? 2 : 1);

        if (z->of[i].kind == UNASSIGNED && folded.len < 40 && at <= 3 &&
            at < folded.len &&
            box_mid_x(zoning_line(z, i)->box) < z->words->sheet.width_px * 6 / 10) {
            found = i;
        }
    }
    return found;
}

static bool begins_item(const struct zoning *z, size_t i)
{
    struct str folded = z->of[i].folded;

    return folded.len > 1 && folded.ptr[0] != '\0' && strchr("-+*~_=", folded.ptr[0]);
}

/* ';' at the end, or what is read for it. */
static bool closes_item(struct str text)
{
    return str_ends(text, STR(";")) || str_ends(text, STR(".")) ||
           str_ends(text, STR(":"));
}

/* Lines below "Nơi nhận:" in its column, until a wide step or a line of the body. */
static void mark_labelled(struct zoning *z, const struct foot *foot)
{
    struct box_px note = zoning_line(z, foot->note)->box;
    int last = note.top;

    z->of[foot->note].kind = ZONE_RECIPIENT;
    for (size_t i = 0; i < z->lines->len; i++) {
        struct box_px box = zoning_line(z, i)->box;

        if (z->of[i].kind != UNASSIGNED || box.top <= note.top ||
            box.left > foot->gutter_px || box.left < note.left - 3 * z->pitch_px ||
            box.left > note.left + z->words->sheet.width_px / 4) {
            continue;
        }
        if (box.top - last > 3 * z->pitch_px) {
            return;
        }
        if (letters_count(z->of[i].text).upper + letters_count(z->of[i].text).lower <
            2) {
            continue; /* a number of the drafter's, specks */
        }
        z->of[i].kind = ZONE_RECIPIENT;
        last = box.top;
    }
}

/* The label hidden by a seal's edge: items with a dash, left of the offices. */
static void mark_unlabelled(struct zoning *z, const struct foot *foot)
{
    enum { MAX_ITEMS = 128 };
    size_t items[MAX_ITEMS];
    size_t len = 0;

    for (size_t i = 0; i < z->lines->len && len < MAX_ITEMS; i++) {
        struct box_px box = zoning_line(z, i)->box;

        if (z->of[i].kind == UNASSIGNED && begins_item(z, i) &&
            box.top > foot->blocks[0].box.top - z->pitch_px &&
            box.right < foot->gutter_px + 2 * z->pitch_px &&
            box.left < z->words->sheet.width_px / 3) {
            items[len++] = i;
        }
    }
    for (size_t i = 0; len >= 2 && i < len; i++) {
        z->of[items[i]].kind = ZONE_RECIPIENT;
    }
}

void zoning_recipients(struct zoning *z, const struct foot *foot)
{
    if (foot->note < z->lines->len) {
        mark_labelled(z, foot);
    } else if (foot->blocks_len > 0) {
        mark_unlabelled(z, foot);
    }
}

void zoning_emit_recipients(struct zoning *z)
{
    bool open = false;

    for (size_t i = 0; i < z->lines->len; i++) {
        if (z->of[i].kind != ZONE_RECIPIENT) {
            continue;
        }
        /* A line without a dash goes on with an item that is not closed. */
        if (open && !begins_item(z, i) && !str_starts(z->of[i].folded, STR("luu"))) {
            zoning_add_line(z, i);
        } else {
            zoning_add(z, ZONE_RECIPIENT, i);
        }
        open = (begins_item(z, i) || open) && !closes_item(z->of[i].text);
    }
}
