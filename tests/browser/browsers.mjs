// SPDX-License-Identifier: MIT
// Shows pages to a real browser and compares what it does with what each policy is for: what it must stop, and what it
// must let through. Usage: node browsers.mjs chromium|firefox EXECUTABLE SERVER FOLDER, with puppeteer-core and the
// certificates in FOLDER. Writes FOLDER/<browser>.md.
import { spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, writeFileSync, cpSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [kind, executablePath, serverPath, folder, demoPath] = process.argv.slice(2);
const puppeteer = createRequire(join(folder, "/"))("puppeteer-core");
const siteHost = "site.test", otherHost = "other.test", hstsHost = "hsts.test", subHost = "www.site.test", demoHost = "demo.test";

const server = spawn(serverPath, [join(folder, "server.crt"), join(folder, "server.key"), siteHost, otherHost],
    { stdio: ["pipe", "pipe", "inherit"] });
const [securePort, plainPort] = await new Promise(resolve =>
    createInterface(server.stdout).once("line", line => resolve(line.split(" "))));
const site = `https://${siteHost}:${securePort}`, other = `https://${otherHost}:${securePort}`;
const plain = `http://${siteHost}:${plainPort}`;

/// A home and profile of the test's own, in which the test's certificate authority is trusted.
function launch() {
    const home = mkdtempSync(join(tmpdir(), "browser-"));
    const profile = join(home, "profile");
    mkdirSync(join(home, ".pki"));
    cpSync(join(folder, "nssdb"), join(home, ".pki/nssdb"), { recursive: true });
    cpSync(join(folder, "nssdb"), profile, { recursive: true });
    const hosts = [siteHost, otherHost, hstsHost, subHost, demoHost].join();
    const chromium = { args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--short-reporting-delay", "--autoplay-policy=no-user-gesture-required",
        "--host-resolver-rules=MAP *.test 127.0.0.1"] };
    const firefox = { browser: "firefox", extraPrefsFirefox: { "network.dns.localDomains": hosts, "dom.reporting.enabled": true,
        "dom.reporting.header.enabled": true, "dom.disable_open_during_load": false, "geo.provider.testing": true,
        "security.enterprise_roots.enabled": false, "dom.reporting.delivering.timeout": 1 } };
    return puppeteer.launch({ executablePath, headless: true, userDataDir: profile, env: { ...process.env, HOME: home },
        ...(kind === "firefox" ? firefox : chromium) });
}

const browser = await launch();
const version = await browser.version();
const rows = [];
let passed = 0, failed = 0, unobserved = 0, serial = 0;

const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
const key = () => `k${++serial}`;
const hits = async k => {
    const page = await fresh();
    await page.goto(`${site}/hits?k=${k}`);
    const all = JSON.parse(await page.evaluate(() => document.body.innerText || document.documentElement.textContent));
    await page.close();
    return all;
};

let context = await browser.createBrowserContext();
const fresh = () => context.newPage();
async function anew() {
    await context.close();
    context = await browser.createBrowserContext();
}
async function open(path, origin = site) {
    const page = await fresh();
    await page.goto(origin + path, { waitUntil: "load" });
    return page;
}
/// Runs `act(argument)` in the page of a policy and gives what it returns.
async function inPage(name, act, argument, settle = 0) {
    const page = await open(`/page/${name}`);
    let result = await page.evaluate(act, argument);
    if (settle) {
        await sleep(settle);
        result = await page.evaluate(() => window.result);
    }
    await page.close();
    return result;
}

/// What was seen, in words.
const said = seen => Array.isArray(seen) ? seen.map(said).join(", ") || "nothing"
    : seen === true ? "yes" : seen === false ? "no" : seen === "" || seen === null ? "nothing" : String(seen);

