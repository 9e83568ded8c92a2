/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "lexicon.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const compounds[] = {
    "sở y tế",      "giám đốc",   "kế hoạch",    "tổ chức",    "đối với",
    "hướng dẫn",    "mỹ phẩm",    "hòa giải",    "thông tư",   "hệ thống",
    "tài sản",      "sản xuất",   "văn thư",     "cơ sở",      "có số",
    "thủ trưởng",   "thứ trưởng", "hiệu trưởng", "phương án",  "Bình Lạc",
    "doanh nghiệp", "toàn ngành", "đoàn viên",   "trưởng ban", "ban tổ chức",
};

static const struct lexicon *lexicon_of(const char *const *entries, size_t len,
                                        struct arena *arena)
{
    struct gazetteer *gazetteer = ARENA_NEW(arena, struct gazetteer);
    struct rules rules = {.gazetteers = gazetteer, .gazetteers_len = 1};

    gazetteer->name = STR("compounds");
    gazetteer->entries = ARENA_ARRAY(arena, struct str, len);
    gazetteer->len = len;
    for (size_t i = 0; i < len; i++) {
        gazetteer->entries[i] = str_from_c(entries[i]);
    }
    return lexicon_from_rules(&rules, arena);
}

static const struct lexicon *lexicon_here(struct arena *arena)
{
    return lexicon_of(compounds, sizeof compounds / sizeof *compounds, arena);
}

/* Lines of one page, parted by " / ". */
struct page_of {
    struct words words;
    struct lines lines;
};

static void add_word(struct page_of *page, struct str text)
{
    struct line *line = &page->lines.at[page->lines.len - 1];

    page->lines.order[page->words.len] = page->words.len;
    page->words.at[page->words.len++] = (struct word){.text = text, .conf_pct = 90};
    line->len++;
}

static struct page_of page_of(const char *text, struct arena *arena)
{
    struct str rest = str_from_c(text);
    struct page_of page = {
        .words = {.at = ARENA_ARRAY(arena, struct word, rest.len + 1)},
        .lines = {.at = ARENA_ARRAY(arena, struct line, rest.len + 1),
                  .len = 1,
                  .order = ARENA_ARRAY(arena, size_t, rest.len + 1)}};

    while (rest.len > 0) {
        struct str word = str_cut(&rest, ' ');

        if (str_eq(word, STR("/"))) {
            page.lines.at[page.lines.len++].first = page.words.len;
        } else {
            add_word(&page, word);
        }
    }
    return page;
}

static struct str text_of_page(const struct page_of *page, struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    for (size_t i = 0; i < page->lines.len; i++) {
        if (i > 0) {
            strbuf_add(&out, STR(" / "));
        }
        strbuf_add(&out, line_text(&page->lines, &page->words, i, arena));
    }
    return strbuf_str(&out);
}

struct mend_case {
    const char *says;
    const char *read;
    const char *want;
};

