/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "links.h"
#include "summary.h"
#include "tables.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void add(struct summary *summary, const char *issuer, const char *date,
                const char *status, const char *missing)
{
    struct str cells[MAX_COLUMNS] = {{0}};

    cells[table_column(TABLE_DOCUMENTS, STR("issuer"))] = str_from_c(issuer);
    cells[table_column(TABLE_DOCUMENTS, STR("date"))] = str_from_c(date);
    cells[table_column(TABLE_DOCUMENTS, STR("status"))] = str_from_c(status);
    cells[table_column(TABLE_DOCUMENTS, STR("missing"))] = str_from_c(missing);
    cells[table_column(TABLE_DOCUMENTS, STR("pages"))] = STR("3");
    summary_add(summary, cells);
}

static void documents_are_counted_by_agency_month_and_part(void **state)
{
    struct summary summary = summary_make(*state);

    add(&summary, "SỞ NỘI VỤ", "2024-03-08", "ok", "");
    add(&summary, "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC", "2024-03-31", "review",
        "basis funding");
    add(&summary, "SỞ NỘI VỤ", "2023-12-01", "review", "funding");
    add(&summary, "", "", "failed", "");
    assert_int_equal(summary.pages, 12);
    assert_int_equal(summary.all.by[COUNT_ALL], 4);
    assert_int_equal(summary.all.by[COUNT_REVIEW], 2);
    assert_int_equal(summary.all.by[COUNT_FAILED], 1);
    assert_int_equal(summary.issuers.len, 3);
    assert_int_equal(summary.months.len, 3);
    assert_true(str_eq(summary.months.at[1].name, STR("2023-12")));
    assert_true(str_eq(summary.months.at[2].name, STR("2024-03")));
    assert_int_equal(summary.months.at[2].by[COUNT_ALL], 2);
    assert_int_equal(summary.missing.len, 2);
    assert_true(str_eq(summary.missing.at[1].name, STR("funding")));
    assert_int_equal(summary.missing.at[1].by[COUNT_ALL], 2);
}

static void an_agency_is_known_whatever_its_case(void **state)
{
    struct summary summary = summary_make(*state);

    add(&summary, "SỞ NỘI VỤ", "2024-03-08", "ok", "");
    assert_false(summary_lacks(&summary, STR("Sở Nội vụ ")));
    assert_true(summary_lacks(&summary, STR("Sở Y tế")));
    assert_false(summary_lacks(&summary, STR("")));
}

static void a_link_names_file_and_page(void **state)
{
    static struct links links;
    char folder[] = "/tmp/vanthu-test-XXXXXX", path[256], want[512];
    FILE *file;

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/bản quét #1.pdf", folder);
    file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
    snprintf(want, sizeof want, "file://%s/b%%E1%%BA%%A3n%%20qu%%C3%%A9t%%20%%231.pdf",
             folder);
    assert_string_equal(links_url(&links, str_from_c(path), STR(""), *state), want);
    snprintf(want + strlen(want), sizeof want - strlen(want), "#page=3");
    assert_string_equal(links_url(&links, str_from_c(path), STR("3"), *state), want);
    snprintf(path, sizeof path, "%s/bản quét #1.pdf#page=3-4", folder);
    assert_string_equal(links_url(&links, str_from_c(path), STR(""), *state), want);
    assert_null(links_url(&links, STR("/nowhere/at/all.pdf"), STR("1"), *state));
    snprintf(path, sizeof path, "%s/bản quét #1.pdf", folder);
    unlink(path);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(documents_are_counted_by_agency_month_and_part),
        ARENA_TEST(an_agency_is_known_whatever_its_case),
        ARENA_TEST(a_link_names_file_and_page),
    };

    return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
