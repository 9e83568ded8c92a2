/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "row_fill.h"

#include "arena.h"

#include <string.h>

struct fill {
    const struct text *text;
    struct str own_code;
    struct arena *arena;
    struct fields out;
    struct str *keys; /* of out.at: what makes two fields tell the same */
    size_t keys_cap;
};

static struct str *cell(struct field *field, const char *column)
{
    int index = table_column(field->table, str_from_c(column));

    return &field->value[index >= 0 ? index : 0];
}

static bool is_unset(const struct field *field, const char *column)
{
    int index = table_column(field->table, str_from_c(column));

    return index >= 0 && !field->value[index].ptr;
}

static void set_if_unset(struct field *field, const char *column, struct str value)
{
    if (is_unset(field, column)) {
        *cell(field, column) = value;
    }
}

static struct str folded(const struct fill *fill, struct str s)
{
    return s.len > 0 ? fold(s, fill->arena, NULL) : STR("");
}

/* Blanks and line ends joined to one blank. */
static struct str join_blanks(struct str s, struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    s = str_trim(s);
    for (size_t i = 0; i < s.len; i++) {
        bool is_blank = s.ptr[i] != '\0' && strchr(" \t\r\n\f", s.ptr[i]);

        if (!is_blank) {
            strbuf_add_char(&out, s.ptr[i]);
        } else if (out.len > 0 && out.ptr[out.len - 1] != ' ') {
            strbuf_add_char(&out, ' ');
        }
    }
    return strbuf_str(&out);
}

static const struct passage *passage_of(const struct fill *fill,
                                        const struct field *field)
{
    return field->passage < fill->text->passages_len
               ? &fill->text->passages[field->passage]
               : NULL;
}

/* A full stop before a blank and a capital ends a sentence: "ngày 1.2.2020", "TP. Hà"
 * are rare enough before a duty to be let pass. */
static bool ends_sentence(struct str utf8, size_t at, size_t end)
{
    if (utf8.ptr[at] == '\n' || utf8.ptr[at] == '\f') {
        return false; /* a passage is one paragraph; its lines run on */
    }
    return (utf8.ptr[at] == '.' || utf8.ptr[at] == '!' || utf8.ptr[at] == '?') &&
           at + 1 < end && strchr(" \n\t", utf8.ptr[at + 1]);
}

struct sentence {
    size_t begin, end;
};

static struct sentence sentence_of(const struct fill *fill, const struct field *field)
{
    const struct passage *passage = passage_of(fill, field);
    struct str utf8 = fill->text->utf8;
    struct sentence found = {field->begin, field->end};

    if (!passage || passage->end > utf8.len || field->begin < passage->begin ||
        field->end > passage->end) {
        return found;
    }
    while (found.begin > passage->begin &&
           !(found.begin > passage->begin + 1 &&
             ends_sentence(utf8, found.begin - 2, passage->end))) {
        found.begin--;
    }
    while (found.end < passage->end && !ends_sentence(utf8, found.end, passage->end)) {
        found.end++;
    }
    return found;
}

/* "- ", "+ ", "a) ", "1.2. " before the words of a sentence. */
static struct str without_bullet(struct str s)
{
    size_t at = 0;

    s = str_trim(s);
    while (at < s.len && at < 8 && s.ptr[at] != ' ') {
        at++;
    }
    if (at > 0 && at < s.len && at <= 6 &&
        (strchr("-+*.)", s.ptr[at - 1]) || str_eq(str_sub(s, 0, at), STR("\u2022")))) {
        bool is_mark = true;

        for (size_t i = 0; i + 1 < at; i++) {
            is_mark = is_mark && ((s.ptr[i] >= '0' && s.ptr[i] <= '9') ||
                                  s.ptr[i] == '.' || at == 2 || s.ptr[i] < 0);
        }
        return is_mark ? str_trim(str_from(s, at)) : s;
    }
    return s;
}

/* --- references --- */

