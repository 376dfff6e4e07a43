// SPDX-License-Identifier: MIT
// The real HTTP Observatory's verdict of one response: all tests that one response decides, their score and grade.
// Where the folder has algorithm 4 (npm's 1.4.8), only the tests that algorithm 6 judges as that did, and no score.
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

if (!Set.prototype.union) // Node 20
  Set.prototype.union = function (other) { return new Set([...this, ...other]); };

export async function observatory(folder) {
  const from = (file) => import(pathToFileURL(path.resolve(folder, file)).href);
  const { getGradeForScore, getScoreModifier } = await from("src/grader/grader.js");
  const { CookieJar } = createRequire(path.resolve(folder, "package.json"))("tough-cookie");
  const unchanged = ["csp", "cookies", "cors", "referrer-policy", "strict-transport-security", "x-content-type-options"];
  const since = ["x-frame-options", "cross-origin-resource-policy", "cross-origin-opener-policy", "cross-origin-embedder-policy"];
  const isCurrent = await from(`src/analyzer/tests/${since[3]}.js`).then(() => true, () => false);
  const tests = [];
  for (const file of isCurrent ? [...unchanged, ...since] : unchanged)
    tests.push(Object.entries(await from(`src/analyzer/tests/${file}.js`)).find(([name]) => name.endsWith("Test"))[1]);

  // Names in lower case; a repeated field is an array, as one that the HTTP library does not join is.
  const asHeaders = (fields) => {
    const headers = {};
    for (const [name, value] of fields) (headers[name.toLowerCase()] ??= []).push(value);
    for (const [name, values] of Object.entries(headers)) if (values.length === 1 && name !== "set-cookie") headers[name] = values[0];
    Object.defineProperty(headers, "get", { value: (name) => headers[name.toLowerCase()] });
    return headers;
  };

  const judge = ({ fields, http_equiv, https, verified, host, path, origin }) => {
    const url = new URL(`${https ? "https" : "http"}://${host}${path}`);
    const request = { headers: asHeaders([["origin", origin]]) };
    const httpEquiv = new Map();
    for (const [name, value] of http_equiv) httpEquiv.set(name.toLowerCase(), [...(httpEquiv.get(name.toLowerCase()) ?? []), value]);
    const response = { headers: asHeaders(fields), status: 200, verified, request, httpEquiv };
    const jar = new CookieJar();
    for (const value of [response.headers["set-cookie"] ?? []].flat()) jar.setCookieSync(value, url.href, { http: true, ignoreError: true });
    const site = { hostname: host };
    const hop = (scheme, status) => ({ url: new URL(`${scheme}://${host}/`), status });
    const requests = {
      site, hostname: host, session: { url, jar }, resources: { path: "" },
      responses: { auto: response, cors: response, http: response, https: https ? response : null, httpRedirects: [hop("http", 301), hop("https", 200)], httpsRedirects: [] },
    };
    const verdicts = {};
    let [all, bad] = [100, 100];
    for (const test of tests) {
      const output = test(requests);
      const modifier = getScoreModifier(output.result);
      all += modifier;
      bad += Math.min(modifier, 0);
      verdicts[output.constructor.name] = [output.result, modifier, Boolean(output.pass)];
    }
    return isCurrent ? { tests: verdicts, ...getGradeForScore(bad >= 90 ? all : bad) } : { tests: verdicts };
  };

  return { judge, isCurrent };
}
