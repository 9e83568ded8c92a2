// SPDX-License-Identifier: GPL-3.0-or-later
// A stand-in for `vanthu serve`, over made-up documents: the page is tried without a build,
// and with as many documents as one likes.
//
//   node mock.mjs WEB_DIR [--documents N] [--port N] [--lang vi --catalogue FILE.mo]
//
// It keeps to what docs/serve.md says of the server; the tests of the page use it for what
// a real server can't be made to do: to fail, to be slow, to be changed behind one's back.
import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeDocument, pictureOf, rowOf } from "./made_up.mjs";

const TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
};
const HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
};

export class Mock {
    constructor({ web, documents = 40, lang = "en", catalogue = null, port = 0, user = "lan" }) {
        Object.assign(this, { web, total: documents, lang, catalogue, user });
        this.documents = new Map(); // those that were asked for
        this.failing = 0; // so many POSTs are answered with an error
        this.token = "0123456789abcdef0123456789abcdef";
        this.server = createServer((request, response) => this.answer(request, response));
        this.ready = new Promise((done) => this.server.listen(port, "127.0.0.1", done)).then(() => {
            this.address = `http://127.0.0.1:${this.server.address().port}/${this.token}/`;
            return this;
        });
    }

    close() {
        this.server.closeAllConnections();
        this.server.close();
    }

    document(id) {
        const index = Number.parseInt(id, 16);
        if (!/^[0-9a-f]{16}$/.test(id) || index >= this.total) {
            return null;
        }
        if (!this.documents.has(id)) {
            this.documents.set(id, { ...makeDocument(index), log: [] });
        }
        return this.documents.get(id);
    }

    send(response, status, body, type = "application/json; charset=utf-8") {
        response.writeHead(status, { ...HEADERS, "Content-Type": type });
        response.end(type.startsWith("application/json") ? JSON.stringify(body) : body);
    }

    async answer(request, response) {
        const url = new URL(request.url, "http://mock");
        const [, token, ...rest] = url.pathname.split("/");
        const path = rest.join("/");
        const asked = Object.fromEntries(url.searchParams);

        if (token !== this.token) {
            this.send(response, 404, "", "text/plain");
        } else if (request.method === "POST") {
            let body = "";
            for await (const piece of request) {
                body += piece;
            }
            this.post(response, path.split("/")[2], JSON.parse(body));
        } else if (path.startsWith("api/") || path.startsWith("page/")) {
            this.tell(response, path, asked);
        } else {
            this.file(response, path || "index.html");
        }
    }

    file(response, name) {
        if (name === "messages.mo" && this.catalogue) {
            this.send(response, 200, readFileSync(this.catalogue), "application/octet-stream");
        } else if (readdirSync(this.web).includes(name)) {
            this.send(response, 200, readFileSync(join(this.web, name)), TYPES[extname(name)]);
        } else {
            this.send(response, 404, "", "text/plain");
        }
    }

    tell(response, path, asked) {
        const [, name, id, more] = path.split("/");
        const known = path.startsWith("page/") ? this.document(name) : id && this.document(id);
        const answers = {
            about: () => ({ version: "0", out: "OUT", user: this.user, lang: this.lang, today: "2024-06-20" }),
            queue: () => this.queue(asked),
            archive: () => this.archive(),
            calendar: () => this.calendar(asked.month),
            document: () => known && (more === "log" ? { entries: known.log } : this.shown(known)),
        };
        if (path.startsWith("page/")) {
            const no = Number.parseInt(id, 10);
            this.send(response, known ? 200 : 404, known ? pictureOf(known, no) : "", "image/svg+xml");
            return;
        }
        const body = answers[name]?.();
        this.send(response, body ? 200 : 404, body ?? { error: "there is no such document" });
    }

    shown(document) {
        const { log, ...told } = document;
        const at = Number.parseInt(document.document, 16);
        const next = at + 1 < this.total ? (at + 1).toString(16).padStart(16, "0") : null;
        return { ...told, version: log.length, next };
    }

    queue({ offset = 0, limit = 50, q = "", reviewed = "0", status = "", missing = "", order = "risk" }) {
        const rows = [];
        let total = 0;
        for (let index = 0; index < this.total; index++) {
            const id = index.toString(16).padStart(16, "0");
            const row = rowOf(this.documents.get(id) ?? makeDocument(index, true));
            const text = `${row.title} ${row.issuer}`;
            const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
            const hit = q === "" || (fold(q) === q.toLowerCase() ? fold(text).includes(q.toLowerCase()) : text.toLowerCase().includes(q.toLowerCase()));
            const fits = hit && (reviewed === "all" || row.reviewed === (reviewed === "1")) && (!status || row.status === status) &&
                (!missing || (missing === "*" ? row.missing.length > 0 : row.missing.includes(missing)));
            if (fits && total++ >= offset && rows.length < limit) {
                rows.push(q ? { ...row, snippet: `… \u0001${q}\u0002 … ${row.title}` } : row);
            }
        }
        return { total, offset: Number(offset), order, rows };
    }