/// One row of the table: `stop` must give `stopped`, `pass` must give `passedThrough`.
async function row(policy, what, stop, pass) {
    const outcome = { policy, what };
    for (const [which, [act, expected]] of Object.entries({ stopped: stop, "let through": pass })) {
        let seen;
        try {
            seen = await Promise.race([act(), sleep(20000).then(() => { throw new Error("no answer in 20 s"); })]);
        } catch (error) {
            seen = `error: ${String(error.message).split("\n")[0]}`;
        }
        const same = JSON.stringify(seen) === JSON.stringify(expected);
        if (same) ++passed;
        else {
            ++failed;
            console.log(`FAIL  ${kind}: ${policy}: ${what}: ${which}: expected ${JSON.stringify(expected)}, saw ${JSON.stringify(seen)}`);
        }
        outcome[which] = same ? said(seen) : `NOT AS MEANT: ${said(seen)}`;
    }
    rows.push(outcome);
}
/// What a browser does not know cannot be shown with it: the table says so.
function unsupported(policy, what) {
    console.log(`SKIPPED: ${kind} does not support ${policy}`);
    ++unobserved;
    rows.push({ policy, what, stopped: "not supported", "let through": "" });
}

// Content-Security-Policy: inline code -----------------------------------------------------------------------------
const ran = name => inPage(name, () => [Boolean(window.plain), Boolean(window.nonced), Boolean(window.hashed)]);
const csp = "Content-Security-Policy";
await row(`${csp}: script-src 'self'`, "inline script", [() => ran("script-self"), [false, false, false]], [() => ran("none"), [true, true, true]]);
await row(`${csp}: script-src 'nonce-…'`, "inline script without and with the nonce", [() => ran("script-nonce"), [false, true, false]], [() => ran("none"), [true, true, true]]);
await row(`${csp}: script-src 'sha256-…'`, "inline script of another hash", [() => ran("script-hash"), [false, false, true]], [() => ran("none"), [true, true, true]]);
const evaluates = () => new Promise(done => {
    const script = Object.assign(document.createElement("script"), { src: "/eval.js" });
    script.onload = () => done(window.evaluated);
    document.body.append(script);
});
await row(`${csp}: script-src without 'unsafe-eval'`, "eval()", [() => inPage("script-self", evaluates), false], [() => inPage("script-eval", evaluates), true]);
await row(`${csp}: 'strict-dynamic'`, "a parsed script without nonce; one that a trusted script loads", [async () => {
    const page = await open("/page/script-strict-dynamic");
    await sleep(500);
    const seen = await page.evaluate(() => [Boolean(window.parsed), Boolean(window.ran)]);
    await page.close();
    return seen;
}, [false, true]], [() => ran("none"), [true, true, true]]);
await row(`${csp}-Report-Only`, "inline script, reported and run", [() => inPage("report-only", () => new Promise(done => {
    document.addEventListener("securitypolicyviolation", event => done([event.disposition, event.effectiveDirective]));
    const script = document.createElement("script");
    script.text = "window.late = true";
    document.body.append(script);
})), ["report", "script-src-elem"]], [() => ran("report-only"), [true, true, true]]);

