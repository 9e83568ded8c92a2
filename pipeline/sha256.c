/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sha256.h"

#include <glib.h>
#include <string.h>

void sha256_hex(struct str bytes, char out[65])
{
    char *hex = g_compute_checksum_for_data(G_CHECKSUM_SHA256,
                                            (const guchar *)bytes.ptr, bytes.len);

    memcpy(out, hex, 65);
    g_free(hex);
}
