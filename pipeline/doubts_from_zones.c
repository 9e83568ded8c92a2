/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doubts.h"

enum {
    /* From the office down to the name there is room for a seal: 42 mm and a line. */
    NAME_BELOW_MM = 52,
    NAME_ASIDE_MM = 42,
    WEAK_PCT = 80,
    OFFICE_BELOW_MM = 9,
    OFFICE_ASIDE_MM = 14,
    /* Recipients that are missing below the last one found. */
    MORE_BELOW_MM = 22,
    /* A label that was not read, and a first item. */
    MORE_ABOVE_MM = 10,
};

static int px_of_mm(const struct words *words, int mm)
{
    return words->sheet.dpi * mm * 10 / 254;
}

static struct box_px on_sheet(struct box_px box, const struct words *words)
{
    return box_clip(box, words->sheet.width_px, words->sheet.height_px);
}

/* Office and name of a block, as far as they were read. */
static bool is_of_block(const struct zone *zone, int block)
{
    return (zone->kind == ZONE_SIGNING || zone->kind == ZONE_SIGNER) &&
           zone->block == block;
}

static bool line_is_weak(const struct line *line, const struct lines *lines,
                         const struct words *words)
{
    for (size_t i = 0; i < line->len; i++) {
        if (words->at[lines->order[line->first + i]].conf_pct < WEAK_PCT) {
            return true;
        }
    }
    return false;
}

static bool zone_is_weak(const struct zone *zone, const struct zones *zones,
                         const struct lines *lines, const struct words *words)
{
    for (size_t i = 0; i < zone->len; i++) {
        if (line_is_weak(&lines->at[zones->line_order[zone->first + i]], lines,
                         words)) {
            return true;
        }
    }
    return false;
}

/* A word of the block is hardly more than a guess. */
static bool is_weak(const struct zones *zones, const struct lines *lines,
                    const struct words *words, int block)
{
    for (size_t i = 0; i < zones->len; i++) {
        const struct zone *zone = &zones->at[i];

        if (is_of_block(zone, block) && zone_is_weak(zone, zones, lines, words)) {
            return true;
        }
    }
    return false;
}

static bool has_signer(const struct zones *zones, int block)
{
    for (size_t i = 0; i < zones->len; i++) {
        if (zones->at[i].kind == ZONE_SIGNER && zones->at[i].block == block) {
            return true;
        }
    }
    return false;
}

/* KT. ("ký thay") is signed by a deputy, whose office stands below (NĐ 30/2020, Điều
 * 13): a block that ends with it lacks a line. */
static bool ends_with_deputed(const struct zone *office, const struct zones *zones,
                              const struct lines *lines, const struct words *words)
{
    size_t last = zones->line_order[office->first + office->len - 1];
    struct str text = words->at[lines->order[lines->at[last].first]].text;

    return str_starts(text, STR("KT")) || str_starts(text, STR("K/T")) ||
           str_starts(text, STR("TL")) || str_starts(text, STR("TUQ")) ||
           str_starts(text, STR("TM")) || str_starts(text, STR("T/M"));
}

static struct second_look office_doubt(const struct zone *office,
                                       const struct words *words)
{
    int aside = px_of_mm(words, OFFICE_ASIDE_MM);

    return (struct second_look){
        .box = {office->box.left - aside, office->box.top - px_of_mm(words, 2),
                office->box.right + aside,
                office->box.bottom + px_of_mm(words, OFFICE_BELOW_MM)},
    };
}

static struct second_look name_doubt(const struct zone *office,
                                     const struct words *words)
{
    int aside = px_of_mm(words, NAME_ASIDE_MM);
    int mid = box_mid_x(office->box);

    return (struct second_look){
        .box = {mid - aside, office->box.bottom + 2, mid + aside,
                office->box.bottom + px_of_mm(words, NAME_BELOW_MM)},
        .is_scattered = true,
    };
}

/* The block as a whole, offices and name, without what is paler than print. */
static struct second_look block_doubt(const struct zone *office,
                                      const struct words *words)
{
    struct second_look look = name_doubt(office, words);

    look.box.top = office->box.top - px_of_mm(words, 2);
    look.is_dark = true;
    return look;
}

