// SPDX-License-Identifier: GPL-3.0-or-later
// The page against a server that is made to fail, to hold 100,000 documents, and to be
// changed behind one's back. Real Chromium; real_test.mjs has the real server.
//
//   WEB=pipeline/web node --test page_test.mjs
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, openPage } from "./browser.mjs";
import { Mock } from "./mock.mjs";

const web = process.env.WEB;
let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

// A page on a mock of its own; every test ends with no fault on the page.
async function on(options, address, act) {
    const mock = await new Mock({ web, ...options }).ready;
    const { page, faults, context } = await openPage(browser, mock.address + address);
    try {
        await act(page, mock);
        assert.deepEqual(faults.filter((fault) => !/status of (409|500)/.test(fault)), []);
    } finally {
        await context.close();
        mock.close();
    }
}
const FIRST = "0".repeat(16);
const focused = (page) => page.evaluate(() => JSON.parse(document.activeElement.closest(".entry")?.dataset.key ?? "[]"));
const settled = (page) => page.waitForSelector("#saving.done");
const field = (mock, name) => mock.document(FIRST).fields.find((one) => one.field === name);

test("the first doubtful value has the focus; two keys and the text correct it", () => on({}, `#/d/${FIRST}`, async (page, mock) => {
    await page.waitForSelector(".entry:focus");
    const [, , column] = await focused(page);
    await page.keyboard.press("F2");
    await page.keyboard.type("Thông báo");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(field(mock, column).value, "Thông báo");
    assert.notDeepEqual(await focused(page), ["documents", "", column]);
}));

