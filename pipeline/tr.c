/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tr.h"

#include <limits.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tr_text tr_print(const char *format, ...)
{
    struct tr_text out;
    va_list args;

    va_start(args, format);
    vsnprintf(out.ptr, sizeof out.ptr, format, args);
    va_end(args);
    return out;
}

struct str tr_id(const char *kind, struct str id, struct arena *arena)
{
    struct str key = str_printf(arena, "%s\004%.*s", kind, STR_ARG(id)); /* msgctxt */
    const char *said = dgettext(TR_DOMAIN, key.ptr);

    return said == key.ptr ? id : str_from_c(said);
}

/* libc's own translations come with its locales, which may not be installed; and half
 * of a run's messages would be made where its files can't be opened (sandbox.c). */
const char *tr_errno(int number)
{
    static const char *const usual[] = {
        N_("Operation not permitted"),
        N_("No such file or directory"),
        N_("Input/output error"),
        N_("Permission denied"),
        N_("Cannot allocate memory"),
        N_("Device or resource busy"),
        N_("File exists"),
        N_("Not a directory"),
        N_("Is a directory"),
        N_("Invalid argument"),
        N_("Too many open files"),
        N_("File too large"),
        N_("No space left on device"),
        N_("Read-only file system"),
        N_("File name too long"),
        N_("Too many levels of symbolic links"),
        N_("Stale file handle"),
        N_("Disk quota exceeded"),
        N_("Resource temporarily unavailable"),
        N_("Broken pipe"),
        N_("Function not implemented"),
        N_("Host is down"),
        N_("Transport endpoint is not connected"),
    };
    const char *said = strerror(number);

    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        if (strcmp(said, usual[i]) == 0) {
            return _(said);
        }
    }
    return said;
}

/* gettext translates in no locale that is called C, and since glibc 2.39 in none that
 * is called C.UTF-8; a small Debian has no other. So the program brings one, which
 * holds nothing but the words for yes and no. */
static bool set_locale(const char *locale_dir)
{
    const char *before = getenv("LOCPATH");
    char *kept = before ? strdup(before) : NULL;
    bool done = setenv("LOCPATH", locale_dir, 1) == 0 &&
                setlocale(LC_MESSAGES, "vi_VN") != NULL;

    if (kept) {
        (void)setenv("LOCPATH", kept, 1);
    } else {
        (void)unsetenv("LOCPATH");
    }
    free(kept);
    return done || setlocale(LC_MESSAGES, "vi_VN.UTF-8") != NULL;
}

bool tr_speak(enum lang lang, struct str share_dir)
{
    char path[PATH_MAX];

    if (lang == LANG_EN) {
        return true; /* as the code has it: no locale at all */
    }
    snprintf(path, sizeof path, "%.*s/vanthu/locale", STR_ARG(share_dir));
    if (setenv("LANGUAGE", lang_names[lang], 1) != 0 || !set_locale(path)) {
        return false;
    }
    snprintf(path, sizeof path, "%.*s/locale", STR_ARG(share_dir));
    (void)bindtextdomain(TR_DOMAIN, path);
    (void)bind_textdomain_codeset(TR_DOMAIN, "UTF-8");
    (void)bindtextdomain("libc", path); /* tr_errno() */
    (void)textdomain(TR_DOMAIN);        /* for argp's own words */
    /* The catalogue is opened now: a reader that is locked in could not. */
    return strcmp(_("No such file or directory"), "No such file or directory") != 0;
}
