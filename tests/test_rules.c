/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "pattern.h"
#include "rules.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define SOUND    TESTS_DIR "/rules/sound.yaml"
#define FAULTS   TESTS_DIR "/rules/faults.yaml"
#define UNPROVEN TESTS_DIR "/rules/unproven.yaml"

static enum status read_one(const char *path, struct arena *arena, struct rules *rules,
                            struct rule_faults *faults)
{
    struct str extra = str_from_c(path);

    return rules_from_files(STR(""), &extra, 1, arena, rules, faults);
}

/* A rule file with these bytes; read and removed again. */
static enum status read_text(struct str yaml, struct arena *arena, struct rules *rules,
                             struct rule_faults *faults)
{
    char path[] = "/tmp/vanthu-rules-XXXXXX";
    int fd = mkstemp(path);
    enum status status;

    assert_true(fd >= 0);
    assert_int_equal(write(fd, yaml.ptr, yaml.len), (ssize_t)yaml.len);
    close(fd);
    status = read_one(path, arena, rules, faults);
    unlink(path);
    return status;
}

static bool has_fault(const struct rule_faults *faults, int line_no, const char *part)
{
    for (size_t i = 0; i < faults->len; i++) {
        struct str message = faults->at[i].message;

        if (faults->at[i].line_no == line_no &&
            str_find(message, str_from_c(part), 0) < message.len) {
            return true;
        }
    }
    return false;
}

static void expect_fault(const struct rule_faults *faults, int line_no,
                         const char *part)
{
    if (has_fault(faults, line_no, part)) {
        return;
    }
    for (size_t i = 0; i < faults->len; i++) {
        print_message("%.*s:%d: %.*s\n", STR_ARG(faults->at[i].file),
                      faults->at[i].line_no, STR_ARG(faults->at[i].message));
    }
    fail_msg("no fault '%s' at line %d", part, line_no);
}

static void a_sound_file_becomes_rules(void **state)
{
    struct rules rules;
    struct rule_faults faults = {0};
    const struct rule *due, *place;

    assert_int_equal(read_one(SOUND, *state, &rules, &faults), STATUS_OK);
    assert_int_equal(faults.len, 0);
    assert_int_equal(rules.len, 2);
    due = &rules.at[0];
    place = &rules.at[1];
    assert_true(str_eq(due->id, STR("due")));
    assert_int_equal(due->table, TABLE_DEADLINES);
    assert_int_equal(due->zones, 1U << ZONE_BODY | 1U << ZONE_CELL);
    assert_int_equal(due->view, VIEW_TEXT);
    assert_true(due->sure > 0.89F && due->sure < 0.91F);
    assert_int_equal(due->line_no, 18);
    assert_int_equal(due->examples[0].line_no, 33);
    assert_int_equal(due->groups[0].column, table_column(TABLE_DEADLINES, STR("due")));
    assert_true(pattern_matches(due->heads, STR("thoi gian")));
    assert_true(pattern_matches(due->under, STR("iv. to chuc")));
    assert_int_equal(place->view, VIEW_FOLDED);
    assert_true(place->heads == NULL);
    assert_int_equal(rules.types_len, 2);
    assert_true(str_eq(rules.types[1].symbols[1], STR("QyĐ")));
    assert_int_equal(rules.required_len, 2);
    assert_int_equal(rules.gazetteers_len, 1);
    assert_int_equal(strlen(rules.hash), 16);
    assert_int_equal(rules_prove(&rules, *state, &faults), 0);
    assert_int_equal(faults.len, 0);
    rules_drop(&rules);
}

static void lists_stand_in_patterns_longest_first_and_by_letter(void **state)
{
    struct rules rules;
    struct rule_faults faults = {0};
    struct extent found;

    assert_int_equal(read_one(SOUND, *state, &rules, &faults), STATUS_OK);
    assert_int_equal(pattern_find(rules.at[1].pattern, STR("o binh  lac,"), 0, &found),
                     MATCH_FOUND);
    assert_int_equal(found.begin, 2);
    assert_false(pattern_matches(rules.at[1].pattern, STR("son moi,")));
    assert_true(pattern_matches(rules.at[1].pattern, STR("son (moi),")));
    rules_drop(&rules);
}

