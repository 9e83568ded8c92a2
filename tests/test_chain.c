/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive_of.h"
#include "arena.h"
#include "chain.h"
#include "folder_of.h"
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

/* A document that cites at most one other one. */
struct citing {
    const char *issuer, *code, *date, *relation, *cited, *cited_date;
};

static void put_all(struct place *place, const struct citing *all, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        document(place, all[i].issuer, all[i].code, all[i].date);
        if (all[i].relation) {
            ROW(place, TABLE_REFERENCES, "relation", all[i].relation, "code",
                all[i].cited, "date", all[i].cited_date);
        }
        document_end(place);
    }
}

/* An archive with its chain; no document has two scans. */
struct linked {
    struct archive archive;
    struct cited cited;
    size_t *same_as;
    struct chain chain;
};

static void link_all(struct place *place, struct linked *out)
{
    size_t len;

    read_archive(place, &out->archive);
    len = out->archive.tables[TABLE_DOCUMENTS].len;
    out->same_as = ARENA_ARRAY(place->arena, size_t, len + 1);
    for (size_t i = 0; i < len; i++) {
        out->same_as[i] = i;
    }
    out->cited = cited_from_archive(&out->archive);
    out->chain = chain_from_archive(&out->cited, out->same_as);
}

static struct str dot_of(const struct chain *chain)
{
    struct chain_view view = {.title = STR("chain")};
    bool *shown = ARENA_ARRAY(chain->arena, bool, chain->nodes_len + 1);

    memset(shown, 1, chain->nodes_len * sizeof *shown);
    view.shown = shown;
    return chain_dot(chain, &view);
}

static bool has(struct str text, const char *part)
{
    return str_find(text, str_from_c(part), 0) < text.len;
}

/* One for all tests (chain.h). */
/* NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables) */
static struct painter *painter;

static void must_draw(struct str dot, struct arena *arena, struct str *svg)
{
    struct err err = {0};

    if (svg_from_dot(painter, dot, arena, svg, &err) != STATUS_OK) {
        fail_msg("%s", err.text);
    }
}

static void one_edge_leads_from_a_plan_to_each_that_implements_it(void **state)
{
    static const struct citing all[] = {
        {"UBND TỈNH HÀ LẠC", "12/KH-UBND", "2024-01-15", NULL, NULL, NULL},
        {"SỞ NỘI VỤ", "46/KH-SNV", "2024-02-05", "implements", "12/KH-UBND",
         "2024-01-15"},
        {"UBND XÃ BÌNH LẠC", "3/KH-UBND", "2024-03-05", "cites", "12/KH-UBND",
         "2024-01-15"},
        /* its own number; and what only one cites, that nobody follows */
        {"SỞ Y TẾ", "8/KH-SYT", "2024-02-09", "basis", "8/KH-SYT", "2024-02-09"},
        {"SỞ Y TẾ", "9/KH-SYT", "2024-02-10", "basis", "1/NQ-HĐND", "2023-12-09"},
    };
    struct place place;
    struct linked linked;
    struct found found = {
        .arena = *state,
        .columns = {"code", "cited_code", "in_archive", "cited_source"}};
    struct str dot;

    place_begin(&place, *state);
    put_all(&place, all, sizeof all / sizeof *all);
    link_all(&place, &linked);
    assert_int_equal(linked.chain.edges_len, 1);
    dot = dot_of(&linked.chain);
    assert_true(has(dot, "\"1: 12/KH-UBND\" -> \"2: 46/KH-SNV\""));
    assert_false(has(dot, "8/KH-SYT"));
    assert_false(has(dot, "1/NQ"));
    track_chain(&linked.cited, linked.same_as,
                &(struct track_sink){found_take, &found});
    found_check(&found, (const char *const[]){"46/KH-SNV|12/KH-UBND|yes|01.pdf",
                                              "8/KH-SYT|8/KH-SYT|itself|",
                                              "9/KH-SYT|1/NQ-HĐND||", NULL});
    place_end(&place);
}

static void what_several_cite_is_drawn_though_it_is_not_here(void **state)
{
    static const struct citing all[] = {
        {"SỞ NỘI VỤ", "46/KH-SNV", "2024-02-05", "implements", "12/KH-UBND",
         "2024-01-15"},
        {"SỞ Y TẾ", "8/KH-SYT", "2024-02-09", "follows", "12/KH-UBND", "2024-01-15"},
        {"SỞ Y TẾ", "9/KH-SYT", "2024-02-10", "follows", "12/KH-UBND", "2023-01-15"},
    };
    struct place place;
    struct linked linked;
    struct str dot;

    place_begin(&place, *state);
    put_all(&place, all, sizeof all / sizeof *all);
    link_all(&place, &linked);
    dot = dot_of(&linked.chain);
    assert_int_equal(linked.chain.edges_len, 2);
    assert_true(has(dot, "\"4: 12/KH-UBND\" -> \"1: 46/KH-SNV\" [color=\"#1a5276\""));
    assert_true(has(dot, "\"4: 12/KH-UBND\" -> \"2: 8/KH-SYT\" [color=\"#1e8449\""));
    assert_true(has(dot, "style=\"rounded,dashed\""));
    place_end(&place);
}

