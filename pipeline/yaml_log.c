/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "yaml_log.h"

#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 3, 0))) static void
take_log(cyaml_log_t level, void *context, const char *format, va_list args)
{
    struct yaml_log *log = context;
    int len;

    (void)level;
    if (log->len >= sizeof log->text - 1) {
        return;
    }
    len = vsnprintf(log->text + log->len, sizeof log->text - log->len, format, args);
    if (log->len == 0) {
        log->first_len = strcspn(log->text, "\n");
    }
    log->len += len > 0 ? (size_t)len : 0;
    for (size_t i = 0; i < sizeof log->text && log->text[i]; i++) {
        if (log->text[i] == '\n') {
            log->text[i] = ' ';
        }
    }
}

cyaml_config_t yaml_config(struct yaml_log *log)
{
    return (cyaml_config_t){.log_fn = take_log,
                            .log_ctx = log,
                            .log_level = CYAML_LOG_WARNING,
                            .mem_fn = cyaml_mem};
}
