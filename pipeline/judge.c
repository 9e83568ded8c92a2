/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judge.h"

#include "arena.h"

#include <string.h>

int judge_column(const char *name)
{
    return table_column(TABLE_DOCUMENTS, str_from_c(name));
}

/* Of an office that a word was added to. */
#define DEPUTY_CONF 0.75F

struct str judge_value(const struct judge *judge, const char *name)
{
    return judge->out.value[judge_column(name)];
}

const struct passage *judge_zone(const struct judge *judge, enum zone_kind kind)
{
    for (size_t i = 0; i < judge->text->passages_len; i++) {
        if (judge->text->passages[i].kind == kind) {
            return &judge->text->passages[i];
        }
    }
    return NULL;
}

static bool is_written(const struct judge *judge, size_t begin, size_t end)
{
    for (size_t i = begin; i < end && i < judge->text->utf8.len; i++) {
        const struct word *word = judge->text->word_of[i];

        if (word && word->hand == HAND_WRITTEN) {
            return true;
        }
    }
    return false;
}

bool judge_zone_is_written(const struct judge *judge, enum zone_kind kind)
{
    const struct passage *passage = judge_zone(judge, kind);

    return passage && is_written(judge, passage->begin, passage->end);
}

void judge_warn(struct judge *judge, int page_no, const char *check, struct str message)
{
    findings_add(&judge->out, judge->arena, page_no, SEVERITY_WARNING, check, message);
}

static struct str passage_str(const struct judge *judge, const struct passage *passage)
{
    return str_trim(str_sub(judge->text->utf8, passage->begin, passage->end));
}

bool judge_has_digit(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9') {
            return true;
        }
    }
    return false;
}

/* "KH-UBND" of "Số: 31/KH-UBND", "85-KH/HU" of the Party: from the first letter after
 * the number's mark; the whole line when it has no mark. */
static struct str symbol_of(struct str line)
{
    size_t at = 0;

    while (at < line.len && line.ptr[at] != '/' && line.ptr[at] != '-') {
        at++;
    }
    return at < line.len ? str_trim(str_from(line, at + 1)) : line;
}

/* Nothing that could be a number stands between "Số" and the symbol. */
static bool is_blank_number(struct str line)
{
    size_t mark = str_find(line, STR("/"), 0);

    return mark < line.len && !judge_has_digit(str_sub(line, 0, mark));
}

bool judge_number_is_garbled(const struct judge *judge)
{
    const struct passage *passage = judge_zone(judge, ZONE_NUMBER);

    return passage && judge_has_digit(passage_str(judge, passage));
}

void judge_number(struct judge *judge)
{
    const struct passage *passage = judge_zone(judge, ZONE_NUMBER);
    int code = judge_column("code");
    bool by_hand = judge->out.origin[code].hand == HAND_WRITTEN;
    struct str line;

    if (by_hand) {
        judge->out.value[code] = STR("");
        judge->out.conf[code] = 0;
    }
    if (!passage || (judge->out.value[code].len > 0 && !by_hand)) {
        return;
    }
    line = passage_str(judge, passage);
    if (by_hand || is_written(judge, passage->begin, passage->end)) {
        judge_warn(
            judge, passage->page_no, "number_handwritten",
            str_printf(judge->arena,
                       "the number is written by hand, look at the page; its symbol "
                       "is read as %.*s",
                       STR_ARG(symbol_of(line))));
    } else if (is_blank_number(line)) {
        judge_warn(judge, passage->page_no, "number_blank",
                   str_printf(judge->arena, "nothing stands between 'Số' and %.*s",
                              STR_ARG(symbol_of(line))));
    }
}

void judge_date(struct judge *judge)
{
    int date = judge_column("date");
    bool by_hand = judge->out.origin[date].hand == HAND_WRITTEN;

    if (by_hand || (judge->out.value[date].len == 0 &&
                    judge_zone_is_written(judge, ZONE_PLACE_DATE))) {
        const struct passage *passage = judge_zone(judge, ZONE_PLACE_DATE);

        judge_warn(judge, passage ? passage->page_no : 1, "date_handwritten",
                   passage
                       ? str_printf(judge->arena,
                                    "part of the date is written by hand; read as %.*s",
                                    STR_ARG(passage_str(judge, passage)))
                       : STR("part of the date is written by hand"));
    }
}