static bool is_last_line(const struct zone *zone, const struct zones *zones,
                         const struct lines *lines, const struct words *words)
{
    const struct line *line = &lines->at[zones->line_order[zone->first]];

    for (size_t i = 0; i < line->len && i < 3; i++) {
        struct str text = words->at[lines->order[line->first + i]].text;

        if (str_starts(text, STR("Lưu")) || str_starts(text, STR("-Lưu"))) {
            return true;
        }
    }
    return false;
}

/* A speck or a tall scrap among the items: two of their lines were read as one. */
static bool has_scrap(const struct zones *zones, const struct lines *lines,
                      struct box_px list)
{
    for (size_t i = 0; i < zones->len; i++) {
        struct box_px box = zones->at[i].box;

        if (zones->at[i].kind != ZONE_RECIPIENT &&
            box_height(box) > lines->text_height_px / 2 && box.left < list.right &&
            box_holds(list, box_mid_x(box), box_mid_y(box))) {
            return true;
        }
    }
    return false;
}

static bool is_label(const struct zone *zone, const struct zones *zones,
                     const struct lines *lines, const struct words *words)
{
    const struct line *line = &lines->at[zones->line_order[zone->first]];

    return str_starts(words->at[lines->order[line->first]].text, STR("N"));
}

/* `box` up to where its label would stand, but not into a paragraph above it. */
static void reach_for_label(const struct zones *zones, const struct words *words,
                            struct box_px *box)
{
    int top = box->top - px_of_mm(words, MORE_ABOVE_MM), old_top = box->top;

    for (size_t i = 0; i < zones->len; i++) {
        struct box_px above = zones->at[i].box;

        if ((zones->at[i].kind == ZONE_BODY || zones->at[i].kind == ZONE_HEADING) &&
            box_width(above) > box_width(*box) && above.bottom <= old_top &&
            above.bottom > top) {
            top = above.bottom;
        }
    }
    box->top = top;
}

/* The list from its label down, when its label or its last line is not there, or when
 * an item is hardly more than a guess. */
static bool list_doubt(const struct zones *zones, const struct lines *lines,
                       const struct words *words, struct second_look *out)
{
    struct box_px box = {0};
    bool is_whole = false, weak = false, has_label = false;

    for (size_t i = 0; i < zones->len; i++) {
        if (zones->at[i].kind != ZONE_RECIPIENT) {
            continue;
        }
        is_whole = is_whole || is_last_line(&zones->at[i], zones, lines, words);
        weak = weak || zone_is_weak(&zones->at[i], zones, lines, words);
        has_label = has_label || is_label(&zones->at[i], zones, lines, words);
        box = box_union(box, zones->at[i].box);
    }
    if (box_is_empty(box) ||
        (has_label && is_whole && !weak && !has_scrap(zones, lines, box))) {
        return false;
    }
    if (!has_label) {
        reach_for_label(zones, words, &box);
    }
    box.left -= px_of_mm(words, 4);
    box.top -= px_of_mm(words, 1);
    box.bottom += px_of_mm(words, is_whole ? 1 : MORE_BELOW_MM);
    if (box.right < words->sheet.width_px * 48 / 100) {
        box.right = words->sheet.width_px * 48 / 100;
    }
    *out = (struct second_look){.box = on_sheet(box, words)};
    return true;
}

size_t doubts_from_zones(const struct zones *zones, const struct lines *lines,
                         const struct words *words, struct second_look *out)
{
    size_t len = 0;

    for (size_t i = 0; i < zones->len && len + 3 < MAX_DOUBTS; i++) {
        const struct zone *zone = &zones->at[i];

        if (zone->kind != ZONE_SIGNING) {
            continue;
        }
        if (ends_with_deputed(zone, zones, lines, words)) {
            out[len++] = office_doubt(zone, words);
        }
        if (!has_signer(zones, zone->block)) {
            out[len++] = name_doubt(zone, words);
        }
        if (!has_signer(zones, zone->block) ||
            is_weak(zones, lines, words, zone->block)) {
            out[len++] = block_doubt(zone, words);
        }
    }
    for (size_t i = 0; i < len; i++) {
        out[i].box = on_sheet(out[i].box, words);
    }
    if (list_doubt(zones, lines, words, &out[len])) {
        len++;
    }
    return len;
}
