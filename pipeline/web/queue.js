// SPDX-License-Identifier: GPL-3.0-or-later
// The documents that wait for a person, the most likely wrong first; filters and search.
import { read } from "./api.js";
import { t } from "./catalogue.js";
import { button, h, isTyping, marked, say } from "./dom.js";
import { Filters } from "./filters.js";
import * as format from "./format.js";
import { partName, valueName } from "./names.js";
import { documentAddress, go, queueAddress } from "./route.js";
import { beginWalk } from "./walk.js";

const ROWS = 50;
const WAIT_MS = 2000;
let lastOpened = null; // the row to come back to

function partsOf(row) {
    return row.missing.map((part) => h("span", { class: "missing" }, t("missing: {part}", { part: partName(part) })));
}

function line(row, open) {
    const name = [row.type, row.code].filter(Boolean).join(" ") || row.source;
    return h("tr", {
        tabindex: "-1", "data-id": row.document, class: row.reviewed ? "is-reviewed" : "",
        onclick: open, "aria-label": t("{name}, {doubts} doubtful", { name, doubts: row.doubts }),
    },
        h("td", { class: "doubts" }, row.doubts > 0 && h("b", {}, format.count(row.doubts))),
        h("td", { class: "code" }, row.code || h("span", { class: "none" }, t("no number")),
            h("small", {}, format.date(row.date ?? ""))),
        h("td", { class: "type" }, row.type),
        h("td", { class: "title" }, h("span", { class: "subject" }, row.title || row.source),
            h("small", {}, row.issuer, " ", partsOf(row)),
            row.snippet && h("small", { class: "snippet" }, marked(row.snippet))),
        h("td", { class: "state" },
            h("span", { class: `status is-${row.status}` }, valueName("status", row.status)),
            row.reviewed && h("span", { class: "status is-reviewed" }, t("reviewed"))),
        h("td", { class: `trust ${format.trust(row.confidence)}` },
            row.status === "failed" ? "" : format.percent(row.confidence)));
}

class Queue {
    constructor(root, parameters) {
        this.root = root;
        this.asked = { reviewed: "0", order: "risk", ...parameters };
        this.offset = Number(parameters.offset) || 0;
        this.at = 0;
        this.build();
    }

    build() {
        const heads = [["doubts", t("Doubtful")], ["code", t("Number and date")], ["type", t("Type")],
            ["title", t("Subject and agency")], ["state", t("Status")], ["trust", t("Confidence")]];
        this.filters = new Filters(this.asked, (asked) => this.ask(asked));
        this.body = h("tbody", { onfocusin: (event) => this.focused(event) });
        this.total = h("span", { class: "total", role: "status" });
        this.before = button([t("Previous {n}", { n: ROWS })], () => this.page(-1));
        this.after = button([t("Next {n}", { n: ROWS })], () => this.page(1));
        this.table = h("table", { class: "queue" },
            h("thead", {}, h("tr", {}, heads.map(([name, head]) => h("th", { class: name, scope: "col" }, head)))),
            this.body);
        this.empty = h("p", { class: "nothing" });
        this.root.replaceChildren(h("div", { class: "queue-view" },
            this.filters.element,
            h("div", { class: "scroller" }, this.table, this.empty),
            h("div", { class: "pages" }, this.total, this.before, this.after)));
    }

    close() {
        this.asking?.abort();
        clearTimeout(this.waiting);
        this.filters.close();
    }

    // The address changes with the filters, so that going back brings them back.
    ask(asked) {
        this.asked = asked;
        this.offset = 0;
        history.replaceState(null, "", this.address());
        return this.load(0);
    }

    address() {
        const kept = { ...this.asked, offset: this.offset || "" };
        if (kept.reviewed === "0") {
            delete kept.reviewed;
        }
        if (kept.order === "risk") {
            delete kept.order;
        }
        return queueAddress(kept);
    }

    async load(select, keepFocus = true) {
        this.asking?.abort();
        this.asking = new AbortController();
        this.table.setAttribute("aria-busy", "true");
        try {
            const found = await read("api/queue",
                { ...this.asked, offset: this.offset, limit: ROWS }, this.asking.signal);
            this.show(found, select, keepFocus);
        } catch (error) {
            if (error.name !== "AbortError") {
                this.body.replaceChildren();
                this.empty.replaceChildren(error.message, " ",
                    button(t("Try again"), () => this.load(select)));
            }
        } finally {
            this.table.removeAttribute("aria-busy");
        }
    }

