#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Uses the library in each way that the README names, from copies of it.
set -u
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0

try() {
    local name=$1
    shift
    if ("$@") >"$work/log" 2>&1; then
        echo "ok    consumer by $name"
        passed=$((passed + 1))
    else
        echo "FAIL  consumer by $name"
        tail -n 40 "$work/log"
        failed=$((failed + 1))
    fi
}
by_cmake() {
    local way=$1
    shift
    cmake -S "$root/tests/consumer" -B "$work/$way" -DWAY="$way" "$@" && cmake --build "$work/$way" && "$work/$way/consumer"
}
install_tree() {
    cmake -S "$root" -B "$work/build" -DSECURE_HEADERS_BUILD_TESTS=OFF -DSECURE_HEADERS_BUILD_EXAMPLES=OFF \
        -DCMAKE_INSTALL_PREFIX="$work/installed" && cmake --build "$work/build" && cmake --install "$work/build" &&
        diff -r "$root/include" "$work/installed/include"
}
by_copy() {
    cp -r "$root/include" "$work/copied" &&
        g++ -std=c++20 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -I"$work/copied" "$root/tests/consumer/main.cpp" -o "$work/by_copy" && "$work/by_copy"
}
by_pkg_config() {
    local flags
    flags=$(PKG_CONFIG_PATH=$work/installed/share/pkgconfig pkg-config --cflags secure_headers) &&
        g++ -std=c++20 $flags "$root/tests/consumer/main.cpp" -o "$work/by_pkg_config" && "$work/by_pkg_config"
}

try "install" install_tree
try "find_package" by_cmake find_package -DCMAKE_PREFIX_PATH="$work/installed"
try "add_subdirectory" by_cmake add_subdirectory -DSECURE_HEADERS_SOURCE="$root"
try "FetchContent" by_cmake FetchContent -DSECURE_HEADERS_SOURCE="$root"
try "copying include/" by_copy
if command -v pkg-config >/dev/null; then
    try "pkg-config" by_pkg_config
else
    echo "SKIPPED: pkg-config is not installed"
    skipped=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