// Content-Security-Policy: what is loaded --------------------------------------------------------------------------
/// The directive that was violated or "loaded", and whether the server was asked.
const load = async (name, [what, url]) => {
    const k = key();
    const seen = await tryToLoad(name, [what, `${url}${url.includes("?") ? "&" : "?"}k=${k}`]);
    return [seen, (await hits(k)).length > 0 ? "fetched" : "not fetched"];
};
const tryToLoad = (name, address) => inPage(name, address => new Promise(done => {
    const [what, url] = address;
    document.addEventListener("securitypolicyviolation", event => done(event.effectiveDirective.replace(/-elem$/, "")));
    const element = (tag, attributes) => {
        const made = Object.assign(document.createElement(tag), attributes);
        made.onload = made.onerror = made.onloadstart = () => setTimeout(() => done("loaded"), 200);
        document.body.append(made);
    };
    const probes = {
        script: () => element("script", { src: url }), img: () => element("img", { src: url }),
        style: () => element("link", { rel: "stylesheet", href: url }), frame: () => element("iframe", { src: url }),
        connect: () => fetch(url).then(() => done("loaded"), () => setTimeout(() => done("failed"), 500)),
        media: () => element("audio", { src: url, preload: "auto" }), object: () => element("object", { data: url, type: "text/html" }),
        font: () => { const face = new FontFace("f", `url(${url})`); document.fonts.add(face); face.load().catch(() => setTimeout(() => done("loaded"), 200)); },
    };
    probes[what]();
    setTimeout(() => done("nothing seen"), 5000);
}), address);
const resources = { script: "/script.js", img: "/image.svg", style: "/style.css", font: "/font.woff2?cors", frame: "/frame.html", connect: "/data?cors", media: "/media.wav", object: "/object.html" };
for (const [what, path] of Object.entries(resources))
    await row(`${csp}: ${what}-src`, `a foreign ${what}`, [() => load(`${what}-self`, [what, other + path]), [`${what}-src`, "not fetched"]], [() => load(`${what}-other`, [what, other + path]), ["loaded", "fetched"]]);
await row(`${csp}: default-src 'none'`, "any image", [() => load("default-none", ["img", `${site}/image.svg`]), ["img-src", "not fetched"]], [() => load("default-other", ["img", `${other}/image.svg`]), ["loaded", "fetched"]]);

const submits = async name => {
    const k = key();
    const page = await open(`/page/${name}`);
    await page.evaluate(url => {
        const form = Object.assign(document.createElement("form"), { method: "post", action: url });
        document.body.append(form);
        form.submit();
    }, `${other}/form?k=${k}`).catch(() => undefined);  // Firefox throws what it blocks
    await sleep(700);
    await page.close();
    return (await hits(k)).length;
};
await row(`${csp}: form-action`, "a form sent to another site", [() => submits("form-self"), 0], [() => submits("form-other"), 1]);
const rebases = name => inPage(name, url => {
    document.head.append(Object.assign(document.createElement("base"), { href: url }));
    return document.baseURI.startsWith(url);
}, `${other}/`);
await row(`${csp}: base-uri`, "a base of another site", [() => rebases("base-self"), false], [() => rebases("base-other"), true]);
const worksIn = name => inPage(name, url => new Promise(done => {
    document.addEventListener("securitypolicyviolation", event => done(event.effectiveDirective));
    try {
        const worker = new Worker(url);
        worker.onerror = () => setTimeout(() => done("blocked"), 300);
        setTimeout(() => done("works"), 700);
    } catch { setTimeout(() => done("blocked"), 300); }
}), `${site}/script.js`);
await row(`${csp}: worker-src`, "a worker", [async () => (await worksIn("default-none")) === "works", false], [() => worksIn("worker-self"), "works"]);
await row(`${csp}: sandbox`, "script in a sandboxed page", [() => open("/page/sandbox").then(async page => {
    const title = await page.title();
    const blocked = (await page.evaluate(() => window.plain).catch(() => undefined)) === undefined;
    await page.close();
    return [title, blocked];
}), ["page", true]], [() => inPage("sandbox-scripts", () => Boolean(window.plain)), true]);
const upgrades = async name => {
    const k = key();
    const page = await open(`/page/${name}`);
    await page.evaluate(url => new Promise(done => {
        const image = new Image();
        image.onload = image.onerror = done;
        image.src = url;
    }), `http://${otherHost}:${securePort}/image.svg?k=${k}`);
    await page.close();
    return (await hits(k)).map(hit => hit.scheme);
};
await row(`${csp}: upgrade-insecure-requests`, "a picture by http:", [() => upgrades("upgrade"), ["https"]], [() => load("none", ["img", `${other}/image.svg`]), ["loaded", "fetched"]]);

