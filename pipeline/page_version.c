/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_version.h"

#include <allheaders.h>

struct str page_version(struct arena *arena)
{
    char *name = getLeptonicaVersion(); /* "leptonica-1.82.0" */
    struct str version = str_copy(arena, str_from_c(name));

    lept_free(name);
    return str_starts(version, STR("leptonica-")) ? str_from(version, 10) : version;
}
