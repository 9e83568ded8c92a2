// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the page for the guide: queue, document and archive, Vietnamese and English.
// scripts/web-pictures.sh calls it and makes them small.
//
//   node screenshots.mjs VANTHU OUT PICTURES [light|dark] [WIDTHxHEIGHT]
import { join } from "node:path";
import { openBrowser, openPage } from "./browser.mjs";
import { startServer } from "./server.mjs";

const [vanthu, out, pictures, colorScheme = "light", size = "1280x800"] = process.argv.slice(2);
const [width, height] = size.split("x").map(Number);
const browser = await openBrowser();

async function settled(page) {
    await page.waitForFunction(() => [...document.images].every((one) => one.complete || one.loading === "lazy"));
    await page.waitForTimeout(700);
}

for (const lang of ["vi", "en"]) {
    const server = await startServer(vanthu, out, "--lang", lang, "--user", "lan");
    const { page, faults } = await openPage(browser, server.address, { colorScheme, viewport: { width, height } });
    const shoot = async (name) => {
        await settled(page);
        await page.screenshot({ path: join(pictures, `${name}.${lang}.png`) });
    };
    await page.waitForSelector("tbody tr");
    await shoot("queue");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".document");
    await shoot("document");
    await page.goto(`${server.address}#/archive`);
    await page.waitForSelector(".cards");
    await shoot("archive");
    const month = await page.evaluate(() => document.querySelector(".cards a[href*=calendar]")?.getAttribute("href"));
    await page.goto(server.address + (month ?? "#/calendar"));
    await page.waitForSelector(".days");
    await shoot("calendar");
    await page.context().close();
    await server.close();
    faults.forEach((fault) => console.error(fault));
}
await browser.close();
