/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads files with libvanthu, several at once, and writes what the program writes of
 * them: the tables as CSV and the texts.
 *
 *     library_rows THREADS OUT_DIR FILE... */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vanthu.h>

enum { MOST_THREADS = 16 };

struct work {
    pthread_t thread;
    char **paths;
    struct vanthu_file **files;
    int first, step, len;
};

/* Every thread has an engine of its own, and takes each step-th file. */
static void *read_some(void *work_)
{
    const struct work *work = work_;
    struct vanthu_error error;
    struct vanthu *engine;

    if (vanthu_open(NULL, &engine, &error) != VANTHU_OK) {
        fprintf(stderr, "library_rows: %s\n", error.text);
        return NULL;
    }
    for (int i = work->first; i < work->len; i += work->step) {
        if (vanthu_read(engine, work->paths[i], &work->files[i], &error) != VANTHU_OK) {
            fprintf(stderr, "library_rows: %s\n", error.text);
        }
    }
    vanthu_close(engine);
    return NULL;
}

static void write_cell(const char *text, FILE *to)
{
    size_t len = strlen(text);
    int quoted = strpbrk(text, ",\"\r\n") != NULL ||
                 (len > 0 && (text[0] == ' ' || text[len - 1] == ' '));

    fputs(quoted ? "\"" : "", to);
    for (const char *at = text; *at; at++) {
        fputs(*at == '"' ? "\"" : "", to);
        fputc(*at, to);
    }
    fputs(quoted ? "\"" : "", to);
}

static void write_rows(const struct vanthu_document *document, const char *table,
                       FILE *to)
{
    for (int row = 0; row < vanthu_rows(document, table); row++) {
        const char *column;

        for (int i = 0; (column = vanthu_column_name(table, i)) != NULL; i++) {
            fputs(i > 0 ? "," : "", to);
            write_cell(vanthu_text_of(document, table, row, column), to);
        }
        fputs("\r\n", to);
    }
}

static FILE *create(const char *dir, const char *name, const char *end)
{
    char path[4096];
    FILE *to;

    snprintf(path, sizeof path, "%s/%s%s", dir, name, end);
    to = fopen(path, "wb");
    if (!to) {
        perror(path);
        exit(3);
    }
    return to;
}

static void write_table(const char *dir, const char *table, struct vanthu_file **files,
                        int len)
{
    FILE *to = create(dir, table, ".csv");
    const char *column;

    for (int i = 0; (column = vanthu_column_name(table, i)) != NULL; i++) {
        fprintf(to, "%s%s", i > 0 ? "," : "", column);
    }
    fputs("\r\n", to);
    for (int i = 0; i < len; i++) {
        for (int k = 0; k < vanthu_documents(files[i]); k++) {
            write_rows(vanthu_document_at(files[i], k), table, to);
        }
    }
    fclose(to);
}

static void write_texts(const char *dir, const struct vanthu_file *file)
{
    for (int k = 0; k < vanthu_documents(file); k++) {
        const struct vanthu_document *document = vanthu_document_at(file, k);
        FILE *to =
            create(dir, vanthu_text_of(document, "documents", 0, "document"), ".txt");

        fprintf(to, "%s\n", vanthu_text(document));
        fclose(to);
    }
}

int main(int argc, char **argv)
{
    int threads = argc > 3 ? atoi(argv[1]) : 0; /* NOLINT(cert-err34-c): of a test */
    int len = argc - 3, failed = 0;
    struct vanthu_file **files;
    struct work work[MOST_THREADS];
    const char *table;

    if (threads < 1 || threads > MOST_THREADS) {
        fputs("usage: library_rows THREADS OUT_DIR FILE...\n", stderr);
        return 2;
    }
    files = calloc((size_t)len, sizeof(struct vanthu_file *));
    for (int i = 0; i < threads && files; i++) {
        work[i] = (struct work){
            .paths = argv + 3, .files = files, .first = i, .step = threads, .len = len};
        pthread_create(&work[i].thread, NULL, read_some, &work[i]);
    }
    for (int i = 0; i < threads && files; i++) {
        pthread_join(work[i].thread, NULL);
    }
    for (int i = 0; i < len && files; i++) {
        failed = failed || !files[i];
    }
    if (!files || failed) {
        return 1;
    }
    for (int i = 0; (table = vanthu_table_name(i)) != NULL; i++) {
        write_table(argv[2], table, files, len);
    }
    for (int i = 0; i < len; i++) {
        write_texts(argv[2], files[i]);
        vanthu_file_drop(files[i]);
    }
    free(files);
    return 0;
}
