// SPDX-License-Identifier: MIT
// Writes policies, and what the real CSP Evaluator says of each, as lines of JSON.
// node csp_evaluator.mjs FOLDER_WITH_NODE_MODULES COUNT SEED
import { createRequire } from "node:module";
import path from "node:path";
import { usualPolicies } from "./policies.mjs";
import { mutate, random } from "./random.mjs";

const [folder, count, seed] = process.argv.slice(2);
const require = createRequire(path.resolve(folder, "package.json"));
const { CspEvaluator, DEFAULT_CHECKS, STRICTCSP_CHECKS } = require("csp_evaluator");
const { CspParser } = require("csp_evaluator/dist/parser");
const { Directive, Keyword } = require("csp_evaluator/dist/csp");
const lists = ["angular", "jsonp", "flash"].flatMap((name) => require(`csp_evaluator/dist/allowlist_bypasses/${name}`).URLS);

const chosen = random(Number(seed));
const { below, pick, chance, some } = chosen;
const names = Object.values(Directive);
const favourites = ["default-src", "script-src", "script-src-elem", "script-src-attr", "object-src", "base-uri", "style-src",
  "report-uri", "report-to", "plugin-types", "require-trusted-types-for", "trusted-types"];
const oddNames = ["script-src", "script-src:", "constructor", "__proto__", "toString", "42", "7", "007", "4294967295", "4294967294",
  "fenced-frame-src", "x", "\u00c9-src", "default-src,", "'self'", "https:", "example.com"];
const words = ["self", "none", "unsafe-inline", "strict-dynamic", "nonce-abcdefgh", "sha256-abc", "sha384-x", "sha512-", "sha1-x",
  "'script'", "'allow-duplicates'", "'nonce-short'", "'nonce-aGVsbG8gd29ybGQ='", "'nonce-'", "'nonce-a'b'", "'nonce-{random}'",
  "'nonce-\u00e9\u00e9\u00e9\u00e9'", "'nonce-\ud83d\ude00\ud83d\ude00\ud83d\ude00'", "'NONCE-abcdefgh'", "'nonce-abc==='",
  "'sha256-LCa0a2j/xo/5m0U8HTBBNBNCLXBkg7+g+YpeiGJm564='", "'SHA256-abc'", "'sha256-abc'", "'sha384-a-b_c'", "'sha512-'",
  "'sha1-abc'", "'trusted-types-eval'", "'report-sha256'", "'unsafe-allow-redirects'", "'unknown'", "'", "''", "'self", "self'",
  "application/x-shockwave-flash", "application/pdf", "allow-scripts", "/csp", "csp-endpoint", "//report.example/csp"];
const schemes = ["http:", "https:", "data:", "blob:", "ws:", "wss:", "filesystem:", "HTTPS:", "x+y.z-1:", "javascript:"];
const hosts = ["example.com", "*.example.com", "*", "https://*", "http://*", "//*", "https://example.com:443/a/b.js", "www.google.com",
  "*.google.com", "*.com", "*google.com", "www.*.com", "*.*.google.com", "cdn.jsdelivr.net", "ajax.googleapis.com",
  "https://ajax.googleapis.com/ajax/libs/yui/", "vk.com", "vk.com/swf/", "vk.com/swf", "VK.com/swf/video.swf", "127.0.0.1",
  "http://127.0.0.1:8080", "[::1]", "https://[2001:db8::1]:443/x", "127.1", "0x7f.1", "2130706433", "8.8.8.8:*", "1.2.3.4/x",
  "%31.2.3.4", "[12]@example.com", "user@www.google.com", "localhost", "localhost:3000", "*:*", "*.example.com:*", "example.com:*/x",
  "http://example.com", "HTTP://example.com", "http:/example.com", "https:///example.com", "\\\\www.google.com\\x", "ftp://1.1.1.1",
  "www.google.com?x", "www.google.com#x", "www.google.com/./tools/feedback/../feedback/escalation-options", "WWW.GOOGLE.COM",
  "www.google.com/%2e%2e/", "www.google%2ecom", "test//*", "wildcard_placeholder.google.com", "xn--nxasmq6b.example", "b\u00fccher.example",
  "example.com,", "example.com;x", "https://www.googletagmanager.com", "www.google-analytics.com/gtm/js", "www.googleadservices.com/",
  "https://www.googleadservices.com/pageadimg/imgad", "chrome-extension://abcdef"];
const alphabet = [..." \t;,'\"*:/.-_=%@[]{}<>\\#?aZ0", "\u00a0", "\u3000", "\ufeff", "\u00e9", "\u212a", "\v", "\f", "\r", "\n", "; ", " 'none' "];

const fromList = () => {
  let url = pick(lists);
  if (chance(0.4)) url = url.replace(/^\/\/[^./]+/, "//*");
  if (chance(0.3)) url = url.replace(/^(\/\/[^/]+).*/, "$1");
  if (chance(0.3)) url = url.slice(0, url.lastIndexOf("/") + 1);
  return pick(["", "https:", "http:"]) + (chance(0.5) ? url : url.slice(2)) ;
};
const anyCase = (text) => (chance(0.08) ? [...text].map((c) => (chance(0.5) ? c.toUpperCase() : c)).join("") : text);
const value = () => {
  const kind = below(100);
  if (kind < 30) return anyCase(pick(Object.values(Keyword)));
  if (kind < 45) return pick(words);
  if (kind < 55) return pick(schemes);
  if (kind < 75) return pick(hosts);
  if (kind < 93) return fromList();
  return pick(names);
};
const name = () => anyCase(chance(0.6) ? pick(favourites) : chance(0.85) ? pick(names) : pick(oddNames));
const gap = () => (chance(0.9) ? " " : pick(["  ", "\t", "\n", "\u00a0", "\u2003", " \r\n ", "\f"]));
const directive = () => [name(), ...some(6, value)].join(gap());
const grafted = () => {
  let text = pick(usualPolicies);
  for (let more = below(4); more > 0; --more) text = chance(0.6) ? text.replace(pick([" ", ";"]), ` ${value()}$&`) : `${text}; ${directive()}`;
  return chance(0.3) ? text.split(";").sort(() => below(3) - 1).join(";") : text;
};
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const policy = () => {
  if (chance(0.4)) return chance(0.3) ? mutate(grafted(), chosen, alphabet) : grafted();
  const text = (chance(0.03) ? [] : [directive(), ...some(6, directive)]).join(pick([";", "; ", " ; ", ";;", ";\n"])) + pick(["", "", ";", " "]);
  return chance(0.25) ? mutate(text, chosen, alphabet) : text;
};

const lists_of_checks = { standard: [undefined, undefined], strict: [undefined, STRICTCSP_CHECKS], both: [STRICTCSP_CHECKS, DEFAULT_CHECKS] };
for (let i = 0; i < Number(count); ++i) {
  const input = { policy: policy().replace(loneSurrogate, ""), version: 1 + below(3), checks: pick(Object.keys(lists_of_checks)) };
  let findings = null; // where the original throws
  try {
    const parsed = new CspParser(input.policy).csp;
    findings = new CspEvaluator(parsed, input.version)
      .evaluate(...lists_of_checks[input.checks])
      .map((finding) => [finding.type, finding.severity, finding.directive, finding.value ?? ""]);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  console.log(JSON.stringify({ ...input, findings }));
}
