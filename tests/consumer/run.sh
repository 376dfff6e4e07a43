#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Uses the library in each way that the README names, from copies of it.
set -u
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/count.sh

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

check "consumer by install" install_tree
check "consumer by find_package" by_cmake find_package -DCMAKE_PREFIX_PATH="$work/installed"
check "consumer by add_subdirectory" by_cmake add_subdirectory -DSECURE_HEADERS_SOURCE="$root"
check "consumer by FetchContent" by_cmake FetchContent -DSECURE_HEADERS_SOURCE="$root"
check "consumer by copying include/" by_copy
if command -v pkg-config >/dev/null; then
    check "consumer by pkg-config" by_pkg_config
else
    skip "pkg-config is not installed"
fi
end
