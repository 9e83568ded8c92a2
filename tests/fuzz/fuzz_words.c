/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes as the packed words of the journal: what is understood is packed to something
 * that is understood as the same. */
#include "arena.h"
#include "words.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = arena_make((size_t)64 << 20);
    struct words words, again;
    jmp_buf full;

    arena.full = &full;
    if (setjmp(full) == 0 &&
        words_unpack((struct str){(const char *)bytes, len}, &arena, &words)) {
        struct str packed = words_pack(&words, &arena);

        if (!words_unpack(packed, &arena, &again) || again.len != words.len ||
            !str_eq(words_pack(&again, &arena), packed)) {
            abort();
        }
    }
    arena_drop(&arena);
    return 0;
}
