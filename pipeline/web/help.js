// SPDX-License-Identifier: GPL-3.0-or-later
// The keys, on one sheet.
import { t } from "./catalogue.js";
import { button, h } from "./dom.js";

const groups = () => [
    [t("Document"), [
        ["Tab", t("next doubtful value; with Shift the one before")],
        ["Enter", t("accept, go to the next doubtful value")],
        ["F2", t("type another value: Enter saves, Esc gives up")],
        ["Alt 1 … 9", t("take another reading")],
        ["↑ ↓", t("value by value (also k and j)")],
        ["← →", t("cell by cell in a row")],
        ["Del", t("remove a row")],
        ["+ Ins", t("add a row")],
        ["Ctrl Z", t("take back the last change")],
        ["R", t("reviewed: open the next document")],
        ["N P", t("next, previous document")],
    ]],
    [t("Picture"), [
        ["W F Z", t("fit the width, the page, the value")],
        ["[ ]", t("page before, next page")],
        ["T", t("recognised text in place of the picture")],
        ["H", t("history of the document")],
    ]],
    [t("Queue"), [
        ["↑ ↓", t("row by row (also k and j)")],
        ["Enter", t("open the document")],
        ["PgUp PgDn", t("page by page")],
        ["/", t("search in all texts")],
        ["Esc", t("clear the filters")],
    ]],
    [t("Everywhere"), [
        ["G", t("queue")],
        ["A", t("archive")],
        ["C", t("calendar")],
        ["?", t("this sheet")],
    ]],
];

export function showHelp() {
    const close = () => sheet.close();
    const sheet = h("dialog", { class: "help", "aria-label": t("Keys"), onclose: () => sheet.remove() },
        h("header", {}, h("h2", {}, t("Keys")), button(t("Close"), close)),
        h("div", { class: "groups" }, groups().map(([name, keys]) => h("section", {}, h("h3", {}, name),
            h("dl", {}, keys.map(([key, text]) => [
                h("dt", {}, key.split(" ").map((one) => (one === "…" ? one : h("kbd", {}, one)))),
                h("dd", {}, text)]))))));
    sheet.addEventListener("keydown", (event) => {
        event.stopPropagation();
        if (event.key === "?") {
            close();
        }
    });
    document.body.append(sheet);
    sheet.showModal();
}
