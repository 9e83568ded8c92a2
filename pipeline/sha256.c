/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sha256.h"

#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_BYTES = 1 << 16 };

void sha256_hex(struct str bytes, char out[65])
{
    char *hex = g_compute_checksum_for_data(G_CHECKSUM_SHA256,
                                            (const guchar *)bytes.ptr, bytes.len);

    memcpy(out, hex, 65);
    g_free(hex);
}

bool sha256_file(const char *path, size_t most, char out[65])
{
    guchar *block = g_malloc(BLOCK_BYTES);
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = -1;
    size_t len = 0;

    while (fd >= 0 && len <= most && (got = read(fd, block, BLOCK_BYTES)) > 0) {
        g_checksum_update(sum, block, got);
        len += (size_t)got;
    }
    if (fd >= 0) {
        close(fd);
    }
    if (got == 0 && len <= most) {
        memcpy(out, g_checksum_get_string(sum), 65);
    }
    g_checksum_free(sum);
    g_free(block);
    return got == 0 && len <= most;
}

bool sha256_ends(const char *path, char out[65])
{
    guchar *block = g_malloc(BLOCK_BYTES);
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    off_t size = fd >= 0 ? lseek(fd, 0, SEEK_END) : -1;
    bool got = size >= 0;

    for (int end = 0; end < 2 && got; end++) {
        off_t last = size - (off_t)BLOCK_BYTES;
        off_t at = end == 0 || last < 0 ? 0 : last;
        ssize_t len = pread(fd, block, BLOCK_BYTES, at);

        got = len >= 0;
        g_checksum_update(sum, block, got ? len : 0);
    }
    g_checksum_update(sum, (const guchar *)&size, sizeof size);
    if (fd >= 0) {
        close(fd);
    }
    memcpy(out, g_checksum_get_string(sum), 65);
    g_checksum_free(sum);
    g_free(block);
    return got;
}
