/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which documents of an archive a reference names. */
#ifndef VANTHU_CITED_H
#define VANTHU_CITED_H

#include "archive.h"

struct coded;

struct cited {
    const struct archive *archive;
    struct coded *coded; /* the documents that have a code, in its order */
    size_t coded_len;
    struct str *issuers; /* of all documents, as keys (agency_key) */
};

/* One document has so many scans at most; a reference names no more than the first. */
enum { MOST_CITED = 256 };

/* Lives in the archive's arena. n log n in the documents. */
struct cited cited_from_archive(const struct archive *archive);
/* The documents that a reference names, other than the one that it stands in: into
 * `out`, in their order by date. Their code is the same and, as numbers repeat from
 * office to office and year to year, their date; or, where one of the two has no date,
 * their issuer. Issuers of different levels are never the same. log n, but for those of
 * one code without a date. */
size_t cited_find(const struct cited *cited, const struct archive_row *reference,
                  size_t out[MOST_CITED]);
/* The reference names the document that it stands in: its own number, misplaced. */
bool cited_is_itself(const struct cited *cited, const struct archive_row *reference);

#endif