    show(found, select, keepFocus) {
        this.found = found;
        beginWalk(this.asked, found.rows);
        this.body.replaceChildren(...found.rows.map((row) => line(row, () => this.open(row))));
        const first = found.total === 0 ? 0 : found.offset + 1;
        this.total.textContent = t("{first}–{last} of {total} documents", {
            first: format.count(first), last: format.count(found.offset + found.rows.length),
            total: format.count(found.total),
        });
        this.wait(found.left ?? 0);
        this.before.disabled = found.offset === 0;
        this.after.disabled = found.offset + found.rows.length >= found.total;
        this.empty.textContent = found.total > 0 ? "" : this.nothing();
        const back = found.rows.findIndex((row) => row.document === lastOpened);
        this.select(back >= 0 && select === 0 ? back : select, !isTyping(document.activeElement) && keepFocus);
    }

    // The list is not whole before all documents have been looked through.
    wait(left) {
        clearTimeout(this.waiting);
        if (left > 0) {
            this.total.append(" · ", t("{n} more are being looked through", { n: format.count(left) }));
            this.waiting = setTimeout(() => this.load(this.at, false), WAIT_MS);
        }
    }

    nothing() {
        if (this.found.left > 0) {
            return t("{n} more are being looked through", { n: format.count(this.found.left) });
        }
        const filtered = ["q", "status", "missing", "issuer", "type", "month", "check"]
            .some((name) => this.asked[name]);
        return filtered ? t("No document is like that. Esc clears the filters.")
            : t("Nothing waits to be reviewed.");
    }

    select(index, focus) {
        const rows = this.body.rows;
        if (rows.length === 0) {
            return;
        }
        this.at = Math.max(0, Math.min(index, rows.length - 1));
        [...rows].forEach((row, at) => { row.tabIndex = at === this.at ? 0 : -1; });
        if (focus) {
            rows[this.at].focus({ preventScroll: true });
            rows[this.at].scrollIntoView({ block: "nearest" });
        }
    }

    focused(event) {
        const row = event.target.closest("tr");
        this.select([...this.body.rows].indexOf(row), false);
    }

    open(row) {
        lastOpened = row.document;
        go(documentAddress(row.document));
    }

    async page(by) {
        const offset = this.offset + by * ROWS;
        if (offset < 0 || offset >= this.found.total) {
            return;
        }
        this.offset = offset;
        history.replaceState(null, "", this.address());
        lastOpened = null;
        await this.load(by > 0 ? 0 : ROWS - 1);
        say(this.total.textContent);
    }

    async step(by) {
        const next = this.at + by;
        if (next >= this.body.rows.length) {
            await this.page(1);
        } else if (next < 0) {
            await this.page(-1);
        } else {
            this.select(next, true);
        }
    }

    search() {
        this.filters.search.focus();
        this.filters.search.select();
    }

    pressed(event) {
        if (event.ctrlKey || event.altKey || event.metaKey) {
            return;
        }
        if (isTyping(event.target)) {
            if (event.target === this.filters.search && ["ArrowDown", "Enter"].includes(event.key)) {
                event.preventDefault();
                this.select(0, true);
            }
            return;
        }
        const onRow = event.target.closest("tr");
        const act = {
            ArrowDown: () => this.step(1), j: () => this.step(1), ArrowUp: () => this.step(-1), k: () => this.step(-1),
            PageDown: () => this.page(1), PageUp: () => this.page(-1),
            Home: () => this.select(0, true), End: () => this.select(ROWS, true),
            Enter: onRow && (() => this.open(this.found.rows[this.at])),
            Escape: () => this.filters.clear(),
        }[event.key];
        if (act) {
            event.preventDefault();
            act();
        }
    }
}

export async function prepareQueue({ parameters }) {
    return (root) => {
        const queue = new Queue(root, parameters);
        document.title = `${t("Queue")} – vanthu`;
        queue.load(0);
        return queue;
    };
}