// Framing, sniffing, referrers -------------------------------------------------------------------------------------
const framed = async name => {
    const page = await open("/page/none", other);
    await page.evaluate(url => new Promise(done => {
        const frame = Object.assign(document.createElement("iframe"), { src: url });
        frame.onload = frame.onerror = () => setTimeout(done, 300);
        setTimeout(done, 3000);
        document.body.append(frame);
    }), `${site}/page/${name}`);
    const texts = await Promise.all(page.frames().slice(1).map(frame => frame.evaluate(() => document.body?.innerText).catch(() => "")));
    await page.close();
    return texts.join("").trim() === "framed";
};
await row(`${csp}: frame-ancestors`, "a frame in another site's page", [() => framed("ancestors-none"), false], [() => framed("ancestors-other"), true]);
const framedAtHome = async name => {
    const page = await open("/page/none");
    await page.evaluate(url => new Promise(done => {
        const frame = Object.assign(document.createElement("iframe"), { src: url });
        frame.onload = frame.onerror = () => setTimeout(done, 300);
        document.body.append(frame);
    }), `${site}/page/${name}`);
    const seen = await page.evaluate(() => { try { return document.querySelector("iframe").contentDocument?.body?.innerText.trim() === "framed"; } catch { return false; } });
    await page.close();
    return seen;
};
await row("X-Frame-Options: DENY", "a frame in the site's own page", [() => framedAtHome("frame-deny"), false], [() => framedAtHome("frame-sameorigin"), true]);
await row("X-Frame-Options: SAMEORIGIN", "a frame in another site's page", [() => framed("frame-sameorigin"), false], [() => framed("ancestors-other"), true]);
const sniffs = query => inPage("none", url => new Promise(done => {
    const script = Object.assign(document.createElement("script"), { src: url });
    script.onload = script.onerror = () => done(Boolean(window.ran));
    document.body.append(script);
}), `${site}/text.js${query}`);
await row("X-Content-Type-Options: nosniff", "text/plain run as a script", [() => sniffs("?nosniff"), false], [() => sniffs(""), true]);
const path = name => `${site}/page/referrer-${name}`;
const referrers = { "no-referrer": ["", ""], "no-referrer-when-downgrade": ["full", "full"], "same-origin": ["", "full"], "origin": ["origin", "origin"], "strict-origin": ["origin", "origin"],
    "origin-when-cross-origin": ["origin", "full"], "strict-origin-when-cross-origin": ["origin", "full"], "unsafe-url": ["full", "full"] };
const refers = async (name, target) => {
    const k = key();
    const page = await open(`/page/referrer-${name}`);
    await page.evaluate(url => new Promise(done => {
        const image = new Image();
        image.onload = image.onerror = done;
        image.src = url;
    }), `${target}/image.svg?k=${k}`);
    await page.close();
    const [hit] = await hits(k);
    return hit.referer === "" ? "" : hit.referer === `${site}/` ? "origin" : hit.referer === path(name) ? "full" : hit.referer;
};
for (const [name, [cross, same]] of Object.entries(referrers)) {
    // Firefox trims what goes to other sites to the origin, whatever laxer policy a page has.
    const across = kind === "firefox" && cross === "full" ? "origin" : cross;
    await row(`Referrer-Policy: ${name}`, "the Referer that another site's server gets; that its own gets", [() => refers(name, other), across], [() => refers(name, site), same]);
}

