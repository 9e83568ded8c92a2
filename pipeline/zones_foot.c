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
#include "arena.h"
#include "letters.h"
#include "surnames.h"
#include "text.h"
#include "zoning.h"

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

struct block {
    size_t first;      /* its topmost line of office */
    struct box_px box; /* of its offices */
    int bottom_px;     /* the name is above this */
    bool approves;
    int rank; /* 0: the signer's */
};

enum { MAX_BLOCKS = 8 };

struct foot {
    size_t note;   /* the line "Nơi nhận:"; lines.len when there is none */
    int gutter_px; /* recipients end left of it */
    int top_px;
    struct block blocks[MAX_BLOCKS];
    size_t blocks_len;
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

static size_t find_note(const struct zoning *z)
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

    *block = (struct block){.first = first,
                            .box = last,
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

/* Offices stand in the right half, or side by side with one that does. */
static void find_blocks(struct zoning *z, struct foot *foot, int from_px)
{
    int middle = z->words->sheet.width_px * 46 / 100;

    for (size_t i = 0; i < z->lines->len && foot->blocks_len < MAX_BLOCKS; i++) {
        if (zoning_line(z, i)->box.top >= from_px &&
            box_mid_x(zoning_line(z, i)->box) > middle &&
            (is_office_line(z, i) || is_beside_note(z, foot, i))) {
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

static bool is_name_word(struct str word)
{
    struct letter_counts counts = letters_count(word);
    size_t len;

    return letter_case(utf8_at(word, 0, &len)) == LETTER_UPPER && counts.digits == 0 &&
           counts.upper + counts.lower >= 1 && counts.upper + counts.lower <= 8;
}

static bool begins_with_surname(const struct zoning *z, size_t i)
{
    struct str rest = z->of[i].folded;

    return surname_of(str_cut(&rest, ' ')).len > 0;
}

/* Two to six words, each with a capital: how much the line is a person's name, 0 to
 * 160. Scraps of a seal or a signature are short, unsure or not so written. */
static int name_score(const struct zoning *z, size_t i)
{
    const struct line *line = zoning_line(z, i);
    size_t names = 0, others = 0;

    for (size_t j = 0; j < line->len; j++) {
        const struct word *word = &z->words->at[z->lines->order[line->first + j]];

        if (is_name_word(word->text)) {
            names += letters_count(word->text).lower > 0 || line->is_caps;
        } else {
            others += letters_count(word->text).lower +
                          letters_count(word->text).upper +
                          letters_count(word->text).digits >
                      1;
        }
    }
    if (names < 2 || names > 6 || others > 1 || line->conf_pct < 45 ||
        box_height(line->box) > 3 * z->lines->text_height_px) {
        return 0;
    }
    return (int)line->conf_pct - 25 * (int)others +
           (begins_with_surname(z, i) ? 60 : 0);
}

/* In the column of `block`, below its offices and above what comes next. */
static bool is_below_block(const struct zoning *z, const struct block *block, size_t i)
{
    struct box_px box = zoning_line(z, i)->box;
    int reach = z->words->sheet.width_px / 6;

    return box.top > block->box.bottom - z->pitch_px / 3 &&
           box.top < block->bottom_px &&
           box_mid_x(box) > box_mid_x(block->box) - reach &&
           box_mid_x(box) < box_mid_x(block->box) + reach;
}

/* Which block a line below several of them belongs to: the nearest by the middle. */
static size_t nearest_block(const struct zoning *z, const struct foot *foot, size_t i)
{
    size_t best = foot->blocks_len;
    int best_off = 0;

    for (size_t b = 0; b < foot->blocks_len; b++) {
        int off = box_mid_x(zoning_line(z, i)->box) - box_mid_x(foot->blocks[b].box);

        off = off < 0 ? -off : off;
        if (is_below_block(z, &foot->blocks[b], i) &&
            (best == foot->blocks_len || off < best_off)) {
            best = b;
            best_off = off;
        }
    }
    return best;
}

/* Of a name that can't be read (script, a stamp across it), the lowest scrap: it says
 * that somebody signed. */
static size_t lowest_scrap(const struct zoning *z, const struct foot *foot, size_t b)
{
    size_t lowest = z->lines->len;

    for (size_t i = 0; i < z->lines->len; i++) {
        struct letter_counts counts = letters_count(z->of[i].text);

        if (z->of[i].kind == UNASSIGNED && counts.upper + counts.lower >= 4 &&
            nearest_block(z, foot, i) == b &&
            zoning_line(z, i)->box.left > foot->gutter_px - z->pitch_px) {
            lowest = i;
        }
    }
    return lowest;
}

/* The best name below each block; the scraps around it go to the margin. */
static void mark_names(struct zoning *z, struct foot *foot)
{
    for (size_t b = 0; b < foot->blocks_len; b++) {
        size_t best = z->lines->len;
        int best_score = 0;

        for (size_t i = 0; i < z->lines->len; i++) {
            int score;

            if (z->of[i].kind != UNASSIGNED || nearest_block(z, foot, i) != b) {
                continue;
            }
            score = name_score(z, i);
            if (score > 0 && score + 10 >= best_score) { /* the lower of two alike */
                best_score = score;
                best = i;
            }
        }
        best = best < z->lines->len ? best : lowest_scrap(z, foot, b);
        if (best < z->lines->len) {
            z->of[best].kind = ZONE_SIGNER;
            z->of[best].block = (int)b;
        }
    }
    for (size_t i = 0; i < z->lines->len; i++) {
        if (z->of[i].kind == UNASSIGNED &&
            nearest_block(z, foot, i) < foot->blocks_len &&
            zoning_line(z, i)->box.left > foot->gutter_px) {
            z->of[i].kind = ZONE_MARGIN;
        }
    }
}

/* Blocks one below the other in a column end where the next begins. The signer's own is
 * the rightmost of the top row that does not only approve. */
static void rank_blocks(const struct zoning *z, struct foot *foot)
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

static bool begins_item(const struct zoning *z, size_t i)
{
    struct str folded = z->of[i].folded;

    return folded.len > 1 && (folded.ptr[0] == '-' || folded.ptr[0] == '+' ||
                              folded.ptr[0] == '*' || folded.ptr[0] == '~');
}

/* ';' at the end, or what is read for it. */
static bool closes_item(struct str text)
{
    return str_ends(text, STR(";")) || str_ends(text, STR(".")) ||
           str_ends(text, STR(":"));
}

/* Lines below "Nơi nhận:" in its column, until a wide step or a line of the body. */
static void mark_recipients(struct zoning *z, struct foot *foot)
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
    size_t items[2 * MAX_BLOCKS * MAX_BLOCKS];
    size_t len = 0;

    for (size_t i = 0; i < z->lines->len && len < sizeof items / sizeof *items; i++) {
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

/* A document signs once: an annex's forms after the foot have false blocks. */
void zoning_foot(struct zoning *z)
{
    struct foot foot = {.gutter_px = z->words->sheet.width_px * 55 / 100};
    int from_px;

    if (z->state->foot_seen) {
        return;
    }
    foot.note = find_note(z);
    if (foot.note < z->lines->len) {
        cut_at_foot_gutter(z, &foot);
        from_px = zoning_line(z, foot.note)->box.top - 12 * z->pitch_px;
    } else if (z->words->sheet.page_no == 1 && !z->state->header_seen) {
        return;
    } else {
        from_px = z->words->sheet.height_px / 40;
    }
    find_blocks(z, &foot, from_px);
    for (size_t b = 0; b < foot.blocks_len; b++) {
        if (foot.blocks[b].box.left < foot.gutter_px &&
            box_mid_x(foot.blocks[b].box) > z->words->sheet.width_px * 46 / 100) {
            foot.gutter_px = foot.blocks[b].box.left - 1;
        }
    }
    if (foot.note < z->lines->len) {
        mark_recipients(z, &foot);
    } else if (foot.blocks_len > 0) {
        mark_unlabelled(z, &foot);
    }
    mark_names(z, &foot);
    rank_blocks(z, &foot);
    z->state->foot_seen = foot.note < z->lines->len;
}

void zoning_emit_foot(struct zoning *z)
{
    bool open = false;

    for (int rank = 0; rank < MAX_BLOCKS; rank++) {
        bool first = true;

        for (size_t i = 0; i < z->lines->len; i++) {
            if (z->of[i].kind != ZONE_SIGNING || z->of[i].block != rank) {
                continue;
            }
            if (first) {
                zoning_add(z, ZONE_SIGNING, i);
                first = false;
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
