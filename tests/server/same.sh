# SPDX-License-Identifier: MIT
# Sourced by the tests of servers: compares what came with what was expected, and counts.

same() {  # same NAME EXPECTED ACTUAL
    if [ "$2" == "$3" ]; then
        passed=$((passed + 1))
    else
        echo "FAIL  $1"
        diff <(echo "$2") <(echo "$3")
        failed=$((failed + 1))
    fi
}
