/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paragraphs and headings of the body. Plans are set with a first-line indent of about
 * 1 cm and spaced paragraphs (Annex I, II.4); scans show both with a wobble of some
 * pixels, so an indent, a wide step, a bullet or a short last line each tell. */
#include "letters.h"
#include "zoning.h"

#include <string.h>

/* Pieces that stand side by side in one row: read as one line of the body. */
struct row {
    size_t first, len; /* line indices, one after the other */
    struct box_px box;
};

static bool is_roman(struct str s)
{
    size_t i = 0;

    while (i < s.len && strchr("ivxl1", s.ptr[i]) && s.ptr[i] != '\0') {
        i++;
    }
    return i > 0 && i <= 5 && i < s.len && s.ptr[i] == '.';
}

static size_t digits_len(struct str s)
{
    size_t i = 0;

    while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9') {
        i++;
    }
    return i;
}

enum marker { MARK_NONE, MARK_BULLET, MARK_LETTER, MARK_NUMBER, MARK_ROMAN };

/* What a folded line begins with: "- ", "a)", "1.", "1.2.", "II.". */
static enum marker marker_of(struct str folded)
{
    size_t digits = digits_len(folded);

    if (folded.len < 2) {
        return MARK_NONE;
    }
    if (strchr("-+*", folded.ptr[0]) && folded.ptr[1] == ' ') {
        return MARK_BULLET;
    }
    if (folded.ptr[0] >= 'a' && folded.ptr[0] <= 'z' && folded.ptr[1] == ')') {
        return MARK_LETTER;
    }
    if (is_roman(folded)) {
        return MARK_ROMAN;
    }
    if (digits > 0 && digits <= 2 && digits < folded.len &&
        (folded.ptr[digits] == '.' || folded.ptr[digits] == ')') &&
        (digits + 1 == folded.len || folded.ptr[digits + 1] == ' ' ||
         digits_len(str_from(folded, digits + 1)) == 1)) {
        return MARK_NUMBER;
    }
    return MARK_NONE;
}

static bool ends_sentence(struct str text)
{
    static const struct str ends[] = {STR_INIT("."), STR_INIT(";"), STR_INIT(":"),
                                      STR_INIT("…"), STR_INIT("/")};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (str_ends(text, ends[i])) {
            return true;
        }
    }
    return false;
}

/* The rows so far, and where the paragraph stands. */
struct body {
    struct row before;
    bool any;
    bool before_is_first; /* the row before began its paragraph */
    bool heading;         /* the paragraph is a heading */
};

static struct str row_tail(const struct zoning *z, const struct row *row)
{
    if (row->len == 0) {
        return STR("");
    }
    return z->of[row->first + row->len - 1].text;
}

static bool row_is_bold(const struct zoning *z, const struct row *row)
{
    return zoning_is_bold(z, row->first);
}

static bool row_is_short(const struct zoning *z, const struct row *row)
{
    return row->box.right < edge_at(z->right, row->box) - 3 * z->lines->text_height_px;
}

static bool starts_paragraph(const struct zoning *z, const struct body *body,
                             const struct row *row)
{
    const struct row *before = &body->before;
    enum marker marker = marker_of(z->of[row->first].folded);
    int height = z->lines->text_height_px;
    int indent = row->box.left - edge_at(z->left, row->box);
    int hang = indent - (before->box.left - edge_at(z->left, before->box));
    bool ended = ends_sentence(row_tail(z, before));
    bool caps = zoning_line(z, row->first)->is_caps;

    if (!body->any || row->box.top - before->box.top > z->pitch_px * 17 / 10) {
        return true;
    }
    if (caps != zoning_line(z, before->first)->is_caps && (caps || body->heading)) {
        return true;
    }
    if (marker != MARK_NONE &&
        (indent > height / 2 || ended || row_is_short(z, before))) {
        return true;
    }
    if (indent > height && !(hang < height / 2 && hang > -height / 2 &&
                             !body->before_is_first && !row_is_short(z, before))) {
        return true;
    }
    return ended && row_is_short(z, before);
}

