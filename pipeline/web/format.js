// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and dates as the reader of this language writes them; the server has ISO 8601.

let lang = "en";

export function setLanguage(name) {
    lang = name === "vi" ? "vi" : "en";
    document.documentElement.lang = lang;
}

export const count = (number) => new Intl.NumberFormat(lang).format(number);

// "93 %"; never 100 for what is not quite sure.
export function percent(share) {
    const whole = Math.round(share * 100);
    return `${whole === 100 && share < 1 ? 99 : whole} %`;
}

const isDate = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text);

// 2024-06-15 is 15/06/2024 in Vietnam. What is no whole date stays as it is.
export function date(text) {
    return lang === "vi" && isDate(text) ? text.split("-").reverse().join("/") : text;
}

// What was typed for a date: 15/6/2024, 15-6-2024 and 15.6.2024 are days first.
export function dateTyped(text) {
    const found = /^\s*(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})\s*$/.exec(text);
    return found
        ? `${found[3]}-${found[2].padStart(2, "0")}-${found[1].padStart(2, "0")}`
        : text.trim();
}

export function month(text) {
    const [year, number] = text.split("-");
    return lang === "vi" ? `${number}/${year}`
        : new Date(Date.UTC(year, number - 1)).toLocaleDateString("en",
            { month: "long", year: "numeric", timeZone: "UTC" });
}

// "2024-06" and 1 -> "2024-07"
export function monthAfter(text, months) {
    const [year, number] = text.split("-").map(Number);
    return new Date(Date.UTC(year, number - 1 + months)).toISOString().slice(0, 7);
}

export function moment(text) {
    const at = new Date(text);
    return Number.isNaN(at.getTime()) ? text
        : at.toLocaleString(lang === "vi" ? "vi-VN" : "en-GB",
            { dateStyle: "short", timeStyle: "short" });
}

// How far a value can be believed: colours, beside the number.
export const trust = (share) => (share >= 0.95 ? "sure" : share >= 0.8 ? "fair" : "poor");
