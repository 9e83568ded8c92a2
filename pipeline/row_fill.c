/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fill.h"

#include "arena.h"
#include "confidence.h"

#include <string.h>

static bool same_or_unset(struct str a, struct str b)
{
    return a.len == 0 || b.len == 0 || str_eq(a, b);
}

enum { CODE_MAX = 64, CODE_SLIPS_MAX = 2 };

/* How many letters have to be changed, put in or left out; CODE_MAX for long texts. */
static size_t slips(struct str a, struct str b)
{
    size_t row[CODE_MAX + 1];

    if (a.len >= CODE_MAX || b.len >= CODE_MAX) {
        return CODE_MAX;
    }
    for (size_t k = 0; k <= b.len; k++) {
        row[k] = k;
    }
    for (size_t i = 1; i <= a.len; i++) {
        size_t corner = row[0];

        row[0] = i;
        for (size_t k = 1; k <= b.len; k++) {
            size_t changed = corner + (a.ptr[i - 1] != b.ptr[k - 1]);
            size_t fewest = row[k] < row[k - 1] ? row[k] + 1 : row[k - 1] + 1;

            corner = row[k];
            row[k] = changed < fewest ? changed : fewest;
        }
    }
    return row[b.len];
}

/* "31" of "31/KH-UBND". */
static struct str leading_number(struct str code)
{
    size_t len = 0;

    while (len < code.len && code.ptr[len] >= '0' && code.ptr[len] <= '9') {
        len++;
    }
    return str_sub(code, 0, len);
}

/* The same number of the same day, its symbol misread in one of the two places. */
static bool is_misread(const struct fill *fill, struct field *a, struct field *b)
{
    struct str code_a = *fill_cell(a, "code"), code_b = *fill_cell(b, "code");
    struct str number = leading_number(code_a);

    return number.len > 0 && str_eq(number, leading_number(code_b)) &&
           fill_cell(a, "date")->len > 0 &&
           str_eq(*fill_cell(a, "date"), *fill_cell(b, "date")) &&
           slips(fill_folded(fill, code_a), fill_folded(fill, code_b)) <=
               CODE_SLIPS_MAX;
}

struct field *fill_twin(struct fill *fill, struct field *field, struct str key)
{
    for (size_t i = 0; i < fill->out.len; i++) {
        struct field *twin = &fill->out.at[i];

        if (twin->table != field->table ||
            !(str_eq(fill->keys[i], key) ||
              (field->table == TABLE_REFERENCES && is_misread(fill, twin, field)))) {
            continue;
        }
        if ((field->table != TABLE_REFERENCES ||
             same_or_unset(*fill_cell(twin, "type"), *fill_cell(field, "type")))) {
            return twin;
        }
    }
    return NULL;
}

void fill_push(struct fill *fill, struct field field, struct str key)
{
    size_t len = fill->out.len;

    fill->out.at =
        arena_grow(fill->arena, fill->out.at, len, &fill->out.cap, sizeof field);
    fill->keys = arena_grow(fill->arena, fill->keys, len, &fill->keys_cap, sizeof key);
    fill->out.at[len] = field;
    fill->keys[len] = key;
    fill->out.len++;
}

void fill_text(const struct fill *fill, struct field *field)
{
    fill_if_unset(field, "text",
                  fill_join_blanks(str_sub(fill->text->utf8, field->begin, field->end),
                                   fill->arena));
}

/* A citation without a number is known by its name, and by its date where it has one
 * ("Nghị quyết Đại hội" of two years). */
static struct str reference_key(const struct fill *fill, struct field *field)
{
    struct str code = *fill_cell(field, "code");

    if (code.len > 0) {
        return str_printf(fill->arena, "code %.*s", STR_ARG(code));
    }
    return str_printf(fill->arena, "name %.*s %.*s",
                      STR_ARG(fill_folded(fill, *fill_cell(field, "name"))),
                      STR_ARG(*fill_cell(field, "date")));
}

static void add_reference(struct fill *fill, struct field field)
{
    static const char *const later[] = {"date", "issuer", "type", "name"};
    struct str code = *fill_cell(&field, "code");
    struct str key = reference_key(fill, &field);
    struct field *twin;

    if ((code.len == 0 && fill_cell(&field, "name")->len == 0) ||
        (code.len > 0 && str_eq(code, fill->own_code))) {
        return;
    }
    twin = fill_twin(fill, &field, key);
    for (size_t i = 0; twin && i < sizeof later / sizeof *later; i++) {
        if (fill_cell(twin, later[i])->len == 0) {
            *fill_cell(twin, later[i]) = *fill_cell(&field, later[i]);
        }
    }
    if (twin && field.conf > twin->conf) { /* the better of two readings */
        *fill_cell(twin, "code") = code.len > 0 ? code : *fill_cell(twin, "code");
    }
    if (!twin) {
        fill_if_unset(&field, "relation", fill_relation(fill, &field));
        fill_text(fill, &field);
        fill_push(fill, field, key);
    }
}

/* --- campaigns --- */

static struct str without_marks(struct str s)
{
    static const char *const heads[] = {"-", "\u2013", "+", "*", "\u2022"};

