/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libvanthu reads scans of Vietnamese official plans into rows: who issued the
 * document, its number, date and title, what it cites, its deadlines, campaigns and
 * recipients, each value with the chance that it is right and its place on the paper.
 *
 *     struct vanthu *engine;
 *     struct vanthu_file *file;
 *     struct vanthu_error error;
 *
 *     if (vanthu_open(NULL, &engine, &error) == VANTHU_OK &&
 *         vanthu_read(engine, "plan.pdf", &file, &error) == VANTHU_OK) {
 *         const struct vanthu_document *document = vanthu_document_at(file, 0);
 *
 *         puts(vanthu_text_of(document, "documents", 0, "code"));
 *     }
 *
 * All text is UTF-8 with a NUL after it, as it is in the program's tables. Tables and
 * columns have the names of the program's CSV files (docs/user-guide.md).
 *
 * Threads. The library keeps no state between calls but what it hands out. An engine is
 * for one thread at a time; as many engines as wanted may be open and used at once,
 * also with different rules. A file that was read belongs to no engine: it may be
 * looked at from any thread, from several at once, and after its engine was closed.
 *
 * What the library leaves to the program around it:
 *  - OMP_THREAD_LIMIT=1 should be in the environment before the process starts, or
 *    Tesseract's OpenMP makes pages up to five times slower where several are read at
 *    once. It can't be set later: OpenMP looks at it when it is loaded.
 *  - Files from outside. The command `vanthu` reads each file in a process that is
 *    locked in, has a limit of memory and of time, and may crash. Here a file that
 * makes Poppler, Leptonica or Tesseract crash, or run out of memory, takes the process
 * with it, and one that makes them hang hangs the thread. Where files come from
 * anybody, run the command, or call the library in a process that may die.
 *  - Standard error: libjpeg, libpng and OpenJPEG may write remarks on damaged images
 *    to it. The library itself writes nowhere.
 *
 * What it does to the process: the remarks of Leptonica, libtiff, Tesseract and Poppler
 * are turned off. It changes no locale, no signal handler, no folder, no variable of
 * the environment. Its threads' locale is "C" while a call lasts, and then again what
 * it was.
 */
#ifndef VANTHU_H
#define VANTHU_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Grows by one with each function or option that is added. Before version 1.0 of vanthu
 * the soname is libvanthu.so.0 and what is here may change with a minor version; the
 * changelog says so. */
#define VANTHU_API_VERSION 1

#if defined(__GNUC__)
#define VANTHU_API __attribute__((visibility("default")))
#else
#define VANTHU_API
#endif

/* The API version of the library at run time, and vanthu's own version ("0.1.0"). */
VANTHU_API int vanthu_api_version(void);
VANTHU_API const char *vanthu_version(void);

enum vanthu_status {
    VANTHU_OK = 0,
    VANTHU_NO_SCAN = 1, /* neither a PDF nor an image, nor named like one */
    VANTHU_DAMAGED = 2, /* the file can't be read: damaged, encrypted, no page */
    VANTHU_LIMIT = 3,   /* the file, or what is made of it, is over a limit */
    VANTHU_AWAY = 4,    /* the file can't be opened now: absent, no permission */
    VANTHU_RULES = 5,   /* a rule file is wrong */
    VANTHU_MODEL = 6,   /* a model is absent, or not the one that was measured */
    VANTHU_USAGE = 7,   /* the call is wrong: an option out of its range */
    VANTHU_STOPPED = 8, /* on_page() said so */
    VANTHU_MEMORY = 9,  /* the system has no more memory */
};

/* Why a call failed; the caller's, filled on failure only. Wherever a function takes
 * one it may be NULL. */
struct vanthu_error {
    int status;      /* enum vanthu_status */
    int page;        /* from 1; 0: the whole file */
    char text[1024]; /* names file, place and remedy; one line of plain English */
};

/* --- engines: rules, models, recogniser --- */

/* NULL, and 0 in a number, mean the usual. Set all of it to 0, then `size`. Texts need
 * to live until vanthu_open() returns. */
