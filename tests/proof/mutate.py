# SPDX-License-Identifier: MIT
"""Breaks one operator or constant of include/ at a time and runs the tests at the same path: mutate.py [COUNT [SEED]].

A mutant is caught if a test fails, does not end, or no longer compiles because something that is checked while compiling
is not so. One that does not compile for another reason, such as a type, counts for neither side. Survivors are listed in
build/mutation/survivors."""
import concurrent.futures
import pathlib
import random
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "mutation"
FLAGS = ["g++", "-std=c++20", "-O0", "-w", "-Itests", f'-DSECURE_HEADERS_VECTORS_DIR="{ROOT}/../shared/vectors"',
         f'-DSECURE_HEADERS_TEST_DIR="{ROOT}/tests"']
# Catch2 2 is headers alone, and has its entry point in tests/main.cpp.
CATCH = ["-lCatch2Main", "-lCatch2"] if pathlib.Path("/usr/include/catch2/catch_all.hpp").exists() else []
CSP = ["policy/content_security_policy", "csp/source"]
SET = ["bake", "headers"]
# Files that no test has the path of, and the tests that show them.
OTHERS = {
    "bake": SET, "delivery": SET + ["adapter/response"], "header_view": SET, "header_policy": SET + ["nonce"],
    "invalid_header": ["headers"], "endpoint_name": ["policy/reporting_endpoints"], "presets_owasp": ["presets"],
    "csp/directive": CSP, "csp/directive_list": CSP, "csp/source_grammar": CSP, "csp/source_rules": CSP, "csp/token": CSP,
    "detail/ascii": ["csp/source", "policy/custom_header", "headers"], "detail/dictionary": ["policy/permissions_policy", "policy/document_policy"],
    "detail/host_source": CSP + ["origin"], "detail/keyword_policy": ["policy/x_frame_options"], "detail/list": SET,
    "detail/optional": ["policy/cache_control", "policy/x_robots_tag"], "detail/random": ["nonce"],
    "detail/report_only": ["policy/permissions_policy_report_only"], "detail/report_uri": ["policy/expect_ct", "policy/public_key_pins"],
    "detail/reportable_policy": ["policy/cross_origin_opener_policy"], "detail/text": SET, "detail/short_text": ["cookie"],
    "adapter/response_adapter": ["adapter/response"], "adapter/https": ["adapter/response", "adapter/cpp_httplib"],
}
SWAPS = [("==", "!="), ("!=", "=="), ("<=", "<"), (">=", ">"), (" < ", " <= "), (" > ", " >= "), (" && ", " || "), (" || ", " && "),
         (" + ", " - "), (" - ", " + "), (" * ", " / "), (" / ", " * "), (" % ", " / "), ("++", "--"), ("true", "false"),
         ("false", "true"), (" & ", " | "), (" | ", " & "), (" ^ ", " & "), ("<<", ">>"), (">>", "<<"), ("!", "")]


def tests_of(path):
    name = str(path.relative_to(ROOT / "include" / "secure_headers").with_suffix(""))
    found = [f"tests/{name}.test.cpp"] if (ROOT / f"tests/{name}.test.cpp").exists() else []
    found += [f"tests/{other}.test.cpp" for other in OTHERS.get(name, [])]
    found += ["tests/policy/names.test.cpp"] if name.startswith("policy/") else []
    if not found and name.startswith(("cookie/", "adapter/cookie")):
        found = ["tests/cookie.test.cpp", *(str(p.relative_to(ROOT)) for p in sorted((ROOT / "tests/cookie").glob("*.test.cpp")))]
    return [test for test in found if (ROOT / test).exists()]


def code_of(line):
    """The line with what is in quotes and comments blanked out."""
    line = re.sub(r'"(\\.|[^"\\])*"' + r"|'(\\.|[^'\\])+'", lambda m: "\0" * len(m[0]), line)
    return re.sub(r"//.*", lambda m: "\0" * len(m[0]), line)


