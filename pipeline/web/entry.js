// SPDX-License-Identifier: GPL-3.0-or-later
// One item of a document on the screen: its piece of the page, its cells, how sure it is,
// other readings, and what is on its way.
import { t } from "./catalogue.js";
import { crop, isWide } from "./crop.js";
import { button, h } from "./dom.js";
import { editCell } from "./editor.js";
import * as format from "./format.js";
import { columnName, isDateColumn, tableName, valueName } from "./names.js";
import { doubtful } from "./model.js";
import { drop, sendAgain } from "./outbox.js";

const shown = (column, value) =>
    isDateColumn(column) ? format.date(value) : valueName(column, value);

function bar(confidence) {
    const level = format.trust(confidence);
    return h("span", { class: `trust ${level}`, title: t("Confidence") },
        h("span", { class: "track" },
            h("span", { style: { width: `${Math.round(confidence * 100)}%` } })),
        h("span", { class: "share" }, format.percent(confidence)));
}

const stateName = (item) => ({
    accepted: t("accepted"), set: t("corrected"), added: t("added"), removed: t("removed"),
})[item.state];

// host: id, pageOf(no), change(item, change, after), step(entry, how), picked(entry)
export class Entry {
    constructor(host, item) {
        this.host = host;
        this.active = 0;
        this.element = h("div", {
            role: "group", tabindex: "-1",
            onfocusin: () => host.picked(this),
            onclick: (event) => !event.target.closest("button, input, select, textarea") && this.clicked(event),
            ondblclick: (event) => event.target.closest(".cell") && this.edit(),
        });
        this.update(item);
    }

    update(item) {
        this.item = item;
        if (!this.box) {
            this.render();
        }
    }

    focus() {
        (this.box ?? this.element).focus({ preventScroll: true });
        this.element.scrollIntoView({ block: "nearest" });
    }

    clicked(event) {
        const cell = event.target.closest(".cell");
        if (cell) {
            this.activate(this.item.columns.indexOf(cell.dataset.column));
        }
        this.element.focus({ preventScroll: true });
    }

    activate(index) {
        const last = this.item.columns.length - 1;
        this.active = Math.max(0, Math.min(index, last));
        [...this.element.querySelectorAll(".cell")].forEach((cell, at) =>
            cell.classList.toggle("active", at === this.active && last > 0));
    }

    render() {
        const { item } = this;
        const isField = item.table === "documents";
        const box = item.box && this.host.pageOf(item.page) ? item.box : null;
        const classes = ["entry", isField ? "field" : `row of-${item.table}`, `is-${item.state}`,
            doubtful(item) && "doubt", box && isField && isWide(box) && "wide", !box && "blind"];

        this.element.className = classes.filter(Boolean).join(" ");
        this.element.tabIndex = doubtful(item) || this.isCurrent ? 0 : -1;
        this.element.setAttribute("aria-label", this.name());
        this.element.dataset.key = item.key;
        this.element.replaceChildren(...[
            isField && h("div", { class: "label" }, columnName(item.columns[0])),
            this.piece(box),
            h("div", { class: "cells" }, item.columns.map((column) => this.cell(column))),
            h("div", { class: "meta" }, item.confidence > 0 && item.state !== "added" && bar(item.confidence),
                stateName(item) && h("span", { class: "state" }, stateName(item))),
            this.extra(),
        ].filter(Boolean));
        this.activate(this.active);
    }

    name() {
        const { item } = this;
        const label = item.table === "documents" ? columnName(item.columns[0]) : tableName(item.table);
        const value = item.columns.map((c) => shown(c, item.cells[c] ?? "")).filter(Boolean).join(", ");
        return [label, value || t("empty"), item.doubt && t("doubtful"), stateName(item)]
            .filter(Boolean).join(": ");
    }

