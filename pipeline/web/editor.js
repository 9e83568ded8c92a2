// SPDX-License-Identifier: GPL-3.0-or-later
// The place where a cell is typed. Enter saves, Esc gives up, Tab saves and goes on.
import { h } from "./dom.js";
import * as format from "./format.js";
import { choicesOf, columnName, isDateColumn } from "./names.js";

const LONG = 48; // letters; a longer text gets lines

function choice(options, value, label) {
    const known = options.some(([key]) => key === value);
    const all = known ? options : [...options, [value, value]];
    const box = h("select", { "aria-label": label }, all.map(([key, name]) =>
        h("option", { value: key, selected: key === value }, name)));
    box.value = value;
    return box;
}

function textBox(table, column, value, label) {
    const long = value.length > LONG || ["title", "task"].includes(column);
    const box = h(long ? "textarea" : "input", {
        "aria-label": label, spellcheck: "false", autocomplete: "off",
        ...(long ? { rows: Math.min(6, 1 + Math.ceil(value.length / 60)) } : { type: "text" }),
    });
    box.value = isDateColumn(column) ? format.date(value) : value;
    return box;
}

export function typed(column, text) {
    const line = text.replace(/\s*\n\s*/g, " ").trim().normalize("NFC");
    return isDateColumn(column) ? format.dateTyped(line) : line;
}

export function inputFor(table, column, value) {
    const label = columnName(column);
    const options = choicesOf(table, column);
    return options ? choice(options, value, label) : textBox(table, column, value, label);
}

// on: {save(value, how), cancel()}; `how` is "enter", "tab", "back" or "leave". Ends once.
export function editCell(cell, table, column, value, on) {
    const box = inputFor(table, column, value);
    let open = true;
    const end = (how) => {
        if (open) {
            open = false;
            if (how === "cancel") {
                on.cancel();
            } else {
                on.save(typed(column, box.value), how);
            }
        }
    };
    box.addEventListener("keydown", (event) => {
        const how = { Enter: "enter", Escape: "cancel", Tab: event.shiftKey ? "back" : "tab" }[event.key];
        event.stopPropagation(); // letters are text here
        if (how && !event.isComposing) {
            event.preventDefault();
            end(how);
        }
    });
    // Not when the whole window loses the focus: the clerk looks something up.
    box.addEventListener("blur", () => document.activeElement !== box && end("leave"));
    cell.replaceChildren(box);
    cell.classList.add("editing");
    box.focus();
    box.select?.();
    return box;
}
