/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * OUT/vanthu.db: what was read, page by page, and what was made of it. A run that ends
 * at any moment goes on from there; the tables are exports of it. SQLite only here and
 * in journal_*.c; one process writes, the one that holds OUT/vanthu.lock. */
#ifndef VANTHU_JOURNAL_H
#define VANTHU_JOURNAL_H

#include "rows.h"

struct arena;
struct journal;

/* SQLite's. */
const char *journal_version(void);

/* No hex digit. */
#define LANG_KEY_VI "vi"

/* What words and rows depend on beside the file: 16 hex digits each. */
struct journal_keys {
    struct str recogniser; /* models, their variables, the recogniser's version */
    /* rules, what options change in rows, the program's version; ends in LANG_KEY_VI
     * where rows speak Vietnamese */
    struct str rules;
    /* of rows that are as good as these, of more pages; else as `rules` */
    struct str rules_of_more;
};

enum journal_mode {
    JOURNAL_WRITE, /* made when absent; STATUS_OUTPUT when another process holds it */
    JOURNAL_READ,  /* beside a run that writes, if there is one */
};

/* Opens OUT/vanthu.db. STATUS_OUTPUT says what is wrong and what to do: held by another
 * run, written by a newer program, not a journal, can't be written. `out` is NULL then.
 */
MUST_USE enum status journal_open(struct str out_dir, enum journal_mode mode,
                                  struct journal **out, struct err *err);
/* In a process that was forked from the one that opened it: the lock is not held by
 * this one, so it ends with the other. The journal can't be used there. */
void journal_forget_lock(const struct journal *journal);
/* What is not committed is lost; NULL is allowed. */
void journal_close(struct journal *journal);
/* Everything so far stays, whatever happens to the process. STATUS_OUTPUT: the disk is
 * full, or the like. */
MUST_USE enum status journal_commit(struct journal *journal, struct err *err);

/* Begins a run: files that are put from now on are the ones of its tables. */
MUST_USE enum status journal_begin(struct journal *journal,
                                   const struct journal_keys *keys, struct err *err);

/* --- files --- */

struct journal_file {
    struct str path;
    int64_t bytes, changed_ns;
};

enum content_state {
    CONTENT_WAITING,    /* pages are missing */
    CONTENT_RECOGNISED, /* all pages are there, rows are not */
    CONTENT_READ,
    CONTENT_FAILED,
    CONTENT_SKIPPED, /* no scan */
};

/* What a file holds; the same content in two files is one. */
struct content {
    int64_t id;
    enum content_state state;
    int pages_len;         /* 0: not known yet */
    struct str stands_for; /* as in journal_put_head(); until the next statement */
};

/* Whether a file of this path, size and time was seen before; `key` becomes that of its
 * content, in `arena`. */
bool journal_knows(struct journal *journal, const struct journal_file *file,
                   struct arena *arena, struct str *key);
/* The content of that key (a SHA-256, or "path:..." when it could not be had), new or
 * as it stands: pages read with other settings are forgotten, rows of other rules wait
 * to be made anew. */
MUST_USE enum status journal_content(struct journal *journal, struct str key,
                                     struct content *out, struct err *err);
/* The SHA-256 of the scan that a content is, or that it stands for; in `arena`. Of what
 * could not be hashed: its key. */
struct str journal_sha256(struct journal *journal, int64_t content_id,
                          struct arena *arena);
/* A file of this run's tables, or what stands in the place of one. */
MUST_USE enum status journal_put_file(struct journal *journal,
                                      const struct journal_file *file,
                                      int64_t content_id, struct err *err);
MUST_USE enum status journal_put_notice(struct journal *journal, struct str path,
                                        const struct finding *finding, struct err *err);
/* After the last file: how many of the run before are gone, and how many of these came
 * back under another path. */
struct journal_changes {
    int64_t gone, renamed;
};
MUST_USE enum status journal_changes(struct journal *journal,
                                     struct journal_changes *out, struct err *err);

/* --- reading --- */

/* What the file's head said. `stands_for`: the scan that a dump of words came from. */
MUST_USE enum status journal_put_head(struct journal *journal, int64_t content_id,
                                      int pages_len, struct str stands_for,
                                      struct err *err);

struct journal_page {
    int page_no;
    bool is_lost;       /* could not be read; message says why */
    struct str check;   /* of a finding; empty: none */
    struct str message; /* its text */
    struct str words;   /* packed */
};
MUST_USE enum status journal_put_page(struct journal *journal, int64_t content_id,
                                      const struct journal_page *page, struct err *err);
/* Sets has[page_no] for each page that is there, up to `most`. */
MUST_USE enum status journal_pages_there(struct journal *journal, int64_t content_id,
                                         bool *has, int most, struct err *err);
MUST_USE enum status journal_recognised(struct journal *journal, int64_t content_id,
                                        struct err *err);
/* Calls `each` for the pages in their order; they live until it returns. */
MUST_USE enum status journal_each_page(struct journal *journal, int64_t content_id,
                                       void (*each)(void *owner,
                                                    const struct journal_page *page),
                                       void *owner, struct err *err);

