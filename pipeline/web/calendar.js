// SPDX-License-Identifier: GPL-3.0-or-later
// Deadlines of a month, day by day; weeks begin on Monday.
import { read } from "./api.js";
import { t } from "./catalogue.js";
import { button, h, isTyping } from "./dom.js";
import * as format from "./format.js";
import { valueName } from "./names.js";
import { calendarAddress, documentAddress, go } from "./route.js";

const SHOWN = 3; // duties in a day's field; the rest beside the calendar

const weekdays = () => [t("Mon"), t("Tue"), t("Wed"), t("Thu"), t("Fri"), t("Sat"), t("Sun")];

// Days of the month as ISO dates, with null for what else is in their weeks.
function daysOf(month) {
    const [year, number] = month.split("-").map(Number);
    const before = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7;
    const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
    const after = (7 - ((before + days) % 7)) % 7;
    return [...Array(before).fill(null),
        ...Array.from({ length: days }, (_, i) => `${month}-${String(i + 1).padStart(2, "0")}`),
        ...Array(after).fill(null)];
}

class Calendar {
    constructor(root, told, today) {
        this.root = root;
        this.told = told;
        this.today = today;
        const days = Object.keys(told.days).sort();
        this.day = told.days[today] ? today : days.find((day) => day >= today) ?? days[0] ?? null;
        this.build();
    }

    build() {
        const { month } = this.told;
        const to = (by) => calendarAddress(format.monthAfter(month, by));
        document.title = `${format.month(month)} – vanthu`;
        this.side = h("section", { class: "duties", "aria-live": "polite" });
        this.fields = new Map();
        this.root.replaceChildren(h("div", { class: "calendar" },
            h("div", { class: "month" }, h("header", {},
                h("h1", {}, t("Deadlines"), " ", h("span", {}, format.month(month))),
                button("‹", () => go(to(-1)), { "aria-label": t("Month before") }),
                button(t("Today"), () => go(calendarAddress(this.today.slice(0, 7)))),
                button("›", () => go(to(1)), { "aria-label": t("Next month") })),
            h("div", { class: "week", "aria-hidden": "true" }, weekdays().map((day) => h("span", {}, day))),
            h("div", { class: "days" }, daysOf(month).map((day) => this.field(day)))),
            this.side));
        this.show(this.day);
        (this.fields.get(this.day) ?? this.root).focus({ preventScroll: true });
    }

    field(day) {
        if (!day) {
            return h("span", { class: "day outside" });
        }
        const duties = this.told.days[day] ?? [];
        const late = duties.some((duty) => duty.overdue);
        const name = duties.length > 0 ? t("{day}: {n} duties", { day: format.date(day), n: duties.length }) : format.date(day);
        const field = h("button", {
            type: "button", "aria-label": name, onclick: (event) => this.chosen(day, event), onfocus: () => this.show(day),
            class: ["day", day === this.today && "today", late && "late", duties.length > 0 && "busy"].filter(Boolean).join(" "),
            tabindex: duties.length > 0 ? "0" : "-1",
        }, h("span", { class: "number" }, Number(day.slice(8))),
        duties.slice(0, SHOWN).map((duty) => h("span", { class: duty.overdue ? "duty late" : "duty" }, duty.task || duty.actor || duty.code)),
        duties.length > SHOWN && h("span", { class: "more" }, t("{n} more", { n: duties.length - SHOWN })));
        this.fields.set(day, field);
        return field;
    }

    // Enter on a day goes on to its first duty.
    chosen(day, event) {
        this.show(day);
        if (event.detail === 0) {
            this.side.querySelector("a")?.focus();
        }
    }

    show(day) {
        this.day = day;
        this.fields.forEach((field, name) => field.classList.toggle("shown", name === day));
        const duties = this.told.days[day] ?? [];
        this.side.replaceChildren(
            h("h2", {}, day ? format.date(day) : format.month(this.told.month)),
            ...(duties.length === 0 ? [h("p", { class: "none" }, t("No deadline."))] : []),
            h("ul", {}, duties.map((duty) => h("li", { class: duty.overdue ? "late" : "" },
                h("a", { href: documentAddress(duty.document) },
                    h("b", {}, duty.task || t("without a task")),
                    h("span", { class: "actor" }, duty.actor),
                    h("span", { class: "from" }, valueName("kind", duty.kind), " · ", duty.code || duty.document,
                        duty.overdue && h("span", { class: "overdue" }, t("overdue"))))))));
    }

    pressed(event) {
        const days = [...this.fields.keys()];
        const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
        if (by && !isTyping(event.target)) {
            event.preventDefault();
            const at = Math.max(0, days.indexOf(this.day)) + by;
            this.fields.get(days[Math.max(0, Math.min(days.length - 1, at))]).focus();
        } else if (event.key === "PageUp" || event.key === "PageDown") {
            event.preventDefault();
            go(calendarAddress(format.monthAfter(this.told.month, event.key === "PageUp" ? -1 : 1)));
        }
    }
}

export async function prepareCalendar({ argument }, about) {
    const month = /^\d{4}-\d{2}$/.test(argument) ? argument : about.today.slice(0, 7);
    const told = await read("api/calendar", { month });
    return (root) => new Calendar(root, told, about.today);
}
