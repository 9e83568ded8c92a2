// SPDX-License-Identifier: GPL-3.0-or-later
// What each check is called and what to do about it; docs/findings.md has the whole of it.
import { t } from "./catalogue.js";

const checks = () => ({
    unreadable: [t("Document could not be read"), t("Open the file; scan it again if it is damaged.")],
    over_limit: [t("File beyond a limit"), t("Run again with the option that the message names.")],
    page_unreadable: [t("Page could not be read"), t("Look at the page; scan it again.")],
    page_over_limit: [t("Page beyond a limit"), t("Run again with the option that the message names.")],
    page_read_small: [t("Page read at 150 dpi"), t("Small print may be wrong: compare it.")],
    pages_not_read: [t("Pages left out"), t("Run without --only header to read them all.")],
    folder_unreadable: [t("Folder could not be opened"), t("Ask for the right to read it and run again.")],
    missing_part: [t("Required part not found"), t("Look for it on the page. If it is there, type it; if not, the document lacks it.")],
    number_handwritten: [t("Number by hand"), t("Compare the number with the page.")],
    head_inside: [t("Head on a later page"), t("If a document begins there, split the file and run again.")],
    part_unreadable: [t("Required part not legible"), t("Something stands there: type what you read on the page.")],
    number_blank: [t("Number left blank"), t("The document was scanned without a number. Look it up in the register.")],
    date_handwritten: [t("Date by hand"), t("Compare day and month with the page.")],
    signer_unread: [t("Signer not legible"), t("Type the name that stands under the signature.")],
    office_unread: [t("Office of the signer not legible"), t("Type the office that stands below the authority.")],
    deputy_restored: [t("Deputy's office completed"), t("Compare the office with the page.")],
    several_signers: [t("Several signers"), t("Make sure that the signer of the issuing agency is in the row.")],
    low_confidence: [t("Not sure enough"), t("Compare the value with the page.")],
    symbol_mended: [t("Symbol put in order"), t("Compare the symbol with the page.")],
    type_code_mismatch: [t("Symbol of another type"), t("Compare type and symbol with the page.")],
    date_order: [t("Cites a later document"), t("One of the two dates is wrong: compare both.")],
    cited_type_mismatch: [t("Citation contradicts itself"), t("Compare the citation with the page.")],
    cited_dates_differ: [t("One citation, two dates"), t("Compare both places; keep the right date.")],
    rule_limit: [t("A rule was given up"), t("Tell who keeps the rules; values may be missing.")],
    duplicate: [t("Same content as another file"), t("Nothing to do: it was read once.")],
    not_a_scan: [t("Not a scan"), t("Nothing to do, unless it should have been one.")],
    symlink_skipped: [t("Link not followed"), t("Name the folder itself to have it read.")],
    special_skipped: [t("Not a file"), t("Nothing to do.")],
    page_turned: [t("Page was turned"), t("Nothing to do.")],
    page_blank: [t("Blank page"), t("Nothing to do, unless something stands on it.")],
    text_layer_rejected: [t("Text of the PDF not used"), t("Nothing to do: the page was recognised.")],
});

export const checkIds = () => Object.keys(checks());
export const checkName = (check) => checks()[check]?.[0] ?? check;
export const checkAdvice = (check) => checks()[check]?.[1] ?? "";