/* Prints every case that differs before it fails. */
static void check_cases(const struct mend_case *cases, size_t len, struct arena *arena)
{
    const struct lexicon *lexicon = lexicon_here(arena);
    size_t failed = 0;

    for (size_t i = 0; i < len; i++) {
        struct page_of page = page_of(cases[i].read, arena);
        struct str got;

        words_mend(&page.words, &page.lines, lexicon, arena);
        got = text_of_page(&page, arena);
        if (!str_eq(got, str_from_c(cases[i].want))) {
            printf("%s: '%s': got '%.*s', want '%s'\n", cases[i].says, cases[i].read,
                   STR_ARG(got), cases[i].want);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

static void marks_are_put_right_in_a_compound(void **state)
{
    static const struct mend_case cases[] = {
        {"in capitals", "SỞ Y TÉ", "SỞ Y TẾ"},
        {"all words of it", "KÉ HOACH", "KẾ HOẠCH"},
        {"in small letters", "các tô chức tham gia", "các tổ chức tham gia"},
        {"with a capital", "Đôi với các xã", "Đối với các xã"},
        {"one without its mark", "giám đôc, kê hoach, to chức",
         "giám đốc, kế hoạch, tổ chức"},
        {"d for đ", "dối với", "đối với"},
        {"marks at the ends stay", "“(mỹ phâm),”", "“(mỹ phẩm),”"},
        {"a name keeps its capitals", "xã BÌNH LAC và Bính Lạc",
         "xã BÌNH LẠC và Bình Lạc"},
        {"stray capitals do not count", "hướng dÁn, kÉ HOẠCH, gIÁM ĐÓC",
         "hướng dẫn, KẾ HOẠCH, gIÁM ĐỐC"},
        {"each line by itself", "SỞ Y TÉ / KÉ HOẠCH", "SỞ Y TẾ / KẾ HOẠCH"},
        {"the longest counts", "TRƯỞNG BAN TÔ CHỨC", "TRƯỞNG BAN TỔ CHỨC"},
        {"the place of the tone is no fault", "hoà giải ở cơ sở", "hoà giải ở cơ sở"},
    };

    check_cases(cases, sizeof cases / sizeof *cases, *state);
}

static void what_may_be_right_stays_as_it_is(void **state)
{
    static const struct mend_case cases[] = {
        {"a comma parts words", "tô, chức", "tô, chức"},
        {"a bracket too", "tô (chức", "tô (chức"},
        {"a line ends a phrase", "tô / chức", "tô / chức"},
        {"digits are no letters", "tô 2 chức", "tô 2 chức"},
        {"nor beside letters", "tô chức2", "tô chức2"},
        {"what reads as another compound", "có số thứ tự", "có số thứ tự"},
        {"it is nearer to one of two", "CƠ SƠ và HIỆU TRƯƠNG, THỦ TRƯƠNG",
         "CƠ SỞ và HIỆU TRƯỞNG, THỦ TRƯỞNG"},
        {"it is as near to both", "THƯ TRƯỞNG", "THƯ TRƯỞNG"},
        {"the last of one is not the first of another", "hệ thống tư tỉnh",
         "hệ thống tư tỉnh"},
        {"a better phrase begins inside", "tại sản xuất", "tại sản xuất"},
        {"print without marks", "giam doc", "giam doc"},
        {"nor on a line of such print", "Cac doanh nghiep o tinh",
         "Cac doanh nghiep o tinh"},
        {"but on a line with marks", "các doanh nghiep ở tỉnh",
         "các doanh nghiệp ở tỉnh"},
        {"a name's last word", "Nguyễn Văn Thu", "Nguyễn Văn Thu"},
        {"a name after a small word", "phường An", "phường An"},
        {"a place's name is not small", "bính lạc", "bính lạc"},
    };

    check_cases(cases, sizeof cases / sizeof *cases, *state);
}

static void one_letter_is_put_right_when_the_word_is_no_syllable(void **state)
{
    static const struct {
        const char *says;
        const char *read;
        float conf_pct; /* of each word */
        const char *want;
    } cases[] = {
        {"unsure", "foanh nghiệp", 60, "doanh nghiệp"},
        {"the marks of its neighbours too", "foanh nghiêp", 60, "doanh nghiệp"},
        {"sure", "foanh nghiệp", 90, "foanh nghiệp"},
        {"a syllable", "đoàn ngành", 60, "đoàn ngành"},
        {"too short a phrase", "tố chửk", 60, "tố chửk"},
        {"two letters", "fuanh nghiệp", 60, "fuanh nghiệp"},
        {"a letter too many", "doanhh nghiệp", 60, "doanhh nghiệp"},
    };
    const struct lexicon *lexicon = lexicon_here(*state);
    size_t failed = 0;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct page_of page = page_of(cases[i].read, *state);
        struct str got;

        for (size_t j = 0; j < page.words.len; j++) {
            page.words.at[j].conf_pct = cases[i].conf_pct;
        }
        words_mend(&page.words, &page.lines, lexicon, *state);
        got = text_of_page(&page, *state);
        if (!str_eq(got, str_from_c(cases[i].want))) {
            printf("%s: got '%.*s', want '%s'\n", cases[i].says, STR_ARG(got),
                   cases[i].want);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

static void only_recognised_print_is_touched(void **state)
{
    const struct lexicon *lexicon = lexicon_here(*state);
    struct page_of layer = page_of("kê hoạch", *state);
    struct page_of hand = page_of("kê hoạch", *state);
    struct page_of red = page_of("kê hoạch", *state);

    layer.words.at[0].layer = LAYER_TEXT;
    hand.words.at[0].hand = HAND_WRITTEN;
    red.words.at[0].layer = LAYER_RED;
    assert_int_equal(words_mend(&layer.words, &layer.lines, lexicon, *state), 0);
    assert_int_equal(words_mend(&hand.words, &hand.lines, lexicon, *state), 0);
    assert_int_equal(words_mend(&red.words, &red.lines, lexicon, *state), 1);
}

static void a_mended_word_is_surer_and_counted(void **state)
{
    struct page_of page = page_of("KÉ HOẠCH Đôi với", *state);

    page.words.at[0].conf_pct = 32;
    page.words.at[1].conf_pct = 40;
    page.words.at[2].conf_pct = 95;
    assert_int_equal(words_mend(&page.words, &page.lines, lexicon_here(*state), *state),
                     2);
    assert_true(page.words.at[0].conf_pct > 84);
    assert_true(page.words.at[1].conf_pct < 41); /* read right, so not ours to say */
    assert_true(page.words.at[2].conf_pct > 94);
    assert_int_equal(words_mend(&page.words, &page.lines, lexicon_here(*state), *state),
                     0);
}

static void what_is_no_compound_is_left_out(void **state)
{
    static const char *const entries[] = {"đua", "một hai ba bốn năm sáu bảy", "quý 2",
                                          "", "  tổ chức "};
    const struct lexicon *lexicon = lexicon_of(entries, 5, *state);
    struct page_of page = page_of("dua quy một hai tô chức", *state);

    assert_int_equal(words_mend(&page.words, &page.lines, lexicon, *state), 1);
}

static void rules_without_the_gazetteer_mend_nothing(void **state)
{
    struct rules rules = {0};
    struct page_of page = page_of("KÉ HOẠCH", *state), empty = page_of("", *state);
    const struct lexicon *lexicon = lexicon_from_rules(&rules, *state);

    assert_int_equal(words_mend(&page.words, &page.lines, lexicon, *state), 0);
    assert_int_equal(words_mend(&empty.words, &empty.lines, lexicon, *state), 0);
}

static void words_of_broken_utf8_are_no_syllables(void **state)
{
    struct page_of page = page_of("k\xE1\xBA ho\xFF KE\xCC\x81 HOẠCH", *state);

    assert_int_equal(words_mend(&page.words, &page.lines, lexicon_here(*state), *state),
                     0);
}

static const struct gazetteer *own_compounds(struct arena *arena, struct rules *rules)
{
    struct rule_faults faults = {0};

    assert_int_equal(
        rules_from_files(str_from_c(RULES_DIR), NULL, 0, arena, rules, &faults),
        STATUS_OK);
    for (size_t i = 0; i < rules->gazetteers_len; i++) {
        if (str_eq(rules->gazetteers[i].name, STR("compounds"))) {
            return &rules->gazetteers[i];
        }
    }
    fail_msg("no gazetteer of the name compounds");
    return NULL;
}

static void the_rules_compounds_stand_and_come_back(void **state)
{
    struct rules rules;
    const struct gazetteer *gazetteer = own_compounds(*state, &rules);
    const struct lexicon *lexicon = lexicon_from_rules(&rules, *state);
    size_t changed = 0, back = 0;

    for (size_t i = 0; i < gazetteer->len; i++) {
        struct page_of right =
            page_of(str_copy(*state, gazetteer->entries[i]).ptr, *state);

        if (words_mend(&right.words, &right.lines, lexicon, *state) > 0) {
            printf("'%.*s' does not stand\n", STR_ARG(gazetteer->entries[i]));
            changed++;
        }
        right.words.at[0].text = fold(right.words.at[0].text, *state, NULL);
        words_mend(&right.words, &right.lines, lexicon, *state);
        back += str_eq(text_of_page(&right, *state), gazetteer->entries[i]);
    }
    rules_drop(&rules);
    assert_int_equal(changed, 0);
    /* Names are not made of small letters, and some fold alike. */
    assert_true(back > gazetteer->len * 9 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(marks_are_put_right_in_a_compound),
        ARENA_TEST(what_may_be_right_stays_as_it_is),
        ARENA_TEST(one_letter_is_put_right_when_the_word_is_no_syllable),
        ARENA_TEST(only_recognised_print_is_touched),
        ARENA_TEST(a_mended_word_is_surer_and_counted),
        ARENA_TEST(what_is_no_compound_is_left_out),
        ARENA_TEST(rules_without_the_gazetteer_mend_nothing),
        ARENA_TEST(words_of_broken_utf8_are_no_syllables),
        ARENA_TEST(the_rules_compounds_stand_and_come_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
