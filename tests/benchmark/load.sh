#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# load.sh PROGRAM [ROUNDS]: requests per second of the server with our headers and with hand-written ones, in runs that
# alternate; prints "ours hand", the best run of each.
set -eu
program=$1
rounds=${2:-5}
best_ours=0 best_hand=0
for _ in $(seq "$rounds"); do
    for kind in ours hand; do
        coproc server { "$program" "$kind"; }
        pid=$server_PID
        read -r port <&"${server[0]}"
        rate=$(wrk -t1 -c4 -d2s "http://127.0.0.1:$port/" | awk '/^Requests\/sec:/ { printf "%d", $2 }')
        eval "exec ${server[1]}>&-"
        wait "$pid" || true
        if [ "$kind" = ours ]; then
            [ "$rate" -le "$best_ours" ] || best_ours=$rate
        else
            [ "$rate" -le "$best_hand" ] || best_hand=$rate
        fi
    done
done
echo "$best_ours $best_hand"
