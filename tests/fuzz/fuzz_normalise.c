/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes as a written value: the first says which normaliser, the rest is the text. No
 * date outside the calendar, no value that is not NFC, periods in pairs. */
#include "arena.h"
#include "normalise.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void hold(bool so)
{
    if (!so) {
        abort();
    }
}

static int number(struct str s, size_t from, size_t to)
{
    int value = 0;

    for (size_t i = from; i < to; i++) {
        hold(s.ptr[i] >= '0' && s.ptr[i] <= '9');
        value = 10 * value + (s.ptr[i] - '0');
    }
    return value;
}

static void check_date(struct str s)
{
    struct date date;

    if (s.len == 0) {
        return; /* a period without its begin */
    }
    hold(s.len == 10);
    date = (struct date){number(s, 0, 4), number(s, 5, 7), number(s, 8, 10)};
    hold(date_is_real(date));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct str symbols[] = {STR_INIT("NĐ")};
    struct document_type type = {.name = STR_INIT("Nghị định"),
                                 .folded = STR_INIT("nghi dinh"),
                                 .symbols = symbols,
                                 .symbols_len = 1};
    struct rules rules = {.types = &type, .types_len = 1};
    struct context context = {.rules = &rules, .document_date = {2024, 2, 29}};
    struct arena arena = arena_make(256U << 20);

    if (len > 0) {
        enum normaliser as = (enum normaliser)(bytes[0] % NORMALISERS);
        struct str text = {(const char *)bytes + 1, len - 1};
        struct values values = normalise(as, text, &context, &arena);

        hold(values.len <= MAX_VALUES);
        hold(as != AS_PERIOD || values.len % 2 == 0);
        for (size_t i = 0; i < values.len; i++) {
            hold(str_eq(text_nfc(values.at[i], &arena), values.at[i]));
            if (as == AS_DATE || as == AS_DATES || as == AS_PERIOD || as == AS_BEGIN ||
                as == AS_END) {
                check_date(values.at[i]);
            }
        }
    }
    arena_drop(&arena);
    return 0;
}
