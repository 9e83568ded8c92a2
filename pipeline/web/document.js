// SPDX-License-Identifier: GPL-3.0-or-later
// One document: the page at the left, its values at the right.
import { documentPath, picturePath, read } from "./api.js";
import { t } from "./catalogue.js";
import { CROP_DPI } from "./crop.js";
import { button, h, isTyping, say } from "./dom.js";
import * as format from "./format.js";
import { allItems, doubtful, modelOf } from "./model.js";
import { partName, valueName } from "./names.js";
import { drop, lettersOf, send, watchOutbox } from "./outbox.js";
import { Picture } from "./picture.js";
import { documentAddress, go, queueAddress } from "./route.js";
import { Notes } from "./notes.js";
import { Values } from "./values.js";
import { documentBefore, nextDocument } from "./walk.js";

const ahead = new Map(); // the next document, fetched while this one is looked at

async function fetchDocument(id) {
    const found = ahead.get(id);
    ahead.clear();
    return found ?? read(documentPath(id));
}

function fetchAhead(id) {
    if (id && !ahead.has(id)) {
        const coming = read(documentPath(id));
        ahead.set(id, coming);
        coming.then((next) => {
            if (next.pages[0]) {
                new Image().src = picturePath(id, next.pages[0].no, CROP_DPI);
            }
        }, () => ahead.delete(id));
    }
}

class DocumentView {
    constructor(root, id, told) {
        this.root = root;
        this.id = id;
        this.told = told;
        this.done = []; // what Ctrl+Z takes back
    }

    open() {
        const { told } = this;
        this.picture = new Picture({ id: this.id, pages: told.pages, picked: (key) => this.values.pick(key) });
        this.values = new Values({
            id: this.id,
            pageOf: (no) => told.pages.find((page) => page.no === no),
            version: () => this.told.version,
            change: (item, change) => this.change(item, change),
            current: (item) => this.picture.mark(allItems(this.model), item),
            finish: () => this.finish.focus(),
        });
        this.notes = new Notes(this.id, (no) => this.picture.show(no));
        this.build();
        this.unwatch = watchOutbox((event, letter, document) => this.posted(event, letter, document));
        this.render();
        if (!this.values.open()) {
            this.picture.mark(allItems(this.model), null);
            this.finish.focus();
        }
        this.idle = setTimeout(() => nextDocument(this.id, this.told.next).then(fetchAhead, () => {}), 400);
    }

    close() {
        clearTimeout(this.idle);
        this.unwatch();
        this.picture.close();
    }

    build() {
        const key = (name, letter) => [name, h("kbd", {}, letter)];
        this.head = h("div", { class: "about" });
        this.finish = button("", () => this.review(), { class: "main" });
        this.text = h("div", { class: "text", tabindex: "-1", lang: "vi" });
        this.textTab = button(key(t("Text"), "T"), () => this.toggleText(), { "aria-pressed": "false", tabindex: "-1" });
        this.picture.tools.append(this.textTab);
        this.left = h("section", { class: "left", "aria-label": t("Page") },
            this.picture.tools, this.picture.scroller, this.text);
        for (const part of [this.picture.tools, this.picture.scroller]) {
            part.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus
        }
        this.right = h("div", { class: "right" }, this.values.element, this.notes.element);
        this.root.replaceChildren(h("div", { class: "document" },
            h("div", { class: "head" }, this.head, h("div", { class: "moves" },
                button(key(t("Previous"), "P"), () => this.move(-1)),
                button(key(t("Next"), "N"), () => this.move(1)), this.finish)),
            this.left, this.right));
        this.text.replaceChildren(...(this.told.text ?? "").split("\f").filter((page) => page.trim())
            .map((page, index) => h("article", {}, h("h3", {}, t("Page {n}", { n: index + 1 })), h("pre", {}, page))));
    }

    render() {
        this.model = modelOf(this.told, lettersOf(this.id));
        this.values.update(this.model);
        this.picture.items = allItems(this.model);
        this.picture.current = this.values.entry?.item ?? null;
        this.picture.draw();
        this.notes.update(this.told);
        this.renderHead();
    }

