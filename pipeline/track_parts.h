/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What track_*.c share. */
#ifndef VANTHU_TRACK_PARTS_H
#define VANTHU_TRACK_PARTS_H

#include "track.h"

static inline void track_send(const struct track_sink *sink, enum track_table table,
                              const struct str *cells)
{
    sink->take(sink->owner, table, cells, track_forms[table].columns_len);
}

#endif
