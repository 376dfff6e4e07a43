# SPDX-License-Identifier: MIT
"""Writes what the tests ran of include/, as gcovr's JSON: coverage.py BUILD_FOLDER >merged.json, for gcovr --add-tracefile.

Headers are compiled into many tests. gcov's text, which gcovr reads, says only of the branches that ran whether an
exception takes them, so that those of a test that does not come to a function would count as decisions that are never made.
Its JSON says it of all. Branches that an exception takes are left out; the same branch in other tests and in other
instances of a template is one branch, unless the instance has other branches on the line."""
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def read(data):
    """The (file, lines) of include/ in one .gcda file."""
    ran = subprocess.run(["gcov", "--json-format", "--stdout", "--branch-probabilities", str(data)], cwd=data.parent, capture_output=True, text=True, check=True)
    found = []
    for unit in filter(None, ran.stdout.splitlines()):
        for file in json.loads(unit)["files"]:
            path = os.path.relpath(os.path.realpath(os.path.join(data.parent, file["file"])), ROOT)
            if path.startswith("include/secure_headers/"):
                found.append((path, file["lines"]))
    return found


def main():
    lines = {}  # {path: {number: [times, {kinds of branches: times of each}]}}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for found in pool.map(read, sorted(pathlib.Path(sys.argv[1]).resolve().rglob("*.gcda"))):
            for path, of_file in found:
                for line in of_file:
                    known = lines.setdefault(path, {}).setdefault(line["line_number"], [0, {}])
                    known[0] += line["count"]
                    kinds = tuple((branch["throw"], branch["fallthrough"]) for branch in line["branches"])
                    before = known[1].get(kinds, [0] * len(kinds))
                    known[1][kinds] = [times + branch["count"] for times, branch in zip(before, line["branches"])]
    files = [{"file": path, "functions": [], "lines": [
        {"line_number": number, "count": times, "gcovr/excluded": False, "gcovr/noncode": False, "branches": [
            {"count": taken, "fallthrough": fallthrough, "throw": False}
            for kinds, counts in branches.items() for (throw, fallthrough), taken in zip(kinds, counts) if not throw]}
        for number, (times, branches) in sorted(of_file.items())]} for path, of_file in sorted(lines.items())]
    json.dump({"gcovr/format_version": "0.3", "files": files}, sys.stdout)


main()
