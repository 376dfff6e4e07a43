# SPDX-License-Identifier: MIT
"""Breaks include/ in one place at a time and looks whether a test fails: mutate.py [COUNT|all [SEED[,SEED...] [FOLDER...]]].

All mutants that can be are compiled at once, each to be switched on when a test program starts (mutation.hpp), and a test
that does not come to where a mutant is need not be run. The rest are compiled one by one with the tests nearest to them.
A mutant is caught if a test fails, does not end, or no longer compiles because something that is checked while compiling
is not so. One that does not compile for another reason, such as a type, counts for neither side. Survivors are listed in
build/mutation/survivors. With FOLDERs of include/secure_headers, only these are broken, and only tests that include them run.
With --quick no mutant is compiled alone: what no test comes to is unreached. Each SEED chooses COUNT mutants; what the
tests cost is the same for all."""
import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

import mutants as m

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "mutation"
SWITCHED = BUILD / "switched"
PLAIN = ["g++", "-std=c++20", "-O0", "-w", f"-I{BUILD}/catch", "-Itests", f'-DSECURE_HEADERS_VECTORS_DIR="{ROOT}/../shared/vectors"',
         f'-DSECURE_HEADERS_TEST_DIR="{ROOT}/tests"', "-include", f"{BUILD}/catch/catch.hpp"]
# Catch2 2 is headers alone, and has its entry point in tests/main.cpp.
CATCH = ["-lCatch2Main", "-lCatch2"] if pathlib.Path("/usr/include/catch2/catch_all.hpp").exists() else []
LEFT_OUT = {"tests/command/command.test.cpp",  # it runs a program
            *(f"tests/adapter/{framework}.test.cpp" for framework in ("libmicrohttpd", "pistache", "qt_httpserver"))}
NEAREST = 4  # so many tests at most are compiled for a mutant that cannot be switched on
CHECKED = r"static assertion|constant expression|in .constexpr. expansion|is not a constant|overflow in constant|consteval"


def libraries_of(test):
    if "httplib" in test:
        return quiet(["pkg-config", "--cflags", "--libs", "cpp-httplib"]).stdout.split()
    return ["-lfmt"] if "format" in test else []


def quiet(command, **more):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", **more)


def parallel(work, items):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        yield from pool.map(work, items)


