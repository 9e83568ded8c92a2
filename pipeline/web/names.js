// SPDX-License-Identifier: GPL-3.0-or-later
// What ids of the tables are called on the page.
import { t } from "./catalogue.js";

const columns = () => ({
    document: t("Document"),
    source: t("File"),
    pages: t("Pages"),
    type: t("Type"),
    code: t("Number and symbol"),
    date: t("Date of issue"),
    place: t("Place"),
    issuer: t("Issuing agency"),
    parent_issuer: t("Parent agency"),
    title: t("Subject"),
    signing_mode: t("Authority of signing"),
    signer_title: t("Office of the signer"),
    signer: t("Signer"),
    urgency: t("Urgency"),
    secrecy: t("Secrecy"),
    missing: t("Missing parts"),
    status: t("Status"),
    confidence: t("Confidence"),
    reason: t("Reason"),
    relation: t("Relation"),
    name: t("Name"),
    text: t("Wording"),
    kind: t("Kind"),
    from: t("From"),
    due: t("Due"),
    recurrence: t("Period"),
    actor: t("Who"),
    task: t("Task"),
    recipient: t("Recipient"),
    note: t("Note"),
    copies: t("Copies"),
    filing: t("Filing"),
});

const tables = () => ({
    documents: t("Header"),
    references: t("Cited documents"),
    deadlines: t("Deadlines"),
    campaigns: t("Campaigns"),
    recipients: t("Recipients"),
});

const parts = () => ({
    national_motto: t("National name and motto"),
    issuer: t("Issuing agency"),
    number: t("Number of the document"),
    place_date: t("Place and date"),
    type: t("Name of the type"),
    title: t("Subject"),
    basis: t("Legal basis"),
    purpose: t("Purpose, requirements"),
    content: t("Content"),
    funding: t("Funding"),
    implementation: t("Implementation"),
    recipients: t("Recipients"),
    signer: t("Signer"),
});

// Columns that take one of these values only.
const choices = () => ({
    relation: { basis: t("Basis"), implements: t("Implements"), follows: t("Follows"), cites: t("Cites") },
    kind: {
        before: t("before"), by: t("no later than"), on: t("on the day"),
        within: t("within"), every: t("regularly"),
        emulation: t("Emulation campaign"), movement: t("Movement"), contest: t("Contest"),
    },
    recurrence: {
        P1W: t("Weekly"), P1M: t("Monthly"), P3M: t("Quarterly"), P6M: t("Half-yearly"), P1Y: t("Yearly"),
    },
    filing: { yes: t("Filed") },
    status: { ok: t("OK"), review: t("To review"), failed: t("Could not be read") },
    severity: { info: t("Information"), warning: t("Warning"), error: t("Error") },
});

const kinds = {
    deadlines: ["before", "by", "on", "within", "every"],
    campaigns: ["emulation", "movement", "contest"],
};

// What can be set in the rows of a table, in the order in which they are shown.
export const cellsOf = {
    references: ["relation", "type", "code", "date", "issuer", "name"],
    deadlines: ["kind", "from", "due", "recurrence", "actor", "task"],
    campaigns: ["kind", "name"],
    recipients: ["recipient", "note", "copies", "filing"],
};

export const columnName = (column) => columns()[column] ?? column;
// Heads of narrow columns.
export const headName = (column) => (column === "date" ? t("Date") : columnName(column));
export const tableName = (table) => tables()[table] ?? table;
export const partName = (part) => parts()[part] ?? part;
export const valueName = (column, value) => choices()[column]?.[value] ?? value;
export const isDateColumn = (column) => ["date", "from", "due"].includes(column);

// [[value, name]], the empty one first where the cell may stay empty; null: free text.
export function choicesOf(table, column) {
    const all = choices()[column];
    if (!all || table === "documents") {
        return null;
    }
    const values = column === "kind" ? kinds[table] : Object.keys(all);
    const empty = ["recurrence", "filing"].includes(column) ? [["", "–"]] : [];
    return [...empty, ...values.map((value) => [value, all[value]])];
}
