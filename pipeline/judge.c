/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judge.h"

#include "arena.h"
#include "tr.h"

#include <string.h>

int judge_column(const char *name)
{
    return table_column(TABLE_DOCUMENTS, str_from_c(name));
}

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

/* A value with strokes of a pen in it, as it was read; sure enough, it is worth no more
 * than a remark. */
static void tell_hand(struct judge *judge, int column, const char *check,
                      const char *what, struct str more)
{
    float conf = judge->out.conf[column];

    findings_add(
        &judge->out, judge->arena, judge->out.origin[column].page_no,
        conf >= REVIEW_CONF ? SEVERITY_INFO : SEVERITY_WARNING, check,
        str_printf(judge->arena,
                   _("%s is written by hand; read as %.*s, sure to %.0f %%%.*s"),
                   _(what), STR_ARG(judge->out.value[column]), (double)conf * 100,
                   STR_ARG(more)));
}

void judge_number(struct judge *judge)
{
    const struct passage *passage = judge_zone(judge, ZONE_NUMBER);
    int code = judge_column("code");
    struct str line;

    if (judge->out.value[code].len > 0) {
        if (judge->out.origin[code].hand == HAND_WRITTEN) {
            struct str more = judge_file_name(judge);

            tell_hand(judge, code, "number_handwritten", N_("the number"), more);
        }
        return;
    }
    if (!passage) {
        return;
    }
    line = passage_str(judge, passage);
    if (is_written(judge, passage->begin, passage->end)) {
        judge_warn(
            judge, passage->page_no, "number_handwritten",
            str_printf(judge->arena,
                       _("the number is written by hand and can't be read; its symbol "
                         "is read as %.*s%.*s"),
                       STR_ARG(symbol_of(line)), STR_ARG(judge_file_name(judge))));
    } else if (is_blank_number(line)) {
        judge_warn(judge, passage->page_no, "number_blank",
                   str_printf(judge->arena, _("nothing stands between 'Số' and %.*s"),
                              STR_ARG(symbol_of(line))));
    }
}

void judge_date(struct judge *judge)
{
    int date = judge_column("date");
    const struct passage *passage = judge_zone(judge, ZONE_PLACE_DATE);

    if (judge->out.value[date].len > 0) {
        if (judge->out.origin[date].hand == HAND_WRITTEN) {
            tell_hand(judge, date, "date_handwritten", N_("part of the date"), STR(""));
        }
        return;
    }
    if (judge_zone_is_written(judge, ZONE_PLACE_DATE)) {
        judge_warn(
            judge, passage->page_no, "date_handwritten",
            str_printf(judge->arena,
                       _("part of the date is written by hand and can't be read: %.*s"),
                       STR_ARG(passage_str(judge, passage))));
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
                   str_printf(judge->arena, _("another signature block: %.*s"),
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
                              _("the signer's name can't be read; it looks like %.*s"),
                              STR_ARG(join_lines(judge, passage_str(judge, passage)))));
    }
}

void judge_unread_office(struct judge *judge)
{
    const struct passage *passage = judge_zone(judge, ZONE_SIGNING);

    if (passage && judge_value(judge, "signer_title").len == 0) {
        judge_warn(judge, passage->page_no, "office_unread",
                   str_printf(judge->arena,
                              _("the signer's own office can't be read below %.*s"),
                              STR_ARG(join_lines(judge, passage_str(judge, passage)))));
    }
}
