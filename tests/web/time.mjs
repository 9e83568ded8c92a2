// SPDX-License-Identifier: GPL-3.0-or-later
// How long a person waits for the page, on a large OUT: from the click to the frame with
// the new rows, and from the key to the next document. Median and worst of 20.
//
//   node time.mjs VANTHU OUT       where playwright-core is (web_test.sh installs it)
import { openBrowser, openPage } from "./browser.mjs";
import { startServer } from "./server.mjs";

const TIMES = 20;
const [vanthu, out] = process.argv.slice(2);
const server = await startServer(vanthu, out, "--lang", "en");
const browser = await openBrowser();
const { page } = await openPage(browser, server.address);

// Until the index is whole.
for (let left = 1; left > 0;) {
    left = (await (await fetch(`${server.address}api/archive`)).json()).left ?? 0;
}
await page.reload();
await page.waitForSelector("tbody tr");
await page.waitForTimeout(1500);

// act: null clicks on "next page"; [label, value] sets a filter.
const timed = (act) => page.evaluate(async (wanted) => {
    const body = document.querySelector("tbody"), first = body.firstChild;
    const begun = performance.now();
    const painted = new Promise((done) => new MutationObserver((_, observer) => {
        if (body.firstChild && body.firstChild !== first) {
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
        }
    }).observe(body, { childList: true }));
    if (wanted) {
        const box = document.querySelector(`select[aria-label="${wanted[0]}"]`);
        box.value = wanted[1];
        box.dispatchEvent(new Event("change"));
    } else {
        document.querySelector(".pages button:last-child").click();
    }
    return painted;
}, act);

async function nextDocument(index) {
    const before = page.url(), begun = performance.now();
    await page.keyboard.press(index === 0 ? "Enter" : "n");
    await page.waitForFunction((url) => location.href !== url && document.querySelector(".document") &&
        !document.querySelector("#view[aria-busy]"), before);
    const took = performance.now() - begun;
    await page.waitForTimeout(700); // a person looks at it
    return took;
}

async function report(name, measure) {
    const all = [];
    for (let i = 0; i < TIMES; i++) {
        all.push(await measure(i));
    }
    all.sort((a, b) => a - b);
    console.log(`${name}: median ${Math.round(all[TIMES / 2])} ms, worst ${Math.round(all[TIMES - 1])} ms`);
}

await report("next page", () => timed(null));
await report("order", (i) => timed(["Order", i % 2 ? "risk" : "date"]));
await report("status", (i) => timed(["Status", i % 2 ? "" : "review"]));
await page.focus("tbody tr");
await report("next document", nextDocument);
await browser.close();
await server.close();
