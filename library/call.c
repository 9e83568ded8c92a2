/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine.h"

#include <locale.h>
#include <stdarg.h>
#include <stdio.h>

int error_set(struct vanthu_error *error, enum vanthu_status status, int page,
              const char *format, ...)
{
    va_list args;

    error->status = (int)status;
    error->page = page;
    va_start(args, format);
    /* Seen from a caller in this file, clang 14 misses the va_start().
     * NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized) */
    (void)vsnprintf(error->text, sizeof error->text, format, args);
    va_end(args);
    return (int)status;
}

static enum vanthu_status status_from(enum status status)
{
    switch (status) {
    case STATUS_OK:
        return VANTHU_OK;
    case STATUS_SKIP:
        return VANTHU_NO_SCAN;
    case STATUS_INPUT:
    case STATUS_OCR:
    case STATUS_OUTPUT: /* the library has none */
        return VANTHU_DAMAGED;
    case STATUS_LIMIT:
        return VANTHU_LIMIT;
    case STATUS_AWAY:
        return VANTHU_AWAY;
    case STATUS_RULES:
        return VANTHU_RULES;
    case STATUS_MODEL:
        return VANTHU_MODEL;
    case STATUS_USAGE:
        return VANTHU_USAGE;
    }
    return VANTHU_USAGE;
}

int error_from(struct vanthu_error *error, const struct err *err)
{
    return error_set(error, status_from(err->status), err->page_no, "%s", err->text);
}

static void set_full(const struct call *call, jmp_buf *full)
{
    for (size_t i = 0; i < CALL_ARENAS; i++) {
        if (call->arenas[i]) {
            call->arenas[i]->full = full;
        }
    }
}

/* No C++ frame is jumped over: the libraries never call the flow. */
static int run_step(struct call *call)
{
    jmp_buf full;
    int status;

    switch (setjmp(full)) {
    case 0:
        set_full(call, &full);
        status = call->step(call);
        break;
    case ARENA_OVER_LIMIT:
        call->was_cut = true;
        status = error_set(call->error, VANTHU_LIMIT, 0,
                           "needs more memory than max_memory_mib allows");
        break;
    default:
        call->was_cut = true;
        status = error_set(call->error, VANTHU_MEMORY, 0, "out of memory");
        break;
    }
    set_full(call, NULL);
    return status;
}

int call_run(struct call *call)
{
    locale_t point = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before;
    int status;

    if (!point) {
        return error_set(call->error, VANTHU_MEMORY, 0, "no memory for a locale");
    }
    before = uselocale(point);
    status = run_step(call);
    (void)uselocale(before);
    freelocale(point);
    return status;
}
