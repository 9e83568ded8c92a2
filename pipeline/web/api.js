// SPDX-License-Identifier: GPL-3.0-or-later
// What the page asks of the server. Addresses are relative: the token is in the path.
import { t } from "./catalogue.js";

// status 0: no answer at all.
export class Failed extends Error {
    constructor(message, status, body) {
        super(message);
        this.status = status;
        this.body = body;
    }
}

async function ask(path, options) {
    let answer;
    try {
        answer = await fetch(path, options);
    } catch (error) {
        if (error.name === "AbortError") {
            throw error;
        }
        throw new Failed(t("The program does not answer. Is vanthu serve still running?"), 0);
    }
    let body = null;
    try {
        body = await answer.json();
    } catch (error) {
        if (error.name === "AbortError") {
            throw error;
        }
    }
    if (!answer.ok || body === null) {
        const said = typeof body?.error === "string" ? body.error : "";
        throw new Failed(said || t("The program answered with an error ({status}).",
            { status: answer.status }), answer.status, body);
    }
    return body;
}

export function query(parameters) {
    const set = Object.entries(parameters).filter(([, value]) => value !== "" && value != null);
    return new URLSearchParams(set).toString();
}

export function read(path, parameters, signal) {
    const asked = query(parameters ?? {});
    return ask(asked ? `${path}?${asked}` : path, { signal });
}

export function write(path, body) {
    return ask(path, {
        method: "POST",
        keepalive: true, // a page that is closed at once still says its last word
        headers: { "Content-Type": "application/json", "X-Vanthu": "1" },
        body: JSON.stringify(body),
    });
}

export const documentPath = (id) => `api/document/${encodeURIComponent(id)}`;
export const picturePath = (id, page, dpi) =>
    `page/${encodeURIComponent(id)}/${page}.png?dpi=${dpi}`;