struct vanthu_options {
    size_t size; /* sizeof(struct vanthu_options): of the header you were built with */
    /* The folder that holds rules/ and models/. Usual: $VANTHU_DATA; share/vanthu
     * beside the folder where the library lies, so that an installation can be moved;
     * the source tree, when the library was built in it; the folder it was built for.
     */
    const char *data_dir;
    /* More rule files (rules/README.md), the last wins; NULL at the end. */
    const char *const *rules;
    /* The folder of Tesseract's models. Usual: $TESSDATA_PREFIX, then Debian's. */
    const char *tessdata_dir;
    /* A number in a file's name is evidence of one that is written by hand. */
    int trusts_file_names;
    /* Limits of one file: what is over them fails with VANTHU_LIMIT. */
    int max_megapixels; /* of a page or an image; usual 150, at most 400 */
    int max_pages;      /* usual 5000, at most 50000 */
    int max_file_mib;   /* usual 1024, at most 65536 */
    int max_stream_mib; /* of a stream of a PDF, unpacked; usual 64, at most 4096 */
    int max_nesting;    /* of a PDF's arrays; usual 100, at most 400 */
    /* Words, text and rows of one file (a page takes about 1 MiB); usual 1024, at most
     * 1048576. Images and the recogniser come on top: some 200 MiB for a page of A4 at
     * 300 dpi, 2.5 GiB for one of 150 megapixels. */
    int max_memory_mib;
    /* Called before each page of a file, with its number from 1 and how many there are;
     * 0: stop here. It must return; it may not call the engine that calls it. */
    int (*on_page)(void *owner, int page, int pages);
    void *owner;
};

struct vanthu;

/* Reads rules and models and looks whether they are in order. The recogniser is loaded
 * with the first page that needs it. `options` may be NULL.
 * Success: `*engine` is the caller's, vanthu_close(). Failure: `*engine` is NULL;
 * VANTHU_RULES, VANTHU_MODEL, VANTHU_USAGE, VANTHU_MEMORY. */
VANTHU_API int vanthu_open(const struct vanthu_options *options, struct vanthu **engine,
                           struct vanthu_error *error);
/* NULL is allowed. */
VANTHU_API void vanthu_close(struct vanthu *engine);

/* --- files --- */

/* What was read of one file; nothing in it changes. */
struct vanthu_file;
/* One document in it. Nearly every file has one; a scan of a binder has several, each
 * with a head of its own. It belongs to its file. */
struct vanthu_document;

/* Reads all pages of a file: about a second for a scanned page, a fraction of that for
 * one with a good text layer. A page that can't be read costs that page, with a
 * finding. Success: `*file` is the caller's, vanthu_file_drop(), and holds one document
 * at least. Failure: `*file` is NULL; any status, but VANTHU_RULES. The engine can read
 * on after each of them. After VANTHU_MEMORY some memory that libraries held may be
 * lost. */
VANTHU_API int vanthu_read(struct vanthu *engine, const char *path,
                           struct vanthu_file **file, struct vanthu_error *error);
/* Also all its documents and their texts. NULL is allowed. */
VANTHU_API void vanthu_file_drop(struct vanthu_file *file);

/* How many documents the file holds. */
VANTHU_API int vanthu_documents(const struct vanthu_file *file);
/* The document of this index, from 0; NULL: none. */
VANTHU_API const struct vanthu_document *
vanthu_document_at(const struct vanthu_file *file, int index);

/* Its pages in the file, from 1, the first and the last. */
VANTHU_API int vanthu_first_page(const struct vanthu_document *document);
VANTHU_API int vanthu_last_page(const struct vanthu_document *document);
/* The whole text in reading order: lines end with LF, pages are parted by FF. */
VANTHU_API const char *vanthu_text(const struct vanthu_document *document);

/* --- rows --- */

/* A value and where it stands on the paper. */
struct vanthu_value {
    const char *text; /* "": not there; lives as long as the file */
    /* The chance that it is right, 0 to 1; below 0.95 a person should look. 0 where the
     * table says none: what is counted or computed, findings, empty values. */
    float confidence;
    int page; /* from 1; 0: nowhere, as it was inferred */
    /* PDF points (1/72 inch) from the left and the upper edge of the upright page; all
     * 0: no place is known. */
    float left, top, right, bottom;
};

/* The names of the tables, "documents" first, and of a table's columns, by index from
 * 0; NULL: no more, or no such table. */
VANTHU_API const char *vanthu_table_name(int index);
VANTHU_API const char *vanthu_column_name(const char *table, int index);

/* How many rows a table has: 1 for "documents", 0 for a table that does not exist. */
VANTHU_API int vanthu_rows(const struct vanthu_document *document, const char *table);
/* The text of a cell, rows from 0: what the program writes there. "": empty. NULL: no
 * such table, row or column. Lives as long as the file. */
VANTHU_API const char *vanthu_text_of(const struct vanthu_document *document,
                                      const char *table, int row, const char *column);
/* The same with its place. In "documents" each column has a place and a chance of its
 * own, in the other tables each row: the columns share them. 1: there is such a cell.
 * 0: none; `*value` has an empty text then. */
VANTHU_API int vanthu_value_of(const struct vanthu_document *document,
                               const char *table, int row, const char *column,
                               struct vanthu_value *value);

#ifdef __cplusplus
}
#endif

#endif
