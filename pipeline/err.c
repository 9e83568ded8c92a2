/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "err.h"

#include "tr.h"

#include <stdarg.h>
#include <stdio.h>

enum status err_set(struct err *err, enum status status, int page_no,
                    const char *format, ...)
{
    va_list args;

    err->status = status;
    err->page_no = page_no;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, _(format), args);
    va_end(args);
    return status;
}