static void every_fault_is_named_with_its_line(void **state)
{
    static const struct {
        int line_no;
        const char *part;
    } wanted[] = {
        {14, "the pattern is wrong: missing closing parenthesis"},
        {5, "the pattern is wrong: missing terminating ]"},
        {6, "go round in a circle"},
        {33, "nothing is defined as {{nowhere}}"},
        {39, "the pattern has no group 'absent'"},
        {39, "group 'extra' fills no column"},
        {44, "no table is called 'deadline'"},
        {45, "no zone is called 'cellar'"},
        {46, "view is neither"},
        {47, "sure is not a number"},
        {55, "no column 'colour'"},
        {56, "no normaliser is called 'nonsense'"},
        {56, "a period needs the columns from and due"},
        {57, "'due=1' is not column=value"},
        {57, "'name' is not column=value"},
        {59, "no zones"},
        {59, "no example"},
        {59, "no counter-example"},
        {63, "the id is taken by line 59"},
        {69, "a rule without an id"},
        {69, "no pattern"},
        {71, "unknown key 'colour'"},
    };
    struct rules rules;
    struct rule_faults faults = {0};

    assert_int_equal(read_one(FAULTS, *state, &rules, &faults), STATUS_RULES);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        expect_fault(&faults, wanted[i].line_no, wanted[i].part);
    }
    for (size_t i = 0; i < faults.len; i++) {
        struct str message = faults.at[i].message;

        assert_true(str_ends(faults.at[i].file, STR("faults.yaml")));
        assert_true(str_find(message, STR("_free"), 0) == message.len);
    }
    rules_drop(&rules);
}

static void examples_are_proven_each_with_its_line(void **state)
{
    struct rules rules;
    struct rule_faults faults = {0};

    assert_int_equal(read_one(UNPROVEN, *state, &rules, &faults), STATUS_OK);
    assert_int_equal(rules_prove(&rules, *state, &faults), 4);
    expect_fault(&faults, 9, "the example does not match");
    expect_fault(&faults, 10, "'31/4' of group due is no date");
    expect_fault(&faults, 11, "gives due '2025-11-20', wanted is '2025-11-21'");
    expect_fault(&faults, 14, "the counter-example matches: 'trước 1/1'");
    assert_int_equal(faults.len, 4);
    assert_true(str_eq(faults.at[0].rule_id, STR("no-match")));
    rules_drop(&rules);
}

