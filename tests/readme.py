#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compiles and runs what README.md and the other Markdown files show, and compares what comes out with what they say.

```cpp      compiles alone, and is run if it has a main(); a ```text block right after it is what it prints.
            One that says "does not compile" does not, and the ```text block is among what the compiler prints.
```console  commands after "$ " and their output. Those right after a block with a main() go to that program, port 8080.
            Without a program above them they are run as they stand, with the audit's command on the path.
```c++      lines of a file under tests/ or examples/, where they are compiled.
```json     parses.
```cmake    stands in tests/consumer as it is here, which uses the library in each of these ways.
```sh       commands, of which the scripts are there.
Values that differ each time are compared by their shape: nonces, and how long the server keeps a connection.
A block of another kind fails, and so does one of output below nothing that prints it. Relative links lead to files that
are there, and to headings in them; so do paths of scripts and folders.
"""
import glob
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
passed = failed = skipped = 0


def report(ok, name, detail=""):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print(f"FAIL  {name}\n{detail}")


def skip(name, why):
    global skipped
    skipped += 1
    print(f"SKIPPED: {name}: {why}")


fence = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.M | re.S)


def blocks(text):
    """Yields (line, language, content) for each fenced block."""
    for match in fence.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1], match[2]


def prose(text):
    """The text without its code, of as many lines."""
    lines_only = lambda match: "\n" * match[0].count("\n")
    return re.sub(r"`[^`]*`", lines_only, fence.sub(lines_only, text))


def anchors(text):
    """What a link to a heading of the text is, as GitHub makes it."""
    made = []
    for title in re.findall(r"^#{1,6} +(.*?) *$", fence.sub("", text), re.M):
        anchor = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        made.append(f"{anchor}-{made.count(anchor)}" if anchor in made else anchor)
    return made


def try_links(file, texts, tracked):
    """Relative links of one of the texts by their files; what is not tracked is there on this machine only."""
    there = lambda path: path in tracked or path == "." or any(other.startswith(path + "/") for other in tracked)
    text = prose(texts[file])
    for match in re.finditer(r"\]\(\s*([^)\s]*)[^)]*\)|^\[[^\]]+\]:\s*(\S+)", text, re.M):
        link = match[1] or match[2] or ""
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        name = f"{file}:{text.count(chr(10), 0, match.start()) + 1}: {link}"
        path, _, anchor = link.partition("#")
        target = os.path.normpath(os.path.join(os.path.dirname(file), path)) if path else file
        if not link or not there(target):
            report(False, name, "no such file")
        elif anchor:
            if target not in tracked:  # a folder, of which its README is shown
                target = os.path.normpath(os.path.join(target, "README.md"))
            report(target in texts and anchor in anchors(texts[target]), name, "no such heading")
        else:
            report(True, name)
    for path in sorted(set(re.findall(r"(?<![\w./-])(?:tests|examples|include|cmake)/[\w./-]*\w", texts[file]))):
        report(there(path) or there(os.path.normpath(os.path.join(os.path.dirname(file), path))), f"{file}: {path}", "no such file")


def flags_for(source):
    """What a block needs beside our include folder, or None where it is not installed."""
    flags = ["-pthread"]
    for header, package in (("httplib.h", "cpp-httplib"), ("adapter/cpp_httplib", "cpp-httplib"), ("<fmt/", "fmt"), ("/format.hpp", "fmt"),
                            ("gtest", "gtest_main")):
        if header in source:
            found = subprocess.run(["pkg-config", "--cflags", "--libs", package], capture_output=True, text=True)
            if found.returncode != 0:
                return None
            flags += found.stdout.split()
    return flags


def compile_block(source, folder, flags, run):
    path = os.path.join(folder, "block.cpp")
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    command = ["g++", "-std=c++20", "-O1", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-I", os.path.join(root, "include")]
    command += [path, "-o", os.path.join(folder, "block"), *flags] if run else ["-fsyntax-only", path, *[f for f in flags if not f.startswith("-l")]]
    return subprocess.run(command, capture_output=True, text=True)


def shape(text):
    text = re.sub(r"'nonce-[A-Za-z0-9+/]{24}'", "'nonce-*'", text.replace("\r", ""))
    return re.sub(r"^Keep-Alive: .*$", "Keep-Alive: *", text, flags=re.M).strip()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command_path():
    return os.path.join(root, "build/gcc/examples/audit")


def console(name, content, folder, port=8080):
    parts = re.split(r"^\$ (.*)\n", content, flags=re.M)[1:]
    for command, expected in zip(parts[::2], parts[1::2]):
        actual = subprocess.run(["bash", "-c", command.replace("8080", str(port))], capture_output=True, text=True, cwd=folder, timeout=60,
                                env={**os.environ, "PATH": command_path() + os.pathsep + os.environ["PATH"]}).stdout
        report(shape(actual) == shape(expected), f"{name}: {command}", f"--- says\n{shape(expected)}\n--- prints\n{shape(actual)}")


def serve_and_ask(name, content, folder, port):
    server = subprocess.Popen([os.path.join(folder, "block")])
    try:
        for _ in range(100):
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        console(name, content, folder, port)
    finally:
        server.kill()
        server.wait()


def try_cpp(line, source, after, folder):
    flags = flags_for(source)
    if flags is None:
        return skip(line, "what it includes is not installed")
    if source.startswith("// does not compile"):
        result = compile_block(source, folder, flags, run=False)
        report(result.returncode != 0 and after[1].strip() in result.stderr, line, result.stderr[-2000:])
        return
    port = free_port()
    runs = "int main(" in source
    result = compile_block(source.replace("8080", str(port)), folder, flags, runs)
    report(result.returncode == 0, line, result.stderr[-4000:])
    if result.returncode != 0 or not runs:
        return
    if after[0] == "console":
        return serve_and_ask(line, after[1], folder, port)
    printed = subprocess.run([os.path.join(folder, "block")], capture_output=True, text=True, timeout=60).stdout
    expected = after[1] if after[0] == "text" else ""
    report(shape(printed) == shape(expected), line, f"--- says\n{shape(expected)}\n--- prints\n{shape(printed)}")


def try_blocks(file, text, consumer, compiled):
    found = list(blocks(text)) + [(0, "", "")]
    report(len(found) - 1 == len(re.findall(r"^ *```", text, re.M)) / 2, file, "a fence that is no block's")
    runs = refused = False  # the block above
    for (line, language, content), (_, next_language, next_content) in zip(found, found[1:]):
        name = f"{file}:{line}"
        with tempfile.TemporaryDirectory() as folder:
            if language == "cpp":
                try_cpp(name, content, (next_language, next_content), folder)
            elif language == "text":
                report(runs or refused, name, "below nothing that prints it")
            elif language == "c++":
                absent = [wanted for wanted in content.splitlines() if wanted.strip() and wanted.strip() not in compiled]
                report(not absent, name, "in no file under tests/ or examples/: " + "\n".join(absent))
            elif language == "json":
                report(isinstance(json.loads(content), dict), name)
            elif language == "console" and not runs:  # else it was asked of the program
                if os.path.exists(os.path.join(command_path(), "secure-headers-audit")):
                    console(name, content, folder)
                else:
                    skip(name, "secure-headers-audit is not built")
            elif language == "cmake":
                report(f"\n{content}" in consumer, name, "not in tests/consumer/CMakeLists.txt")
            elif language == "sh":
                for script in re.findall(r"^bash (\S+)", content, re.M):
                    report(os.path.exists(os.path.join(root, script)), f"{name}: {script}", "no such script")
            elif language != "console":
                report(False, name, f"a block of {language or 'nothing'}, which nothing tries")
        refused = language == "cpp" and content.startswith("// does not compile")
        runs = language == "cpp" and not refused and "int main(" in content


def project_files():
    """What git has or would take; where there is no repository, all but what is built."""
    git = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, capture_output=True, text=True, cwd=root) if shutil.which("git") else None
    if listed is None or listed.returncode != 0:
        files = glob.glob("**/*", root_dir=root, recursive=True)
        return {file for file in files if os.path.isfile(os.path.join(root, file)) and not file.startswith("build/")}
    return {file for file in listed.stdout.splitlines() if os.path.exists(os.path.join(root, file))}


def main():
    tracked = project_files()
    texts = {}
    for file in sorted(file for file in tracked if file.endswith(".md")):
        with open(os.path.join(root, file), encoding="utf-8") as opened:
            texts[file] = opened.read()
    with open(os.path.join(root, "tests/consumer/CMakeLists.txt"), encoding="utf-8") as file:
        consumer = "\n".join(line.strip() for line in file)
    compiled = "".join(open(path, encoding="utf-8").read() for folder in ("tests", "examples") for path in glob.glob(os.path.join(root, folder, "**/*.cpp"), recursive=True))
    for file, text in texts.items():
        try_links(file, texts, tracked)
        try_blocks(file, text, consumer, compiled)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return failed != 0 or passed == 0


if not shutil.which("g++"):
    print("SKIPPED: g++ is not installed\n0 passed, 0 failed, 1 skipped")
    sys.exit(0)
sys.exit(main())