def mutants_of(path):
    for number, line in enumerate(path.read_text().split("\n")):
        code = code_of(line)
        if re.match(r"\s*(#|template|friend|using|static_assert|namespace|requires)", code) or "operator" in code or "= default" in code:
            continue
        for old, new in SWAPS:
            for match in re.finditer(re.escape(old), code):
                if old == "!" and code[match.end() : match.end() + 1] == "=" or old in ("<<", ">>") and "<" in code.replace("<<", ""):
                    continue
                if old in ("true", "false") and re.match(r"\w", code[match.end() : match.end() + 1] or " "):
                    continue
                yield path, number, match.start(), match.end(), new
        for match in re.finditer(r"(?<![\w.'])\d+(?![\w.'])", code):
            yield path, number, match.start(), match.end(), str(int(match[0]) + 1)
        for match in re.finditer(r'"([^"\\]{2,})"', line):  # a text that is written or looked for
            if "\0" in code[match.start() : match.end()] and "refuse(" not in line and "static_assert" not in line and "secure_headers" not in line:
                yield path, number, match.start(1), match.start(1) + 1, "~"


def run(worker, mutant):
    path, number, begin, end, new = mutant
    include = BUILD / f"include{worker}"
    target = include / path.relative_to(ROOT / "include")
    original = path.read_text()
    lines = original.split("\n")
    lines[number] = lines[number][:begin] + new + lines[number][end:]
    target.write_text("\n".join(lines))
    verdict = "survived"
    try:
        for test in tests_of(path):
            program = BUILD / f"test{worker}"
            libraries = ["-lfmt"] if "format" in test else ["-lssl", "-lcrypto", "-lcpp-httplib", "-lbrotlienc", "-lbrotlidec", "-lz"] if "httplib" in test else []
            made = subprocess.run([*FLAGS, f"-I{include}", test, str(BUILD / "main.o"), str(BUILD / "counting.o"), "-o", str(program), *CATCH, "-pthread", *libraries],
                                  cwd=ROOT, capture_output=True, text=True, timeout=300)
            if made.returncode != 0:
                checked = re.search(r"static assertion|constant expression|in .constexpr. expansion|is not a constant|overflow in constant", made.stderr)
                verdict = "caught" if checked else "invalid"
                if verdict == "invalid" and "--why" in sys.argv:
                    print("invalid", path.name, number + 1, made.stderr[:1500], flush=True)
                break
            ran = subprocess.run([str(program)], cwd=ROOT, capture_output=True, timeout=60)
            if ran.returncode != 0:
                verdict = "caught"
                break
    except subprocess.TimeoutExpired:
        verdict = "caught"
    target.write_text(original)
    return verdict


def main():
    arguments = [argument for argument in sys.argv[1:] if argument.isdigit()]
    count, seed = (int(argument) for argument in (arguments + ["300", "1"][len(arguments) :])[:2])
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    for worker in range(2):
        shutil.copytree(ROOT / "include", BUILD / f"include{worker}")
    for source, made in (("main", "main.o"), ("counting_new", "counting.o")):
        subprocess.run([*FLAGS, "-Iinclude", "-c", f"tests/{source}.cpp", "-o", str(BUILD / made)], cwd=ROOT, check=True)
    files = [path for path in sorted((ROOT / "include").rglob("*.hpp")) if tests_of(path)]
    mutants = [mutant for path in files for mutant in mutants_of(path)]
    sample = random.Random(seed).sample(mutants, min(count, len(mutants)))
    print(f"{len(sample)} of {len(mutants)} mutants of {len(files)} files")
    free = [0, 1]

    def work(mutant):
        worker = free.pop()
        try:
            return mutant, run(worker, mutant)
        finally:
            free.append(worker)

    verdicts = {"caught": 0, "survived": 0, "invalid": 0}
    survivors = []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for mutant, verdict in pool.map(work, sample):
            verdicts[verdict] += 1
            if verdict == "survived":
                path, number, begin, end, new = mutant
                line = path.read_text().split("\n")[number]
                survivors.append(f"{path.relative_to(ROOT)}:{number + 1}: {line[:begin].lstrip()}[{line[begin:end]} -> {new}]{line[end:]}")
                print("survived", survivors[-1], flush=True)
    (BUILD / "survivors").write_text("\n".join(survivors) + "\n")
    tried = verdicts["caught"] + verdicts["survived"]
    print(f"{verdicts['caught']} of {tried} caught ({100 * verdicts['caught'] / max(tried, 1):.1f} %), {verdicts['invalid']} did not compile")
    good = tried > 0 and verdicts["caught"] >= 0.9 * tried
    print(f"{int(good)} passed, {int(not good)} failed, 0 skipped")
    sys.exit(0 if good else 1)


main()