    renderHead() {
        const { told } = this;
        const value = (name) => allItems(this.model).find((item) =>
            item.table === "documents" && item.columns[0] === name)?.cells[name] ?? "";
        const open = allItems(this.model).filter(doubtful).length;
        const title = [value("type"), value("code")].filter(Boolean).join(" ") || told.sources[0];

        document.title = `${title} – vanthu`;
        this.head.replaceChildren(
            h("h1", {}, title, " ", h("span", { class: `status is-${told.status}` }, valueName("status", told.status)),
                told.reviewed && h("span", { class: "status is-reviewed" }, t("reviewed")),
                h("span", { class: "left-over" }, open > 0
                    ? t("{n} doubtful", { n: format.count(open) }) : t("nothing doubtful left"))),
            h("p", {}, h("bdi", { class: "source" }, told.sources.join(" · ")),
                told.missing.map((part) => h("span", { class: "missing" }, t("missing: {part}", { part: partName(part) }))),
                told.reason && h("span", { class: "missing" }, told.reason)));
        this.finish.replaceChildren(told.reviewed ? t("Reviewed: open again") : t("Reviewed, next one"), h("kbd", {}, "R"));
    }

    change(item, change) {
        const sent = { table: item.table, row: item.row, seen: this.told.version, ...change };
        if (["set", "accept", "remove", "add"].includes(sent.action)) {
            this.done.push(sent);
        }
        send(this.id, sent);
    }

    // Rows that a document has now and had not before: what an added row is called.
    posted(event, letter, document) {
        if (letter.id !== this.id) {
            return;
        }
        if (event === "saved" && document) {
            const { change } = letter;
            if (change.action === "add") {
                const known = new Set((this.told.tables[change.table] ?? []).map((row) => row.row));
                change.row = document.tables[change.table].find((row) => !known.has(row.row))?.row ?? "";
            }
            this.told = document;
        } else if (event === "failed") {
            say(t("Not saved: {why}", { why: letter.error.message }));
        }
        const draftFocused = this.values.entry?.item.key.includes('"+') &&
            this.values.entry.element.contains(globalThis.document.activeElement);
        this.render();
        if (draftFocused && letter.change.action === "add") {
            this.values.pick(JSON.stringify([letter.change.table, letter.change.row, ""]));
        }
    }

    undo() {
        const last = this.done.pop();
        if (!last) {
            say(t("Nothing to undo."));
            return;
        }
        const { table, row, column } = last;
        const letter = lettersOf(this.id).find((one) => one.change === last);
        if (letter?.state === "waiting") {
            this.done.push(last);
            say(t("Still saving."));
            return;
        }
        if (letter) {
            drop(letter);
            return;
        }
        send(this.id, { table, row, column: column ?? "", action: "undo", seen: this.told.version });
        say(t("Taken back."));
        this.values.pick(JSON.stringify([table, row, table === "documents" ? column : ""]));
    }

    async review() {
        const action = this.told.reviewed ? "unreviewed" : "reviewed";
        const letter = await send(this.id, { table: "documents", row: "", column: "", action, seen: this.told.version });
        if (action === "reviewed" && !letter.error) {
            await this.move(1);
        }
    }

    async move(by) {
        try {
            const id = by > 0 ? await nextDocument(this.id, this.told.next) : documentBefore(this.id);
            if (id) {
                go(documentAddress(id));
            } else {
                go(queueAddress());
            }
        } catch (error) {
            say(error.message);
        }
    }

    toggleText() {
        const on = this.left.classList.toggle("as-text");
        this.textTab.setAttribute("aria-pressed", String(on));
    }

    pressed(event) {
        const key = event.key.toLowerCase();
        if (isTyping(event.target)) {
            return;
        }
        if ((event.ctrlKey || event.metaKey) && key === "z") {
            event.preventDefault();
            this.undo();
            return;
        }
        const act = event.ctrlKey || event.altKey || event.metaKey ? null : {
            n: () => this.move(1), p: () => this.move(-1), r: () => this.review(), t: () => this.toggleText(),
            w: () => this.picture.zoom("width"), f: () => this.picture.zoom("page"), z: () => this.picture.zoom("box"),
            "[": () => this.picture.turn(-1), "]": () => this.picture.turn(1),
            h: () => this.notes.toggleHistory(),
        }[key];
        if (act) {
            event.preventDefault();
            act();
        }
    }
}

export async function prepareDocument({ argument }) {
    const told = await fetchDocument(argument);
    return (root) => {
        const view = new DocumentView(root, argument, told);
        view.open();
        return view;
    };
}