// Isolation --------------------------------------------------------------------------------------------------------
const opener = async name => {
    const page = await open("/page/none", other);
    const arrived = new Promise(resolve => browser.once("targetcreated", resolve));
    await page.evaluate(url => { window.opened = window.open(url); }, `${site}/page/${name}`);
    await arrived;
    await sleep(1200);
    const severed = await page.evaluate(() => window.opened.closed);
    await anew();
    return severed;
};
await row("Cross-Origin-Opener-Policy: same-origin", "the handle of a window that another site opens", [() => opener("opener-same-origin"), true], [() => opener("opener-unsafe-none"), false]);
await row("Cross-Origin-Embedder-Policy: require-corp", "crossOriginIsolated, and a foreign image that did not opt in", [() => inPage("isolated", url => new Promise(done => {
    const image = new Image();
    image.onload = () => done([self.crossOriginIsolated, "shown"]);
    image.onerror = () => done([self.crossOriginIsolated, "blocked"]);
    image.src = url;
}), `${other}/image.svg`), [true, "blocked"]], [() => inPage("isolated", url => new Promise(done => {
    const image = new Image();
    image.onload = () => done([self.crossOriginIsolated, "shown"]);
    image.onerror = () => done([self.crossOriginIsolated, "blocked"]);
    image.src = url;
}), `${other}/image.svg?corp=cross-origin`), [true, "shown"]]);
const embeds = query => inPage("none", url => new Promise(done => {
    const image = new Image();
    image.onload = () => done("shown");
    image.onerror = () => done("blocked");
    image.src = url;
}), `${other}/image.svg?corp=${query}`);
await row("Cross-Origin-Resource-Policy: same-origin", "an image in another site's page", [() => embeds("same-origin"), "blocked"], [() => embeds("cross-origin"), "shown"]);
const clustered = name => inPage(name, () => window.originAgentCluster);
if ((await inPage("none", () => typeof window.originAgentCluster)) === "undefined") unsupported("Origin-Agent-Cluster", "an agent cluster of the origin's own");
else {
    await anew();
    const keyed = await clustered("agent-cluster");
    await row("Origin-Agent-Cluster: ?1", "an agent cluster of the origin's own", [() => clustered("agent-cluster"), true], [async () => keyed, true]);
}
const locates = async name => {
    const page = await open(`/page/${name}`);
    const allowed = await page.evaluate(() => (document.featurePolicy ?? document.permissionsPolicy)?.allowsFeature("geolocation"));
    await page.close();
    return allowed;
};
if ((await locates("none")) === undefined) unsupported("Permissions-Policy", "the location");
else await row("Permissions-Policy: geolocation=()", "the location", [() => locates("location-denied"), false], [() => locates("location-allowed"), true]);
const assigns = name => inPage(name, () => {
    try { document.body.innerHTML = "<b>text</b>"; return "assigned"; } catch { return "refused"; }
});
if ((await inPage("none", () => typeof window.trustedTypes)) === "undefined") unsupported("Trusted Types", "text assigned to innerHTML");
else await row(`${csp}: require-trusted-types-for 'script'`, "text assigned to innerHTML", [() => assigns("trusted-types"), "refused"], [() => assigns("none"), "assigned"]);
const integrity = attribute => inPage("integrity", ([url, integrity]) => new Promise(done => {
    const script = Object.assign(document.createElement("script"), { src: url, integrity, crossOrigin: "anonymous" });
    script.onload = () => done("run");
    script.onerror = () => done("blocked");
    document.body.append(script);
}), [`${site}/script.js`, attribute]);
const digest = await open("/page/none").then(async page => {
    const value = await page.evaluate(async () => btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode("self.ran = true"))))));
    await page.close();
    return `sha256-${value}`;
});
if ((await integrity("")) === "run") unsupported("Integrity-Policy", "a script without integrity metadata");
else await row("Integrity-Policy: blocked-destinations=(script)", "a script without integrity metadata", [() => integrity(""), "blocked"], [() => integrity(digest), "run"]);
const timing = query => inPage("none", url => fetch(url).then(response => response.text()).then(() =>
    performance.getEntriesByName(url)[0].requestStart > 0), `${other}/data?cors&${query}`);
await row("Timing-Allow-Origin", "the timing of another site's response", [() => timing("x"), false], [() => timing("tao"), true]);

