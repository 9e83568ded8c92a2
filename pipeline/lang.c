/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang.h"

#include <string.h>

const char *const lang_names[LANGS] = {[LANG_EN] = "en", [LANG_VI] = "vi"};

bool lang_from_name(const char *name, enum lang *out)
{
    for (int i = 0; i < LANGS; i++) {
        if (strcmp(name, lang_names[i]) == 0) {
            *out = (enum lang)i;
            return true;
        }
    }
    return false;
}

static bool is_set(const char *variable)
{
    return variable && *variable;
}

/* "vi", and so "vi_VN.UTF-8". */
static bool lang_from_locale(const char *locale, enum lang *out)
{
    for (int i = 0; i < LANGS; i++) {
        size_t len = strlen(lang_names[i]);

        if (strncmp(locale, lang_names[i], len) == 0 &&
            (locale[len] == '\0' || strchr("_.@:", locale[len]))) {
            *out = (enum lang)i;
            return true;
        }
    }
    return false;
}

/* "C", "C.UTF-8", "POSIX": who says so wants no translation. */
static bool is_plain(const char *locale)
{
    return strcmp(locale, "C") == 0 || strncmp(locale, "C.", 2) == 0 ||
           strcmp(locale, "POSIX") == 0;
}

enum lang lang_from_wishes(const struct lang_wishes *wishes)
{
    const char *locale = is_set(wishes->lc_all)        ? wishes->lc_all
                         : is_set(wishes->lc_messages) ? wishes->lc_messages
                         : is_set(wishes->lang)        ? wishes->lang
                                                       : "C";
    enum lang lang = LANG_EN;

    if (is_plain(locale)) {
        return LANG_EN;
    }
    if (is_set(wishes->language)) { /* "vi:en" */
        for (const char *at = wishes->language; at; at = strchr(at, ':')) {
            at += *at == ':';
            if (lang_from_locale(at, &lang)) {
                break;
            }
        }
        return lang;
    }
    (void)lang_from_locale(locale, &lang);
    return lang;
}

bool lang_from_args(int argc, const char *const *argv, enum lang *out)
{
    static const char option[] = "--lang";
    bool found = false;

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], option) == 0 && i + 1 < argc) {
            found = lang_from_name(argv[i + 1], out) || found;
        } else if (strncmp(argv[i], option, strlen(option)) == 0 &&
                   argv[i][strlen(option)] == '=') {
            found = lang_from_name(argv[i] + strlen(option) + 1, out) || found;
        }
    }
    return found;
}
