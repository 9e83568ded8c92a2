/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Searchable PDFs against the words that were recognised: which of them pdftotext finds
 * on their page, which pairs of neighbours of a line, and how large the files became.
 * What is dropped as a speck before lines are made of words is noise, and not in a PDF.
 *
 *   pdf_score OUT DIR [LEAST_PCT MOST_PCT]
 *
 * Exit status 1: in a file fewer words than LEAST_PCT are found, or it has more than
 * MOST_PCT of the bytes of its scan. */
#include "arena.h"
#include "document.h"
#include "journal.h"
#include "pdf_names.h"
#include "wire.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MANY_BYTES ((size_t)1 << 30)

struct score {
    size_t words, noise, found, pairs, pairs_found;
    int64_t bytes_before, bytes_after;
};

struct sources {
    struct arena arena;
    struct journal_source *at;
    size_t len, cap;
};

/* The pages of one file while they are scored. */
struct scoring {
    struct packing packing;
    struct str text; /* of pdftotext: pages parted by form feeds */
    struct score score;
};

static void take_source(void *owner, const struct journal_source *source)
{
    struct sources *all = owner;

    if (source->state != CONTENT_READ || source->is_dump) {
        return;
    }
    all->at = arena_grow(&all->arena, all->at, all->len, &all->cap, sizeof *all->at);
    all->at[all->len] = *source;
    all->at[all->len++].file.path = str_copy(&all->arena, source->file.path);
}

/* What pdftotext prints, blanks of any kind as one. */
static struct str text_of_pdf(struct str path, struct arena *arena)
{
    struct strbuf text = {.arena = arena};
    char bytes[4096];
    int out[2];
    ssize_t got;
    pid_t pid;

