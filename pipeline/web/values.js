// SPDX-License-Identifier: GPL-3.0-or-later
// The list of values of a document: the header, then the tables, and the way through it
// by the keyboard.
import { t } from "./catalogue.js";
import { button, h, isTyping, say } from "./dom.js";
import { Entry } from "./entry.js";
import { typed, inputFor } from "./editor.js";
import { allItems, doubtful } from "./model.js";
import { cellsOf, columnName, headName, tableName } from "./names.js";

// host: id, pageOf, version(), change(item, change), current(item), finish()
export class Values {
    constructor(host) {
        this.host = host;
        this.entries = new Map();
        this.sections = new Map();
        this.draft = null;
        this.element = h("div", {
            class: "values", role: "region", "aria-label": t("Values"),
            onkeydown: (event) => this.pressed(event),
        });
        this.handle = {
            id: host.id, pageOf: host.pageOf, version: host.version, change: host.change,
            picked: (entry) => this.picked(entry),
            step: (entry, how) => this.step(entry, how),
        };
    }

    update(model) {
        this.model = model;
        const keys = new Set(allItems(model).map((item) => item.key));
        for (const key of [...this.entries.keys()].filter((one) => !keys.has(one))) {
            this.entries.delete(key);
        }
        model.sections.forEach((section) => this.fill(section));
        if (this.entry && !this.entries.has(this.entry.item.key)) {
            this.entry = null;
        }
    }

    fill({ table, items }) {
        const section = this.sections.get(table) ?? this.section(table);
        const wanted = items.map((item) => this.entryOf(item).element);
        const rows = section.querySelector(".rows");

        // Only what moved is touched: the focus stays where it is.
        wanted.forEach((element, index) => {
            if (rows.children[index] !== element) {
                rows.insertBefore(element, rows.children[index] ?? null);
            }
        });
        [...rows.children].slice(wanted.length).forEach((old) => old.remove());
        section.classList.toggle("vacant", items.length === 0);
        section.querySelector(".count").textContent = table === "documents" || items.length === 0
            ? "" : items.filter((item) => item.state !== "removed").length;
    }

    section(table) {
        const isHeader = table === "documents";
        const section = h("section", { class: `section of-${table}`, "aria-label": tableName(table) },
            h("h2", {}, tableName(table), h("span", { class: "count" }),
                !isHeader && button([t("Add a row"), h("kbd", {}, "+")], () => this.add(table),
                    { class: "add", tabindex: "-1" })),
            !isHeader && h("div", { class: `columns of-${table}`, "aria-hidden": "true" },
                cellsOf[table].map((column) => h("span", {}, headName(column)))),
            h("div", { class: "rows" }));
        this.sections.set(table, section);
        this.element.append(section);
        return section;
    }

    entryOf(item) {
        const known = this.entries.get(item.key);
        if (known) {
            known.update(item);
            return known;
        }
        const entry = new Entry(this.handle, item);
        this.entries.set(item.key, entry);
        return entry;
    }

    picked(entry) {
        if (this.entry !== entry) {
            if (this.entry) {
                this.entry.isCurrent = false;
                this.entry.element.classList.remove("current");
                this.entry.element.tabIndex = doubtful(this.entry.item) ? 0 : -1;
            }
            this.entry = entry;
            entry.isCurrent = true;
        }
        entry.element.classList.add("current");
        entry.element.tabIndex = 0;
        this.host.current(entry.item);
    }

    pick(key) {
        this.entries.get(key)?.focus();
    }

    // Entries in the order of the screen.
    inOrder() {
        return allItems(this.model).map((item) => this.entries.get(item.key));
    }

    open() {
        const order = this.inOrder();
        (order.find((entry) => doubtful(entry.item)) ?? null)?.focus();
        return order.some((entry) => doubtful(entry.item));
    }