/* "I. ...", "1. ..." in bold or capitals and short, or all in capitals. */
static bool is_heading(const struct zoning *z, const struct row *row)
{
    enum marker marker = marker_of(z->of[row->first].folded);
    bool caps = zoning_line(z, row->first)->is_caps;
    bool numbered =
        marker == MARK_ROMAN || marker == MARK_NUMBER || marker == MARK_LETTER;
    struct str text = row_tail(z, row);
    bool open = !str_ends(text, STR(";")) && !str_ends(text, STR(","));

    if (caps && letters_count(z->of[row->first].text).upper >= 6) {
        return true;
    }
    if (marker == MARK_ROMAN && open) {
        return true;
    }
    return numbered && open && (row_is_bold(z, row) || row_is_short(z, row)) &&
           row->box.right - row->box.left <
               (edge_at(z->right, row->box) - edge_at(z->left, row->box)) * 97 / 100;
}

static void emit_row(struct zoning *z, struct body *body, const struct row *row)
{
    bool starts = starts_paragraph(z, body, row);
    size_t from = row->first;

    if (starts) {
        body->heading = is_heading(z, row);
        zoning_add(z, body->heading ? ZONE_HEADING : ZONE_BODY, from);
        from++;
    }
    for (size_t i = from; i < row->first + row->len; i++) {
        zoning_add_line(z, i);
    }
    body->before = *row;
    body->before_is_first = starts;
    body->any = true;
}

/* The run of unassigned lines outside the grids that share a row with line `i`. */
static struct row row_at(const struct zoning *z, const struct grids *grids, size_t i)
{
    struct row row = {.first = i, .len = 1, .box = zoning_line(z, i)->box};

    for (size_t j = i + 1; j < z->lines->len; j++) {
        if (z->of[j].kind != UNASSIGNED || zoning_line(z, j)->starts_row ||
            zoning_grid_of(grids, z, j) < grids->len ||
            box_shared_y(row.box, zoning_line(z, j)->box) == 0) {
            break;
        }
        row.len++;
        row.box = box_union(row.box, zoning_line(z, j)->box);
    }
    return row;
}

/* Whether the page's first line goes on with what the page before left open. */
static bool first_line_continues(const struct zoning *z, const struct row *row)
{
    struct letter_counts counts = letters_count(str_sub(z->of[row->first].text, 0, 4));

    return z->state->open_end &&
           row->box.left - edge_at(z->left, row->box) < z->lines->text_height_px &&
           marker_of(z->of[row->first].folded) == MARK_NONE && counts.upper <= 1;
}

void zoning_emit_body(struct zoning *z)
{
    struct grids grids = zoning_grids(z);
    bool emitted[64] = {false};
    struct body body = {0};
    bool page_begins = true;

    for (size_t i = 0; i < z->lines->len; i++) {
        size_t g;
        struct row row;
        bool continues;

        if (z->of[i].kind != UNASSIGNED || zoning_line(z, i)->box.right == 0) {
            continue;
        }
        g = zoning_grid_of(&grids, z, i);
        if (g < grids.len && g < sizeof emitted / sizeof *emitted) {
            if (!emitted[g]) {
                zoning_emit_table(z, &grids.at[g], (int)g + 1);
                emitted[g] = true;
            }
            body.any = false;
            page_begins = false;
            continue;
        }
        row = row_at(z, &grids, i);
        continues = page_begins && first_line_continues(z, &row);
        emit_row(z, &body, &row);
        z->out.at[z->out.len - 1].continues |= continues;
        page_begins = false;
    }
    z->state->open_end = body.any && !body.heading &&
                         !ends_sentence(row_tail(z, &body.before)) &&
                         !row_is_short(z, &body.before);
}
