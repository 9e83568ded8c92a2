/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agency_level.h"

static bool is_one_of(struct str word, const char *const *words)
{
    for (; *words; words++) {
        if (str_eq(word, str_from_c(*words))) {
            return true;
        }
    }
    return false;
}

/* What the word between two others says of a place. Folded, "xã hội", "quân sự", "quản
 * lý" and "địa phương" look like places. */
static enum agency_level place_of(struct str before, struct str word, struct str after)
{
    static const char *const not_quarter[] = {"su",  "ly",  "doi", "khu", "tri",
                                              "nhu", "chu", "he",  NULL};

    if (str_eq(word, STR("xa")) && !str_eq(after, STR("hoi"))) {
        return str_eq(before, STR("thi")) ? AGENCY_DISTRICT : AGENCY_COMMUNE;
    }
    if ((str_eq(word, STR("phuong")) && !str_eq(before, STR("dia")) && after.len > 0) ||
        (str_eq(word, STR("tran")) && str_eq(before, STR("thi")))) {
        return AGENCY_COMMUNE;
    }
    if (str_eq(word, STR("huyen")) || (str_eq(word, STR("quan")) && after.len > 0 &&
                                       !is_one_of(after, not_quarter))) {
        return AGENCY_DISTRICT;
    }
    return str_eq(word, STR("tinh")) ? AGENCY_PROVINCE : AGENCY_UNKNOWN;
}

static enum agency_level lowest_place(struct str key)
{
    enum agency_level lowest = AGENCY_UNKNOWN;
    struct str before = STR(""), word = str_cut(&key, ' ');

    while (word.len > 0) {
        struct str after = str_cut(&key, ' ');
        enum agency_level place = place_of(before, word, after);

        if (place != AGENCY_UNKNOWN && (lowest == AGENCY_UNKNOWN || place > lowest)) {
            lowest = place;
        }
        before = word;
        word = after;
    }
    return lowest;
}

static bool starts_with_one_of(struct str key, const char *const *heads)
{
    for (; *heads; heads++) {
        if (str_starts(key, str_from_c(*heads))) {
            return true;
        }
    }
    return false;
}

enum agency_level agency_level(struct str key)
{
    static const char *const rules[] = {
        "uy ban nhan dan", "hoi dong nhan dan", "tinh uy", "huyen uy",
        "quan uy",         "chu tich",          NULL};
    static const char *const central[] = {"chinh phu",
                                          "thu tuong",
                                          "quoc hoi",
                                          "bo ",
                                          "trung uong",
                                          "ban bi thu",
                                          "ban chap hanh trung uong",
                                          NULL};
    static const char *const schools[] = {"truong ", NULL};
    enum agency_level place = lowest_place(key);

    if (starts_with_one_of(key, schools)) {
        return AGENCY_UNIT;
    }
    if (str_starts(key, STR("so "))) {
        return AGENCY_DEPARTMENT;
    }
    if (str_starts(key, STR("phong "))) {
        return AGENCY_OFFICE;
    }
    if (place == AGENCY_UNKNOWN) {
        return starts_with_one_of(key, central) ? AGENCY_CENTRAL : AGENCY_UNKNOWN;
    }
    if (place != AGENCY_COMMUNE && !starts_with_one_of(key, rules)) {
        return place == AGENCY_PROVINCE ? AGENCY_DEPARTMENT : AGENCY_OFFICE;
    }
    return place;
}

static bool is_rung(enum agency_level level)
{
    return level == AGENCY_CENTRAL || level == AGENCY_PROVINCE ||
           level == AGENCY_DISTRICT || level == AGENCY_COMMUNE;
}

bool agency_levels_differ(enum agency_level a, enum agency_level b)
{
    return a != b && is_rung(a) && is_rung(b);
}
