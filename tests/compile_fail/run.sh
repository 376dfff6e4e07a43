#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Each file here compiles as it stands; with -DMISTAKE it does not, and the compiler prints what the first line says: after
# "only error:" nothing else is wrong, "warning:" is one that all have, and "clang error:" one that clang alone has. For
# clang the headers are compiled once, since they are most of the work; to g++ that brings nothing.
# Only with --long is clang++-19 asked, and not g++ alone whether a file compiles as it stands: what is printed of the
# mistake tells why it does not.
set -u
export long=${1-}
cd "$(dirname "$0")" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export work

try() {
    local compiler=$1 file=$2 wanted output
    local command=("$compiler" -std=c++20 -I../../include -fsyntax-only "$file")
    [ "$compiler" == g++ ] || command+=(-include-pch "$work/$compiler/all.hpp.gch")
    wanted=$(sed -nE '1s,^// ((only |clang )?error|warning): ,,p' "$file")
    case $(head -n 1 "$file") in
        "// clang "*) [ "$compiler" != g++ ] || return 0 ;&
        "// warning"*) command+=(-Werror) ;;
    esac
    if [[ $compiler == g++ || $long == --long ]] && ! output=$("${command[@]}" 2>&1); then
        echo "FAIL  $compiler $file: the corrected twin does not compile"
        echo "$output" | head -n 20
    elif output=$("${command[@]}" -DMISTAKE 2>&1); then
        echo "FAIL  $compiler $file: the mistake compiles"
    elif [ -z "$wanted" ] || ! grep -qF -- "$wanted" <<<"$output"; then
        echo "FAIL  $compiler $file: the compiler does not say: $wanted"
        echo "$output" | head -n 20
    elif [[ $(head -n 1 "$file") == "// only "* && $(grep -c ' error: ' <<<"$output") -ne 1 ]]; then
        echo "FAIL  $compiler $file: the compiler says more than: $wanted"
        echo "$output" | grep ' error: '
    else
        echo "ok    $compiler $file"
    fi
}
export -f try

for compiler in g++ clang++ ${long:+clang++-19}; do
    command -v "$compiler" >/dev/null || continue
    if [ "$compiler" != g++ ]; then
        mkdir "$work/$compiler"
        cat *.cpp | grep -h '^#include <' | sort -u >"$work/$compiler/all.hpp"
        "$compiler" -std=c++20 -I../../include -x c++-header "$work/$compiler/all.hpp" -o "$work/$compiler/all.hpp.gch" || exit 1
    fi
    printf "$compiler %s\n" *.cpp
done | xargs -P2 -L1 bash -c 'try "$@"' try >"$work/results"
grep -v '^ok' "$work/results"
passed=$(grep -c '^ok' "$work/results")
failed=$(grep -c '^FAIL' "$work/results")
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