    s = str_trim(s);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (str_starts(s, str_from_c(heads[i]))) {
            s = str_trim(str_from(s, strlen(heads[i])));
        }
    }
    while (s.len > 0 && strchr(";.,", s.ptr[s.len - 1])) {
        s = str_trim(str_sub(s, 0, s.len - 1));
    }
    return s;
}

/* "Thi đua quyết thắng, phong trào": the quote that closes the name was lost, and what
 * begins the next one stands behind it. Returns `name` without it. */
static struct str without_next_kind(const struct fill *fill, struct str name)
{
    static const char *const kinds[] = {"phong trao", "cuoc van dong", "cuoc thi",
                                        "pttd"};

    uint32_t *to_text = NULL;
    struct str folded = fold(name, fill->arena, &to_text);

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t len = strlen(kinds[i]);

        if (str_ends(folded, str_from_c(kinds[i])) && folded.len > len + 4) {
            return without_marks(str_sub(name, 0, to_text[folded.len - len]));
        }
    }
    return name;
}

static void add_campaign(struct fill *fill, struct field field)
{
    struct str *name = fill_cell(&field, "name");
    struct str cut = without_next_kind(fill, *name);
    struct str key;

    if (cut.len < name->len) {
        *name = cut;
        field.conf *= REPAIRED_CHANCE;
    }
    key = fill_folded(fill, *name);
    fill_text(fill, &field);
    if (key.len > 0 && !fill_twin(fill, &field, key)) {
        fill_push(fill, field, key);
    }
}

/* --- recipients --- */

/* Of what is left of a line. */
#define SCRAP_CONF 0.2F
/* Of words that were read as one. */
#define RUN_TOGETHER_CONF 0.5F

/* What stands in the brackets that begin at `open`. */
static struct str in_brackets(struct str s, size_t open)
{
    size_t close = str_find(s, STR(")"), open);

    return str_trim(str_sub(s, open + 1, close));
}

/* "5b", "02b", "05 bản": how many copies; 0: not that. */
static int copies_of(const struct fill *fill, struct str inside)
{
    struct str head = fill_folded(fill, inside);
    int copies = 0;
    size_t at = 0;

    while (at < head.len && head.ptr[at] >= '0' && head.ptr[at] <= '9' && at < 4) {
        copies = 10 * copies + (head.ptr[at++] - '0');
    }
    head = str_trim(str_from(head, at));
    return at > 0 && (str_eq(head, STR("b")) || str_starts(head, STR("ban"))) ? copies
                                                                              : 0;
}

static void fill_brackets(const struct fill *fill, struct field *field,
                          struct str recipient)
{
    for (size_t open = str_find(recipient, STR("("), 0); open < recipient.len;
         open = str_find(recipient, STR("("), open + 1)) {
        struct str inside = in_brackets(recipient, open);
        int copies = copies_of(fill, inside);

        if (copies > 0) {
            fill_if_unset(field, "copies", str_printf(fill->arena, "%d", copies));
        } else {
            fill_if_unset(field, "note", inside);
        }
    }
}

static bool is_filing(const struct fill *fill, struct str recipient)
{
    return fill_last_word(fill_folded(fill, str_sub(recipient, 0, 8)), "luu") == 1;
}

static void add_recipient(struct fill *fill, struct field field)
{
    struct str *recipient = fill_cell(&field, "recipient");
    bool filing;
    struct str mended;

    if (!recipient->ptr) {
        *recipient = fill_join_blanks(str_sub(fill->text->utf8, field.begin, field.end),
                                      fill->arena);
    }
    *recipient = fill_mend_notes(fill, without_marks(*recipient));
    if (recipient->len == 0) {
        return;
    }
    filing = is_filing(fill, *recipient);
    mended = filing ? fill_mend_filing(fill, *recipient)
                    : fill_mend_standing(fill, *recipient);
    if (!str_eq(mended, *recipient)) {
        *recipient = mended;
        field.conf *= REPAIRED_CHANCE;
    }
    if (fill_is_scrap(fill, *recipient) && field.conf > SCRAP_CONF) {
        field.conf = SCRAP_CONF;
    }
    if (fill_is_run_together(*recipient) && field.conf > RUN_TOGETHER_CONF) {
        field.conf = RUN_TOGETHER_CONF;
    }
    fill_brackets(fill, &field, *recipient);
    if (filing) {
        fill_if_unset(&field, "filing", STR("yes"));
    }
    fill_push(fill, field, STR(""));
}

struct fields fields_fill(const struct text *text, const struct fields *fields,
                          struct str own_code, struct arena *arena)
{
    struct fill fill = {.text = text, .own_code = own_code, .arena = arena};

    for (size_t i = 0; i < fields->len; i++) {
        const struct field *field = &fields->at[i];

        switch (field->table) {
        case TABLE_REFERENCES:
            add_reference(&fill, *field);
            break;
        case TABLE_DEADLINES:
            fill_deadline(&fill, *field);
            break;
        case TABLE_CAMPAIGNS:
            add_campaign(&fill, *field);
            break;
        case TABLE_RECIPIENTS:
            add_recipient(&fill, *field);
            break;
        case TABLE_DOCUMENTS:
        case TABLE_FINDINGS:
        case TABLE_FIELDS:
        case TABLE_PARTS:
        case TABLE_NOTHING:
        case TABLES:
            break;
        }
    }
    return fill.out;
}