/* Where `word` stands last in `s` as a word of its own, plus 1; 0: nowhere. */
static size_t last_word(struct str s, const char *word)
{
    struct str needle = str_from_c(word);
    size_t found = 0;

    for (size_t at = str_find(s, needle, 0); at < s.len;
         at = str_find(s, needle, at + 1)) {
        bool begins = at == 0 || !strchr("abcdefghijklmnopqrstuvwxyz", s.ptr[at - 1]);
        size_t after = at + needle.len;
        bool ends =
            after == s.len || !strchr("abcdefghijklmnopqrstuvwxyz", s.ptr[after]);

        if (begins && ends) {
            found = at + 1;
        }
    }
    return found;
}

static struct str relation_of(const struct fill *fill, const struct field *field)
{
    static const struct {
        const char *word, *relation;
    } words[] = {
        {"can cu", "basis"},          {"thuc hien", "implements"},
        {"trien khai", "implements"}, {"thi hanh", "implements"},
        {"theo", "follows"},
    };
    const struct passage *passage = passage_of(fill, field);
    struct sentence sentence = sentence_of(fill, field);
    const char *relation = "cites";
    size_t nearest = 0;
    struct str before;

    if (passage && field->begin >= passage->begin) {
        struct str head = str_sub(fill->text->utf8, passage->begin, field->begin);

        if (str_starts(folded(fill, without_bullet(head)), STR("can cu"))) {
            return STR("basis");
        }
    }
    before = folded(fill, str_sub(fill->text->utf8, sentence.begin, field->begin));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = last_word(before, words[i].word);

        if (at > nearest) {
            nearest = at;
            relation = words[i].relation;
        }
    }
    return str_from_c(relation);
}

static bool same_or_unset(struct str a, struct str b)
{
    return a.len == 0 || b.len == 0 || str_eq(a, b);
}

static struct field *find_twin(struct fill *fill, struct field *field, struct str key)
{
    for (size_t i = 0; i < fill->out.len; i++) {
        struct field *twin = &fill->out.at[i];

        if (twin->table == field->table && str_eq(fill->keys[i], key) &&
            (field->table != TABLE_REFERENCES ||
             same_or_unset(*cell(twin, "type"), *cell(field, "type")))) {
            return twin;
        }
    }
    return NULL;
}

static void push(struct fill *fill, struct field field, struct str key)
{
    size_t len = fill->out.len;

    fill->out.at =
        arena_grow(fill->arena, fill->out.at, len, &fill->out.cap, sizeof field);
    fill->keys = arena_grow(fill->arena, fill->keys, len, &fill->keys_cap, sizeof key);
    fill->out.at[len] = field;
    fill->keys[len] = key;
    fill->out.len++;
}

static void fill_text(const struct fill *fill, struct field *field)
{
    set_if_unset(
        field, "text",
        join_blanks(str_sub(fill->text->utf8, field->begin, field->end), fill->arena));
}

/* A citation without a number is known by its name, and by its date where it has one
 * ("Nghị quyết Đại hội" of two years). */
static struct str reference_key(const struct fill *fill, struct field *field)
{
    struct str code = *cell(field, "code");

    if (code.len > 0) {
        return str_printf(fill->arena, "code %.*s", STR_ARG(code));
    }
    return str_printf(fill->arena, "name %.*s %.*s",
                      STR_ARG(folded(fill, *cell(field, "name"))),
                      STR_ARG(*cell(field, "date")));
}

static void add_reference(struct fill *fill, struct field field)
{
    static const char *const later[] = {"date", "issuer", "type", "name"};
    struct str code = *cell(&field, "code");
    struct str key = reference_key(fill, &field);
    struct field *twin;

    if ((code.len == 0 && cell(&field, "name")->len == 0) ||
        (code.len > 0 && str_eq(code, fill->own_code))) {
        return;
    }
    twin = find_twin(fill, &field, key);
    for (size_t i = 0; twin && i < sizeof later / sizeof *later; i++) {
        if (cell(twin, later[i])->len == 0) {
            *cell(twin, later[i]) = *cell(&field, later[i]);
        }
    }
    if (!twin) {
        set_if_unset(&field, "relation", relation_of(fill, &field));
        fill_text(fill, &field);
        push(fill, field, key);
    }
}

