// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as bars. Every bar is a link; the number stands beside it as text.
import { h, svg } from "./dom.js";
import * as format from "./format.js";

// rows: [{name, n, href, part (of n, drawn darker)}]
export function barList(rows, label) {
    const most = Math.max(1, ...rows.map((row) => row.n));
    return h("ul", { class: "bars", "aria-label": label }, rows.map((row) => h("li", {},
        h("a", { href: row.href },
            h("span", { class: "name" }, row.name), h("span", { class: "n" }, format.count(row.n)),
            svg("svg", { viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" },
                svg("rect", { class: "back", width: 100, height: 4 }),
                svg("rect", { class: row.kind ?? "", width: (100 * row.n) / most, height: 4 }),
                row.part > 0 && svg("rect", { class: "part", width: (100 * row.part) / most, height: 4 }))))));
}

// One bar, parted. parts: [{name, n, kind, href}]
export function parted(parts, label) {
    const all = Math.max(1, parts.reduce((sum, part) => sum + part.n, 0));
    let x = 0;
    return h("div", { class: "parted" },
        svg("svg", { viewBox: "0 0 1000 14", preserveAspectRatio: "none", role: "img", "aria-label": label },
            parts.map((part) => {
                const width = (1000 * part.n) / all;
                const rect = svg("rect", { class: part.kind, x, width, height: 14 });
                x += width;
                return rect;
            })),
        h("ul", {}, parts.map((part) => h("li", {}, h("a", { href: part.href },
            h("span", { class: `dot ${part.kind}` }), part.name, " ", h("b", {}, format.count(part.n)))))));
}

const HEIGHT = 120, WIDTH = 760, GAP = 4;

// Columns by month. months: [{name, n, href}] in order of time.
export function columns(months, label) {
    const most = Math.max(1, ...months.map((one) => one.n));
    const step = Math.min(60, Math.max(26, Math.floor(WIDTH / Math.max(1, months.length))));
    const width = Math.max(1, months.length) * step;
    return h("div", { class: "columns-box" }, svg("svg", {
        viewBox: `0 0 ${width} ${HEIGHT + 34}`, width, height: HEIGHT + 34, role: "img", "aria-label": label,
    }, months.map((one, index) => {
        const height = Math.max(1, (HEIGHT * one.n) / most), x = index * step;
        const text = (y, said, kind) => svg("text", { x: x + step / 2, y, "text-anchor": "middle", class: kind }, said);
        return svg("a", { href: one.href, "aria-label": `${one.name}: ${one.n}` },
            svg("rect", { class: "hit", x, y: 0, width: step, height: HEIGHT + 34 }),
            svg("rect", { x: x + GAP / 2, y: 14 + HEIGHT - height, width: step - GAP, height, rx: 1 }),
            one.n > 0 && text(10 + HEIGHT - height, format.count(one.n), "n"), text(HEIGHT + 27, one.short, "name"));
    })));
}