    // Kept as long as the place is the same: a picture that is there must not blink.
    piece(box) {
        const place = box ? JSON.stringify([this.item.page, box]) : "";
        if (place !== this.place) {
            this.place = place;
            this.picture = box
                ? crop(this.host.id, this.host.pageOf(this.item.page), box, columnName(this.item.columns[0]))
                : h("div", { class: "crop none" });
        }
        return this.picture;
    }

    cell(column) {
        const value = this.item.cells[column] ?? "";
        return h("div", { class: value ? "cell" : "cell empty", "data-column": column, title: columnName(column) },
            value ? shown(column, value) : "–");
    }

    extra() {
        const parts = [this.others(), this.wasRead(), this.trouble()].filter(Boolean);
        return parts.length > 0 ? h("div", { class: "extra" }, parts) : null;
    }

    others() {
        const { item } = this;
        const column = item.columns[0];
        return item.others.length > 0 && h("div", { class: "others" },
            h("span", { class: "lead" }, t("or")),
            item.others.slice(0, 9).map((other, index) =>
                button([h("kbd", {}, `Alt ${index + 1}`), shown(column, other)],
                    () => this.takeOther(index), { class: "other", tabindex: "-1" })));
    }

    wasRead() {
        const { item } = this;
        const changed = item.columns.filter((column) =>
            item.read[column] !== undefined && item.read[column] !== (item.cells[column] ?? ""));
        return ["set", "accepted"].includes(item.state) && changed.length > 0 &&
            h("div", { class: "was" }, t("the program read:"), " ", changed.map((column) =>
                h("s", {}, shown(column, item.read[column]) || t("nothing"))));
    }

    trouble() {
        const { letter } = this.item;
        if (letter?.state === "waiting") {
            return h("div", { class: "saving" }, t("saving …"));
        }
        return letter?.state === "failed" && h("div", { class: "trouble", role: "alert" },
            h("span", {}, t("Not saved: {why}", { why: letter.error.message })),
            button(t("Try again"), () => sendAgain(letter)),
            button(t("Discard"), () => drop(letter)));
    }

    takeOther(index) {
        const other = this.item.others[index];
        if (other !== undefined) {
            this.host.change(this.item, { column: this.item.columns[0], action: "set", value: other });
            this.host.step(this, "doubtful");
        }
    }

    accept() {
        const { item } = this;
        if (item.letter?.state === "failed") {
            sendAgain(item.letter);
        } else if (item.state === "read") {
            this.host.change(item, { column: item.table === "documents" ? item.columns[0] : "", action: "accept" });
        }
        this.host.step(this, "doubtful");
    }

    edit() {
        const { item } = this;
        if (item.state === "removed" || this.box || item.letter?.change.action === "add") {
            return;
        }
        const column = item.columns[this.active];
        const cell = this.element.querySelectorAll(".cell")[this.active];
        const seen = this.host.version();
        this.box = editCell(cell, item.table, column, item.cells[column] ?? "", {
            save: (value, how) => this.edited(column, value, seen, how),
            cancel: () => this.closeEditor(() => this.element.focus()),
        });
    }

    closeEditor(after) {
        this.box = null;
        after?.();
        this.render();
    }

    edited(column, value, seen, how) {
        const { item } = this;
        const same = value === (item.cells[column] ?? "");
        const focused = how !== "leave";

        this.closeEditor(focused ? () => this.element.focus({ preventScroll: true }) : null);
        if (!same) {
            this.host.change(item, { column, action: "set", value, seen });
        } else if (how === "enter" && item.state === "read") {
            this.accept();
            return;
        }
        if (how === "enter") {
            this.host.step(this, "doubtful");
        } else if (focused) {
            this.nextCell(how === "back" ? -1 : 1);
        }
    }

    // Tab in a row goes on typing in the next cell.
    nextCell(by) {
        const next = this.active + by;
        if (next < 0 || next >= this.item.columns.length) {
            this.host.step(this, by < 0 ? "doubtful-before" : "doubtful");
            return;
        }
        this.activate(next);
        this.edit();
    }
}
