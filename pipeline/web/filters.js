// SPDX-License-Identifier: GPL-3.0-or-later
// What the queue is narrowed down to.
import { read } from "./api.js";
import { checkIds, checkName } from "./advice.js";
import { t } from "./catalogue.js";
import { button, h } from "./dom.js";
import * as format from "./format.js";
import { partName, valueName } from "./names.js";

const PAUSE_MS = 180; // between letters, before the search is sent

export class Filters {
    constructor(asked, changed) {
        this.asked = { ...asked };
        delete this.asked.offset;
        this.changed = changed;
        this.build();
        this.fillFromArchive();
    }

    build() {
        this.search = h("input", {
            type: "search", class: "search", placeholder: t("Search in all texts"), "aria-label": t("Search in all texts"),
            title: t("With diacritics only these; without, all. \"…\" finds a phrase."), spellcheck: "false",
            oninput: () => this.later(),
        });
        this.search.value = this.asked.q ?? "";
        this.boxes = {
            reviewed: this.box("reviewed", t("Reviewed"), [["0", t("Not reviewed")], ["1", t("Reviewed")], ["all", t("All")]]),
            status: this.box("status", t("Status"), [["", t("Any status")],
                ...["ok", "review", "failed"].map((status) => [status, valueName("status", status)])]),
            missing: this.box("missing", t("Missing part"), [["", t("Complete or not")], ["*", t("Any part missing")]]),
            issuer: this.box("issuer", t("Issuing agency"), [["", t("Any agency")]]),
            type: this.box("type", t("Type"), [["", t("Any type")]]),
            month: this.box("month", t("Month"), [["", t("Any month")]]),
            check: this.box("check", t("Check"), [["", t("Any finding")], ...checkIds().map((id) => [id, checkName(id)])]),
            order: this.box("order", t("Order"), [["risk", t("Riskiest first")], ["date", t("By date")], ["path", t("By file")]]),
        };
        this.reset = button([t("Clear"), h("kbd", {}, "Esc")], () => this.clear(), { class: "clear" });
        this.element = h("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
            this.search, Object.values(this.boxes), this.reset);
        this.showState();
    }

    close() {
        clearTimeout(this.timer);
    }

    box(name, label, options) {
        const select = h("select", { "aria-label": label, title: label, onchange: () => this.take(name, select.value) },
            options.map(([value, text]) => h("option", { value }, text)));
        this.set(select, this.asked[name] ?? options[0][0]);
        return select;
    }

    // A value that the list lacks is added: an address may name any.
    set(box, value) {
        if (box.matches("select") && value && ![...box.options].some((option) => option.value === value)) {
            box.append(h("option", { value }, value));
        }
        box.value = value;
    }

    async fillFromArchive() {
        let archive;
        try {
            archive = await read("api/archive");
        } catch {
            return; // the lists stay short; the queue itself says what is wrong
        }
        const add = (name, options) => {
            const box = this.boxes[name], value = this.asked[name] ?? "";
            if (document.activeElement === box) {
                return; // not under the hand of who chooses
            }
            const first = [...box.options].filter((option) => ["", "*"].includes(option.value));
            box.replaceChildren(...first, ...options.map(([key, text, n]) =>
                h("option", { value: key }, `${text} (${format.count(n)})`)));
            this.set(box, value);
        };
        add("issuer", archive.by_issuer.map((one) => [one.issuer, one.issuer || t("no agency"), one.documents])
            .filter(([issuer]) => issuer));
        add("type", (archive.by_type ?? []).filter((one) => one.type).map((one) => [one.type, one.type, one.documents]));
        add("missing", archive.missing.map((one) => [one.part, partName(one.part), one.documents]));
        add("check", archive.checks.map((one) => [one.check, checkName(one.check), one.documents]));
        add("month", archive.by_month.filter((one) => one.month).sort((a, b) => b.month.localeCompare(a.month))
            .map((one) => [one.month, format.month(one.month), one.documents]));
    }

    later() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.take("q", this.search.value.trim()), PAUSE_MS);
    }

    take(name, value) {
        this.asked = { ...this.asked, [name]: value };
        this.showState();
        this.changed({ ...this.asked });
    }

    isSet(name) {
        const value = this.asked[name] ?? "";
        return value !== "" && !(name === "reviewed" && value === "0") && !(name === "order" && value === "risk");
    }

    showState() {
        Object.entries(this.boxes).forEach(([name, box]) => box.classList.toggle("set", this.isSet(name)));
        this.reset.hidden = !["q", ...Object.keys(this.boxes)].some((name) => this.isSet(name));
    }

    clear() {
        this.asked = { reviewed: "0", order: "risk" };
        this.search.value = "";
        Object.entries(this.boxes).forEach(([name, box]) => this.set(box, this.asked[name] ?? ""));
        this.showState();
        this.changed({ ...this.asked });
    }
}
