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
installed_headers() {  # installed_headers FOLDER: whether it has our headers, and nothing else
    diff -r --exclude='*.md' "$root/include" "$1" && ! find "$1" -name '*.md' | grep .
}
install_tree() {
    cmake -S "$root" -B "$work/build" -DSECURE_HEADERS_BUILD_TESTS=OFF -DSECURE_HEADERS_BUILD_EXAMPLES=OFF \
        -DCMAKE_INSTALL_PREFIX="$work/installed" && cmake --build "$work/build" && cmake --install "$work/build" &&
        installed_headers "$work/installed/include" &&
        diff "$root/LICENSE" "$work/installed/share/licenses/secure_headers/LICENSE"
}
# As it is where the tests' libraries are not: configured without a word of options, and installed without a build.
install_as_it_is() {
    cmake -S "$root" -B "$work/plain" -DCMAKE_DISABLE_FIND_PACKAGE_Catch2=ON -DSECURE_HEADERS_FRAMEWORKS=OFF \
        -DCMAKE_INSTALL_PREFIX="$work/plain/installed" && cmake --install "$work/plain" &&
        installed_headers "$work/plain/installed/include"
}
tests_are_refused() {
    local said
    said=$(cmake -S "$root" -B "$work/plain" -DSECURE_HEADERS_BUILD_TESTS=ON 2>&1) && return 1
    grep Catch2 <<<"$said"
}
# A project that installs a target of its own that links ours.
export_with_ours() {
    mkdir -p "$work/site" && cat >"$work/site/CMakeLists.txt" <<EOF
cmake_minimum_required(VERSION 3.25)
project(site LANGUAGES CXX)
add_subdirectory($root secure_headers)
add_library(site INTERFACE)
target_link_libraries(site INTERFACE secure_headers::secure_headers)
install(TARGETS site EXPORT site)
install(EXPORT site DESTINATION share/cmake/site)
EOF
    cmake -S "$work/site" -B "$work/site/build" -DSECURE_HEADERS_INSTALL=ON -DCMAKE_INSTALL_PREFIX="$work/site/installed" &&
        cmake --install "$work/site/build" && installed_headers "$work/site/installed/include"
}
by_fetch_content() {
    mkdir "$work/repository" && cp -r "$root"/{CMakeLists.txt,cmake,include,LICENSE} "$work/repository" &&
        git -C "$work/repository" init -q && git -C "$work/repository" add . &&
        git -C "$work/repository" -c user.name=consumer -c user.email=consumer@example.com commit -q -m copy &&
        git -C "$work/repository" tag v0 &&
        by_cmake FetchContent -DSECURE_HEADERS_REPOSITORY="file://$work/repository" -DSECURE_HEADERS_TAG=v0
}
by_example() {  # by_example FOLDER: copied out and built by itself
    cp -r "$root/examples/$1" "$work/example_$1" &&
        cmake -S "$work/example_$1" -B "$work/example_$1/build" -DCMAKE_PREFIX_PATH="$work/installed" && cmake --build "$work/example_$1/build"
}
finds() {  # finds PACKAGE
    mkdir -p "$work/finds" && cat >"$work/finds/CMakeLists.txt" <<EOF
cmake_minimum_required(VERSION 3.25)
project(finds LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
find_package($1 REQUIRED)
EOF
    cmake -S "$work/finds" -B "$work/finds/build" >/dev/null 2>&1
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
names_headers() {  # names_headers INCLUDEDIR DATADIR: whether pkg-config names the headers that are installed there
    local folder=$work/folders
    rm -rf "$folder" && cmake -S "$root" -B "$folder" -DSECURE_HEADERS_BUILD_TESTS=OFF -DSECURE_HEADERS_BUILD_EXAMPLES=OFF \
        -DCMAKE_INSTALL_PREFIX="$folder/installed" -DCMAKE_INSTALL_INCLUDEDIR="$1" -DCMAKE_INSTALL_DATADIR="$2" &&
        cmake --install "$folder" || return
    local include data
    include=$(cd "$folder/installed" && cd "$1" && pwd) && data=$(cd "$folder/installed" && cd "$2" && pwd) &&
        named=$(PKG_CONFIG_PATH=$data/pkgconfig pkg-config --cflags-only-I secure_headers) && named=${named#-I} && named=${named% } &&
        echo "$named, and not: $include" && [ "$(realpath "$named")" = "$include" ] && [ -f "$named/secure_headers/secure_headers.hpp" ]
}

# Where types are told apart by the address of their names, as libc++ does, those of exceptions must not be hidden.
by_shared_library() {
    local compile=(clang++-19 -stdlib=libc++ -std=c++20 -fvisibility=hidden -I"$root/include")
    cat >"$work/site.cpp" <<EOF
#include <secure_headers/invalid_header.hpp>
[[gnu::visibility("default")]] void read_settings() { secure_headers::detail::refuse("Server: must not be empty"); }
EOF
    cat >"$work/program.cpp" <<EOF
#include <secure_headers/invalid_header.hpp>
void read_settings();
int main() {
    try {
        read_settings();
    } catch (const secure_headers::InvalidHeader&) {
        return 0;
    } catch (...) {
    }
    return 1;
}
EOF
    "${compile[@]}" -fPIC -shared "$work/site.cpp" -o "$work/libsite.so" &&
        "${compile[@]}" "$work/program.cpp" "$work/libsite.so" -Wl,-rpath,"$work" -o "$work/program" && "$work/program"
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
if command -v git >/dev/null; then
    check "consumer by FetchContent" by_fetch_content
else
    skip "git is not installed, FetchContent is not tried"
fi
check "consumer by copying include/" by_copy
if echo '#include <stdexcept>' | clang++-19 -stdlib=libc++ -fsyntax-only -x c++ - 2>/dev/null; then
    check "a refusal of a shared library with hidden names is caught" by_shared_library
else
    skip "no clang++-19 with libc++, no shared library is tried"
fi
if command -v pkg-config >/dev/null; then
    check "consumer by pkg-config" by_pkg_config
    check "pkg-config where the folders are nested" names_headers include/nested/deep share/nested
    check "pkg-config where the headers' folder is absolute" names_headers "$work/absolute/include" share
    check "pkg-config where the data's folder is absolute" names_headers include "$work/absolute/share"
else
    skip "pkg-config is not installed"
fi
check "installed as it is, without Catch2 and without a build" install_as_it_is
check "tests that are asked for are not left out in silence" tests_are_refused
check "a target that links ours is installed with it" export_with_ours
check "an example by itself" by_example custom_server
if command -v pkg-config >/dev/null && pkg-config --exists libmicrohttpd; then
    check "a framework's example by itself" by_example libmicrohttpd
else
    skip "libmicrohttpd is not installed, its example is not built by itself"
fi
if finds Drogon; then
    check "Drogon's example by itself" by_example drogon
else
    skip "Drogon is not installed, its example is not built by itself"
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
