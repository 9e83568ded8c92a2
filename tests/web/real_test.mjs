// SPDX-License-Identifier: GPL-3.0-or-later
// The page on the real server, over documents that were really read.
//
//   VANTHU=.../vanthu RULES=extra.yaml node --test real_test.mjs
//
// in a folder with out/, made of scans/ by `vanthu run scans -o out`: some samples, and a
// dump of words whose text is hostile.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openBrowser, openPage } from "./browser.mjs";
import { startServer } from "./server.mjs";

const vanthu = process.env.VANTHU;
let browser, server;
before(async () => {
    browser = await openBrowser();
    server = await startServer(vanthu, "out", "--lang", "en", "--user", "lan");
});
after(async () => {
    await browser.close();
    await server.close();
});

// Every test ends with no fault on the page: no error, no word of CSP, no stranger asked.
async function on(address, act, options) {
    const { page, faults, context } = await openPage(browser, server.address + address, options);
    try {
        await act(page);
        // A conflict is an answer; a dump of words has no picture.
        const known = /status of 409|status of 404 .*\/page\/\w+\/\d+\.png/;
        assert.deepEqual(faults.filter((fault) => !known.test(fault)), []);
    } finally {
        await context.close();
    }
}
const settled = (page) => page.waitForSelector("#saving.done");
const asked = async (path) => (await fetch(server.address + path)).json();
// The list is whole when the server has looked through all documents.
async function found(file) {
    let queue;
    do {
        queue = await asked("api/queue?reviewed=all&order=path");
    } while (queue.left > 0 && await new Promise((go) => setTimeout(go, 100, true)));
    return queue.rows.find((row) => row.source.includes(file)).document;
}
const focused = (page) => page.evaluate(() => JSON.parse(document.activeElement.closest(".entry")?.dataset.key ?? "[]"));
const fieldOf = async (id, name) => (await asked(`api/document/${id}`)).fields.find((one) => one.field === name);

test("a doubtful value is corrected by the keyboard and outlives other rules", async () => {
    const id = await found("tuyen-quan");
    let column, presses = 0;
    await on(`#/d/${id}`, async (page) => {
        const press = async (key) => { presses++; await page.keyboard.press(key); };
        await page.waitForSelector(".entry.doubt:focus");
        [, , column] = await focused(page);
        await press("F2");
        await page.keyboard.type("CHỈ HUY TRƯỞNG BAN");
        await press("Enter");
        await settled(page);
    });
    assert.ok(presses < 5, `${presses} key presses`);
    assert.equal((await fieldOf(id, column)).value, "CHỈ HUY TRƯỞNG BAN");
    await server.close();
    execFileSync(vanthu, ["run", "scans", "-o", "out", "--progress", "never", "--rules", process.env.RULES]);
    assert.match(readFileSync("out/documents.csv", "utf8"), /CHỈ HUY TRƯỞNG BAN/);
    server = await startServer(vanthu, "out", "--lang", "en", "--user", "lan");
    const after_ = await fieldOf(id, column);
    assert.deepEqual([after_.value, after_.state, after_.read], ["CHỈ HUY TRƯỞNG BAN", "set", "CHỈ HUY TRƯỞNG"]);
});

test("a value is accepted, and that taken back", async () => {
    const id = await found("phong-chay");
    await on(`#/d/${id}`, async (page) => {
        await page.waitForSelector(".entry.doubt:focus");
        const [table, row, column] = await focused(page);
        const state = async () => {
            const told = await asked(`api/document/${id}`);
            return table === "documents" ? told.fields.find((one) => one.field === column).state
                : told.tables[table].find((one) => one.row === row).state;
        };
        await page.keyboard.press("Enter");
        await settled(page);
        assert.equal(await state(), "accepted");
        await page.keyboard.press("Control+z");
        await settled(page);
        assert.equal(await state(), "read");
    });
});

test("a row is removed, brought back, and another added", async () => {
    const id = await found("tuyen-quan");
    const rows = async () => (await asked(`api/document/${id}`)).tables.recipients;
    const before_ = await rows();
    await on(`#/d/${id}`, async (page) => {
        await page.focus(".of-recipients .entry:first-child");
        await page.keyboard.press("Delete");
        await page.waitForSelector(".of-recipients .is-removed");
        await settled(page);
        assert.equal((await rows())[0].state, "removed");
        await page.keyboard.press("Control+z");
        await page.waitForSelector(".of-recipients .is-removed", { state: "detached" });
        await page.keyboard.press("Insert");
        await page.keyboard.type("Trường Mầm non Bình Lạc");
        await page.keyboard.press("Enter");
        await settled(page);
        const now = await rows();
        assert.equal(now.length, before_.length + 1);
        assert.ok(now.some((row) => row.state === "added" && row.cells.recipient === "Trường Mầm non Bình Lạc"));
        await page.keyboard.press("Control+z");
        await settled(page);
        assert.equal((await rows()).filter((row) => row.state !== "removed").length, before_.length);
    });
});

test("a second editor is seen, with what was typed", async () => {
    const id = await found("tuyen-quan");
    await on(`#/d/${id}`, (first) => on(`#/d/${id}`, async (second) => {
        const place = (page) => page.locator(".entry[data-key*='\"place\"'] .cell");
        await place(first).waitFor();
        await place(second).waitFor();
        for (const [page, text] of [[first, "Sơn Lạc"], [second, "Tân Lạc"]]) {
            await place(page).click();
            await page.keyboard.press("F2");
            await page.keyboard.type(text);
            await page.keyboard.press("Enter");
            await (page === first ? settled(page) : page.waitForSelector("dialog.conflict"));
        }
        assert.match(await second.textContent("dialog"), /lan.*Sơn Lạc.*Tân Lạc/s);
        await second.keyboard.press("2");
        await settled(second);
        assert.equal((await fieldOf(id, "place")).value, "Tân Lạc");
    }));
});

test("script in a document's text is text", async () => {
    const id = await found("evil");
    const seen = [];
    await on("", async (page) => {
        for (const hash of ["#/?reviewed=all", `#/d/${id}`, "#/archive", "#/?reviewed=all&q=alert"]) {
            await page.goto(server.address + hash);
            await page.waitForTimeout(400);
            await page.keyboard.press("t");
            assert.equal(await page.locator("#view script, #view img[src=x]").count(), 0);
            seen.push(await page.textContent("#view"));
        }
    });
    assert.match(seen[1], /<script>alert\(1\)<\/script>/);
    assert.match(seen[1], /"><img\/src=x/);
});

test("the search finds with diacritics only these, without all", () => on("#/?reviewed=all", async (page) => {
    const hits = async (text) => {
        await page.fill(".search", text);
        await page.waitForFunction((wanted) => location.hash.includes(`q=${new URLSearchParams([["", wanted]]).toString().slice(1)}`), text);
        await page.waitForSelector(".queue:not([aria-busy])");
        return page.evaluate(() => [...document.querySelectorAll("mark")].map((one) => one.textContent.toLowerCase()));
    };
    const plain = await hits("tuyen truyen"), exact = await hits("tuyên truyền"), none = await hits("tuyển truyện");
    assert.ok(plain.length > 0 && exact.length > 0);
    assert.equal(none.length, 0);
}));

test("the page speaks Vietnamese with --lang vi", async () => {
    await server.close();
    server = await startServer(vanthu, "out", "--lang", "vi", "--user", "lan");
    await on("", async (page) => {
        await page.waitForSelector("tbody tr");
        assert.match(await page.textContent("#bar"), /Chờ duyệt.*Kho văn bản.*Lịch/);
    });
});
