// SPDX-License-Identifier: MIT
// Gives what cookie_jar.cpp writes to tough-cookie's jar and compares what it keeps; the last line counts.
// cookie_jar.mjs FOLDER FILE, where FOLDER has node_modules.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [folder, file] = process.argv.slice(2);
const { CookieJar } = createRequire(path.resolve(folder, "package.json"))("tough-cookie");
const url = "https://shop.example.com/";
const real = Date.now;

function keptBy(jar) {
    const cookies = jar.serializeSync().cookies.map((cookie) => ({
        name: cookie.key,
        value: cookie.value,
        domain: cookie.hostOnly ? null : cookie.domain,
        path: cookie.path,
        expires: cookie.maxAge !== undefined ? Date.parse(cookie.creation) / 1000 + cookie.maxAge
            : cookie.expires === undefined ? null : Date.parse(cookie.expires) / 1000,
        same_site: cookie.sameSite,
        secure: Boolean(cookie.secure),
        http_only: Boolean(cookie.httpOnly),
    }));
    return cookies;
}
const sorted = (object) => JSON.stringify(Object.entries(object).sort());

let passed = 0, failed = 0;
for (const line of fs.readFileSync(file, "utf8").split("\n").filter(Boolean)) {
    const { now, set, delete: deletion, kept } = JSON.parse(line);
    Date.now = () => now * 1000;
    const jar = new CookieJar(undefined, { prefixSecurity: "strict" });
    const options = { now: new Date(now * 1000), sameSiteContext: "strict" };
    let problem;
    try {
        jar.setCookieSync(set, url, options);
        const [cookie, ...others] = keptBy(jar);
        if (kept.domain) kept.domain = kept.domain.toLowerCase();
        if (others.length || sorted(cookie) !== sorted(kept)) problem = JSON.stringify(cookie);
        // RFC 6265, 5.3: one that has expired evicts what is there.
        jar.setCookieSync(deletion, url, options);
        const left = jar.getCookiesSync(url.slice(0, -1) + kept.path, { ...options, expire: true });
        if (left.length) problem = `not deleted by ${deletion}`;
    } catch (error) {
        problem = error.message;
    }
    Date.now = real;
    if (!problem) passed += 1;
    else if (++failed <= 20) console.log(`FAIL  ${set}\n      meant ${JSON.stringify(kept)}\n      kept  ${problem}`);
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
