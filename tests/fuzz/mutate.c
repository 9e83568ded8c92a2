/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Damaged copies of files, always the same for a seed:
 *
 *   mutate SEED COUNT OUT_DIR FILE...
 *
 * Each copy is of one FILE with one to eight wounds: bytes changed, runs of bytes taken
 * out, doubled, filled or moved, numbers made large or negative, the end cut off, a
 * piece of another FILE put in. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WOUNDS = 8, MOST_RUN = 4096 };

struct bytes {
    unsigned char *at;
    size_t len;
};

/* xorshift64*: https://en.wikipedia.org/wiki/Xorshift */
static uint64_t state; /* NOLINT(*-non-const-global-variables): one seed, one run */

static uint64_t random_below(uint64_t bound)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return bound > 0 ? (state * UINT64_C(0x2545F4914F6CDD1D) >> 11) % bound : 0;
}

static struct bytes read_file(const char *path)
{
    FILE *from = fopen(path, "rb");
    struct bytes bytes = {NULL, 0};
    long len;

    if (from && fseek(from, 0, SEEK_END) == 0 && (len = ftell(from)) > 0) {
        rewind(from);
        bytes.at = malloc((size_t)len);
        bytes.len = bytes.at ? fread(bytes.at, 1, (size_t)len, from) : 0;
    }
    if (from) {
        fclose(from);
    }
    return bytes;
}

/* A run of at most a 16th of the file, mostly short. */
static size_t run_len(size_t len)
{
    size_t most = len / 16 < MOST_RUN ? len / 16 : MOST_RUN;

    return 1 + random_below(random_below(2) ? 8 : most + 1);
}

static void change_number(struct bytes *b, size_t at)
{
    static const char *const numbers[] = {
        "0", "-1", "65536", "2147483648", "99999999", "18446744073709551616"};
    const char *number = numbers[random_below(sizeof numbers / sizeof *numbers)];

    for (size_t i = at; i < b->len && i < at + MOST_RUN; i++) {
        if (b->at[i] >= '0' && b->at[i] <= '9') {
            for (size_t k = 0; number[k] && i + k < b->len; k++) {
                b->at[i + k] = (unsigned char)number[k];
            }
            return;
        }
    }
}

/* `b` has room for MOST_RUN more bytes a wound. */
static void wound(struct bytes *b, const struct bytes *other)
{
    size_t at = random_below(b->len), run = run_len(b->len), from;

    switch (random_below(8)) {
    case 0:
        b->at[at] ^= (unsigned char)(1U << random_below(8));
        break;
    case 1:
        b->at[at] = (unsigned char)random_below(256);
        break;
    case 2: /* taken out */
        run = run < b->len - at ? run : b->len - at - 1;
        memmove(b->at + at, b->at + at + run, b->len - at - run);
        b->len -= run;
        break;
    case 3: /* doubled */
        run = run < b->len - at ? run : b->len - at;
        memmove(b->at + at + run, b->at + at, b->len - at);
        b->len += run;
        break;
    case 4: /* filled */
        run = run < b->len - at ? run : b->len - at;
        memset(b->at + at, random_below(2) ? 0xFF : 0, run);
        break;
    case 5: /* of another file */
        run = run < b->len - at ? run : b->len - at;
        run = run < other->len ? run : other->len;
        from = random_below(other->len - run + 1);
        memcpy(b->at + at, other->at + from, run);
        break;
    case 6:
        change_number(b, at);
        break;
    default:
        if (random_below(4) == 0 && at > 64) { /* its end is missing */
            b->len = at;
        } else {
            b->at[at] = (unsigned char)(b->at[at] + 1);
        }
    }
}

static bool write_copy(const struct bytes *files, size_t len, size_t no,
                       char *const *names, const char *out_dir)
{
    size_t which = random_below(len);
    const char *ending = strrchr(names[which], '.');
    struct bytes copy = {.len = files[which].len};
    char path[4096];
    FILE *to;
    bool written = false;

    copy.at = malloc(copy.len + (size_t)MOST_WOUNDS * MOST_RUN);
    snprintf(path, sizeof path, "%s/%06zu%s", out_dir, no, ending ? ending : "");
    to = fopen(path, "wb");
    if (copy.at && files[which].at && to) {
        memcpy(copy.at, files[which].at, copy.len);
        for (uint64_t wounds = 1 + random_below(MOST_WOUNDS); wounds > 0; wounds--) {
            wound(&copy, &files[random_below(len)]);
        }
        written = fwrite(copy.at, 1, copy.len, to) == copy.len;
    }
    free(copy.at);
    return to && fclose(to) == 0 && written;
}

int main(int argc, char **argv)
{
    size_t len = argc > 4 ? (size_t)argc - 4 : 0, count;
    struct bytes *files = calloc(len + 1, sizeof *files);
    int result = 0;

    if (len == 0 || !files) {
        fputs("usage: mutate SEED COUNT OUT_DIR FILE...\n", stderr);
        free(files);
        return 2;
    }
    state = UINT64_C(0x9E3779B97F4A7C15) ^ strtoull(argv[1], NULL, 10);
    count = strtoull(argv[2], NULL, 10);
    for (size_t i = 0; i < len; i++) {
        files[i] = read_file(argv[4 + i]);
        if (files[i].len < 64) {
            fprintf(stderr, "mutate: %s: can't be read, or is too short\n",
                    argv[4 + i]);
            result = 2;
        }
    }
    for (size_t i = 0; i < count && result == 0; i++) {
        if (!write_copy(files, len, i, argv + 4, argv[3])) {
            perror("mutate");
            result = 1;
        }
    }
    for (size_t i = 0; i < len; i++) {
        free(files[i].at);
    }
    free(files);
    return result;
}
