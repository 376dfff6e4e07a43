// SPDX-License-Identifier: MIT
// audit.mjs ORIGINALS FILE: prints "what<TAB>nanoseconds for each of the responses in the file" of the originals.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [originals, file] = process.argv.slice(2);
const require = createRequire(path.resolve(originals, "package.json"));
const { CspEvaluator } = require("csp_evaluator");
const { CspParser } = require("csp_evaluator/dist/parser");
const { CookieJar } = require("tough-cookie");
if (!Set.prototype.union) // Node 20
  Set.prototype.union = function (other) { return new Set([...this, ...other]); };

const tests = [];
for (const name of ["csp", "cookies", "cors", "referrer-policy", "strict-transport-security", "x-content-type-options",
  "x-frame-options", "cross-origin-resource-policy"]) {
  const module = await import(pathToFileURL(path.resolve(originals, `observatory/src/analyzer/tests/${name}.js`)).href);
  tests.push(Object.entries(module).find(([key]) => key.endsWith("Test"))[1]);
}

const headersOf = (fields) => {
  const headers = {};
  for (const [name, value] of fields) (headers[name.toLowerCase()] ??= []).push(value);
  for (const [name, values] of Object.entries(headers)) if (values.length === 1 && name !== "set-cookie") headers[name] = values[0];
  Object.defineProperty(headers, "get", { value: (name) => headers[name.toLowerCase()] });
  return headers;
};
// What the Observatory has once it has got a response, of which it still reads the cookies.
const requestsOf = (fields) => {
  const host = "www.example.com", url = new URL(`https://${host}/`);
  const response = { headers: headersOf(fields), status: 200, verified: true, request: { headers: headersOf([]) }, httpEquiv: new Map() };
  const jar = new CookieJar();
  for (const value of response.headers["set-cookie"] ?? []) jar.setCookieSync(value, url.href, { http: true, ignoreError: true });
  const hop = (scheme, status) => ({ url: new URL(`${scheme}://${host}/`), status });
  return {
    site: { hostname: host }, hostname: host, session: { url, jar }, resources: { path: "" },
    responses: { auto: response, cors: response, http: response, https: response, httpRedirects: [hop("http", 301), hop("https", 200)], httpsRedirects: [] },
  };
};

const responses = readFileSync(file, "utf8").trim().split("\n\n").map((block) => block.split("\n").map((line) => {
  const colon = line.indexOf(":");
  return [line.slice(0, colon), line.slice(colon + 2)];
}));
let sum = 0; // of what is found, so that all of it is computed
const print = (what, inputs, work) => {
  let best = Infinity;
  for (let round = 0; round < 300; ++round) { // warm after the first few
    const begin = process.hrtime.bigint();
    for (const input of inputs) sum += work(input);
    best = Math.min(best, Number(process.hrtime.bigint() - begin));
  }
  console.log(`${what}\t${Math.round(best / inputs.length)}`);
};
const evaluate = (fields) => new CspEvaluator(new CspParser(fields.find(([name]) => name === "Content-Security-Policy")[1]).csp).evaluate().length;
const observe = (requests) => tests.map((test) => test(requests)).filter((output) => output.pass).length;
const prepared = responses.map(requestsOf);
print("CSP Evaluator", responses, evaluate);
print("the Observatory, of a response that it has read", prepared, observe);
print("the Observatory and its reading of the response", responses, (fields) => observe(requestsOf(fields)));
if (sum === 0) process.exit(1);