// HSTS and Clear-Site-Data -----------------------------------------------------------------------------------------
const visitsByHttp = async (host, first) => {
    await (await open(`/page/${first}`, `https://${host}:${securePort}`)).close();
    const page = await fresh();
    const arrived = await page.goto(`http://${host}:${plainPort}/page/none`).then(response => response.url().split(":")[0], () => "upgraded");
    await page.close();
    return arrived;
};
await row("Strict-Transport-Security", "the next visit by http: goes by https:", [() => visitsByHttp(hstsHost, "hsts"), "upgraded"], [() => visitsByHttp(siteHost, "none"), "http"]);
const clears = async name => {
    await anew();
    const page = await open("/set/readable");
    await page.evaluate(() => localStorage.setItem("kept", "yes"));
    await page.goto(`${site}/page/${name}`);
    await sleep(500);
    const left = await page.evaluate(() => [localStorage.getItem("kept"), document.cookie]);
    await page.close();
    return left;
};
await row("Clear-Site-Data", "cookies and storage", [() => clears("clear"), [null, ""]], [() => clears("none"), ["yes", "readable=value"]]);

// Cookies ----------------------------------------------------------------------------------------------------------
/// Sets a cookie, and gives what comes back with a visit to `where`, and what script sees.
async function sent(cookie, where = `${site}/echo`, { by = "navigation", origin = site, after = 0, remove = false } = {}) {
    await anew();
    await (await open(`/set/${cookie}`)).close();
    if (remove) await (await open(`/delete/${cookie}`)).close();
    await sleep(after);
    const k = key();
    const page = await open("/page/none", origin);
    const target = `${where}?k=${k}`;
    if (by === "navigation") {
        await page.evaluate(url => { location = url; }, target);
        await sleep(700);
    } else {
        await page.evaluate(url => fetch(url, { mode: "no-cors", credentials: "include" }).catch(() => undefined), target);
    }
    await page.close();
    return (await hits(k)).map(hit => hit.cookie);
}
const scripted = async cookie => {
    await anew();
    const page = await open(`/set/${cookie}`);
    const seen = await page.evaluate(() => document.cookie);
    await page.close();
    return seen;
};
const value = ["defaults=value"], nothing = [""];
await row("Set-Cookie: Secure", "a cookie sent over plain HTTP", [() => sent("plain-defaults", `${plain}/echo`, { origin: plain }), nothing], [() => sent("plain-defaults"), value]);
await row("Set-Cookie without Secure", "a cookie sent over HTTPS and plain HTTP", [() => sent("over-http"), ["over-http=value"]], [() => sent("over-http", `${plain}/echo`, { origin: plain }), ["over-http=value"]]);
await row("Set-Cookie: HttpOnly", "a cookie read by script", [() => scripted("plain-defaults"), ""], [() => scripted("readable"), "readable=value"]);
await row("Set-Cookie: SameSite=Strict", "a cookie sent when another site links here", [() => sent("strict", `${site}/echo`, { origin: other }), nothing], [() => sent("strict"), ["strict=value"]]);
await row("Set-Cookie: SameSite=Lax", "a cookie sent with a foreign page's fetch, and with its link", [() => sent("lax", `${site}/echo`, { origin: other, by: "fetch" }), nothing], [() => sent("lax", `${site}/echo`, { origin: other }), ["lax=value"]]);
await row("Set-Cookie: SameSite=None", "a cookie sent with a foreign page's link", [() => sent("strict", `${site}/echo`, { origin: other }), nothing], [() => sent("same-site-none", `${site}/echo`, { origin: other }), ["none=value"]]);
await row("Set-Cookie: __Host-", "a session cookie sent to another site", [() => sent("host", `${other}/echo`, { origin: other }), nothing], [() => sent("host"), ["__Host-session=value"]]);
const sub = `https://${subHost}:${securePort}/echo`;
await row("Set-Cookie without and with Domain", "a cookie sent to a host below", [() => sent("plain-defaults", sub), nothing], [() => sent("wide", sub), ["wide=value"]]);
await row("Set-Cookie: Path", "a cookie sent outside of its path", [() => sent("path"), nothing], [() => sent("path", `${site}/echo/deep`), ["path=value"]]);
await row("Set-Cookie: Max-Age", "a cookie after its time", [() => sent("brief", `${site}/echo`, { after: 1800 }), nothing], [() => sent("host"), ["__Host-session=value"]]);
await row("Set-Cookie: Expires", "a cookie deleted, and one within its hour", [() => sent("expires-in", `${site}/echo`, { remove: true }), nothing], [() => sent("expires-in"), ["expires-in=value"]]);
const framedCookie = async top => {
    const frame = (page, url) => page.evaluate(url => new Promise(done => {
        const made = Object.assign(document.createElement("iframe"), { src: url });
        made.onload = done;
        document.body.append(made);
    }), url);
    await anew();
    let page = await open("/page/none");
    await frame(page, `${other}/set/partitioned`);
    await page.close();
    const k = key();
    page = await open("/page/none", top);
    await frame(page, `${other}/echo?k=${k}`);
    await page.close();
    return (await hits(k)).map(hit => hit.cookie);
};
await row("Set-Cookie: Partitioned", "a frame's cookie sent from a frame in another site's page; in the same site's page",
    [() => framedCookie(`https://${hstsHost}:${securePort}`), nothing], [() => framedCookie(site), ["__Host-partitioned=value"]]);
