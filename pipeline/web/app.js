// SPDX-License-Identifier: GPL-3.0-or-later
// The start: language, the bar at the top, which view the address names, keys for all.
import { prepareArchive } from "./archive.js";
import { read } from "./api.js";
import { prepareCalendar } from "./calendar.js";
import { loadCatalogue, t } from "./catalogue.js";
import { watchConflicts } from "./conflict.js";
import { prepareDocument } from "./document.js";
import { button, h, isTyping } from "./dom.js";
import * as format from "./format.js";
import { showHelp } from "./help.js";
import { lettersLeft, sendAgain, watchOutbox } from "./outbox.js";
import { prepareQueue } from "./queue.js";
import { calendarAddress, documentAddress, go, parseRoute, queueAddress } from "./route.js";

// Each takes an address and gives a promise of a function that puts the view into its
// root and returns it: {close, pressed, search}, none of which a view must have.
const views = {
    queue: prepareQueue, d: prepareDocument, archive: prepareArchive, calendar: prepareCalendar,
};
const root = document.getElementById("view");
let about;
let view = null;
let searchNext = false; // the queue is on its way: its search gets the focus
let turn = 0; // the newest address wins, however late an older one's data come

function saveState() {
    const letters = lettersLeft();
    const failed = letters.filter((letter) => letter.state === "failed");
    const state = document.getElementById("saving");
    if (failed.length > 0) {
        state.className = "failed";
        state.replaceChildren(
            h("a", { href: documentAddress(failed[0].id) }, t("{n} not saved", { n: failed.length })),
            button(t("Try again"), () => failed.forEach((letter) => sendAgain(letter))));
    } else {
        state.className = letters.length > 0 ? "busy" : "done";
        state.textContent = letters.length > 0 ? t("saving …") : t("all saved");
    }
}

function buildBar() {
    const link = (name, address, key, view_) => h("a", { href: address, "data-view": view_ }, name, h("kbd", {}, key));
    document.getElementById("bar").replaceChildren(
        h("a", { class: "brand", href: "#/" }, "vanthu"),
        h("nav", { "aria-label": t("Views") },
            link(t("Queue"), "#/", "G", "queue"), link(t("Archive"), "#/archive", "A", "archive"),
            link(t("Calendar"), calendarAddress(about.today.slice(0, 7)), "C", "calendar")),
        h("span", { class: "out" }, h("bdi", {}, about.out)),
        h("span", { id: "saving", role: "status" }),
        h("span", { class: "user" }, about.user),
        button("?", showHelp, { "aria-label": t("Keys"), title: t("Keys") }));
    saveState();
}

function failure(error) {
    root.replaceChildren(h("div", { class: "failure", role: "alert" }, h("p", {}, error.message),
        h("p", {}, button(t("Try again"), show), " ", h("a", { href: "#/" }, t("Queue")))));
    root.focus();
}

function tellView(name) {
    document.querySelectorAll("#bar nav a").forEach((a) =>
        (a.dataset.view === name ? a.setAttribute("aria-current", "page") : a.removeAttribute("aria-current")));
}

async function show() {
    const route = parseRoute(location.hash);
    const name = views[route.name] ? route.name : "queue";
    const mine = ++turn;

    root.setAttribute("aria-busy", "true");
    try {
        const place = await views[name](route, about);
        if (mine !== turn) {
            return;
        }
        view?.close?.();
        view = place(root);
    } catch (error) {
        if (mine !== turn) {
            return;
        }
        view?.close?.();
        view = null;
        failure(error);
    }
    root.removeAttribute("aria-busy");
    tellView(name);
    if (searchNext) {
        searchNext = false;
        view?.search?.();
    }
}

function search() {
    if (view?.search) {
        view.search();
    } else {
        searchNext = true;
        go(queueAddress({ reviewed: "all" }));
    }
}

function pressed(event) {
    view?.pressed?.(event);
    if (event.defaultPrevented || isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) {
        return;
    }
    const act = {
        "?": showHelp, "/": search, g: () => go(queueAddress()), a: () => go("#/archive"),
        c: () => go(calendarAddress(about.today.slice(0, 7))),
    }[event.key];
    if (act) {
        event.preventDefault();
        act();
    }
}

async function start() {
    try {
        about = await read("api/about");
        format.setLanguage(about.lang);
        if (about.lang !== "en") {
            await loadCatalogue("messages.mo");
        }
    } catch (error) {
        failure(error);
        return;
    }
    buildBar();
    watchConflicts();
    watchOutbox(saveState);
    addEventListener("hashchange", show);
    addEventListener("keydown", pressed);
    addEventListener("beforeunload", (event) => lettersLeft().length > 0 && event.preventDefault());
    await show();
}

start();
