#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Prints all that the library writes, by each compiler, standard, level and architecture, and compares; a few of them, or
# with --long all, a big-endian machine and Windows among them, by an emulator. Builds without exceptions and without
# run-time type information belong here: the first ends a program that is refused something.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$PWD/build/compilers
mkdir -p "$build"
few=("g++ -std=c++20 -O2" "clang++ -std=c++20 -O0" "clang++-19 -std=c++23 -O1 -stdlib=libc++" "g++ -std=c++20 -O0 -m32"
    "g++ -std=c++20 -O0 -fno-exceptions -fno-rtti -funsigned-char")
all=("${few[@]}" "g++ -std=c++20 -O0 -fno-exceptions -fno-rtti" "g++ -std=c++20 -O0 -funsigned-char")
for compiler in "g++" "clang++" "clang++-19" "clang++-19 -stdlib=libc++"; do
    for standard in c++20 c++2b; do
        for level in 0 1 2 3; do all+=("$compiler -std=$standard -O$level"); done
    done
done
all+=("g++ -std=c++20 -O3 -m32" "clang++-19 -std=c++20 -O2 -m32" "clang++ -std=c++20 -O0 -fno-exceptions -fno-rtti"
    "clang++-19 -std=c++20 -O2 -funsigned-char" "s390x-linux-gnu-g++ -std=c++20 -O1 -static"
    "x86_64-w64-mingw32-g++-posix -std=c++20 -O1 -static")
chosen=("${few[@]}")
[ "${1-}" = --long ] && chosen=("${all[@]}")

print() {  # print COMMAND
    local words program runs=true runner=() libraries=()
    read -ra words <<<"$1"
    program=$build/$(tr -c 'a-z0-9\n' '_' <<<"$1")
    case $1 in
        s390x*) runner=(qemu-s390x) ;;
        *mingw32*) program+=.exe runner=(env WINEDEBUG=-all "WINEPREFIX=$build/wine" wine) libraries=(-lbcrypt) ;;
    esac
    if ! echo '#include <string>
        int main() { return std::string{}.empty() ? 0 : 1; }' | "${words[@]}" -x c++ - -o "$program" 2>/dev/null; then
        echo "SKIPPED: $1 is not to be had"
        return
    fi
    "${runner[@]}" "$program" >/dev/null 2>&1 || runs=false  # not every 64-bit system runs 32-bit programs
    if ! "${words[@]}" -Wall -Wextra -Werror -Iinclude tests/proof/everything.cpp -o "$program" \
        "${libraries[@]}" >"$program.log" 2>&1; then
        echo "FAIL  $1: does not compile"
        head -n 20 "$program.log"
    elif ! $runs; then
        echo "SKIPPED: $1: compiles, but this system does not run its programs"
    elif ! "${runner[@]}" "$program" >"$program.txt" 2>"$program.log"; then
        echo "FAIL  $1: does not come to its end"
    else
        [[ $1 != *mingw32* ]] || sed -i 's/\r$//' "$program.txt"  # Windows writes one before each end of a line
        echo "ran   $1: $(sha256sum <"$program.txt" | cut -c1-16)"
    fi
    rm -f "$program"
}
refuses() {  # a build without exceptions prints why and ends
    local compiler=$1
    if ! echo '#include <secure_headers/secure_headers.hpp>
        int main() { secure_headers::Server refused{secure_headers::runtime{"a b"}}; }' |
        "$compiler" -std=c++20 -fno-exceptions -fno-rtti -Iinclude -x c++ - -o "$build/refuses" 2>"$build/refuses.log"; then
        echo "FAIL  $compiler -fno-exceptions: does not compile"
    elif (ulimit -c 0; "$build/refuses") 2>"$build/refuses.log"; then
        echo "FAIL  $compiler -fno-exceptions: goes on with what it must refuse"
    elif ! grep -q "^secure_headers: Server: takes one product name" "$build/refuses.log"; then
        echo "FAIL  $compiler -fno-exceptions: does not say why it ends"
    else
        echo "ok    $compiler -fno-exceptions: says why it ends"
    fi
    if echo '#include <secure_headers/secure_headers.hpp>
        constexpr auto refused = secure_headers::bake([] {
            return secure_headers::SecureHeaders::empty().set(secure_headers::Server{"a b"});
        });' | "$compiler" -std=c++20 -fno-exceptions -Iinclude -fsyntax-only -x c++ - 2>"$build/refuses.log"; then
        echo "FAIL  $compiler -fno-exceptions: a mistake compiles"
    else
        echo "ok    $compiler -fno-exceptions: a mistake does not compile"
    fi
}
export -f print
export build
printf '%s\n' "${chosen[@]}" | xargs -P2 -I{} bash -c 'print "{}"' | tee "$build/results"
for compiler in g++ clang++; do refuses "$compiler" 2>/dev/null; done | tee "$build/refusals"

skipped=$(grep -c '^SKIPPED' "$build/results")
failed=$(cat "$build/results" "$build/refusals" | grep -c '^FAIL')
passed=$(($(grep -c '^ran' "$build/results") + $(grep -c '^ok' "$build/refusals")))
if [ "$(sed -n 's/^ran .*: //p' "$build/results" | sort -u | wc -l)" -ne 1 ]; then
    echo "FAIL  the outputs differ, or there is none"
    failed=$((failed + 1))
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
