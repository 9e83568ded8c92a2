/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "bounds.h"
#include "commands.h"
#include "journal.h"
#include "page_version.h"
#include "pattern.h"
#include "pdf_copy.h"
#include "sandbox.h"
#include "source.h"
#include "tr.h"
#include "words.h"

int version(const struct settings *settings, FILE *to)
{
    struct arena arena = arena_make(ARENA_BYTES);
    struct rules rules = {0};
    struct rule_faults faults = {0};
    struct models models = {0};
    struct err err = {0};

    fprintf(to, "vanthu %s\n", VANTHU_VERSION);
    fprintf(to, "Tesseract %s\nLeptonica %.*s\nPCRE2 %s\nPoppler %s\n", ocr_version(),
            STR_ARG(page_version(&arena)), pattern_version(), source_pdf_version());
    fprintf(to, "qpdf %s\nSQLite %s\n", pdf_copy_version(), journal_version());
    if (!sandbox_works()) {
        fputs(_("sandbox: none in this build (a sanitizer's)\n"), to);
    } else if (sandbox_landlock() > 0) {
        fprintf(to, _("sandbox: seccomp, Landlock %d\n"), sandbox_landlock());
    } else {
        fputs(_("sandbox: seccomp; this kernel has no Landlock, so readers could read "
                "other files\n"),
              to);
    }
    if (rules_from_files(settings->rules_dir, settings->rules_extra,
                         settings->rules_extra_len, &arena, &rules,
                         &faults) == STATUS_OK) {
        fprintf(to, _("rules %s (%s)\n"), rules.hash, settings->rules_dir.ptr);
    } else {
        fprintf(to, _("rules: not in order, see vanthu check (%s)\n"),
                settings->rules_dir.ptr);
    }
    if (models_from_dir(settings->models_dir, settings->tessdata_prefix, &arena,
                        &models, &err) == STATUS_OK) {
        fprintf(to, _("models %s (%s)\n"), models.hash, models.tessdata_dir.ptr);
    } else {
        fprintf(to, _("models: %s\n"), err.text);
    }
    rules_drop(&rules);
    arena_drop(&arena);
    return EXIT_ALL_READ;
}
