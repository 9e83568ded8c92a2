/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings.h"

int exit_code_of(enum status status)
{
    switch (status) {
    case STATUS_OK:
        return EXIT_ALL_READ;
    case STATUS_SKIP:
    case STATUS_INPUT:
    case STATUS_LIMIT:
    case STATUS_AWAY:
    case STATUS_OCR:
        return EXIT_SOME_FAILED;
    case STATUS_RULES:
    case STATUS_MODEL:
    case STATUS_USAGE:
        return EXIT_USAGE;
    case STATUS_OUTPUT:
        return EXIT_OUTPUT;
    }
    return EXIT_USAGE;
}
