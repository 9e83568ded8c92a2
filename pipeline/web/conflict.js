// SPDX-License-Identifier: GPL-3.0-or-later
// Two people, one value: what the other one said, and the choice.
import { t } from "./catalogue.js";
import { button, h } from "./dom.js";
import * as format from "./format.js";
import { columnName, isDateColumn, tableName, valueName } from "./names.js";
import { drop, sendAgain, watchOutbox } from "./outbox.js";

const text = (column, value) => {
    if (value && typeof value === "object") {
        return Object.values(value).join(", ");
    }
    return (isDateColumn(column) ? format.date(value ?? "") : valueName(column, value ?? "")) || t("empty");
};

function oursOf({ change }) {
    return {
        set: () => text(change.column, change.value),
        accept: () => t("accepted as it was"),
        remove: () => t("the row removed"),
        undo: () => t("the last change taken back"),
    }[change.action]?.() ?? t("another state");
}

function ask(letter) {
    const { by, at, value, document: told } = letter.error.body ?? {};
    const { column, table } = letter.change;
    const choose = (act) => {
        dialog.close();
        dialog.remove();
        act();
    };
    const theirs = () => choose(() => drop(letter, told));
    const mine = () => choose(() => sendAgain(letter, told.version));
    const first = button([t("Keep theirs"), h("kbd", {}, "1")], theirs, { class: "main" });
    const dialog = h("dialog", { class: "conflict", "aria-labelledby": "conflict-head" },
        h("h2", { id: "conflict-head" }, t("Someone else changed this value")),
        h("dl", {},
            h("dt", {}, column ? columnName(column) : tableName(table)), h("dd", {}),
            h("dt", {}, t("{who}, {when}", { who: by ?? "?", when: format.moment(at ?? "") })),
            h("dd", {}, text(column, value)),
            h("dt", {}, t("You")), h("dd", {}, oursOf(letter))),
        h("div", { class: "actions" }, first, button([t("Use mine"), h("kbd", {}, "2")], mine)));

    dialog.addEventListener("cancel", (event) => {
        event.preventDefault(); // a choice is asked for; Esc keeps theirs
        theirs();
    });
    dialog.addEventListener("keydown", (event) => {
        event.stopPropagation();
        const act = { 1: theirs, 2: mine }[event.key];
        if (act) {
            event.preventDefault();
            act();
        }
    });
    const before = document.activeElement;
    dialog.addEventListener("close", () => before?.focus?.());
    document.body.append(dialog);
    dialog.showModal();
    first.focus();
}

export function watchConflicts() {
    watchOutbox((event, letter) => event === "conflict" && ask(letter));
}
