// SPDX-License-Identifier: GPL-3.0-or-later
// Debian's Chromium, never a browser from elsewhere; it has nothing to say to the network.
import { chromium } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const openBrowser = () => chromium.launch({
    executablePath: CHROMIUM,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// A page of its own, and what went wrong on it: errors of scripts, words of the console,
// requests to anyone but `address`.
export async function openPage(browser, address, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const faults = [];
    page.on("pageerror", (error) => faults.push(`error: ${error.stack}`));
    page.on("console", (message) => {
        if (message.type() === "error" || /content security/i.test(message.text())) {
            faults.push(`console: ${message.text()} ${message.location().url}`);
        }
    });
    page.on("dialog", (dialog) => {
        faults.push(`dialog: ${dialog.message()}`);
        dialog.accept();
    });
    page.on("request", (request) => {
        if (!request.url().startsWith(new URL(address).origin) && !request.url().startsWith("data:")) {
            faults.push(`request: ${request.url()}`);
        }
    });
    await page.goto(address);
    await page.waitForSelector("#view > *");
    return { page, faults, context };
}
