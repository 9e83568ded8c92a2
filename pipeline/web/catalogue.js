// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the page's language: messages.mo of gettext. English needs none.

const MAGIC = 0x950412de;
let messages = new Map();

// The GNU MO format: two tables of (length, offset), originals and translations.
export function parseCatalogue(buffer) {
    const view = new DataView(buffer);
    const found = new Map();
    const little = buffer.byteLength >= 20 && view.getUint32(0, true) === MAGIC;

    if (!little && (buffer.byteLength < 20 || view.getUint32(0, false) !== MAGIC)) {
        return found;
    }
    const number = (at) => view.getUint32(at, little);
    const text = (at) =>
        new TextDecoder().decode(new Uint8Array(buffer, number(at + 4), number(at)));
    const count = number(8), originals = number(12), translations = number(16);

    for (let i = 0; i < count; i++) {
        found.set(text(originals + 8 * i), text(translations + 8 * i));
    }
    return found;
}

export async function loadCatalogue(address) {
    const answer = await fetch(address);
    if (answer.ok) {
        messages = parseCatalogue(await answer.arrayBuffer());
    }
}

// t("{n} documents", {n: 3}). The first argument stands as it is in the catalogue.
export function t(text, values) {
    const said = messages.get(text) || text;
    return values
        ? said.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
        : said;
}
