// SPDX-License-Identifier: GPL-3.0-or-later
// The page as it was scanned, with the places of the values over it.
import { picturePath } from "./api.js";
import { t } from "./catalogue.js";
import { CROP_DPI } from "./crop.js";
import { button, h, svg } from "./dom.js";

const SHARP_DPI = 300;
const GAP_PX = 12;
const MAX_SCALE = 5; // CSS pixels for a point

// host: id, pages, picked(key): a box was clicked.
export class Picture {
    constructor(host) {
        this.host = host;
        this.page = host.pages[0];
        this.items = [];
        this.fit = "width";
        this.build();
        this.resized = new ResizeObserver(() => this.lay());
        this.resized.observe(this.scroller);
        this.show(this.page?.no);
    }

    build() {
        const fits = { width: t("Width"), page: t("Page"), box: t("Value") };
        const keys = { width: "W", page: "F", box: "Z" };

        this.image = h("img", { alt: "", draggable: "false", decoding: "async" });
        this.image.addEventListener("load", () => this.sheet.classList.remove("gone"));
        this.image.addEventListener("error", () => this.sheet.classList.add("gone"));
        this.boxes = svg("svg", { "aria-hidden": "true" });
        this.sheet = h("div", { class: "sheet" }, this.image, this.boxes,
            h("p", { class: "no-picture" }, t("The picture can't be shown: the file is gone or was changed since it was read.")));
        this.scroller = h("div", { class: "scroller", tabindex: "-1" }, this.sheet);
        this.number = h("span", { class: "number" });
        this.fits = Object.entries(fits).map(([fit, name]) => button(
            [name, h("kbd", {}, keys[fit])], () => this.zoom(fit), { "data-fit": fit, tabindex: "-1" }));
        this.tools = h("div", { class: "tools" },
            button("‹", () => this.turn(-1), { "aria-label": t("Page before"), tabindex: "-1" }), this.number,
            button("›", () => this.turn(1), { "aria-label": t("Next page"), tabindex: "-1" }),
            h("span", { class: "zooms", role: "group", "aria-label": t("Zoom") },
                button("−", () => this.magnify(1 / 1.25), { "aria-label": t("Smaller"), tabindex: "-1" }),
                button("+", () => this.magnify(1.25), { "aria-label": t("Larger"), tabindex: "-1" }), this.fits));
    }

    close() {
        this.resized.disconnect();
    }

    turn(by) {
        const at = this.host.pages.indexOf(this.page) + by;
        if (this.host.pages[at]) {
            this.show(this.host.pages[at].no);
            this.scroller.scrollTo({ top: 0 });
        }
    }

    show(no) {
        const page = this.host.pages.find((one) => one.no === no);
        if (!page) {
            this.sheet.classList.add("gone");
            this.number.textContent = "";
            return;
        }
        if (page !== this.page || !this.image.hasAttribute("src")) {
            this.page = page;
            this.dpi = 0;
            this.image.alt = t("Page {n} as it was scanned", { n: page.no });
            this.sharpen(CROP_DPI);
        }
        this.number.textContent = t("Page {n} of {all}", { n: no, all: this.host.pages.length });
        this.lay();
    }

    zoom(fit) {
        this.fit = fit;
        this.lay();
        this.reveal();
    }

    magnify(by) {
        this.fit = null;
        this.scale = Math.min(MAX_SCALE, Math.max(0.2, this.scale * by));
        this.lay();
        this.reveal();
    }

    // Boxes of this page; the current one last, over its neighbours.
    mark(items, current) {
        this.items = items;
        this.current = current;
        if (current?.box && current.page !== this.page?.no) {
            this.show(current.page);
        }
        this.draw();
        if (this.fit === "box") {
            this.lay();
        }
        this.reveal();
    }

    draw() {
        const here = this.items.filter((item) => item.box && item.page === this.page?.no);
        here.sort((a, b) => (a === this.current) - (b === this.current) || a.doubt - b.doubt);
        this.boxes.replaceChildren(...here.map((item) => {
            const [left, top, right, bottom] = item.box;
            const kind = [item === this.current && "current", item.doubt && "doubt"];
            return svg("rect", {
                class: kind.filter(Boolean).join(" "),
                x: left - 2, y: top - 2, width: right - left + 4, height: bottom - top + 4, rx: 2,
                onclick: () => this.host.picked(item.key),
            });
        }));
    }

    fitScale() {
        const { clientWidth: width, clientHeight: height } = this.scroller;
        const across = (width - 2 * GAP_PX) / this.page.width;
        const box = this.current?.page === this.page.no ? this.current.box : null;
        if (this.fit === "page") {
            return Math.min(across, (height - 2 * GAP_PX) / this.page.height);
        }
        if (this.fit === "box" && box) {
            return Math.max(across, Math.min(3, width / (box[2] - box[0] + 40),
                height / (box[3] - box[1] + 40)));
        }
        return this.fit ? across : this.scale;
    }

    lay() {
        if (!this.page || this.scroller.clientWidth === 0) {
            return;
        }
        this.scale = Math.max(0.1, this.fitScale());
        this.sheet.style.setProperty("width", `${Math.round(this.page.width * this.scale)}px`);
        this.sheet.style.setProperty("height", `${Math.round(this.page.height * this.scale)}px`);
        this.boxes.setAttribute("viewBox", `0 0 ${this.page.width} ${this.page.height}`);
        this.fits.forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.fit === this.fit)));
        this.draw();
        if (this.scale * 72 * devicePixelRatio > CROP_DPI * 1.3) {
            this.sharpen(SHARP_DPI);
        }
    }

    // The finer picture takes the coarse one's place when it is there.
    sharpen(dpi) {
        if (dpi <= this.dpi) {
            return;
        }
        this.dpi = dpi;
        const address = picturePath(this.host.id, this.page.no, dpi);
        if (dpi === CROP_DPI) {
            this.image.src = address;
            return;
        }
        const page = this.page;
        const finer = new Image();
        finer.addEventListener("load", () => {
            if (page === this.page) {
                this.image.src = address;
            }
        });
        finer.src = address;
    }

    reveal() {
        const { current, scroller, scale } = this;
        if (!current?.box || current.page !== this.page?.no) {
            return;
        }
        const [left, top, right, bottom] = current.box.map((pt) => pt * scale + GAP_PX);
        const seen = top >= scroller.scrollTop + 8 && bottom <= scroller.scrollTop + scroller.clientHeight - 8 &&
            left >= scroller.scrollLeft && right <= scroller.scrollLeft + scroller.clientWidth;
        if (!seen || this.fit === "box") {
            scroller.scrollTo({
                top: (top + bottom - scroller.clientHeight) / 2,
                left: (left + right - scroller.clientWidth) / 2,
            });
        }
    }
}
