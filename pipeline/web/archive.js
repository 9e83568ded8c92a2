// SPDX-License-Identifier: GPL-3.0-or-later
// The archive in numbers. Each number leads to the documents that it counts.
import { read } from "./api.js";
import { checkName } from "./advice.js";
import { barList, columns, parted } from "./bars.js";
import { t } from "./catalogue.js";
import { h } from "./dom.js";
import * as format from "./format.js";
import { partName, valueName } from "./names.js";
import { calendarAddress, queueAddress } from "./route.js";

const toQueue = (filter) => queueAddress({ reviewed: "all", ...filter });

function figures(archive) {
    const left = archive.documents - archive.reviewed;
    const one = (name, n, href) => h("a", { class: "figure", href }, h("b", {}, format.count(n)), h("span", {}, name));
    return h("div", { class: "figures" },
        one(t("documents"), archive.documents, toQueue({})),
        one(t("reviewed"), archive.reviewed, toQueue({ reviewed: "1" })),
        one(t("not reviewed yet"), left, queueAddress({})),
        archive.left > 0 && h("p", { class: "nothing" },
            t("{n} more are being looked through", { n: format.count(archive.left) })));
}

function statuses(archive) {
    const names = ["ok", "review", "failed"];
    return h("section", { class: "card" }, h("h2", {}, t("Status")),
        parted(names.map((status) => ({
            name: valueName("status", status), n: archive.by_status[status] ?? 0, kind: `is-${status}`,
            href: toQueue({ status }),
        })), t("Documents by status")));
}

// Every month from the first to the last, also those without a document; the last 36.
function wholeYears(months) {
    const known = new Map(months.map((one) => [one.month, one.documents]));
    const names = [...known.keys()].filter((name) => /^\d{4}-\d{2}$/.test(name)).sort();
    const whole = [];
    for (let name = names[names.length - 1]; name >= names[0] && whole.length < 36; name = format.monthAfter(name, -1)) {
        whole.unshift({ month: name, documents: known.get(name) ?? 0 });
    }
    return whole;
}

function byMonth(months) {
    return h("section", { class: "card across" }, h("h2", {}, t("Documents by month of issue")),
        columns(wholeYears(months).map(({ month, documents }) => ({
            name: format.month(month), n: documents, short: month.endsWith("-01") ? month.slice(0, 4) : month.slice(5),
            href: toQueue({ month }),
        })), t("Documents by month of issue")));
}

function byAgency(rows) {
    const cell = (n, filter, kind) => h("td", { class: "n" }, n > 0
        ? h("a", { href: toQueue(filter), class: kind }, format.count(n)) : h("span", { class: "none" }, "–"));
    return h("section", { class: "card agencies" }, h("h2", {}, t("Agencies")), h("div", { class: "scroller" }, h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("Issuing agency")),
            [t("Documents"), t("To review"), t("Part missing")].map((head) => h("th", { scope: "col", class: "n" }, head)))),
        h("tbody", {}, rows.map(({ issuer, documents, review, missing }) => h("tr", {},
            h("th", { scope: "row" }, issuer || t("no agency")), cell(documents, { issuer }),
            cell(review, { issuer, status: "review" }, "is-review"), cell(missing, { issuer, missing: "*" }, "is-missing")))))));
}

function list(title, rows) {
    return h("section", { class: "card" }, h("h2", {}, title),
        rows.length > 0 ? barList(rows, title) : h("p", { class: "none" }, t("none")));
}

export async function prepareArchive() {
    const archive = await read("api/archive");
    return (root) => place(root, archive);
}

function place(root, archive) {
    document.title = `${t("Archive")} – vanthu`;
    root.replaceChildren(h("div", { class: "archive" },
        h("h1", {}, t("Archive")), figures(archive),
        h("div", { class: "cards" }, h("div", { class: "wide" }, statuses(archive),
            list(t("Missing parts"), archive.missing.map(({ part, documents }) =>
                ({ name: partName(part), n: documents, kind: "is-missing", href: toQueue({ missing: part }) }))),
            byMonth(archive.by_month),
            byAgency(archive.by_issuer)),
        h("div", {}, list(t("Findings"), archive.checks.map(({ check, documents }) =>
            ({ name: checkName(check), n: documents, href: toQueue({ check }) }))),
        list(t("Deadlines by month"), Object.entries(archive.deadlines).sort().map(([month, n]) =>
            ({ name: format.month(month), n, href: calendarAddress(month) })))))));
    root.focus({ preventScroll: true });
    return {};
}
