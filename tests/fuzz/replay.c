/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs a fuzz target over the files of the folders given, without libFuzzer: whole, cut
 * short, and with single bytes changed; always the same. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { MAX_BYTES = 1 << 20, VARIANTS = 24 };

static void run_variants(const uint8_t *bytes, size_t len)
{
    uint8_t *copy = malloc(len + 1); /* of its own, so that ASan sees an overrun */

    for (size_t i = 0; copy && len > 0 && i < VARIANTS; i++) {
        size_t at = len * i / VARIANTS;

        memcpy(copy, bytes, len);
        LLVMFuzzerTestOneInput(copy, at);
        copy[at] = (uint8_t)(copy[at] ^ (1U << i % 8));
        LLVMFuzzerTestOneInput(copy, len);
    }
    free(copy);
}

static int run_file(const char *folder, const char *name)
{
    static const size_t cap = MAX_BYTES;
    char path[4096];
    FILE *from;
    uint8_t *bytes;
    size_t len;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    from = fopen(path, "rb");
    bytes = malloc(cap);
    if (!from || !bytes) {
        fprintf(stderr, "%s: can't be read\n", path);
        abort();
    }
    len = fread(bytes, 1, cap, from);
    fclose(from);
    LLVMFuzzerTestOneInput(bytes, len);
    run_variants(bytes, len);
    free(bytes);
    return 1;
}

int main(int argc, char **argv)
{
    int files = 0;

    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);

        if (!folder) {
            fprintf(stderr, "%s: no such folder\n", argv[i]);
            return 1;
        }
        for (const struct dirent *entry; (entry = readdir(folder));) {
            if (entry->d_name[0] != '.') {
                files += run_file(argv[i], entry->d_name);
            }
        }
        closedir(folder);
    }
    printf("%d files\n", files);
    return files > 0 ? 0 : 1; /* an empty corpus tests nothing */
}
