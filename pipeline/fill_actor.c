/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who has a duty: "Phòng Nội vụ chủ trì ...", or the heading "2. Phòng Nội vụ" above.
 */
#include "fill.h"

#include "arena.h"

#include <string.h>

enum {
    OFFICE_BYTES = 160, /* longer is no name of an office but a sentence */
    LEAD_BYTES = 60,
};

static bool begins_with_one_of(struct str folded, const char *const *words, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (str_starts(folded, str_from_c(words[i]))) {
            return true;
        }
    }
    return false;
}

static bool names_an_office(struct str folded)
{
    static const char *const offices[] = {
        "so ",        "ban ",           "phong ",     "van phong", "uy ban",
        "ubnd",       "hoi dong",       "bo ",        "cuc ",      "chi cuc",
        "truong ",    "trung tam",      "to ",        "cong an",   "doan ",
        "hoi ",       "cac so",         "cac phong",  "cac ban",   "cac co quan",
        "cac don vi", "cac xa",         "cac truong", "cac hoi",   "cac to ",
        "cac thon",   "cac lop",        "cac huyen",  "cac chi ",  "cac doan the",
        "cac khoa",   "cac thanh vien", "don vi",     "co quan",   "thu truong",
        "khoa ",      "dang uy",        "chi bo",     "huyen uy",  "mat tran",
        "giam doc",   "hieu truong",    "chu tich",   "cong chuc", "giao vien",
        "thanh tra",  "kho bac",        "tram y te",  "y te ",     "lien doan",
        "cong doan",  "bi thu",         "thong ke",   "dai truyen"};
    /* The same letters without their marks: tổ chức, trường hợp, ban hành, sơ kết ...
     */
    static const char *const others[] = {
        "to chuc",  "truong hop", "ban hanh",   "ban giao",    "so ket",   "so sanh",
        "so luong", "so lieu",    "bo sung",    "bo tri",      "hoi nghi", "hoi thao",
        "hoi thi",  "doan ket",   "phong trao", "phong chong", "ban tin",  "so 0",
        "so 1",     "so 2",       "don vi tinh"};

    return begins_with_one_of(folded, offices, sizeof offices / sizeof *offices) &&
           !begins_with_one_of(folded, others, sizeof others / sizeof *others);
}

/* Where the first verb of duty begins in folded text; its length when none does. */
static size_t verb_at(struct str folded)
{
    static const char *const verbs[] = {
        " chu tri",      " phoi hop",   " co trach nhiem", " chiu trach nhiem",
        " bao cao",      " gui ",       " nop ",           " tham muu",
        " to chuc ",     " tong hop",   " xay dung",       " trien khai",
        " thuc hien",    " huong dan",  " thanh lap",      " lap danh sach",
        " lap ke hoach", " hoan thanh", " hoan thien",     " ra soat",
        " theo doi",     " cu ",        " dang ky",        " cung cap",
        " thong bao",    " kiem tra",   " phat dong",      " chuan bi",
        " bo tri",       " phan cong",  " de xuat",        " tiep nhan",
        " la co quan",   " la don vi"};
    size_t first = folded.len;

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        size_t at = str_find(folded, str_from_c(verbs[i]), 0);

        first = at < first ? at : first;
    }
    return first;
}

/* "Giao ", "Đề nghị " before the office. */
static size_t lead_len(struct str folded)
{
    static const char *const leads[] = {"giao cho ", "giao ", "de nghi ", "yeu cau ",
                                        "doi voi "};

    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        if (str_starts(folded, str_from_c(leads[i]))) {
            return strlen(leads[i]);
        }
    }
    return 0;
}

static struct str without_tail(struct str office)
{
    office = str_trim(office);
    while (office.len > 0 && strchr(",;.(:", office.ptr[office.len - 1])) {
        office = str_trim(str_sub(office, 0, office.len - 1));
    }
    return office.len <= OFFICE_BYTES ? office : STR("");
}

/* The office that `s` begins with, up to its verb or colon; empty: none. */
static struct str subject_of(const struct fill *fill, struct str s)
{
    uint32_t *to_text = NULL;
    struct str folded = fold(s, fill->arena, &to_text);
    size_t verb = verb_at(folded), colon = str_find(folded, STR(":"), 0);
    size_t end = verb < colon ? verb : colon;
    size_t begin = names_an_office(folded) ? 0 : lead_len(folded);

    if (!to_text || end == folded.len || begin >= end ||
        !names_an_office(str_from(folded, begin))) {
        return STR("");
    }
    return without_tail(str_sub(s, to_text[begin], to_text[end]));
}

/* A heading that is an office's name and nothing more. */
static struct str office_of(const struct fill *fill, struct str head)
{
    struct str folded = fill_folded(fill, head);

    return names_an_office(folded) && verb_at(folded) == folded.len ? without_tail(head)
                                                                    : STR("");
}

/* What follows a time at the sentence's head: "Tháng 4: Văn phòng gửi ...". */
static struct str after_lead(struct str sentence)
{
    size_t colon = str_find(sentence, STR(":"), 0);
    size_t comma = str_find(sentence, STR(","), 0);
    size_t at = colon < comma ? colon : comma;

    return at < sentence.len && at <= LEAD_BYTES ? str_trim(str_from(sentence, at + 1))
                                                 : STR("");
}

/* The passage from the last full stop before the match: a clause behind a semicolon has
 * the subject of the first one, and so has a sentence that begins with its time
 * ("Định kỳ 6 tháng báo cáo ..."). */
static struct str clauses_before(const struct fill *fill, const struct passage *passage,
                                 size_t match)
{
    struct str s = fill->text->utf8;
    size_t begin = passage->begin;

    for (size_t i = passage->begin + 3; i + 1 < match; i++) {
        bool ends = s.ptr[i] == '.' && s.ptr[i + 1] == ' ' && i + 2 < match;

        begin = ends ? i + 2 : begin;
    }
    return fill_without_bullet(fill_join_blanks(str_sub(s, begin, match), fill->arena));
}

struct str fill_actor(const struct fill *fill, const struct field *field,
                      struct str sentence)
{
    const struct passage *passage = fill_passage(fill, field);
    struct str actor = subject_of(fill, sentence);

    if (actor.len == 0) {
        actor = subject_of(fill, after_lead(sentence));
    }
    if (actor.len == 0 && passage && passage->begin < field->begin) {
        actor = subject_of(fill, clauses_before(fill, passage, field->begin));
    }
    if (actor.len == 0 && passage) {
        actor = office_of(
            fill, fill_without_bullet(fill_join_blanks(passage->under, fill->arena)));
    }
    return actor;
}