class Tests:
    """The test programs, one of each *.test.cpp, with all mutants in them that can be switched on."""

    def __init__(self, sources, numbered, folders):
        self.sources, self.numbered = sources, numbered  # {path: text}, {path: {number: mutant}}
        self.all = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests").rglob("*.test.cpp"))]
        self.all = [test for test in self.all if test not in LEFT_OUT and (not folders or str(pathlib.Path(test).parent).removeprefix("tests/").split("/")[0] in (*folders, "tests"))]
        self.program, self.headers, self.seconds, self.reached = {}, {}, {}, {}
        self.dropped = set()

    def write(self, path):
        kept = [(number, mutant) for number, mutant in self.numbered[path].items() if number not in self.dropped and mutant.switched]
        (SWITCHED / path.relative_to(ROOT / "include")).write_text(m.switched_source(self.sources[path], kept))

    def drop(self, errors):
        """Takes out the mutants of the lines that the compiler complains of; False if it complains of none that has any."""
        touched, known = set(), False
        for name, line in set(re.findall(r"switched/(\S+?\.hpp):(\d+)", errors)):
            path = ROOT / "include" / name
            numbers = {n for n, mutant in self.numbered.get(path, {}).items() if mutant.first_line <= int(line) <= mutant.last_line}
            known = known or bool(numbers)  # another test of the same round may have complained of them before
            if numbers - self.dropped:
                self.dropped |= numbers
                touched.add(path)
        for path in touched:
            self.write(path)
        return known

    def settle_headers(self):
        """Drops what cannot be even without a test, all headers at once: each costs less than it would alone."""
        every = BUILD / "every.cpp"
        every.write_text("".join(f"#include <{path.relative_to(ROOT / 'include')}>\n" for path in self.numbered))
        for _ in range(12):
            made = quiet([*PLAIN, "-include", "tests/proof/mutation.hpp", f"-I{SWITCHED}", "-fsyntax-only", "-fmax-errors=0", str(every)])
            if made.returncode == 0 or not self.drop("\n".join(line for line in made.stderr.splitlines() if "error:" in line)):
                return

    def build(self):
        for path in self.numbered:
            self.write(path)
        self.settle_headers()
        left = self.all
        for _ in range(12):
            results = list(parallel(self.compile, left))
            left = [test for test, errors in zip(left, results) if errors]
            if not left:
                break
            for errors in filter(None, results):
                wrong = "\n".join(line for line in errors.splitlines() if "error:" in line)
                if not self.drop(wrong) and not self.drop(errors):
                    sys.exit(f"mutate.py: a test does not compile:\n{errors[:3000]}")
        if left:
            sys.exit(f"mutate.py: {left} do not compile")
        list(parallel(self.trace, list(self.program)))

    def compile(self, test):
        program = BUILD / "programs" / test.replace("/", "_").replace(".test.cpp", "")
        made = quiet([*PLAIN, "-include", "tests/proof/mutation.hpp", f"-I{SWITCHED}", "-MMD", "-MF", f"{program}.d", test, *map(str, sorted(BUILD.glob("*.o"))),
                      "-o", str(program), *CATCH, "-pthread", *libraries_of(test)])
        if made.returncode != 0:
            return made.stderr
        self.program[test] = str(program)
        self.headers[test] = set(re.findall(r"switched/(\S+?\.hpp)", pathlib.Path(f"{program}.d").read_text()))
        return ""

    def trace(self, test):
        reached = f"{self.program[test]}.reached"
        begun = time.monotonic()
        ran = quiet([self.program[test]], env={**os.environ, "MUTANTS_REACHED": reached}, timeout=600)
        if ran.returncode != 0:
            sys.exit(f"mutate.py: {test} fails without a mutant\n{ran.stdout[-3000:]}")
        self.seconds[test] = time.monotonic() - begun
        self.reached[test] = {int(number) for number in pathlib.Path(reached).read_text().split()}

    def nearest(self, path):
        """The tests that include a header: first the one at its path, or how that begins, then those of its folder, then those of few others."""
        name = str(path.relative_to(ROOT / "include"))
        inner = name.removeprefix("secure_headers/").removesuffix(".hpp")
        including = [test for test in self.all if name in self.headers[test]]
        topic = {test: test.removeprefix("tests/").removesuffix(".test.cpp") for test in including}
        return sorted(including, key=lambda t: (topic[t] != inner, not inner.startswith(topic[t]), topic[t].split("/")[0] != inner.split("/")[0], len(self.headers[t])))

    def catches(self, number, mutant):
        """Whether a program fails with the mutant; None if none comes to it."""
        order = self.nearest(mutant.path)
        reaching = [test for test in order if number in self.reached[test]]
        for test in reaching:
            try:
                ran = quiet([self.program[test], "--abort"], env={**os.environ, "MUTANT": str(number)}, timeout=10 + 10 * self.seconds[test])
                if ran.returncode != 0:
                    return True
            except subprocess.TimeoutExpired:
                return True
        return False if reaching else None


class Alone:
    """Compiles mutants one by one, in a copy of include/ for each of two workers."""

    def __init__(self, tests):
        self.tests, self.free = tests, [0, 1]
        for worker in self.free:
            shutil.copytree(ROOT / "include", BUILD / f"include{worker}")

    def verdict(self, mutant, was_run):
        worker = self.free.pop()
        target = BUILD / f"include{worker}" / mutant.path.relative_to(ROOT / "include")
        source = self.tests.sources[mutant.path]
        try:
            target.write_text(m.edited(source, mutant.plain))
            for test in self.tests.nearest(mutant.path)[:NEAREST]:
                program = BUILD / f"test{worker}"
                made = quiet([*PLAIN, f"-I{BUILD}/include{worker}", test, *(["-fsyntax-only"] if was_run else [*map(str, sorted(BUILD.glob("*.o"))), "-o", str(program), *CATCH, "-pthread", *libraries_of(test)])],
                             timeout=300)
                if made.returncode != 0:
                    return "caught" if re.search(CHECKED, made.stderr) else "invalid"
                if not was_run and quiet([str(program), "--abort"], timeout=60).returncode != 0:
                    return "caught"
            return "survived"
        except subprocess.TimeoutExpired:
            return "caught"
        finally:
            target.write_text(source)
            self.free.append(worker)


