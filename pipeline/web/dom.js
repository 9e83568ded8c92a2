// SPDX-License-Identifier: GPL-3.0-or-later
// Elements are made here and nowhere else. Text becomes a text node, never markup: what
// a document says can't become part of the page.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, properties, children) {
    for (const [name, value] of Object.entries(properties ?? {})) {
        if (value === undefined || value === null || value === false) {
            continue;
        }
        if (name.startsWith("on")) {
            element.addEventListener(name.slice(2), value);
        } else if (name === "style") {
            Object.entries(value).forEach(([k, v]) => element.style.setProperty(k, v));
        } else {
            element.setAttribute(name, value === true ? "" : String(value));
        }
    }
    element.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
    return element;
}

// h("p", {class: "note"}, "text", child, [more]): properties beginning with "on" listen.
export function h(name, properties, ...children) {
    return fill(document.createElement(name), properties, children);
}

export function svg(name, properties, ...children) {
    return fill(document.createElementNS(SVG, name), properties, children);
}

export function button(label, onclick, properties) {
    return h("button", { type: "button", onclick, ...properties }, label);
}

// What screen readers should hear without a change of focus.
export function say(text) {
    document.getElementById("said").textContent = text;
}

// True where letters are text and no commands.
export function isTyping(target) {
    return target instanceof HTMLElement &&
        (target.matches("input, select, textarea") || target.isContentEditable);
}

// Text with hits between U+0001 and U+0002, as the search marks them.
export function marked(text) {
    return text.split("\u0001").flatMap((part, index) => {
        if (index === 0) {
            return [part];
        }
        const [hit, ...rest] = part.split("\u0002");
        return [h("mark", {}, hit), rest.join("")];
    });
}
