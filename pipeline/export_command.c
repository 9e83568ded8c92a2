/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `vanthu export`: the journal in the forms that people work with. */
#include "commands.h"
#include "export.h"
#include "pdf_export.h"
#include "profile.h"
#include "tr.h"
#include "workbook.h"

static enum status export_pdf(struct journal *journal, const struct settings *settings,
                              FILE *to, FILE *messages, struct err *err)
{
    struct pdf_counts counts = {0};
    enum status status = pdf_export(journal, settings, messages, &counts, err);

    if (status == STATUS_OK) {
        fprintf(to,
                _("%zu PDFs in %.*s: %zu new, %zu as they were; %zu without text\n"),
                counts.written + counts.unchanged, STR_ARG(settings->pdf_dir),
                counts.written, counts.unchanged, counts.without_text);
    }
    return status == STATUS_OK && counts.troubled > 0 ? STATUS_INPUT : status;
}

int export(const struct settings *settings, FILE *to, FILE *messages, struct err *err)
{
    const struct profile_files files = {settings->xlsx, settings->csv_file,
                                        settings->csv};
    struct journal *journal = NULL;
    struct review *review = NULL;
    bool is_troubled = false;
    enum status status = journal_open(settings->args[0], JOURNAL_READ, &journal, err);

    if (status == STATUS_OK) {
        status = review_open(settings->args[0], REVIEW_READ, &review, err);
    }
    if (status == STATUS_OK && settings->profile.len > 0) {
        status = profile_write(journal, review, settings->profile, &files, err);
    } else if (status == STATUS_OK && settings->xlsx.len > 0) {
        status = workbook_write(journal, review, settings->xlsx, settings->expected,
                                settings->lang_given ? settings->lang : LANG_VI, err);
    }
    if (status == STATUS_OK && settings->writes_tables) {
        status = export_all(journal, settings->args[0], &settings->csv, err);
    }
    if (status == STATUS_OK && settings->pdf_dir.len > 0) {
        status = export_pdf(journal, settings, to, messages, err);
        is_troubled = status == STATUS_INPUT && err->status == STATUS_OK;
    }
    review_close(review);
    journal_close(journal);
    return is_troubled ? EXIT_SOME_FAILED : exit_code_of(status);
}