/* --- rows --- */

struct journal_part {
    int no; /* from 0 */
    struct str document, range;
    int pages_len;
    struct str text; /* packed */
};
/* Rows of a content, all at once: begin takes the old ones away, end sets the state. */
MUST_USE enum status journal_rows_begin(struct journal *journal, int64_t content_id,
                                        struct err *err);
MUST_USE enum status journal_put_part(struct journal *journal, int64_t content_id,
                                      const struct journal_part *part, struct err *err);
struct journal_row {
    int part_no;
    enum table table;
    const struct str *cells; /* as many as the table has columns */
};
MUST_USE enum status journal_put_row(struct journal *journal, int64_t content_id,
                                     const struct journal_row *row, struct err *err);
MUST_USE enum status journal_rows_end(struct journal *journal, int64_t content_id,
                                      enum content_state state, struct err *err);

/* What was made of the content is for this run's tables only: the next reads it again.
 */
MUST_USE enum status journal_doubt(struct journal *journal, int64_t content_id,
                                   struct err *err);

/* Rows of one table for all files of the last run, in the order of the output contract.
 */
MUST_USE enum status journal_each_row(struct journal *journal, enum table table,
                                      const struct row_sink *sink, struct err *err);

/* One document of the last run. Texts live in the arena that they were asked for in. */
struct journal_document {
    struct str document;
    int64_t content_id;
    int part_no;
    struct str range;  /* "#page=3-4" of a file that holds several; else empty */
    struct str source; /* as the tables have it, of its first file */
    int first_page, pages_len; /* of the file */
    struct str sha256;         /* of the scan; "path:..." when it could not be had */
    struct str scan; /* the path of its first file; of a dump of words, what it says
                        that it came from */
    bool is_dump;
    int64_t bytes, changed_ns; /* of the first file, when it was read */
};
/* STATUS_USAGE: the last run has no document of that name. */
MUST_USE enum status journal_document(struct journal *journal, struct str document,
                                      struct arena *arena, struct journal_document *out,
                                      struct err *err);
/* All sources of the document, in order. */
MUST_USE enum status journal_sources(struct journal *journal,
                                     const struct journal_document *document,
                                     struct arena *arena, struct str **out, size_t *len,
                                     struct err *err);
/* Its rows of one table; also while journal_each_row() goes on. */
MUST_USE enum status journal_rows(struct journal *journal,
                                  const struct journal_document *document,
                                  enum table table, const struct row_sink *sink,
                                  struct err *err);
/* Texts of the last run's documents; packed. */
MUST_USE enum status journal_each_text(struct journal *journal,
                                       void (*each)(void *owner,
                                                    const struct journal_part *part),
                                       void *owner, struct err *err);

/* --- what stands --- */

/* STATUS_OUTPUT: SQLite finds the database damaged. */
MUST_USE enum status journal_check(struct journal *journal, struct err *err);
/* The contents of the last run's files, and these files. `pages_due`: how many pages of
 * a content that was read ought to be there at least; of one that was read by --only
 * header the ends, of a dump of words any number. */
MUST_USE enum status journal_each_content(struct journal *journal,
                                          void (*each)(void *owner,
                                                       const struct content *content,
                                                       int pages_due),
                                          void *owner, struct err *err);
MUST_USE enum status journal_each_file(struct journal *journal,
                                       void (*each)(void *owner,
                                                    const struct journal_file *file),
                                       void *owner, struct err *err);

/* One scan of the last run, or what claimed to be one. */
struct journal_source {
    struct journal_file file;
    int64_t content_id;
    enum content_state state;
    bool is_dump; /* a dump of words that stands for a scan */
};
MUST_USE enum status journal_each_source(struct journal *journal,
                                         void (*each)(void *owner,
                                                      const struct journal_source *of),
                                         void *owner, struct err *err);

/* Puts everything that the journal in `shard_dir` has of its last run into this one,
 * and this one's last run stays: any order, any number of times. *waiting: documents
 * that the shard has not read yet. */
MUST_USE enum status journal_merge(struct journal *journal, struct str shard_dir,
                                   int64_t *waiting, struct err *err);
/* Begins a run that goes on with the files of the last one. */
MUST_USE enum status journal_go_on(struct journal *journal,
                                   const struct journal_keys *keys, struct err *err);

struct journal_counts {
    int64_t files_by[CONTENT_SKIPPED + 1]; /* files of the last run, by state */
    int64_t pages, pages_lost;             /* of these contents */
    int64_t files, twins;
    int64_t pages_done_before; /* when the last run began */
    int64_t begun_s, ended_s;  /* Unix time of the last run; ended 0: it runs or died */
    int64_t told_s;            /* when it last committed */
};
MUST_USE enum status journal_count(struct journal *journal, struct journal_counts *out,
                                   struct err *err);
MUST_USE enum status journal_end(struct journal *journal, struct err *err);
/* Who holds OUT, for a message; empty: nobody. */
struct str journal_holder(struct str out_dir, struct arena *arena);
#endif
