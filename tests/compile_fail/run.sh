#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Each file here compiles as it stands; with -DMISTAKE it does not, and the compiler prints what the first line says.
set -u
cd "$(dirname "$0")" || exit 1

try() {
    local compiler=$1 file=$2 wanted output
    local command=("$compiler" -std=c++20 -I../../include -fsyntax-only "$file")
    wanted=$(sed -n '1s,^// error: ,,p' "$file")
    if ! output=$("${command[@]}" 2>&1); then
        echo "FAIL  $compiler $file: the corrected twin does not compile"
        echo "$output" | head -n 20
    elif output=$("${command[@]}" -DMISTAKE 2>&1); then
        echo "FAIL  $compiler $file: the mistake compiles"
    elif [ -z "$wanted" ] || ! grep -qF -- "$wanted" <<<"$output"; then
        echo "FAIL  $compiler $file: the compiler does not say: $wanted"
        echo "$output" | head -n 20
    else
        echo "ok    $compiler $file"
    fi
}
export -f try

for compiler in g++ clang++ clang++-19; do
    command -v "$compiler" >/dev/null && printf "$compiler %s\n" *.cpp
done | xargs -P2 -L1 bash -c 'try "$@"' try >results.tmp
grep -v '^ok' results.tmp
passed=$(grep -c '^ok' results.tmp)
failed=$(grep -c '^FAIL' results.tmp)
rm -f results.tmp
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
