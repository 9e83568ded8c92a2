// SPDX-License-Identifier: GPL-3.0-or-later
// The way from document to document: in the order of the queue that was last looked at,
// with its filters. Documents that are done leave the queue while one walks through it, so
// the next one is the first that was not seen yet, wherever it stands by now.
import { read } from "./api.js";

const STEP = 200; // most that the server gives at once
let asked = {};
let ids = [];
let listed = false; // a queue was looked at: its filters count

export function beginWalk(parameters, rows) {
    asked = { ...parameters };
    delete asked.offset;
    delete asked.limit;
    ids = rows.map((row) => row.document);
    listed = true;
}

async function firstUnseen() {
    const seen = new Set(ids);
    for (let offset = 0; ; offset += STEP) {
        const page = await read("api/queue", { ...asked, offset, limit: STEP });
        const fresh = page.rows.map((row) => row.document).filter((id) => !seen.has(id));
        if (fresh.length > 0) {
            ids.push(...fresh);
            return fresh[0];
        }
        if (offset + STEP >= page.total) {
            return null;
        }
    }
}

// null: this was the last one.
export async function nextDocument(id, fallback) {
    const at = ids.indexOf(id);
    if (at < 0) {
        ids.push(id);
    } else if (at + 1 < ids.length) {
        return ids[at + 1];
    }
    if (!listed && fallback && !ids.includes(fallback)) {
        ids.push(fallback);
        return fallback;
    }
    return firstUnseen();
}

export function documentBefore(id) {
    const at = ids.indexOf(id);
    return at > 0 ? ids[at - 1] : null;
}
