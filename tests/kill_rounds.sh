#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Whatever is killed at whatever moment, the run that comes to its end has the tables of
# one that nobody disturbed, and its journal is sound:
#
#   kill_rounds.sh VANTHU SOURCE OUT_DIR ROUNDS [SEED]
#
# Each round starts a run and kills the supervisor or a worker with SIGKILL within two
# seconds. When a run comes to its end before that, it is begun anew.
set -eu
vanthu=$1 source=$2 out=$3 rounds=$4 seed=${5:-1}

rm -rf "$out"
mkdir -p "$out"
"$vanthu" run "$source" -o "$out/whole" --progress never 2>"$out/log"

numbers=$(awk -v n="$((rounds * 4))" -v seed="$seed" \
    'BEGIN { srand(seed); for (i = 0; i < n; i++) printf "%d ", 20 * rand() }')
set -- $numbers
supervisors=0 workers=0 ended=0
for round in $(seq "$rounds"); do
    "$vanthu" run "$source" -o "$out/killed" --progress never 2>>"$out/log" &
    pid=$!
    sleep "$(($1 / 10)).$(($1 % 10))" # up to two seconds
    if [ "$2" -lt 10 ]; then
        kill -KILL $pid 2>/dev/null && supervisors=$((supervisors + 1))
    else
        victims=$(cat /proc/$pid/task/$pid/children 2>/dev/null) || victims=
        for victim in $victims; do
            kill -KILL "$victim" 2>/dev/null && workers=$((workers + 1))
            break
        done
        sleep "0.$(($3 % 10))"
        kill -KILL $pid 2>/dev/null && supervisors=$((supervisors + 1))
    fi
    shift 4
    wait $pid 2>/dev/null && { ended=$((ended + 1)); rm -rf "$out/killed"; }
done
"$vanthu" run "$source" -o "$out/killed" --progress never 2>>"$out/log"
diff -r -x 'vanthu.*' "$out/whole" "$out/killed"
"$vanthu" verify "$out/killed"
echo "$rounds rounds: $supervisors supervisors and $workers workers killed, $ended runs ended before"
