// SPDX-License-Identifier: MIT
// Writes responses, and what the real HTTP Observatory says of each, as lines of JSON.
// node observatory.mjs FOLDER_OF_THE_OBSERVATORY COUNT SEED
// Where it has algorithm 4 (npm's 1.4.8), what algorithm 6 judges as that did is compared; else all, score and grade.
import { observatory } from "./original_observatory.mjs";
import { usualPolicies } from "./policies.mjs";
import { mutate, random } from "./random.mjs";

const [folder, count, seed] = process.argv.slice(2);
const { judge, isCurrent } = await observatory(folder);

const chosen = random(Number(seed));
const { below, pick, chance, some } = chosen;
const alphabet = [..." \t;,'\"*:/.-_=%@?aZ0", "\u00a0", "\u3000", "\u00e9", "\u212a", "%41", "%zz", "%e9", "%C3%A9", "\f", "; ", ", "];
const anyCase = (text) => (chance(0.1) ? [...text].map((c) => (chance(0.5) ? c.toUpperCase() : c)).join("") : text);
const touched = (text, probability = 0.15) => (chance(probability) ? mutate(text, chosen, alphabet) : text);
const padded = (text) => (chance(0.06) ? pick([" ", "\t", "\u00a0"]) + text + pick(["", " "]) : text);

const directives = ["default-src", "script-src", "style-src", "object-src", "img-src", "media-src", "connect-src", "font-src", "frame-src",
  "base-uri", "form-action", "frame-ancestors", "report-uri", "report-to", "sandbox", "upgrade-insecure-requests", "worker-src",
  "script-src-elem", "style-src-attr", "require-trusted-types-for", "x", "constructor"];
const sources = ["'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "'strict-dynamic'", "'nonce-AbCd123'", "'nonce-'",
  "'sha256-abc='", "'sha384-Ab/c'", "'sha512-x'", "'wasm-unsafe-eval'", "data:", "https:", "http:", "ftp:", "blob:", "*", "http://*", "http://*.*",
  "https://*", "https://*.*", "*.com", "ftp://example.com", "http://example.com", "https://example.com", "https://example.com/", "https://example.com/a",
  "https://example.com/a/", "https://example.com/a/b", "https://example.com/%61", "https://example.com/a%2fb", "example.com", "example.org", "/csp", "/",
  "//", "httpx:", "https:x", "http:x", "*x", "'script'", "allow-scripts", "\u00e9.com"];
const directive = () => [anyCase(pick(directives)), ...some(5, () => anyCase(pick(sources)))].join(chance(0.95) ? " " : pick(["  ", "\t", "\u00a0", "\n "]));
const grafted = () => {
  let text = pick(usualPolicies);
  for (let more = below(3); more > 0; --more) text = chance(0.6) ? text.replace(pick([" ", ";"]), ` ${pick(sources)}$&`) : `${text}; ${directive()}`;
  return text;
};
const policy = () => {
  if (chance(0.5)) return grafted();
  const parts = [directive(), ...some(6, directive)];
  if (chance(0.8)) parts.splice(0, parts.length, ...new Map(parts.map((part) => [part.split(/\s/)[0].toLowerCase(), part])).values());
  if (chance(0.3)) parts.unshift("default-src 'none'");
  return parts.join(pick([";", "; ", " ;", ";; "])) + pick(["", ";", ""]);
};
const related = () => {
  const first = policy();
  return first + ", " + (chance(0.6) ? touched(first, 0.7) : policy()) + (chance(0.3) ? "," + policy() : "");
};
// Many policies of few sources, which extend or match each other.
const few = ["a", "ab", "abc", "a/", "a/b", "a/b/", "%61", "%61/b", "b", "ba", "'self'", "'none'", "https://x", "https://x/", "https://x/y", "*", "a%zz"];
const many = () => [1, 1, ...some(7, () => 1)].map(() => [pick(["img-src", "script-src", "default-src"]), ...some(6, () => pick(few.slice(0, chance(0.02) ? 17 : 16)))].join(" ")).join(", ");
const csp = () => chance(0.2) ? many() :  touched(chance(0.02) ? pick(["", " ", ";;;;;;;", "img-src", "x", "\r\n"]) : chance(0.25) ? related() : policy());
const hsts = () => touched(padded([pick(["max-age=31536000", "max-age=63072000", "max-age=15552000", "max-age=15551999", "max-age=0", "max-age=-1",
  "max-age=abc", 'max-age="31536000"', "max-age= 31536000", "max-age =1", "MAX-AGE=99999999999999999999", "max-age=", "max-age"]),
  ...some(3, () => pick(["includeSubDomains", "preload", "x", "max-age=1", "max-age=31536000", ""]))].join(pick([";", "; "])) + pick(["", "", ";", ", max-age=1"])));
