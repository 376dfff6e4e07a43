// SPDX-License-Identifier: MIT
// Compares the JSON of secure-headers-audit with what the originals say of the same heads; the last line counts.
// node command.mjs COMMAND FOLDER_WITH_NODE_MODULES FOLDER_OF_THE_OBSERVATORY COUNT SEED
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { heads } from "./heads.mjs";
import { observatory } from "./original_observatory.mjs";
import { usualPolicies } from "./policies.mjs";
import { mutate, random } from "./random.mjs";

const [command, folder, observatoryFolder, count, seed] = process.argv.slice(2);
const require = createRequire(path.resolve(folder, "package.json"));
const { CspEvaluator } = require("csp_evaluator");
const { CspParser } = require("csp_evaluator/dist/parser");
const { SeverityName, TypeName } = (() => {
  const { Severity, Type } = require("csp_evaluator/dist/finding");
  return { SeverityName: Severity, TypeName: Type };
})();
const { judge, isCurrent } = await observatory(observatoryFolder);
const chosen = random(Number(seed));
const { below, pick, chance, some } = chosen;

const names = [...new Set(heads.flat().map(([name]) => name))];
const valuesOf = Object.fromEntries(names.map((name) => [name, heads.flat().filter((field) => field[0] === name).map(([, value]) => value)]));
const policies = [...usualPolicies, ...valuesOf["content-security-policy"], ...valuesOf["content-security-policy-report-only"]];
const directives = policies.flatMap((policy) => policy.split(/[;,]/)).map((text) => text.trim());
const sources = directives.flatMap((text) => text.split(/\s+/).slice(1));
const attributes = valuesOf["set-cookie"].flatMap((cookie) => cookie.split(";").slice(1)).map((text) => text.trim());
const alphabet = [..." \t;,'\"*:/.-_=%?aZ0", "\u00a0", "\u00e9", "; ", ", ", "  "];

const anyCase = (text) => (chance(0.06) ? [...text].map((c) => (chance(0.5) ? c.toUpperCase() : c)).join("") : text);
const policy = () => {
  const kind = below(10);
  if (kind < 2) return pick(policies);
  let list = kind < 7 ? pick(policies).split(";").map((text) => text.trim()) : some(9, () => pick(directives));
  for (let more = below(4); more > 0; --more) {
    const at = below(list.length);
    const how = below(6);
    if (how === 0) list.splice(at, 1);
    else if (how === 1) list.splice(at, 0, pick(directives));
    else if (how < 5 && list[at]) list[at] += ` ${anyCase(pick(sources))}`;
    else if (list[at]) list[at] = list[at].split(/\s+/).filter(() => chance(0.7)).join(pick([" ", "  ", "\t"]));
  }
  const text = list.join(pick(["; ", "; ", ";", " ; "]));
  return chance(0.08) ? mutate(text, chosen, alphabet) : text;
};
const value = (name) => {
  if (name === "content-security-policy" || name === "content-security-policy-report-only") return policy();
  const text = pick(valuesOf[name]);
  if (name === "set-cookie") {
    const kept = text.split(";").filter((part, i) => i === 0 || (chance(0.8)));
    return [...kept, ...some(1, () => pick(attributes))].join(";");
  }
  return chance(0.1) ? mutate(text, chosen, alphabet) : anyCase(text);
};
const makeFields = () => {
  let fields = pick(heads).map(([name, value]) => [name, value]);
  if (chance(0.3)) fields = names.filter(() => chance(0.4)).map((name) => [name, value(name)]);
  for (let more = below(6); more > 0; --more) {
    const at = below(fields.length);
    const how = below(5);
    if (how === 0) fields.splice(at, 1);
    else if (how < 3 && fields[at]) fields[at][1] = value(fields[at][0]);
    else {
      const name = pick(names);
      if (name === "set-cookie" || name === "content-security-policy" || !fields.some((field) => field[0] === name)) fields.push([name, value(name)]);
    }
  }
  return fields.map(([name, value]) => [chance(0.3) ? name.replace(/\b\w/g, (c) => c.toUpperCase()) : anyCase(name), value.replace(/[\r\n]/g, "").replace(/^[ \t]+|[ \t]+$/g, "")]);
};

