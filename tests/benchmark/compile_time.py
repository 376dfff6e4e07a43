#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""compile_time.py INCLUDE FOLDER COMPILER...: compiles each source in turn, several times over, and prints
"compiler<TAB>source<TAB>least CPU seconds<TAB>most MB of memory"."""
import os
import resource
import subprocess
import sys

ROUNDS = int(os.environ.get("ROUNDS", "7"))
UMBRELLA = "#include <secure_headers/secure_headers.hpp>\n"
STANDARD = ["array", "bit", "cerrno", "concepts", "cstddef", "cstdint", "cstring", "initializer_list", "optional",
            "stdexcept", "string", "string_view", "type_traits", "utility", "sys/random.h"]
BAKED = "constexpr auto headers{} = secure_headers::bake([] {{ return secure_headers::SecureHeaders{{}}{}; }});\n"
# What the umbrella takes of <chrono>; the whole of it is a row of its own.
CHRONO = "#if __has_include(<bits/chrono.h>)\n#include <bits/chrono.h>\n#else\n#include <chrono>\n#endif\n"

sources = {
    "empty": "",
    "<string>": "#include <string>\n",
    "<chrono>": "#include <chrono>\n",
    "<fmt/format.h>": "#include <fmt/format.h>\n",
    "standard headers of the umbrella": "".join(f"#include <{name}>\n" for name in STANDARD) + CHRONO,
    "umbrella": UMBRELLA,
    "one baked set": UMBRELLA + BAKED.format("", ""),
    "ten baked sets": UMBRELLA + "".join(BAKED.format(i, f'.remove("X-{i}")') for i in range(10)),
}
if os.path.exists(os.path.join(sys.argv[1], "secure_headers/audit/audit.hpp")):
    sources["audit with a static_assert"] = (
        UMBRELLA + "#include <secure_headers/audit/audit.hpp>\n" + BAKED.format("", "") +
        "static_assert(secure_headers::audit(headers, {.https = true}).worst() < secure_headers::Severity::medium);\n")


def compile_once(compiler, path):
    process = subprocess.Popen([compiler, "-std=c++20", "-I", sys.argv[1], "-c", path, "-o", os.devnull])
    _, status, usage = os.wait4(process.pid, 0)
    return (usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024) if status == 0 else None


os.makedirs(sys.argv[2], exist_ok=True)
paths = {}
for i, (name, text) in enumerate(sources.items()):
    paths[name] = os.path.join(sys.argv[2], f"{i}.cpp")
    with open(paths[name], "w") as out:
        out.write(text)
for compiler in sys.argv[3:]:
    seconds, memory = {}, {}
    for _ in range(ROUNDS):
        for name, path in paths.items():
            result = compile_once(compiler, path)
            if result is None:
                print(f"SKIPPED: {compiler} does not compile: {name}", file=sys.stderr)
                continue
            seconds[name] = min(seconds.get(name, 1e9), result[0])
            memory[name] = max(memory.get(name, 0), result[1])
    for name in seconds:
        print(f"{compiler}\t{name}\t{seconds[name]:.4f}\t{memory[name]:.0f}")
