/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What libcyaml says of a small YAML file; for the files that include it only. */
#ifndef VANTHU_YAML_LOG_H
#define VANTHU_YAML_LOG_H

#include <cyaml/cyaml.h>
#include <stddef.h>

/* libcyaml words a failure in several calls, from the place outwards; the first says
 * what is wrong, the others where. */
struct yaml_log {
    char text[600]; /* one line */
    size_t len;
    size_t first_len; /* of it, what the first call said; 0: nothing was said */
};

/* Warnings and errors go to `log`, which has to live as long. */
cyaml_config_t yaml_config(struct yaml_log *log);

#endif
