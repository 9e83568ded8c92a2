/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recipients and campaigns that recognition left in pieces. */
#include "arena.h"
#include "row_fill.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct rule any_rule = {.sure = 1};
#define FOUND_CONF 0.9F

/* The one row of a line of "Nơi nhận", as surely found as print is. */
static struct field row_of(const char *line, struct arena *arena)
{
    struct passage_of passage = {.kind = ZONE_RECIPIENT, .text = line};
    struct text text = text_of(&passage, 1, arena);
    struct field field = {.table = TABLE_RECIPIENTS,
                          .rule = &any_rule,
                          .conf = FOUND_CONF,
                          .end = strlen(line)};
    struct fields fields = {&field, 1, 1};
    struct fields filled = fields_fill(&text, &fields, STR(""), arena);

    assert_int_equal(filled.len, 1);
    return filled.at[0];
}

/* The campaign of that name, filled. */
static struct field campaign_of(const char *name, struct arena *arena)
{
    struct passage_of passage = {.kind = ZONE_BODY, .text = name};
    struct text text = text_of(&passage, 1, arena);
    struct field field = {.table = TABLE_CAMPAIGNS,
                          .rule = &any_rule,
                          .conf = FOUND_CONF,
                          .end = strlen(name)};
    struct fields fields = {&field, 1, 1};
    struct fields filled;

    field.value[table_column(TABLE_CAMPAIGNS, STR("name"))] = str_from_c(name);
    filled = fields_fill(&text, &fields, STR(""), arena);
    assert_int_equal(filled.len, 1);
    return filled.at[0];
}

static void a_campaign_ends_before_the_word_of_the_next(void **state)
{
    static const struct {
        const char *read, *want;
    } cases[] = {
        {"Dạy tốt - Học tốt, phong trào", "Dạy tốt - Học tốt"},
        {"Dạy tốt - Học tốt; Cuộc vận động", "Dạy tốt - Học tốt"},
        {"Dạy tốt - Học tốt", "Dạy tốt - Học tốt"},
        {"Phong trào", "Phong trào"},
    };
    int column = table_column(TABLE_CAMPAIGNS, STR("name"));

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct field row = campaign_of(cases[i].read, *state);

        if (!str_eq(row.value[column], str_from_c(cases[i].want))) {
            fail_msg("%s: '%.*s'", cases[i].read, STR_ARG(row.value[column]));
        }
        assert_int_equal(row.conf < FOUND_CONF,
                         strcmp(cases[i].read, cases[i].want) != 0);
    }
}

static void words_run_together_are_doubted(void **state)
{
    assert_true(row_of("- BanTCCB tỉnh;", *state).conf < FOUND_CONF);
    assert_false(row_of("- Ban TCCB tỉnh;", *state).conf < FOUND_CONF);
    assert_false(row_of("- UBNDtỉnh;", *state).conf < FOUND_CONF);
}

static void an_abbreviation_gets_its_lost_t_back(void **state)
{
    static const struct {
        const char *read, *want;
        bool mended;
    } cases[] = {
        {"- TI.HU;", "TT.HU", true},
        {"- TỈ. HĐND xã;", "TT. HĐND xã", true},
        {"- T1.ĐU;", "TT.ĐU", true},
        {"- TT.HU;", "TT.HU", false},
        {"- TV.HU;", "TV.HU", false},
        {"- TI.", "TI", false},
        {"- Tỉnh ủy;", "Tỉnh ủy", false},
        {"- Tl.xã;", "Tl.xã", false},
        {"- Lưu: VI, NV.", "Lưu: VT, NV", true},
        {"- Lưu: V1.", "Lưu: VT", true},
        {"- Lưu: VI%, NV.", "Lưu: VT%, NV", true},
        {"- Lưu: VIB, NV.", "Lưu: VIB, NV", false},
        {"- Lưu: VP, NV.", "Lưu: VP, NV", false},
    };
    int column = table_column(TABLE_RECIPIENTS, STR("recipient"));

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct field row = row_of(cases[i].read, *state);

        if (!str_eq(row.value[column], str_from_c(cases[i].want))) {
            fail_msg("%s: '%.*s', wanted '%s'", cases[i].read,
                     STR_ARG(row.value[column]), cases[i].want);
        }
        if ((row.conf < FOUND_CONF) != cases[i].mended) {
            fail_msg("%s: as sure as %f", cases[i].read, (double)row.conf);
        }
    }
}

static void a_scrap_of_a_line_is_not_sure(void **state)
{
    static const struct {
        const char *read;
        bool scrap;
    } cases[] = {
        {"- Ban;", true},
        {"- Ban tỉnh;", true},
        {"- Hội đồng", true},
        {"- inh Hội", true},
        {"- ủ", true},
        {"- 5b", true},
        {"- Gb)", true},
        {"- Tỉnh ủy;", false},
        {"- Huyện đoàn;", false},
        {"- Các xã;", false},
        {"- Ban Tổ chức;", false},
        {"- Hội Nông dân;", false},
        {"- VP;", false},
        {"- các xã, phường;", false},
        {"- các thôn, bản;", false},
        {"- Sở Nội vụ;", false},
        {"- Như trên;", false},
        {"- UBND tỉnh (để b/c);", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct field row = row_of(cases[i].read, *state);

        if ((row.conf < 0.5F) != cases[i].scrap) {
            fail_msg("%s: as sure as %f", cases[i].read, (double)row.conf);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(an_abbreviation_gets_its_lost_t_back),
        ARENA_TEST(words_run_together_are_doubted),
        ARENA_TEST(a_campaign_ends_before_the_word_of_the_next),
        ARENA_TEST(a_scrap_of_a_line_is_not_sure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