/* --- several signers --- */

static struct str join_lines(struct judge *judge, struct str s)
{
    struct strbuf out = {.arena = judge->arena};

    while (s.len > 0) {
        struct str line = str_trim(str_cut(&s, '\n'));

        if (out.len > 0) {
            strbuf_add_char(&out, ' ');
        }
        strbuf_add(&out, line);
    }
    return strbuf_str(&out);
}

/* What stands in the signature block `like` is of, in the order of the text. */
static struct str block_text(struct judge *judge, const struct passage *like)
{
    struct strbuf out = {.arena = judge->arena};

    for (size_t i = 0; i < judge->text->passages_len; i++) {
        const struct passage *passage = &judge->text->passages[i];

        if ((passage->kind == ZONE_SIGNING || passage->kind == ZONE_SIGNER) &&
            passage->page_no == like->page_no && passage->block == like->block) {
            if (out.len > 0) {
                strbuf_add(&out, STR(", "));
            }
            strbuf_add(&out, join_lines(judge, passage_str(judge, passage)));
        }
    }
    return strbuf_str(&out);
}

void judge_signers(struct judge *judge)
{
    const struct field *best = judge->best[judge_column("signer")];
    const struct passage *own;
    int told_page = 0, told_block = 0;

    if (!best || best->passage >= judge->text->passages_len) {
        return;
    }
    own = &judge->text->passages[best->passage];
    for (size_t i = 0; i < judge->text->passages_len; i++) {
        const struct passage *passage = &judge->text->passages[i];

        if (passage->kind != ZONE_SIGNER ||
            (passage->page_no == own->page_no && passage->block == own->block) ||
            (passage->page_no == told_page && passage->block == told_block)) {
            continue;
        }
        told_page = passage->page_no;
        told_block = passage->block;
        judge_warn(judge, passage->page_no, "several_signers",
                   str_printf(judge->arena, "another signature block: %.*s",
                              STR_ARG(block_text(judge, passage))));
    }
}

/* Something stands where the name should; it is no name as it was read, under a seal or
 * a signature as like as not. */
void judge_unread_signer(struct judge *judge)
{
    const struct passage *passage = judge_zone(judge, ZONE_SIGNER);

    if (passage && judge_value(judge, "signer").len == 0) {
        judge_warn(judge, passage->page_no, "signer_unread",
                   str_printf(judge->arena,
                              "the signer's name can't be read; it looks like %.*s",
                              STR_ARG(join_lines(judge, passage_str(judge, passage)))));
    }
}

void judge_unread_office(struct judge *judge)
{
    const struct passage *passage = judge_zone(judge, ZONE_SIGNING);

    if (passage && judge_value(judge, "signer_title").len == 0) {
        judge_warn(judge, passage->page_no, "office_unread",
                   str_printf(judge->arena,
                              "the signer's own office can't be read below %.*s",
                              STR_ARG(join_lines(judge, passage_str(judge, passage)))));
    }
}

/* KT. ("ký thay") is signed by a deputy of the office that it names (NĐ 30/2020, Điều
 * 13), and so is the lower of two offices that are stacked without a mark: one that is
 * the same as the one above has lost its PHÓ. */
void judge_deputy(struct judge *judge)
{
    int mode_column = table_column(TABLE_DOCUMENTS, STR("signing_mode"));
    int title_column = table_column(TABLE_DOCUMENTS, STR("signer_title"));
    struct str mode = fold(judge->out.value[mode_column], judge->arena, NULL);
    struct str title = fold(judge->out.value[title_column], judge->arena, NULL);
    struct str by = str_printf(judge->arena, "kt. %.*s", STR_ARG(title));

    if (title.len == 0 || (!str_ends(mode, by) && !str_eq(mode, title))) {
        return;
    }
    judge->out.value[title_column] =
        str_printf(judge->arena, "PHÓ %.*s", STR_ARG(judge->out.value[title_column]));
    if (judge->out.conf[title_column] > DEPUTY_CONF) {
        judge->out.conf[title_column] = DEPUTY_CONF;
    }
    judge_warn(judge, judge->out.origin[title_column].page_no, "deputy_restored",
               str_printf(judge->arena,
                          "%.*s: the first word was not read, the office above says it",
                          STR_ARG(judge->out.value[title_column])));
}
