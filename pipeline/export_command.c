/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `vanthu export`: the journal in the forms that people work with. */
#include "commands.h"
#include "export.h"
#include "profile.h"
#include "workbook.h"

int export(const struct settings *settings, struct err *err)
{
    const struct profile_files files = {settings->xlsx, settings->csv_file,
                                        settings->csv};
    struct journal *journal = NULL;
    struct review *review = NULL;
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
    review_close(review);
    journal_close(journal);
    return exit_code_of(status);
}
