// SPDX-License-Identifier: GPL-3.0-or-later
// A piece of the page picture. All sizes are shares of the box, so the piece has its place
// before the picture has come, and keeps it at every width.
import { picturePath } from "./api.js";
import { t } from "./catalogue.js";
import { h } from "./dom.js";

export const CROP_DPI = 150; // also the page's: fetched once for both
const MARGIN_PT = 4;
const SIDE_PT = 170; // wider than this: above its value, not beside it

export const isWide = (box) => box[2] - box[0] > SIDE_PT;

function grown(box, page) {
    return [
        Math.max(0, box[0] - MARGIN_PT), Math.max(0, box[1] - MARGIN_PT),
        Math.min(page.width, box[2] + MARGIN_PT), Math.min(page.height, box[3] + MARGIN_PT),
    ];
}

export function crop(id, page, box, name) {
    const [left, top, right, bottom] = grown(box, page);
    const width = Math.max(1, right - left), height = Math.max(1, bottom - top);
    const share = (part, whole) => `${(100 * part) / whole}%`;
    const image = h("img", {
        src: picturePath(id, page.no, CROP_DPI),
        alt: t("Picture of: {name}", { name }),
        loading: "lazy", decoding: "async", draggable: "false",
        style: {
            width: share(page.width, width),
            left: share(-left, width),
            top: share(-top, height),
        },
    });
    const piece = h("div", {
        class: "piece",
        style: { width: `${Math.round(width * 1.5)}px`, "aspect-ratio": `${width} / ${height}` },
    }, image);

    image.addEventListener("error", () => piece.replaceChildren(
        h("span", { class: "gone" }, t("no picture"))));
    return h("div", { class: "crop" }, piece);
}
