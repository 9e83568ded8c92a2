// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of the page: #/?q=..., #/d/ID, #/archive, #/calendar/2024-06
import { query } from "./api.js";

export function parseRoute(hash) {
    const [path, asked] = hash.replace(/^#?\/?/, "").split("?");
    const [name, ...rest] = path.split("/");
    return {
        name: name || "queue",
        argument: decodeURIComponent(rest.join("/")),
        parameters: Object.fromEntries(new URLSearchParams(asked ?? "")),
    };
}

export function queueAddress(parameters) {
    const asked = query(parameters ?? {});
    return asked ? `#/?${asked}` : "#/";
}

export const documentAddress = (id) => `#/d/${encodeURIComponent(id)}`;
export const calendarAddress = (month) => `#/calendar/${month}`;

export function go(address) {
    location.hash = address;
}
