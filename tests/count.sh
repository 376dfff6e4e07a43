# SPDX-License-Identifier: MIT
# Sourced by scripts of tests: counts what passes, what fails and what is skipped.
passed=0 failed=0 skipped=0

pass() {  # pass [NAME]
    passed=$((passed + 1))
    [ $# -eq 0 ] || echo "ok    $*"
}
fail() {  # fail NAME
    failed=$((failed + 1))
    echo "FAIL  $*"
}
skip() {  # skip REASON
    skipped=$((skipped + 1))
    echo "SKIPPED: $*"
}
holds() {  # holds NAME COMMAND...
    if "${@:2}"; then pass; else fail "$1"; fi
}
same() {  # same NAME EXPECTED ACTUAL
    if [ "$2" == "$3" ]; then
        pass
    else
        fail "$1"
        diff <(echo "$2") <(echo "$3")
    fi
}
check() {  # check NAME COMMAND...: sets output, which is shown if the command fails
    if output=$("${@:2}" 2>&1); then
        pass "$1"
    else
        fail "$1"
        tail -n 60 <<<"$output"
    fi
}
add() {  # add NAME FILE: many tests, which the last line counts
    if [[ $(tail -n 1 "$2") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed(,\ ([0-9]+)\ skipped)?$ ]]; then
        passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2])) skipped=$((skipped + ${BASH_REMATCH[4]:-0}))
    else
        fail "$1 did not come to its end"
    fi
}
end() {  # the last line; false if any failed
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
}
