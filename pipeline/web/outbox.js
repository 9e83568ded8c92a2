// SPDX-License-Identifier: GPL-3.0-or-later
// What the clerk said and the server has not confirmed yet. One at a time, in order; what
// fails stays here with its text until it is tried again or given up, whatever document is
// on the screen by then.
import { documentPath, write } from "./api.js";

const letters = new Set(); // {id, change, state: waiting | failed | conflict, error}
const listeners = new Set();
const ours = new Map(); // where -> version of our own last word there
let chain = Promise.resolve();

const where = ({ id, change }) =>
    JSON.stringify([id, change.table, change.row, change.column ?? ""]);

// listener(event, letter, document): event is waiting, saved, failed, conflict or dropped.
export function watchOutbox(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

function tell(event, letter, document) {
    listeners.forEach((listener) => listener(event, letter, document));
}

async function deliver(letter) {
    const { id, change } = letter;
    if (!letters.has(letter)) {
        return;
    }
    try {
        const seen = Math.max(change.seen, ours.get(where(letter)) ?? 0);
        const document = await write(documentPath(id), { ...change, seen });
        ours.set(where(letter), document.version);
        letters.delete(letter);
        tell("saved", letter, document);
    } catch (error) {
        letter.state = error.status === 409 ? "conflict" : "failed";
        letter.error = error;
        tell(letter.state, letter);
    }
}

function post(letter) {
    letter.state = "waiting";
    letter.error = null;
    letters.add(letter);
    tell("waiting", letter);
    chain = chain.then(() => deliver(letter));
    return chain;
}

// A new word on a value takes the place of one that failed there. Adding a row stands for
// itself.
export function send(id, change) {
    const letter = { id, change };
    if (change.action !== "add") {
        for (const old of letters) {
            if (old.state !== "waiting" && old.change.action !== "add" && where(old) === where(letter)) {
                letters.delete(old);
            }
        }
    }
    return post(letter).then(() => letter);
}

// `seen` of a version that was shown in the meantime: what another editor said is known.
export function sendAgain(letter, seen) {
    letter.change.seen = seen ?? letter.change.seen;
    return post(letter);
}

export function drop(letter, document) {
    letters.delete(letter);
    tell(document ? "saved" : "dropped", letter, document);
}

export const lettersOf = (id) => [...letters].filter((letter) => letter.id === id);
export const lettersLeft = () => [...letters];
