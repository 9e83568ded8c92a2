/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A deputy's office of which a seal left only a part. */
#include "arena.h"
#include "judge.h"
#include "tr.h"

/* Of an office that a word was added to. */
#define DEPUTY_CONF 0.75F
/* Of an office that only the one above tells. */
#define TOLD_CONF 0.5F

/* The office that the line of authority names, folded: "giam doc" of "KT. GIÁM ĐỐC",
 * and of the upper of two offices that are stacked without a mark. */
static struct str office_of_mode(struct str mode)
{
    size_t at = str_find(mode, STR("kt."), 0);

    if (at < mode.len) {
        return str_trim(str_from(mode, at + 3));
    }
    return str_find(mode, STR("."), 0) == mode.len ? mode : STR("");
}

/* How many bytes two texts have in common at their ends. */
static size_t common_tail(struct str a, struct str b)
{
    size_t len = 0;

    while (len < a.len && len < b.len &&
           a.ptr[a.len - 1 - len] == b.ptr[b.len - 1 - len]) {
        len++;
    }
    return len;
}

/* What is left of "PHÓ" and the office: the office alone, without its first letters,
 * with strokes or half a word before it. Another deputy's office is none. */
static bool is_rest_of_deputy(struct str title, struct str office)
{
    size_t tail = common_tail(title, office);
    struct str before = str_trim(str_sub(title, 0, title.len - tail));

    if (str_starts(title, STR("pho ")) && tail == office.len) {
        struct str between = str_trim(str_from(before, 3));

        return between.len > 0 && str_starts(office, between);
    }
    return tail * 3 >= office.len * 2 && tail >= 4 &&
           !str_starts(before, STR("pho ")) &&
           str_find(before, STR(" "), 0) == before.len;
}

/* KT. ("ký thay") is signed by a deputy of the office that it names (NĐ 30/2020, Điều
 * 13), and so is the lower of two offices that are stacked without a mark. What is left
 * of such an office is put right, one that was not read at all is told after KT. */
void judge_deputy(struct judge *judge)
{
    int mode_column = table_column(TABLE_DOCUMENTS, STR("signing_mode"));
    int title_column = table_column(TABLE_DOCUMENTS, STR("signer_title"));
    uint32_t *to_text;
    struct str mode = fold(judge->out.value[mode_column], judge->arena, &to_text);
    struct str title = fold(judge->out.value[title_column], judge->arena, NULL);
    struct str office = office_of_mode(mode);
    bool unread = title.len == 0 && office.len < mode.len;
    struct str *value = &judge->out.value[title_column];

    if (office.len == 0 || (!unread && !is_rest_of_deputy(title, office))) {
        return;
    }
    *value = str_printf(judge->arena, "PHÓ %.*s",
                        STR_ARG(str_from(judge->out.value[mode_column],
                                         to_text[mode.len - office.len])));
    if (unread) {
        judge->out.origin[title_column] = judge->out.origin[mode_column];
        judge->out.conf[title_column] = TOLD_CONF;
    } else if (judge->out.conf[title_column] > DEPUTY_CONF) {
        judge->out.conf[title_column] = DEPUTY_CONF;
    }
    judge_warn(
        judge, judge->out.origin[title_column].page_no, "deputy_restored",
        str_printf(judge->arena, _("%.*s: %s was not read, the office above says it"),
                   STR_ARG(*value), unread ? _("the office") : _("the first word")));
}