/* What stands in a document never becomes a command of Graphviz. */
static void text_stays_text(void **state)
{
    static const struct citing all[] = {
        {"\"]; a [image=\"/etc/passwd\"", "12/KH\\N-UBND", "2024-01-15", NULL, NULL,
         NULL},
        {"<<b>SỞ & NỘI VỤ</b>>\n\\l &lt;", "46/KH-SNV\"", "2024-02-05", "implements",
         "12/KH\\N-UBND", "2024-01-15"},
    };
    struct place place;
    struct linked linked;
    struct str dot, svg;

    place_begin(&place, *state);
    put_all(&place, all, sizeof all / sizeof *all);
    link_all(&place, &linked);
    dot = dot_of(&linked.chain);
    assert_true(has(dot, "\\\"]; a [image=\\\"/etc/passwd\\\""));
    assert_true(has(dot, "12/KH\\\\N-UBND"));
    assert_true(has(dot, "<<b>SỞ &amp; NỘI VỤ</b>> \\\\l &amp;lt;"));
    must_draw(dot, *state, &svg);
    assert_false(has(svg, "<image"));
    assert_true(has(svg, "12/KH\\N&#45;UBND"));
    assert_true(has(svg, "&lt;&lt;b&gt;SỞ &amp; NỘI VỤ&lt;/b&gt;&gt; \\l &amp;lt;"));
    place_end(&place);
}

static void nothing_a_circle_and_empty_headers_are_drawn_too(void **state)
{
    static const struct citing all[] = {
        {"", "1/KH-A", "", "basis", "3/KH-A", ""},
        {"UBND XÃ BÌNH LẠC", "1/KH-UBND", "2024-01-02", "basis", "2/KH-UBND",
         "2024-01-03"},
        {"UBND XÃ BÌNH LẠC", "2/KH-UBND", "2024-01-03", "basis", "1/KH-UBND",
         "2024-01-02"},
        {"", "3/KH-A", "2024-01-03", NULL, NULL, NULL},
        {"", "", "", NULL, NULL, NULL},
    };
    struct place place;
    struct linked linked;
    struct str dot, svg;

    for (size_t len = 0; len <= sizeof all / sizeof *all; len++) {
        place_begin(&place, *state);
        put_all(&place, all, len);
        link_all(&place, &linked);
        dot = dot_of(&linked.chain);
        must_draw(dot, *state, &svg);
        assert_true(str_starts(svg, STR("<?xml")));
        /* neither date nor issuer says that 1/KH-A means this 3/KH-A */
        assert_int_equal(linked.chain.edges_len, len < 3 ? 0 : 2);
        place_end(&place);
    }
}

/* Three hundred communes below forty districts below one province. */
static void a_large_archive_is_drawn_root_by_root(void **state)
{
    enum { DISTRICTS = 40, COMMUNES = 300 };
    struct place place;
    struct linked linked;
    struct err err = {0};
    char *told = NULL;
    size_t told_len = 0;
    FILE *messages;
    struct str stale;

    place_begin(&place, *state);
    put_all(&place,
            &(struct citing){"UBND TỈNH HÀ LẠC", "12/KH-UBND", "2024-01-15", NULL, NULL,
                             NULL},
            1);
    for (int i = 0; i < DISTRICTS + COMMUNES; i++) {
        bool is_district = i < DISTRICTS;
        char code[32], cited[32], issuer[64];

        snprintf(issuer, sizeof issuer, "UBND %s SỐ %d", is_district ? "HUYỆN" : "XÃ",
                 i);
        snprintf(code, sizeof code, "%d/KH-UBND", 100 + i);
        snprintf(cited, sizeof cited, "%d/KH-UBND", is_district ? 12 : 100 + i % 40);
        put_all(&place,
                &(struct citing){
                    issuer, code, is_district ? "2024-02-01" : "2024-03-01",
                    "implements", cited, is_district ? "2024-01-15" : "2024-02-01"},
                1);
    }
    link_all(&place, &linked);
    stale = folder_write(place.folder, "chain-OLD.svg", STR("x"), *state);
    messages = open_memstream(&told, &told_len);
    assert_non_null(messages);
    assert_int_equal(
        track_pictures(&linked.chain, painter, place.folder, messages, &err),
        STATUS_OK);
    fclose(messages);
    assert_string_equal(told, "chain-12-KH-UBND-2024-01-15.svg: 80 documents of 341; "
                              "chain.csv has them all\n"
                              "chain.svg: an overview of 1 of 1 documents that others "
                              "follow; chain.csv has them all\n");
    assert_int_not_equal(access(stale.ptr, F_OK), 0);
    free(told);
    place_end(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(one_edge_leads_from_a_plan_to_each_that_implements_it),
        ARENA_TEST(what_several_cite_is_drawn_though_it_is_not_here),
        ARENA_TEST(text_stays_text),
        ARENA_TEST(nothing_a_circle_and_empty_headers_are_drawn_too),
        ARENA_TEST(a_large_archive_is_drawn_root_by_root),
    };

    struct arena arena = arena_make(1 << 20);
    int failed;

    painter = painter_open(&arena);
    failed = cmocka_run_group_tests_name("chain", tests, NULL, NULL);
    painter_close(painter);
    arena_drop(&arena);
    return failed;
}
