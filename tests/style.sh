#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The layout of all files by clang-format, what clang-tidy says of all headers, and g++ of their casts and of all adapters
# at once.
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/count.sh
mapfile -t sources < <(git ls-files --cached --others --exclude-standard '*.hpp' '*.cpp')
if command -v clang-format >/dev/null; then
    check "clang-format" clang-format --dry-run -Werror "${sources[@]}"
else
    skip "clang-format is not installed"
fi
if command -v clang-tidy >/dev/null; then
    for everything in everything everything_audit; do
        check "clang-tidy of $everything" clang-tidy --quiet "tests/$everything.cpp" -- -std=c++20 -Iinclude
    done
else
    skip "clang-tidy is not installed"
fi
if command -v g++ >/dev/null; then
    for everything in everything everything_audit; do
        check "useless casts in $everything" g++ -std=c++20 -Iinclude -Wuseless-cast -Werror -fsyntax-only "tests/$everything.cpp"
    done
    check "the adapters of several frameworks in one file" g++ -std=c++20 -fPIC -DQT_NO_KEYWORDS -Iinclude \
        $(pkg-config --cflags Qt6HttpServer 2>/dev/null) -fsyntax-only tests/adapter/together.cpp
else
    skip "g++ is not installed"
fi
end