// What the original says of each field, or nothing where it throws.
const evaluate = (fields) => {
  try {
    return fields.filter(([name]) => name.toLowerCase() === "content-security-policy").flatMap(([, text]) =>
      new CspEvaluator(new CspParser(text).csp).evaluate().map((finding) => ({
        type: TypeName[finding.type], directive: finding.directive, value: finding.value ?? "", severity: SeverityName[finding.severity] })));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};
const writeHead = ({ fields, https }, eol) =>
  `${https ? pick(["HTTP/2 200", "HTTP/1.1 200 OK", "HTTP/3 200"]) : "HTTP/1.1 200 OK"}${eol}${fields.map(([name, value]) => `${name}:${pick([" ", "", "  "])}${value}${eol}`).join("")}${eol}`;

const inputs = [...heads, ...heads].map((fields, i) => ({ fields, https: i < heads.length }));
while (inputs.length < Number(count)) inputs.push({ fields: makeFields(), https: chance(0.85) });

const place = mkdtempSync(path.join(tmpdir(), "secure-headers-differential-"));
let [passed, failed, thrown] = [0, 0, 0];
const differ = (what, input, ours, theirs) => {
  if (++failed <= 20) console.log(`FAIL  ${what} of ${JSON.stringify(input)}\n      ours   ${JSON.stringify(ours)}\n      theirs ${JSON.stringify(theirs)}`);
};
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const compare = (input, ours) => {
  const findings = evaluate(input.fields);
  if (findings === undefined) ++thrown;
  else if (same(findings, ours.csp_evaluator)) ++passed;
  else differ("csp_evaluator", input, ours.csp_evaluator, findings);

  const theirs = judge({ ...input, http_equiv: [], verified: true, host: "www.example.com", path: "/", origin: "https://http-observatory.security.mozilla.org" });
  const outcomes = Object.entries(theirs.tests).map(([name, [result, modifier]]) => [name, result, modifier]).sort();
  const [our, their] = [ours.observatory, isCurrent ? { score: theirs.score, grade: theirs.grade } : {}];
  const ourOutcomes = Object.entries(our.tests).map(([name, test]) => [name, test.result, test.modifier]).sort();
  const ourPart = [isCurrent ? { score: our.score, grade: our.grade } : {}, ourOutcomes.filter(([name]) => name in theirs.tests)];
  if (same(ourPart, [their, outcomes])) ++passed;
  else differ("observatory", input, ourPart, [their, outcomes]);
};

for (const https of [true, false]) {
  const these = inputs.filter((input) => input.https === https).map((input) => ({ ...input,
    fields: isCurrent ? input.fields : input.fields.map(([name, value]) => [name, /^content-security/i.test(name) ? value.replaceAll(",", "") : value]) }));
  for (let first = 0; first < these.length; first += 200) {
    const part = these.slice(first, first + 200);
    const files = part.map((input, i) => {
      writeFileSync(path.join(place, String(i)), writeHead(input, pick(["\r\n", "\n"])));
      return String(i);
    });
    const ran = spawnSync(path.resolve(command), ["--format", "json", "--fail-on", "never", https ? "--https" : "--http", ...files], { cwd: place, maxBuffer: 1 << 30 });
    if (ran.status !== 0) throw new Error(`the command ended with ${ran.status}: ${ran.stderr}`);
    const all = [JSON.parse(ran.stdout)].flat();
    part.forEach((input, i) => compare(input, all[i]));
  }
}
rmSync(place, { recursive: true });
console.log(`${thrown} heads make the original throw\n${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
