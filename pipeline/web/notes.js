// SPDX-License-Identifier: GPL-3.0-or-later
// What the program noticed about a document and what to do about it, and who said what.
import { documentPath, read } from "./api.js";
import { checkAdvice, checkName } from "./advice.js";
import { t } from "./catalogue.js";
import { button, h } from "./dom.js";
import * as format from "./format.js";
import { columnName, tableName, valueName } from "./names.js";

const actionName = (action) => ({
    set: t("set"), accept: t("accepted"), remove: t("removed"), add: t("added"),
    reviewed: t("reviewed"), unreviewed: t("opened again"), undo: t("taken back"),
})[action] ?? action;

export class Notes {
    constructor(id, showPage) {
        this.id = id;
        this.showPage = showPage;
        this.findings = h("ul", { class: "findings" });
        this.log = h("ol", { class: "log" });
        this.history = h("details", { ontoggle: () => this.history.open && this.load() },
            h("summary", {}, t("History"), h("kbd", {}, "H")), this.log);
        this.element = h("div", { class: "notes" },
            this.heading = h("h2", {}), this.findings, this.history);
    }

    update(told) {
        this.heading.textContent = told.findings.length > 0 ? t("To look at") : t("Nothing else to look at");
        this.findings.replaceChildren(...told.findings.map((finding) => this.finding(finding)));
        if (this.version !== told.version) {
            this.version = told.version;
            if (this.history.open) {
                this.load();
            }
        }
    }

    finding({ page, severity, check, message }) {
        return h("li", { class: `is-${severity}` },
            h("span", { class: "severity" }, valueName("severity", severity)),
            h("span", { class: "said" }, h("b", {}, checkName(check)), " ", message,
                h("span", { class: "advice" }, checkAdvice(check))),
            page > 0 && button(t("Page {n}", { n: page }), () => this.showPage(page), { tabindex: "-1" }));
    }

    toggleHistory() {
        this.history.open = !this.history.open;
        this.history.scrollIntoView({ block: "nearest" });
    }

    async load() {
        try {
            const { entries } = await read(`${documentPath(this.id)}/log`);
            this.log.replaceChildren(...entries.map((entry) => this.entry(entry)).reverse());
            if (entries.length === 0) {
                this.log.replaceChildren(h("li", {}, t("Nobody has changed anything yet.")));
            }
        } catch (error) {
            this.log.replaceChildren(h("li", { class: "trouble" }, error.message));
        }
    }

    entry({ at, who, action, table, column, old, new: now }) {
        const place = column ? columnName(column) : table && table !== "documents" ? tableName(table) : "";
        const text = (value) => (typeof value === "string" ? value : value ? Object.values(value).join(", ") : "");
        return h("li", {},
            h("span", { class: "when" }, format.moment(at)), h("span", { class: "who" }, who),
            h("span", { class: "what" }, [place, actionName(action)].filter(Boolean).join(": "), " ",
                text(old) && h("s", {}, text(old)), " ", text(now) && h("ins", {}, text(now))));
    }
}