for (const cookie of ["plain-defaults", "host", "path", "partitioned"])
    await row("delete_cookie", `${cookie}, gone and kept`, [() => sent(cookie, `${site}/echo${cookie === "path" ? "/deep" : ""}`, { remove: true }), nothing],
        [async () => (await sent(cookie, `${site}/echo${cookie === "path" ? "/deep" : ""}`)).map(text => text.endsWith("=value")), [true]]);

// Reports ----------------------------------------------------------------------------------------------------------
const reported = async () => {
    const page = await open("/page/reporting");
    for (let i = 0; i < 30; ++i) {
        await sleep(500);
        const reports = await hits("reporting");
        if (reports.length === 0) continue;
        await page.close();
        const [{ type, body }] = JSON.parse(reports[0].body);
        return [type, body.effectiveDirective, body.blockedURL];
    }
    return "none in 15 s";
};
if (kind === "firefox") unsupported("the Reporting API unless it is switched on", "the violation report at the endpoint");
else await row("Reporting-Endpoints, report-to", "the violation report at the endpoint; none of what is allowed", [reported, ["csp-violation", "script-src-elem", "inline"]], [async () => (await hits("unused")).length, 0]);

// The demo ---------------------------------------------------------------------------------------------------------
if (demoPath) {
    const start = async environment => {
        const demo = spawn(demoPath, { env: { ...process.env, PORT: "0", ...environment }, stdio: ["ignore", "pipe", "inherit"] });
        return [demo, await new Promise(resolve => createInterface(demo.stdout).once("line", line => resolve(line.match(/:(\d+)\//)[1])))];
    };
    const [demo, port] = await start({ TLS_CERTIFICATE: join(folder, "server.crt"), TLS_KEY: join(folder, "server.key") });
    const address = `https://${demoHost}:${port}`;
    const visit = async (path, look, origin = address) => {
        const page = await fresh();
        await page.evaluateOnNewDocument(() => {
            window.violated = [];
            document.addEventListener("securitypolicyviolation", event => window.violated.push(event.effectiveDirective));
        });
        await page.goto(origin + path, { waitUntil: "load" });
        await sleep(1000);
        if (kind === "chromium") await page.screenshot({ path: join(folder, `demo${path.replaceAll("/", "-")}.png`), fullPage: true });
        const seen = await look(page);
        await page.close();
        return seen;
    };
    const trials = page => page.$$eval("[data-trial]", items => items.map(item => item.className));
    const shown = page => page.$$eval("[data-header] th code", cells => [cells.length, cells[0].textContent, document.styleSheets.length]);
    const hsts = "max-age=63072000; includeSubDomains";
    for (const path of ["/", "/strict", "/reporting"])
        await row(`the demo's ${path}`, "inline script, eval() and a foreign picture; its own script and style",
            [() => visit(path, trials), ["blocked", "blocked", "blocked"]], [() => visit(path, shown), [16, hsts, 1]]);
    for (const path of ["/route", "/account"])
        await row(`the demo's ${path}`, "violations; its style", [() => visit(path, page => page.evaluate(() => window.violated)), []],
            [() => visit(path, page => page.evaluate(() => document.styleSheets.length)), 1]);
    const heading = page => page.$eval("h1", element => element.textContent);
    const press = async page => {
        await Promise.all([page.waitForNavigation(), page.click("button")]);
        return heading(page);
    };
    await row("the demo's session", "what script reads of the cookie; what logging in and out shows",
        [() => visit("/account", async page => { await press(page); return page.evaluate(() => document.cookie); }), ""],
        [async () => { await anew(); return visit("/account", async page => [await press(page), await press(page)]); }, ["You are logged in", "Nobody is logged in"]]);
    const reports = async origin => {
        for (let i = 0; i < 20; ++i) {
            const text = await visit("/reports", page => page.evaluate(() => document.body.innerText), origin);
            if (text.includes("img-src against https://images.example.com")) return "the picture's report";
        }
        return "no report in 20 s";
    };
    await row("the demo's /reports", "a report of what is not tried; the report of the picture", [() => visit("/reports", page => page.evaluate(() => document.body.innerText.includes("font-src"))), false],
        [reports, "the picture's report"]);
    demo.kill();
    const [plainDemo, plainDemoPort] = await start({});
    const plainAddress = `http://127.0.0.1:${plainDemoPort}`;
    const tooWide = async page => { await page.setViewport({ width: 390, height: 844 }); return page.$eval("html", root => root.scrollWidth - root.clientWidth); };
    await row("the demo over plain HTTP", "how much wider it is than a window of 390; the report of the picture, by report-uri", [() => visit("/reporting", tooWide, plainAddress), 0],
        [() => reports(plainAddress), "the picture's report"]);
    plainDemo.kill();
}

writeFileSync(join(folder, `${kind}.json`), JSON.stringify({ version, rows }));
const browsers = ["chromium", "firefox"].filter(name => existsSync(join(folder, `${name}.json`)))
    .map(name => ({ name, ...JSON.parse(readFileSync(join(folder, `${name}.json`))) }));
const cell = text => (text ?? "").replaceAll("|", "\\|");
const labels = [...new Map(browsers.flatMap(({ rows }) => rows.map(({ policy, what }) => [`${policy}\0${what}`, { policy, what }]))).values()];
const table = [`Observed with ${browsers.map(({ version }) => version.replace("/", " ")).join(" and ")}: with the policy, and with one that lets it through or none.`, "",
    `| Policy | What was tried | ${browsers.map(({ name }) => `${name}: stopped | ${name}: let through`).join(" | ")} |`,
    `|---|---|${"---|---|".repeat(browsers.length)}`,
    ...labels.map(({ policy, what }) => `| ${cell(policy)} | ${cell(what)} | ${browsers.map(({ rows }) => {
        const seen = rows.find(row => row.policy === policy && row.what === what);
        return `${cell(seen?.stopped)} | ${cell(seen?.["let through"])}`;
    }).join(" | ")} |`)];
writeFileSync(join(folder, "table.md"), table.join("\n") + "\n");
await browser.close();
server.stdin.end();
console.log(`${passed} passed, ${failed} failed, ${unobserved} skipped`);
process.exit(failed === 0 ? 0 : 1);