const word = (words) => () => touched(padded(anyCase(chance(0.04) ? "" : pick(words))));
const parameters = ["", "", "", '; report-to="x"', ";a=1", ";a=1.5;b=?1", ";a=:YWI=:", ";a=:YWI:", ";a=:a:", ";a=:ab=:", ";a=:ab==:", ";a=:a=b=:", ";a=tok/en", "; a ", ";A=1",
  ";a=@1", ";a=@1;b", ';a=%"x%c3%a9"', ';a=%"%C3"', ';a=%"%ff"', ";a=-1", ";a=1.", ";a=1234567890123456", ";a=1234567890123.1", ";a=1.1234", ";a=?2", ';a="\\""', ';a="\\x"', ";;", ";", ", x", "\t"];
const structured = (words) => () => touched(padded(anyCase(chance(0.04) ? "" : pick(words)) + pick(parameters)), 0.1);
const referrers = ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin", "origin", "origin-when-cross-origin", "unsafe-url",
  "no-referrer-when-downgrade", "x", ""];
const attributes = ["Secure", "secure", "SECURE ", "HttpOnly", "httponly=1", "Secure=false", "SameSite=Lax", "SameSite=Strict", "SameSite=None", "samesite = lax", "SameSite=", "SameSite",
  "SameSite=x", "SameSite=lax=x", "SameSite=Lax; SameSite=x", "Path=/", "Path=/a", "Path=", "path=x", "Domain=example.com", "Domain=.example.com", "Domain=www.example.com", "Domain=EXAMPLE.com",
  "Domain=com", "Domain=other.org", "Domain=localhost", "Domain=", "Domain=.", "Domain=a.www.example.com", "Max-Age=0", "Expires=Thu, 01 Jan 1970 00:00:00 GMT", "Partitioned", "x=y", ""];
const good = ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"];
const cookieNames = ["id", "sessionid", "SESS", "login_token", "csrftoken", "XSRF-TOKEN", "__Host-session", "__Secure-id", "__host-x", "__Host-", "heroku-session-affinity", "samesite", "a b", "",
  "theme", "\u212a", "constructor", "_csrf_login"];
const cookie = () => touched(pick(cookieNames) + pick(["=", "=", "=", "= ", " =", ""]) + pick(["1", "", "a=b", '"x"', "a,b"]) +
  (chance(0.5) ? [...good.filter(() => chance(0.9)), ...some(2, () => pick(attributes))] : some(6, () => pick(attributes))).map((a) => pick([";", "; "]) + a).join(""), 0.1);
const origin = "https://http-observatory.security.mozilla.org";

const makers = {
  "Content-Security-Policy": [0.85, csp, 0.12],
  "Content-Security-Policy-Report-Only": [0.2, () => (chance(0.1) ? "" : policy()), 0.1],
  "Strict-Transport-Security": [0.85, hsts, 0.05],
  "X-Content-Type-Options": [0.85, word(["nosniff", "nosniff", "nosniff", "no-sniff", "nosniff,nosniff", "nosniff "]), 0.05],
  "X-Frame-Options": [0.85, word(["DENY", "SAMEORIGIN", "deny", "ALLOW-FROM https://x.example", "allowall", "DENY, DENY"]), 0.05],
  "Referrer-Policy": [0.7, () => touched(padded([pick(referrers), ...some(2, () => anyCase(pick(referrers)))].join(pick([",", ", "])))), 0.1],
  "Cross-Origin-Opener-Policy": [0.5, structured(["same-origin", "same-origin-allow-popups", "noopener-allow-popups", "unsafe-none", '"same-origin"', "1"]), 0.04],
  "Cross-Origin-Embedder-Policy": [0.5, structured(["require-corp", "credentialless", "unsafe-none", "none", "?1"]), 0.04],
  "Cross-Origin-Resource-Policy": [0.5, word(["same-origin", "same-site", "cross-origin", "x"]), 0.06],
  "Access-Control-Allow-Origin": [0.3, word(["*", "null", "https://example.com", origin, origin]), 0.03],
  "Access-Control-Allow-Credentials": [0.3, word(["true", "TRUE", "false", "x"]), 0.03],
  "Set-Cookie": [0.5, cookie, 0.4],
};
const makeFields = () => Object.entries(makers).flatMap(([name, [presence, make, again]]) => {
  const fields = [];
  for (let more = presence; chance(more); more = again) fields.push([anyCase(name), make()]);
  return fields;
});

for (let i = 0; i < Number(count); ++i) {
  const input = {
    fields: makeFields(),
    http_equiv: chance(0.15) ? [["Content-Security-Policy", policy()], ...some(1, () => ["Content-Security-Policy", csp()]), ...some(1, () => ["Referrer-Policy", pick(referrers)])] : [],
    https: chance(0.85), verified: chance(0.95), host: "www.example.com", path: pick(["/", "/", "/a/", "/a/b"]), origin,
  };
  if (!isCurrent) // algorithm 4 does not split policies at commas
    for (const field of [...input.fields, ...input.http_equiv]) if (/^content-security/i.test(field[0])) field[1] = field[1].replaceAll(",", "");
  console.log(JSON.stringify({ ...input, output: judge(input) }));
}
