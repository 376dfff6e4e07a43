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

tries() {  # tries FRAMEWORKS [-D OPTION=VALUE...]: whether a build directory, which keeps options, tries these of two
    local frameworks=$1 tried
    shift
    mkdir -p "$work/frameworks" && cat >"$work/frameworks/CMakeLists.txt" <<EOF
cmake_minimum_required(VERSION 3.25)
project(frameworks LANGUAGES CXX)
include($root/cmake/frameworks.cmake)
foreach(framework cpp_httplib libmicrohttpd)
    if(TARGET framework_\${framework})
        list(APPEND tried \${framework})
    endif()
endforeach()
message(STATUS "TRIED: \${tried}")
EOF
    tried=$(cmake -S "$work/frameworks" -B "$work/frameworks/build" "$@" | grep 'TRIED: ')
    echo "$tried, and not: $frameworks"
    [ "$tried" = "-- TRIED: $frameworks" ]
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
if tries "cpp_httplib;libmicrohttpd" >/dev/null; then
    check "no framework is tried once all are off" tries "" -DSECURE_HEADERS_FRAMEWORKS=OFF
    check "one is tried that is set by itself" tries cpp_httplib -DSECURE_HEADERS_CPP_HTTPLIB=AUTO
    check "all are tried but one that is off by itself" tries libmicrohttpd -DSECURE_HEADERS_FRAMEWORKS=AUTO \
        -DSECURE_HEADERS_CPP_HTTPLIB=OFF
    check "it stays off" tries libmicrohttpd
    check "it is tried once it says nothing by itself" tries "cpp_httplib;libmicrohttpd" -DSECURE_HEADERS_CPP_HTTPLIB=
else
    skip "cpp-httplib and libmicrohttpd are not both installed"
fi
end