    step(entry, how) {
        const order = this.inOrder();
        const at = order.indexOf(entry);
        const found = {
            doubtful: () => [...order.slice(at + 1), ...order.slice(0, at)]
                .find((one) => doubtful(one.item)),
            "doubtful-before": () => order.slice(0, at).reverse().find((one) => doubtful(one.item)),
            next: () => order[at + 1],
            before: () => order[at - 1],
            first: () => order[0],
            last: () => order[order.length - 1],
        }[how]();
        if (found) {
            found.focus();
        } else if (how === "doubtful" && !order.some((one) => doubtful(one.item))) {
            this.host.finish();
        }
    }

    pressed(event) {
        const entry = this.entry;
        if (!entry || isTyping(event.target) || event.target.matches("button")) {
            return;
        }
        const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
        const moves = { ArrowDown: "next", j: "next", ArrowUp: "before", k: "before", Home: "first", End: "last" };
        const acts = {
            Enter: () => entry.accept(),
            F2: () => entry.edit(),
            Delete: () => this.remove(entry),
            Insert: () => this.add(entry.item.table),
            "+": () => this.add(entry.item.table),
            ArrowRight: () => entry.activate(entry.active + 1),
            ArrowLeft: () => entry.activate(entry.active - 1),
        };
        let act = acts[event.key] ?? (moves[event.key] && (() => this.step(entry, moves[event.key])));
        if (event.altKey && digit) {
            act = () => entry.takeOther(Number(digit[1]) - 1);
        } else if (event.altKey || event.ctrlKey || event.metaKey) {
            return;
        }
        if (act) {
            event.preventDefault();
            event.stopPropagation();
            act();
        }
    }

    remove(entry) {
        const { item } = entry;
        if (item.table === "documents") {
            say(t("A header value is not removed: empty it with F2."));
        } else if (item.state !== "removed") {
            this.host.change(item, { action: "remove", column: "" });
            this.step(entry, "next");
        }
    }

    // A new row is typed as a whole: Tab from cell to cell, Enter saves, Esc gives it up.
    add(table) {
        if (!cellsOf[table] || this.draft) {
            this.draft?.querySelector("input, select, textarea").focus();
            return;
        }
        const boxes = cellsOf[table].map((column) => [column, inputFor(table, column, "")]);
        const draft = h("form", { class: `draft of-${table}`, "aria-label": t("New row") },
            h("div", { class: "cells" }, boxes.map(([column, box]) =>
                h("label", {}, h("span", {}, columnName(column)), box))),
            h("div", { class: "actions" }, h("button", { type: "submit" }, t("Add")),
                button(t("Cancel"), () => this.endDraft(table))));

        boxes.filter(([, box]) => box.matches("select")).forEach(([, box]) => { box.selectedIndex = 0; });
        draft.addEventListener("submit", (event) => {
            event.preventDefault();
            this.saveDraft(table, boxes);
        });
        draft.addEventListener("keydown", (event) => {
            event.stopPropagation();
            if (event.key === "Escape") {
                this.endDraft(table);
            } else if (event.key === "Enter" && !event.isComposing && !event.target.matches("button")) {
                event.preventDefault();
                this.saveDraft(table, boxes);
            }
        });
        this.draft = draft;
        this.sections.get(table).append(draft);
        this.sections.get(table).classList.remove("vacant");
        boxes[0][1].focus();
        draft.scrollIntoView({ block: "nearest" });
    }

    saveDraft(table, boxes) {
        const values = boxes.map(([column, box]) => [column, typed(column, box.value)]);
        const said = values.some(([column, value]) => value && !["relation", "kind"].includes(column));
        if (said) {
            const value = Object.fromEntries(values.filter(([, text]) => text));
            this.host.change({ table, row: "" }, { action: "add", column: "", value });
        }
        this.endDraft(table, said);
    }

    endDraft(table, added) {
        this.draft.remove();
        this.draft = null;
        const rows = [...this.sections.get(table).querySelectorAll(".entry")];
        const back = added ? rows[rows.length - 1] : this.entry?.element;
        (back ?? this.element.querySelector(".entry"))?.focus({ preventScroll: true });
        this.sections.get(table).classList.toggle("vacant", rows.length === 0);
    }
}