static void what_is_not_a_rule_file_is_said_with_its_line(void **state)
{
    static const struct {
        const char *says;
        struct str yaml;
        int line_no;
        const char *part;
    } cases[] = {
        {"a bracket is open", STR_INIT("rules:\n  - {id: a\n"), 3, "YAML"},
        {"a tab indents", STR_INIT("rules:\n\t- id: a\n"), 2, "YAML"},
        {"no UTF-8", STR_INIT("rules:\n  - id: \xFF\n"), 1, "YAML"},
        {"nothing", STR_INIT(""), 0, "empty"},
        {"a comment alone", STR_INIT("# nothing\n"), 0, "empty"},
        {"a list", STR_INIT("- a\n"), 0, "Expecting MAPPING"},
        {"a word", STR_INIT("rules\n"), 0, "Expecting MAPPING"},
        {"rules is no list", STR_INIT("rules: 5\n"), 1, "Expecting SEQUENCE"},
        {"a list where a text should be", STR_INIT("rules:\n  - id: [a]\n"), 2,
         "Expecting STRING"},
        {"an alias", STR_INIT("define: &a []\nrules: *a\n"), 2, "alias"},
        {"a key twice", STR_INIT("rules:\n  - id: a\n    id: b\n"), 3, "given twice"},
        {"a key of keys", STR_INIT("{a: b}: c\n"), 1, "plain word"},
        {"two documents", STR_INIT("define: []\n---\nrules: []\n"), 2, "second"},
        {"a key at the top", STR_INIT("define: []\nrule: []\n"), 2,
         "unknown key 'rule'"},
        {"a name is missing", STR_INIT("define:\n  - pattern: a\n"), 2,
         "without a name"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rules rules;
        struct rule_faults faults = {0};

        if (read_text(cases[i].yaml, *state, &rules, &faults) != STATUS_RULES) {
            fail_msg("%s: taken for rules", cases[i].says);
        }
        expect_fault(&faults, cases[i].line_no, cases[i].part);
        rules_drop(&rules);
    }
}

static void deep_nesting_is_refused(void **state)
{
    struct strbuf yaml = {.arena = *state};
    struct rules rules;
    struct rule_faults faults = {0};

    strbuf_add(&yaml, STR("rules: "));
    for (int i = 0; i < 10000; i++) {
        strbuf_add_char(&yaml, '[');
    }
    assert_int_equal(read_text(strbuf_str(&yaml), *state, &rules, &faults),
                     STATUS_RULES);
    expect_fault(&faults, 1, "nested too deep");
}

static void a_file_of_5_mib_is_refused(void **state)
{
    struct strbuf yaml = {.arena = *state};
    struct rules rules;
    struct rule_faults faults = {0};

    while (yaml.len < (5U << 20)) {
        strbuf_add(&yaml,
                   STR("# a comment of a rule file that is nothing but comments\n"));
    }
    assert_int_equal(read_text(strbuf_str(&yaml), *state, &rules, &faults),
                     STATUS_RULES);
    expect_fault(&faults, 0, "larger than 4 MiB");
}

static void a_file_that_is_not_there_is_a_fault(void **state)
{
    struct rules rules;
    struct rule_faults faults = {0};

    assert_int_equal(read_one("/nowhere/rules.yaml", *state, &rules, &faults),
                     STATUS_RULES);
    expect_fault(&faults, 0, "No such file");
    assert_int_equal(
        rules_from_files(STR("/nowhere"), NULL, 0, *state, &rules, &faults),
        STATUS_RULES);
    assert_int_equal(rules.len, 0);
}

static void write_file(struct str path, const char *text)
{
    FILE *to = fopen(path.ptr, "w");

    assert_non_null(to);
    fputs(text, to);
    assert_int_equal(fclose(to), 0);
}

/* A rule of id `a` that gives campaigns a kind. */
#define RULE_A(kind)                                                                   \
    "rules: [{id: a, table: campaigns, zones: [body], pattern: '{{p}}',"               \
    " set: [{column: kind, value: " kind "}], examples: [{text: x}],"                  \
    " counter_examples: [y]}]\n"

static void a_later_file_takes_the_place_of_an_earlier_one(void **state)
{
    char dir[] = "/tmp/vanthu-rules-XXXXXX";
    struct str paths[4];
    struct rules rules, again;
    struct rule_faults faults = {0};

    assert_non_null(mkdtemp(dir));
    paths[0] = str_printf(*state, "%s/10.yaml", dir);
    paths[1] = str_printf(*state, "%s/20.yaml", dir);
    paths[2] = str_printf(*state, "%s/notes.txt", dir);
    paths[3] = str_printf(*state, "%s/office", dir);
    write_file(paths[0], "define: [{name: p, pattern: old}]\n" RULE_A("first"));
    write_file(paths[1], "define: [{name: p, pattern: new}]\n");
    write_file(paths[2], "not: [a rule file");
    write_file(paths[3], RULE_A("second"));
    assert_int_equal(
        rules_from_files(str_from_c(dir), &paths[3], 1, *state, &rules, &faults),
        STATUS_OK);
    assert_int_equal(rules.len, 1);
    assert_true(str_eq(rules.at[0].set[0].value, STR("second")));
    assert_true(pattern_matches(rules.at[0].pattern, STR("new")));
    assert_false(pattern_matches(rules.at[0].pattern, STR("old")));
    assert_int_equal(
        rules_from_files(str_from_c(dir), NULL, 0, *state, &again, &faults), STATUS_OK);
    assert_true(str_eq(again.at[0].set[0].value, STR("first")));
    assert_string_not_equal(rules.hash, again.hash);
    rules_drop(&rules);
    rules_drop(&again);
    for (size_t i = 0; i < 4; i++) {
        unlink(paths[i].ptr);
    }
    rmdir(dir);
}

static void the_hash_is_of_names_and_contents_not_of_the_place(void **state)
{
    struct rules here, there;
    struct rule_faults faults = {0};

    assert_int_equal(read_one(SOUND, *state, &here, &faults), STATUS_OK);
    assert_int_equal(
        read_one(TESTS_DIR "/../tests/rules/sound.yaml", *state, &there, &faults),
        STATUS_OK);
    assert_string_equal(here.hash, there.hash);
    rules_drop(&here);
    rules_drop(&there);
}

static void types_and_lists_are_found_without_diacritics(void **state)
{
    struct rules rules;
    struct rule_faults faults = {0};

    assert_int_equal(read_one(SOUND, *state, &rules, &faults), STATUS_OK);
    assert_true(document_type_like(&rules, STR("KÊ HOACH"), *state) == &rules.types[0]);
    assert_true(document_type_like(&rules, STR("Quyêt đinn"), *state) ==
                &rules.types[1]);
    assert_true(document_type_like(&rules, STR("Kế toán"), *state) == NULL);
    assert_true(document_type_like(&rules, STR(""), *state) == NULL);
    assert_true(str_eq(gazetteer_entry(&rules, STR("places"), STR("BINH LAC"), *state),
                       STR("Bình Lạc")));
    assert_int_equal(
        gazetteer_entry(&rules, STR("places"), STR("Lạc Bình"), *state).len, 0);
    assert_int_equal(gazetteer_entry(&rules, STR("none"), STR("Lạc"), *state).len, 0);
    rules_drop(&rules);
}

static void the_projects_own_rules_are_sound_and_proven(void **state)
{
    struct rules rules;
    struct rule_faults faults = {0};
    enum status status =
        rules_from_files(str_from_c(RULES_DIR), NULL, 0, *state, &rules, &faults);
    size_t failed = rules_prove(&rules, *state, &faults);

    for (size_t i = 0; i < faults.len; i++) {
        print_message("%.*s:%d: %.*s: %.*s\n", STR_ARG(faults.at[i].file),
                      faults.at[i].line_no, STR_ARG(faults.at[i].rule_id),
                      STR_ARG(faults.at[i].message));
    }
    assert_int_equal(status, STATUS_OK);
    assert_int_equal(failed, 0);
    assert_true(rules.len > 0);
    rules_drop(&rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_sound_file_becomes_rules),
        ARENA_TEST(lists_stand_in_patterns_longest_first_and_by_letter),
        ARENA_TEST(every_fault_is_named_with_its_line),
        ARENA_TEST(examples_are_proven_each_with_its_line),
        ARENA_TEST(what_is_not_a_rule_file_is_said_with_its_line),
        ARENA_TEST(deep_nesting_is_refused),
        ARENA_TEST(a_file_of_5_mib_is_refused),
        ARENA_TEST(a_file_that_is_not_there_is_a_fault),
        ARENA_TEST(a_later_file_takes_the_place_of_an_earlier_one),
        ARENA_TEST(the_hash_is_of_names_and_contents_not_of_the_place),
        ARENA_TEST(types_and_lists_are_found_without_diacritics),
        ARENA_TEST(the_projects_own_rules_are_sound_and_proven),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
