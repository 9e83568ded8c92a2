/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What documents ask of each other, from the tables alone: nothing is said that is not
 * in them. Each finder hands on rows of texts. */
#ifndef VANTHU_TRACK_H
#define VANTHU_TRACK_H

#include "cited.h"
#include "in_force.h"

enum track_table {
    TRACK_TWINS,        /* scans of one document, and documents nearly alike */
    TRACK_ANSWERS,      /* a plan's recipients, and who answered it */
    TRACK_DUTIES,       /* deadlines by date, those that are over first */
    TRACK_SERIES,       /* numbers of an issuer: missing, twice, out of order */
    TRACK_CHAIN,        /* who cites whom, what is more than a mention */
    TRACK_OUT_OF_FORCE, /* cited after their last day */
    TRACK_TABLES
};

extern const struct table_form track_forms[TRACK_TABLES];

struct track_sink {
    void (*take)(void *owner, enum track_table table, const struct str *cells,
                 size_t len);
    void *owner;
};

/* A plan is followed here when some document of the archive cites it as its basis, or
 * implements or follows it. Its recipients that are told to act (no note, or one that
 * is not for information) and are one agency `answered` or are `silent`; the others are
 * `informed`, or a `group` that nobody can be told from. Who answers without being a
 * recipient is `unlisted`. Two scans of an answer (`same_as`, see track_twins()) answer
 * once. */
void track_answers(const struct cited *cited, const size_t *same_as,
                   const struct track_sink *sink);
/* `today`: ISO 8601. */
void track_duties(const struct archive *archive, struct str today,
                  const struct track_sink *sink);
/* Of one issuer, symbol and year: numbers that are missing between two that are there,
 * numbers of two documents (`twice`; of two scans of one: `rescan`), numbers whose
 * dates go back. */
void track_series(const struct archive *archive, const struct track_sink *sink);
/* Each document with an earlier one that it is a scan of (`same`); else with the one
 * that it may be a scan of (`doubt`), and with the one that has nearly the same text
 * but is another document (`near`): the most alike of each kind (twin.h). A row for
 * each of these at most, so that a text that five hundred communes took over is listed
 * five hundred times and not a hundred thousand. `same_as`: for each document the first
 * scan of it, mostly itself. n log n, and each text read once or, if it has likes,
 * three times. */
void track_twins(const struct archive *archive, size_t *same_as,
                 const struct track_sink *sink);
void track_out_of_force(const struct archive *archive, const struct expiries *expiries,
                        const struct track_sink *sink);

/* Due dates as a calendar (RFC 5545), an event for each. `stamp_s`: Unix time that the
 * events are said to be of. */
void track_calendar(const struct archive *archive, int64_t stamp_s, FILE *to);

#endif