    if (pipe(out) != 0 || (pid = fork()) < 0) {
        return STR("");
    }
    if (pid == 0) {
        dup2(out[1], STDOUT_FILENO);
        execlp("pdftotext", "pdftotext", path.ptr, "-", (char *)NULL);
        _exit(127);
    }
    close(out[1]);
    strbuf_add_char(&text, ' ');
    while ((got = read(out[0], bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < got; i++) {
            bool is_blank = bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == ' ';

            if (bytes[i] == '\f') {
                strbuf_add(&text, STR(" \f "));
            } else if (!is_blank || text.ptr[text.len - 1] != ' ') {
                strbuf_add(&text, is_blank ? STR(" ") : (struct str){bytes + i, 1});
            }
        }
    }
    close(out[0]);
    waitpid(pid, NULL, 0);
    return strbuf_str(&text);
}

/* Finds each only once: what is found is taken out. */
static bool take_out(struct strbuf *page, struct str word, struct arena *arena)
{
    struct str wanted = str_printf(arena, " %.*s ", STR_ARG(word));
    size_t at = str_find(strbuf_str(page), wanted, 0);

    if (at == page->len) {
        return false;
    }
    memset(page->ptr + at + 1, '\1', word.len);
    return true;
}

static void score_page(void *owner, const struct journal_page *page)
{
    struct scoring *scoring = owner;
    struct arena arena = arena_make(MANY_BYTES);
    struct str rest = scoring->text, text = STR(""), bytes;
    struct words words;
    struct lines lines;
    struct str before = STR("");
    struct strbuf left = {.arena = &arena};

    for (int no = 0; no < page->page_no; no++) {
        text = str_cut(&rest, '\f');
    }
    if (page->is_lost ||
        !unpack(&scoring->packing, page->words, MANY_BYTES, &arena, &bytes) ||
        !words_unpack(bytes, &arena, &words)) {
        arena_drop(&arena);
        return;
    }
    lines = lines_from_words(&words, &arena, NULL);
    for (size_t i = 0; i < lines.len; i++) {
        for (size_t k = 0; k < lines.at[i].len; k++) {
            struct str word = words.at[lines.order[lines.at[i].first + k]].text;

            if (k > 0) {
                struct str pair =
                    str_printf(&arena, " %.*s %.*s ", STR_ARG(before), STR_ARG(word));

                scoring->score.pairs++;
                scoring->score.pairs_found += str_find(text, pair, 0) < text.len;
            }
            before = word;
        }
    }
    strbuf_add(&left, text);
    scoring->score.noise += words.len;
    for (size_t i = 0; i < lines.len; i++) {
        for (size_t k = 0; k < lines.at[i].len; k++) {
            struct str word = words.at[lines.order[lines.at[i].first + k]].text;

            scoring->score.noise--;
            scoring->score.words++;
            scoring->score.found += take_out(&left, word, &arena);
        }
    }
    arena_drop(&arena);
}

static int64_t size_of(struct str path)
{
    struct stat stat_of;

    return stat(path.ptr, &stat_of) == 0 ? stat_of.st_size : 0;
}

static double pct(double part, double whole)
{
    return whole > 0 ? 100 * part / whole : 100;
}

static void print(const char *name, const struct score *score)
{
    printf("%-44s %6zu %5zu %6.2f %6.2f %10lld %6.2f\n", name, score->words,
           score->noise, pct((double)score->found, (double)score->words),
           pct((double)score->pairs_found, (double)score->pairs),
           (long long)score->bytes_before,
           pct((double)score->bytes_after, (double)score->bytes_before));
}

int main(int argc, char **argv)
{
    struct sources all = {.arena = arena_make(MANY_BYTES)};
    double least = argc > 3 ? strtod(argv[3], NULL) : 0;
    double most = argc > 4 ? strtod(argv[4], NULL) : 1e9;
    struct score sum = {0};
    struct journal *journal = NULL;
    struct err err = {0};
    struct str *paths, *names;
    char cwd[PATH_MAX];
    int faults = 0;

    if (argc < 3 ||
        journal_open(str_from_c(argv[1]), JOURNAL_READ, &journal, &err) != STATUS_OK ||
        journal_each_source(journal, take_source, &all, &err) != STATUS_OK ||
        !getcwd(cwd, sizeof cwd)) {
        fprintf(stderr, "pdf_score: %s\n", err.text);
        return 2;
    }
    paths = ARENA_ARRAY(&all.arena, struct str, all.len + 1);
    for (size_t i = 0; i < all.len; i++) {
        paths[i] = all.at[i].file.path;
    }
    names = pdf_names(paths, all.len, str_from_c(cwd), &all.arena);
    printf("%-44s %6s %5s %6s %6s %10s %6s\n", "file", "words", "noise", "found",
           "pairs", "bytes", "size");
    for (size_t i = 0; i < all.len; i++) {
        struct scoring scoring = {0};
        struct str path = str_printf(&all.arena, "%s/%.*s", argv[2], STR_ARG(names[i]));

        scoring.text = text_of_pdf(path, &all.arena);
        scoring.score.bytes_before = size_of(paths[i]);
        scoring.score.bytes_after = size_of(path);
        if (journal_each_page(journal, all.at[i].content_id, score_page, &scoring,
                              &err) != STATUS_OK) {
            fprintf(stderr, "pdf_score: %s\n", err.text);
            return 2;
        }
        packing_drop(&scoring.packing);
        print(names[i].ptr, &scoring.score);
        if (pct((double)scoring.score.found, (double)scoring.score.words) < least ||
            pct((double)scoring.score.bytes_after, (double)scoring.score.bytes_before) >
                most ||
            scoring.score.bytes_after == 0) {
            printf("  ^ is not good enough\n");
            faults++;
        }
        sum.noise += scoring.score.noise;
        sum.words += scoring.score.words;
        sum.found += scoring.score.found;
        sum.pairs += scoring.score.pairs;
        sum.pairs_found += scoring.score.pairs_found;
        sum.bytes_before += scoring.score.bytes_before;
        sum.bytes_after += scoring.score.bytes_after;
    }
    print("all", &sum);
    journal_close(journal);
    arena_drop(&all.arena);
    return faults > 0 || all.len == 0;
}