/* --- deadlines --- */

static struct str deadline_key(const struct fill *fill, struct field *field)
{
    static const char *const columns[] = {"kind", "from", "due", "recurrence"};
    struct strbuf key = {.arena = fill->arena};

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        strbuf_add(&key, *cell(field, columns[i]));
        strbuf_add_char(&key, '|');
    }
    strbuf_add(&key, folded(fill, *cell(field, "task")));
    return strbuf_str(&key);
}

static bool names_an_office(struct str folded_head)
{
    static const char *const offices[] = {"so ",    "ban ",    "phong ",   "van phong",
                                          "uy ban", "ubnd",    "hoi dong", "bo ",
                                          "cuc ",   "chi cuc", "truong ",  "trung tam",
                                          "to ",    "cong an", "doan ",    "hoi "};

    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
        if (str_starts(folded_head, str_from_c(offices[i]))) {
            return true;
        }
    }
    return false;
}

static void add_deadline(struct fill *fill, struct field field)
{
    const struct passage *passage = passage_of(fill, &field);
    struct str task = field_sentence(fill->text, &field, fill->arena);
    struct str key;

    set_if_unset(&field, "task", without_bullet(join_blanks(task, fill->arena)));
    if (passage && is_unset(&field, "actor")) {
        struct str head = without_bullet(join_blanks(passage->under, fill->arena));

        if (names_an_office(folded(fill, head))) {
            set_if_unset(&field, "actor", head);
        }
    }
    fill_text(fill, &field);
    key = deadline_key(fill, &field);
    if (!find_twin(fill, &field, key)) {
        push(fill, field, key);
    }
}

/* --- campaigns --- */

static void add_campaign(struct fill *fill, struct field field)
{
    struct str key = folded(fill, *cell(&field, "name"));

    fill_text(fill, &field);
    if (key.len > 0 && !find_twin(fill, &field, key)) {
        push(fill, field, key);
    }
}

/* --- recipients --- */

/* What stands in the brackets that begin at `open`. */
static struct str in_brackets(struct str s, size_t open)
{
    size_t close = str_find(s, STR(")"), open);

    return str_trim(str_sub(s, open + 1, close));
}

/* "5b", "02b", "05 bản": how many copies; 0: not that. */
static int copies_of(const struct fill *fill, struct str inside)
{
    struct str head = folded(fill, inside);
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
            set_if_unset(field, "copies", str_printf(fill->arena, "%d", copies));
        } else {
            set_if_unset(field, "note", inside);
        }
    }
}

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

static void add_recipient(struct fill *fill, struct field field)
{
    struct str *recipient = cell(&field, "recipient");

    if (!recipient->ptr) {
        *recipient =
            join_blanks(str_sub(fill->text->utf8, field.begin, field.end), fill->arena);
    }
    *recipient = without_marks(*recipient);
    if (recipient->len == 0) {
        return;
    }
    fill_brackets(fill, &field, *recipient);
    if (last_word(folded(fill, str_sub(*recipient, 0, 8)), "luu") == 1) {
        set_if_unset(&field, "filing", STR("yes"));
    }
    push(fill, field, STR(""));
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
            add_deadline(&fill, *field);
            break;
        case TABLE_CAMPAIGNS:
            add_campaign(&fill, *field);
            break;
        case TABLE_RECIPIENTS:
            add_recipient(&fill, *field);
            break;
        case TABLE_DOCUMENTS:
        case TABLE_FINDINGS:
        case TABLE_PARTS:
        case TABLE_NOTHING:
        case TABLES:
            break;
        }
    }
    return fill.out;
}