def main():
    given = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    arguments = given + ["300", "1"][len(given) :]
    folders = tuple(arguments[2:])
    shutil.rmtree(BUILD, ignore_errors=True)
    (BUILD / "programs").mkdir(parents=True)
    shutil.copytree(ROOT / "include", SWITCHED)
    shutil.copytree(ROOT / "tests", BUILD / "catch", ignore=lambda folder, names: [name for name in names if name != "catch.hpp"])
    quiet([*PLAIN[:-2], "-x", "c++-header", f"{BUILD}/catch/catch.hpp", "-o", f"{BUILD}/catch/catch.hpp.gch"], check=True)
    for source in ("main", "counting_new", "proof/mutation"):
        subprocess.run([*PLAIN[:-2], "-Iinclude", "-c", f"tests/{source}.cpp", "-o", str(BUILD / f"{pathlib.Path(source).name}.o")], cwd=ROOT, check=True)

    sources, every = {}, []
    left_out = [f":!{test}" for test in LEFT_OUT]
    tested = quiet(["git", "grep", "-hoE", r"secure_headers/adapter/[a-z_]+\.hpp", "--", "tests/*.test.cpp", *left_out, "include/secure_headers/adapter/response.hpp", "include/secure_headers/adapter/cookie.hpp"]).stdout
    for path in sorted((ROOT / "include").rglob("*.hpp")):
        if path.parent.name == "adapter" and path.name not in tested or path.name == "gtest.hpp":
            continue  # a framework's, which only its own program tests
        if folders and str(path.relative_to(ROOT / "include/secure_headers").parent).split("/")[0] not in folders:
            continue
        sources[path], found = m.mutants_of(path)
        every += found
    count = len(every) if arguments[0] == "all" else min(int(arguments[0]), len(every))
    samples = {seed: set(random.Random(int(seed)).sample(range(len(every)), count)) for seed in arguments[1].split(",")}
    sample = sorted(set().union(*samples.values()))
    chosen = {number: every[index] for number, index in enumerate(sample, 1)}
    numbered = {path: {} for path in sources}
    for number, mutant in chosen.items():
        numbered[mutant.path][number] = mutant
    print(f"{len(sample)} of {len(every)} mutants of {len(sources)} files", flush=True)

    tests = Tests(sources, numbered, folders)
    tests.build()
    print(f"{sum(1 for number, mutant in chosen.items() if mutant.switched and number not in tests.dropped)} are compiled at once; the tests take {sum(tests.seconds.values()):.0f} s", flush=True)
    alone = Alone(tests)

    def work(item):
        number, mutant = item
        caught = tests.catches(number, mutant) if mutant.switched and number not in tests.dropped else None
        if caught:
            return item, "caught"
        if "--quick" in sys.argv:
            return item, "survived" if caught is False else "unreached"
        return item, alone.verdict(mutant, caught is False)

    verdicts = {seed: {"caught": 0, "survived": 0, "invalid": 0, "unreached": 0} for seed in samples}
    survivors = []
    for (number, mutant), verdict in parallel(work, chosen.items()):
        for seed, indices in samples.items():
            verdicts[seed][verdict] += sample[number - 1] in indices
        if verdict in ("survived", "unreached"):
            survivors.append(f"{mutant.path.relative_to(ROOT / 'include/secure_headers')}:{mutant.describe(sources[mutant.path])}")
            print(verdict, survivors[-1], flush=True)
    (BUILD / "survivors").write_text("\n".join(survivors) + "\n")
    passed = 0
    for seed, of_seed in verdicts.items():
        tried = of_seed["caught"] + of_seed["survived"]
        print(f"seed {seed}: {of_seed['caught']} of {tried} caught ({100 * of_seed['caught'] / max(tried, 1):.1f} %), {of_seed['invalid']} did not compile")
        passed += tried > 0 and of_seed["caught"] >= 0.9 * tried
    print(f"{passed} passed, {len(samples) - passed} failed, 0 skipped")
    sys.exit(0 if passed == len(samples) else 1)


main()