test("Tab goes from doubtful value to doubtful value, Enter accepts", () => on({}, `#/d/${FIRST}`, async (page, mock) => {
    await page.waitForSelector(".entry:focus");
    const [, , first] = await focused(page);
    await page.keyboard.press("Tab");
    const [, , second] = await focused(page);
    assert.equal(field(mock, second).doubt, true);
    await page.keyboard.press("Shift+Tab");
    assert.deepEqual(await focused(page), ["documents", "", first]);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(field(mock, first).state, "accepted");
    assert.equal(field(mock, second).state, "accepted");
    assert.match(await page.evaluate(() => document.activeElement.textContent), /^Reviewed, next one/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/#\/d\/0*1$/);
    assert.equal(mock.document(FIRST).reviewed, true);
}));

test("Ctrl+Z takes the last change back", () => on({}, `#/d/${FIRST}`, async (page, mock) => {
    await page.waitForSelector(".entry:focus");
    const [, , column] = await focused(page);
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(field(mock, column).state, "accepted");
    await page.keyboard.press("Control+z");
    await page.waitForFunction((key) => document.querySelector(`.entry.doubt[data-key='${key}']`),
        JSON.stringify(["documents", "", column]));
    assert.equal(field(mock, column).state, "read");
}));

test("a row is removed, brought back and added", () => on({}, `#/d/${FIRST}`, async (page, mock) => {
    const rows = mock.document(FIRST).tables.recipients;
    await page.focus(".of-recipients .entry:first-child");
    await page.keyboard.press("Delete");
    await page.waitForSelector(".of-recipients .is-removed");
    await settled(page);
    assert.equal(rows[0].state, "removed");
    await page.keyboard.press("Control+z");
    await page.waitForSelector(".of-recipients .is-removed", { state: "detached" });
    await page.keyboard.press("+");
    await page.keyboard.type("Trường Mầm non Bình Lạc");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.deepEqual(rows.at(-1).cells, { recipient: "Trường Mầm non Bình Lạc" });
    await page.keyboard.press("Control+z");
    await settled(page);
    await page.waitForFunction(() => document.querySelectorAll(".of-recipients .entry").length === 3);
    assert.equal(rows.length, 3);
}));

test("Tab in a row goes on typing in the next cell; a Vietnamese date is understood", () => on({}, `#/d/${FIRST}`, async (page, mock) => {
    await page.focus(".of-deadlines .entry:first-child");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("F2");
    await page.keyboard.type("1/6/2024");
    await page.keyboard.press("Tab");
    await page.keyboard.type("15.7.2024");
    await page.keyboard.press("Enter");
    await settled(page);
    const { from, due } = mock.document(FIRST).tables.deadlines[0].cells;
    assert.deepEqual([from, due], ["2024-06-01", "2024-07-15"]);
}));

test("what was not saved stays, says why, and is tried again", () => on({}, `#/d/${FIRST}`, async (page, mock) => {
    mock.failing = 1;
    await page.waitForSelector(".entry:focus");
    const [, , column] = await focused(page);
    await page.keyboard.press("F2");
    await page.keyboard.type("Công điện");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".trouble");
    assert.match(await page.textContent(".trouble"), /the disk is full/);
    assert.match(await page.textContent("#saving"), /1 not saved/);
    await page.keyboard.press("n");
    await page.waitForURL(/#\/d\/0*1$/);
    await page.click("#saving a");
    await page.waitForSelector(".trouble");
    assert.match(await page.textContent(".entry:has(.trouble) .cell"), /Công điện/);
    await page.click("#saving button");
    await settled(page);
    assert.equal(field(mock, column).value, "Công điện");
}));

test("a second editor is seen; either word can be kept", () => on({}, `#/d/${FIRST}`, async (page, mock) => {
    const theirs = (value) => mock.say(mock.document(FIRST),
        { table: "documents", row: "", column: "type", action: "set", value }, "minh");
    await page.waitForSelector(".entry:focus");
    assert.deepEqual(await focused(page), ["documents", "", "type"]);
    theirs("Tờ trình");
    await page.keyboard.press("F2");
    await page.keyboard.type("Công văn");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog.conflict");
    assert.match(await page.textContent("dialog"), /minh.*Tờ trình.*Công văn/s);
    await page.keyboard.press("1");
    await settled(page);
    assert.equal(field(mock, "type").value, "Tờ trình");
    assert.match(await page.textContent(".entry[data-key*='\"type\"'] .cell"), /Tờ trình/);
    theirs("Báo cáo");
    await page.click(".entry[data-key*='\"type\"'] .cell");
    await page.keyboard.press("F2");
    await page.keyboard.type("Công văn");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog.conflict");
    await page.keyboard.press("2");
    await settled(page);
    assert.equal(field(mock, "type").value, "Công văn");
}));

test("the editor holds what is typed while answers come in", () => on({}, `#/d/${FIRST}`, async (page, mock) => {
    await page.waitForSelector(".entry:focus");
    await page.route("**/api/document/*", async (route) => {
        await new Promise((done) => setTimeout(done, 300));
        await route.continue();
    });
    await page.keyboard.press("Enter"); // its answer comes while the next value is typed
    await page.keyboard.press("F2");
    await page.keyboard.type("Một trích yếu khác");
    await settled(page);
    await page.keyboard.type(" hẳn");
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(field(mock, "title").value, "Một trích yếu khác hẳn");
}));

test("what a document says is text, in every place", () => on({}, "", async (page, mock) => {
    const evil = "\"><img src=x onerror=alert(1)><script>alert(2)</script>";
    const document_ = mock.document(FIRST);
    document_.fields.forEach((one) => { one.value = evil; one.others = [evil]; });
    Object.values(document_.tables).flat().forEach((row) => { Object.keys(row.cells).forEach((c) => { row.cells[c] = evil; }); });
    Object.assign(document_, { text: evil, reason: evil, sources: [evil], missing: [evil] });
    document_.findings.push({ page: 1, severity: evil, check: evil, message: evil });
    await page.reload();
    await page.waitForSelector("tbody tr");
    for (const hash of [`#/d/${FIRST}`, "#/archive", "#/calendar/2024-06", "#/"]) {
        await page.goto(mock.address + hash);
        await page.waitForTimeout(250);
        await page.keyboard.press("t");
        assert.equal(await page.locator("#view img[src=x], #view script").count(), 0);
        assert.match(await page.textContent("#view"), /<script>/);
    }
}));

test("the queue is walked and searched by the keyboard", () => on({ documents: 120 }, "", async (page) => {
    await page.waitForSelector("tbody tr:focus");
    await page.keyboard.press("j");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.rowIndex), 3);
    await page.keyboard.press("PageDown");
    await page.waitForFunction(() => /^51–100 of 120/.test(document.querySelector(".total").textContent));
    await page.keyboard.press("/");
    await page.keyboard.type("tiêm");
    await page.waitForSelector("mark");
    assert.equal(await page.textContent("mark"), "tiêm");
    assert.match(page.url(), /q=ti/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".document");
    await page.goBack();
    await page.waitForSelector("mark");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => /of 120/.test(document.querySelector(".total").textContent));
}));

test("N walks through the queue that was looked at, P back", () => on({ documents: 30 }, "#/?missing=funding", async (page) => {
    await page.waitForSelector("tbody tr:focus");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#\/d\/0*1$/);
    await page.waitForSelector(".document");
    await page.keyboard.press("n");
    await page.waitForURL(/#\/d\/0*5$/);
    await page.waitForFunction(() => /16\/KH/.test(document.querySelector("h1").textContent));
    await page.keyboard.press("p");
    await page.waitForURL(/#\/d\/0*1$/);
}));

test("the page of a language is in that language", { skip: !process.env.CATALOGUE && "no catalogue" }, () =>
    on({ lang: "vi", catalogue: process.env.CATALOGUE }, "", async (page) => {
        await page.waitForSelector("tbody tr");
        assert.match(await page.textContent("#bar"), /Chờ duyệt/);
        assert.equal(await page.getAttribute("html", "lang"), "vi");
    }));
