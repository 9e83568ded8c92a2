// SPDX-License-Identifier: GPL-3.0-or-later
// Starts `vanthu serve` over a folder and ends it.
import { spawn } from "node:child_process";

// {address, close()}. Refuses what does not say its address within 20 seconds.
export function startServer(vanthu, folder, ...options) {
    const child = spawn(vanthu, ["serve", folder, ...options], { stdio: ["ignore", "pipe", "pipe"] });
    const close = () => new Promise((done) => {
        if (child.exitCode !== null || child.signalCode !== null) {
            done();
            return;
        }
        child.once("exit", done);
        child.kill("SIGTERM");
    });
    let said = "";
    child.stderr.on("data", (text) => { said += text; });
    return new Promise((done, refuse) => {
        const late = setTimeout(() => refuse(new Error(`no address: ${said}`)), 20000);
        child.once("exit", () => refuse(new Error(`ended: ${said}`)));
        child.stdout.on("data", (text) => {
            const address = /http:\/\/\S+/.exec(String(text))?.[0];
            if (address) {
                clearTimeout(late);
                done({ address, close });
            }
        });
    });
}
