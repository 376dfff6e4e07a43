#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""report.py FOLDER: makes one table of what run.sh has measured into FOLDER; status 1 if a budget is not met."""
import collections
import json
import os
import sys

folder = sys.argv[1]
rows = []  # (what, ours, reference, ratio, budget, met or None)


def lines(name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return []
    with open(path) as file:
        return [line.rstrip("\n").split("\t") for line in file if "\t" in line]


def row(what, ours, reference, budget=None, unit="", at_least=False):
    ratio = ours / reference
    met = None if budget is None else ratio >= budget if at_least else ratio <= budget
    limit = "" if budget is None else f"{'≥' if at_least else '≤'} {budget:g}"
    rows.append((what, f"{ours:,.4g}{unit}", f"{reference:,.4g}{unit}", f"{ratio:.3f}", limit, met))


def times(name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return {}
    best = collections.defaultdict(lambda: 1e18)
    with open(path) as file:
        for run in json.load(file)["benchmarks"]:
            if run["run_type"] == "iteration":
                best[run["run_name"]] = min(best[run["run_name"]], run["cpu_time"])
    return best


best = times("delivery.json")
for name in [name for name in best if name.startswith("write_block/")]:
    row(f"1. {name.replace('/', ' ')} / memcpy of the same bytes", best[name], best[name.replace("write_block", "memcpy")],
        1.3 if "nonces" in name else 1.1, " ns")
if best:
    for nonces in ("", ", with nonces"):
        row(f"1. set_headers on a reserved std::string{nonces} / std::string::append of the same bytes",
            best[f"set_headers on std::string{nonces}"], best[f"append to std::string{nonces}"], 1.3 if nonces else 1.1, " ns")
    row("3. Nonce::generate / getrandom of 18 bytes", best["nonce"], best["getrandom"], 1.2, " ns")
for compiler, of in (("g++", best), ("clang++", times("delivery_clang.json"))):
    if not of:
        continue
    row(f"4. {compiler}: set_cookie on an empty std::string / fmt::format_to with FMT_COMPILE", of["cookie"], of["cookie by fmt"], 1.0, " ns")
    row(f"4. {compiler}: the same, both into a fmt::memory_buffer", of["cookie, memory_buffer"], of["cookie by fmt, memory_buffer"], 1.0, " ns")
    row(f"4. {compiler}: the same of a cookie made at run time / fmt::format_to", of["cookie made at run time"], of["cookie by fmt"], None, " ns")
    row(f"4. {compiler}: set_cookie behind the recommended set, which is searched / fmt::format_to, which does not",
        of["cookie beside headers"], of["cookie beside headers by fmt"], None, " ns")
counted = {(compiler, what): int(count) for compiler, what, count in lines("instructions.tsv")}
for compiler in ("g++", "clang++"):
    if (compiler, "fmt::format_to of a cookie") in counted:
        row(f"4. {compiler}: set_cookie / fmt::format_to", counted[compiler, "set_cookie on std::string"],
            counted[compiler, "fmt::format_to of a cookie"], None, " instructions")

for framework, way, ours, call, count in lines("frameworks.tsv"):
    row(f"2. {framework}: {way} / {call}", int(ours), int(count), 1.05, " instructions")

audited = {what: float(nanoseconds) for what, nanoseconds in lines("audit.tsv")}
originals = {what: float(nanoseconds) for what, nanoseconds in lines("originals.tsv")}
for what, nanoseconds in originals.items():
    row(f"5. {what} on node / audit", nanoseconds, audited["audit"], 100, " ns", at_least=True)
if originals:
    row("5. CSP Evaluator on node / csp_evaluator, which finds the same", originals["CSP Evaluator"], audited["csp_evaluator"], None, " ns")
    row("5. the Observatory on node / observatory, which finds the same",
        originals["the Observatory and its reading of the response"], audited["observatory"], None, " ns")
if audited:
    row("5. audit / a plain scan of the same bytes", audited["audit"], audited["scan"], None, " ns")

compiled = collections.defaultdict(dict)
for compiler, source, seconds, memory in lines("compile.tsv"):
    compiled[compiler][source] = (float(seconds), float(memory))
for compiler, of in compiled.items():
    seconds = {source: measured[0] for source, measured in of.items()}
    row(f"6. {compiler}: umbrella / <fmt/format.h>", seconds["umbrella"], seconds["<fmt/format.h>"], 1.0, " s")
    # Seconds of a quiet machine, on which g++ takes 0.30 s for <fmt/format.h>: a busy one stretches both.
    scale = 0.30 / compiled["g++"]["<fmt/format.h>"][0] if "g++" in compiled else 1
    row(f"6. {compiler}: umbrella over its standard headers / 0.08 s, to scale",
        (seconds["umbrella"] - seconds["standard headers of the umbrella"]) * scale, 0.08, 1.0, " s")
    row(f"6. {compiler}: one baked set over the umbrella / 0.15 s, to scale",
        (seconds["one baked set"] - seconds["umbrella"]) * scale, 0.15, 1.0, " s")
    row(f"6. {compiler}: one baked set over the umbrella / <fmt/format.h>", seconds["one baked set"] - seconds["umbrella"],
        seconds["<fmt/format.h>"], None, " s")
    if "audit with a static_assert" in seconds:
        row(f"6. {compiler}: audit with a static_assert over the umbrella", seconds["audit with a static_assert"], seconds["umbrella"],
            None, " s")
for compiler, ours, by_hand, block in [fields[1:] for fields in lines("sizes.tsv")]:
    row(f"7. {compiler}: bytes over hand-written literals / the block and 1 KiB", int(ours) - int(by_hand), int(block) + 1024,
        1.0, " B")
if best:
    for what, nanoseconds in lines("helmet.tsv"):
        row(f"8. helmet 8 on {what} / set_headers on std::string", float(nanoseconds), best["set_headers on std::string"], None,
            " ns")
    for line in lines("secure_py.tsv"):
        row("8. secure.py / set_headers on std::string", float(line[1]), best["set_headers on std::string"], None, " ns")
for what, exponent in lines("exponents.tsv"):
    row(f"9. growth of {what}: exponent / linear", float(exponent), 1.0, 1.3)
for server, ours, by_hand in lines("load.tsv"):
    row(f"10. {server} under load: ours / by hand", float(ours), float(by_hand), 0.98, " requests/s", at_least=True)

with open(os.path.join(folder, "table.md"), "w") as out:
    out.write("| what | measured | against | ratio | budget | |\n|---|---|---|---|---|---|\n")
    for what, ours, reference, ratio, budget, met in rows:
        out.write(f"| {what} | {ours} | {reference} | {ratio} | {budget} | {'' if met is None else 'met' if met else '**missed**'} |\n")
    if compiled:
        out.write("\n| compiler | source | CPU seconds | MB |\n|---|---|---|---|\n")
        for compiler, of in compiled.items():
            for source, (seconds, memory) in of.items():
                out.write(f"| {compiler} | {source} | {seconds:.3f} | {memory:.0f} |\n".replace("<", "&lt;"))
print(open(os.path.join(folder, "table.md")).read())
sys.exit(any(met is False for *_, met in rows))
