/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The help: argp prints it from the tables of settings_options.c. */
#include "settings_options.h"

#include "tr.h"

#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* argp's own words, which it looks up in the program's catalogue. */
static const char *const words_of_argp[] = {
    N_("Usage:"),
    N_(" [OPTION...]"),
    N_("Mandatory or optional arguments to long options are also mandatory or optional "
       "for any corresponding short options."),
};

char *settings_translate(int key, const char *text, void *input)
{
    char *said = text && *text ? _(text) : NULL;

    (void)key;
    (void)input;
    return said == text ? said : said ? strdup(said) : NULL; /* argp frees the other */
}

static void print_help(const struct settings *settings, FILE *to)
{
    char name[32] = "vanthu";
    const struct argp *argp = &settings_program;

    if ((size_t)settings->help_on < COMMAND_FORMS) {
        snprintf(name, sizeof name, "%s",
                 settings_commands[settings->help_on].full_name);
        argp = &settings_commands[settings->help_on].argp;
    }
    argp_help(argp, to, ARGP_HELP_USAGE | ARGP_HELP_LONG | ARGP_HELP_DOC, name);
}

static void convert(iconv_t from_viscii, char *text, size_t len, FILE *to)
{
    char utf8[4096];

    while (len > 0) {
        char *end = utf8;
        size_t left = sizeof utf8;
        size_t before = len;

        (void)iconv(from_viscii, &text, &len, &end, &left);
        fwrite(utf8, 1, (size_t)(end - utf8), to);
        if (len == before) { /* can't be: every byte is a letter */
            return;
        }
    }
}

/* What argp prints in VISCII; false: there is no such conversion here. */
static bool print_by_letters(const struct settings *settings, FILE *to)
{
    iconv_t from_viscii = iconv_open("UTF-8", "VISCII");
    bool is_open = (intptr_t)from_viscii != -1;
    char *text = NULL;
    size_t len = 0;
    FILE *memory = is_open ? open_memstream(&text, &len) : NULL;

    if (memory) {
        (void)bind_textdomain_codeset(TR_DOMAIN, "VISCII");
        print_help(settings, memory);
        fclose(memory);
        (void)bind_textdomain_codeset(TR_DOMAIN, "UTF-8");
        convert(from_viscii, text, len, to);
        free(text);
    }
    if (is_open) {
        iconv_close(from_viscii);
    }
    return memory != NULL;
}

/* argp breaks lines and sets columns by bytes. In VISCII a Vietnamese letter is one
 * byte, so it does so in VISCII, and what it made becomes UTF-8. */
void settings_help(const struct settings *settings, FILE *to)
{
    (void)words_of_argp;
    if (settings->lang == LANG_EN || !print_by_letters(settings, to)) {
        print_help(settings, to);
    }
}
