/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock.h"

#include <time.h>

double now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct str clock_today(struct arena *arena)
{
    time_t now = time(NULL);
    struct tm local;
    char text[16];

    localtime_r(&now, &local);
    strftime(text, sizeof text, "%Y-%m-%d", &local);
    return str_copy(arena, str_from_c(text));
}

struct str clock_utc(int64_t unix_s, struct arena *arena)
{
    time_t at = (time_t)unix_s;
    struct tm utc;
    char text[32];

    gmtime_r(&at, &utc);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return str_copy(arena, str_from_c(text));
}