    archive() {
        const all = Array.from({ length: Math.min(this.total, 200) }, (_, i) =>
            rowOf(this.document(i.toString(16).padStart(16, "0"))));
        const counted = (list) => [...list.reduce((map, one) => map.set(one, (map.get(one) ?? 0) + 1), new Map())];
        const issuers = counted(all.map((row) => row.issuer));
        return {
            documents: this.total, reviewed: all.filter((row) => row.reviewed).length,
            by_status: Object.fromEntries(counted(all.map((row) => row.status))),
            by_issuer: issuers.map(([issuer, documents]) => ({
                issuer, documents,
                review: all.filter((row) => row.issuer === issuer && row.status === "review").length,
                missing: all.filter((row) => row.issuer === issuer && row.missing.length > 0).length,
            })),
            by_type: counted(all.map((row) => row.type)).map(([type, documents]) => ({ type, documents })),
            by_month: counted(all.map((row) => row.date.slice(0, 7))).map(([month, documents]) => ({ month, documents })),
            missing: counted(all.flatMap((row) => row.missing)).map(([part, documents]) => ({ part, documents })),
            checks: [{ check: "low_confidence", documents: 12 }, { check: "number_handwritten", documents: 7 }],
            deadlines: { "2024-06": 14, "2024-07": 9, "2024-12": 22 },
        };
    }

    calendar(month) {
        const days = {};
        for (let i = 0; i < 14; i++) {
            const document = this.document((i % this.total).toString(16).padStart(16, "0"));
            const day = `${month}-${String(1 + ((i * 5) % 28)).padStart(2, "0")}`;
            const row = document.tables.deadlines[0].cells;
            (days[day] ??= []).push({
                document: document.document, code: rowOf(document).code, actor: row.actor, task: row.task,
                kind: row.kind, overdue: day < "2024-06-20",
            });
        }
        return { month, days };
    }

    post(response, id, { table, row, column, action, value, seen }) {
        const document = this.document(id);
        if (this.failing > 0) {
            this.failing--;
            this.send(response, 500, { error: "the disk is full" });
            return;
        }
        const other = document.log.findLast((entry) => entry.id > seen && entry.table === table &&
            entry.row === row && entry.column === (column ?? ""));
        if (other) {
            this.send(response, 409, { error: "changed", by: other.who, at: other.at, value: other.new, document: this.shown(document) });
            return;
        }
        this.say(document, { table, row, column: column ?? "", action, value }, this.user);
        this.send(response, 200, this.shown(document));
    }

    // One word of `who` on a value; tests say some for a second editor.
    say(document, { table, row, column, action, value }, who) {
        const rows = document.tables[table];
        const field = document.fields.find((one) => one.field === column);
        const target = table === "documents" ? field : rows.find((one) => one.row === row);
        const old = field?.value ?? target?.cells?.[column] ?? "";
        const acts = {
            set: () => {
                if (field) { field.value = value; } else { target.cells[column] = value; }
                Object.assign(target, { state: "set", doubt: false });
            },
            accept: () => Object.assign(target, { state: "accepted", doubt: false }),
            remove: () => Object.assign(target, { state: "removed", doubt: false }),
            add: () => rows.push({ row: `added-${document.log.length + 1}`, state: "added", confidence: 1, page: 0, box: null, doubt: false, cells: value, read: {} }),
            reviewed: () => { document.reviewed = true; },
            unreviewed: () => { document.reviewed = false; },
            undo: () => {
                if (row.startsWith("added-")) {
                    rows.splice(rows.indexOf(target), 1);
                    return;
                }
                if (field) { field.value = field.read; } else { target.cells = { ...target.read }; }
                Object.assign(target, { state: "read", doubt: target.confidence < 0.95 });
            },
        };
        acts[action]();
        document.log.push({
            id: document.log.length + 1, at: "2024-06-20T08:15:00Z", who, action, table, row, column, old, new: value ?? "",
        });
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const [web, ...rest] = process.argv.slice(2);
    const options = Object.fromEntries(Array.from({ length: rest.length / 2 }, (_, i) => [rest[2 * i].slice(2), rest[2 * i + 1]]));
    const mock = await new Mock({ web, ...options, documents: Number(options.documents ?? 40), port: Number(options.port ?? 0) }).ready;
    console.log(mock.address);
}
