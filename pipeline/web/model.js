// SPDX-License-Identifier: GPL-3.0-or-later
// A document as the page shows it: what the server told, and over it what was said here
// and is on its way. Every value, of the header or a row of a table, is one item:
//   key, table, row, columns, cells, read, page, box, confidence, others, state, doubt,
//   letter (what is on its way or has failed)
import { cellsOf } from "./names.js";

export const keyOf = (table, row, column) => JSON.stringify([table, row, column]);

function fieldItem(field) {
    return {
        key: keyOf("documents", "", field.field),
        table: "documents", row: "", columns: [field.field],
        cells: { [field.field]: field.value ?? "" },
        read: { [field.field]: field.read ?? "" },
        page: field.page, box: field.box, confidence: field.confidence,
        others: field.others ?? [], state: field.state, doubt: field.doubt,
    };
}

function rowItem(table, row) {
    return {
        key: keyOf(table, row.row, ""),
        table, row: row.row, columns: cellsOf[table] ?? Object.keys(row.cells),
        cells: { ...row.cells }, read: row.read ?? {},
        page: row.page, box: row.box, confidence: row.confidence,
        others: [], state: row.state, doubt: row.doubt,
    };
}

function lay(item, letter) {
    const { action, value, column } = letter.change;
    item.letter = letter;
    if (action === "set") {
        item.cells[column] = value;
        item.state = item.state === "added" ? "added" : "set";
        item.doubt = false;
    } else if (action === "accept") {
        item.state = "accepted";
        item.doubt = false;
    } else if (action === "remove") {
        item.state = "removed";
        item.doubt = false;
    }
}

function concerns(item, change) {
    return item.table === change.table && item.row === change.row &&
        (item.table !== "documents" || !change.column || item.columns.includes(change.column)) &&
        !["add", "reviewed", "unreviewed"].includes(change.action);
}

// {sections: [{table, items}], reviewed}
export function modelOf(document, letters) {
    const sections = [{ table: "documents", items: document.fields.map(fieldItem) }];

    for (const table of Object.keys(cellsOf)) {
        const rows = document.tables?.[table] ?? [];
        sections.push({ table, items: rows.map((row) => rowItem(table, row)) });
    }
    letters.forEach((letter, index) => {
        const { change } = letter;
        for (const section of sections) {
            section.items.filter((item) => concerns(item, change)).forEach((item) => lay(item, letter));
            if (change.action === "add" && change.table === section.table) {
                const row = { row: `+${index}`, cells: change.value, state: "added", doubt: false };
                section.items.push({ ...rowItem(change.table, row), letter });
            }
        }
    });
    return { sections };
}

export const allItems = (model) => model.sections.flatMap((section) => section.items);
export const doubtful = (item) => item.doubt || item.letter?.state === "failed";
