#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The samples read as an array of tasks on a cluster of three hosts, one of which loses
# its power in the middle while the reader of another is killed: the tables are those of
# one run on one machine.
#
#   slurm_test.sh VANTHU SOURCE WORK_DIR
#
# 77: skipped, for the reason it prints.
set -eu
vanthu=$1 source=$2 work=$3
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin

skip() {
    echo "slurm_test.sh: skipped: $1"
    exit 77
}
for program in slurmctld slurmd sbatch munged unshare nsenter; do
    command -v $program >/dev/null ||
        skip "$program is not there (scripts/install-deps.sh --slurm)"
done
unshare --mount --pid --fork --mount-proc true 2>/dev/null ||
    skip "this system lets nobody make a pid namespace"

# The cluster's folder is short: its sockets' paths have to be.
cluster=$(mktemp -d /tmp/vanthu-slurm.XXXXXX)
trap '"$here/slurm/down.sh" "$cluster"; rm -rf "$cluster"' EXIT
rm -rf "$work"
mkdir -p "$work"
begun=$EPOCHREALTIME
since() {
    awk -v now="$EPOCHREALTIME" -v begun="$begun" 'BEGIN { printf "%5.1f s", now - begun }'
}

"$vanthu" run "$source" -o "$work/alone" --progress never || [ $? = 1 ]
echo "$(since): read on one machine"
"$here/slurm/up.sh" "$cluster" 3
for _ in $(seq 100); do
    [ "$("$cluster/on" sinfo -h -o %D -t idle 2>/dev/null)" = 3 ] && break
    sleep 0.1
done
[ "$("$cluster/on" sinfo -h -o %D -t idle)" = 3 ] || {
    cat "$cluster"/log.*
    echo "slurm_test.sh: the three hosts do not come up"
    exit 1
}
echo "$(since): three hosts are up"
export VANTHU=$vanthu
"$cluster/on" "$here/../scripts/vanthu-slurm" "$source" --shards 6 -o "$work/out" \
    --wait >"$work/log" 2>&1 &
submitted=$!

# n1 is in the middle of a shard: its power goes.
for _ in $(seq 600); do
    at=$("$cluster/on" squeue -h -t running -w n1 -o %K 2>/dev/null) || at=
    [ -n "$at" ] && ls "$work/out/slurm/.part-$at."* >/dev/null 2>&1 && break
    sleep 0.1
done
[ -n "$at" ] || { echo "n1 got nothing to do"; exit 1; }
sleep 0.7
kill -KILL "$(cat "$cluster/host.n1")"
dead_parts=$(ls -d "$work/out/slurm/.part-$at."*)
echo "$(since): n1 has lost its power, at shard $at"
# Slurm does not start a task again that ended badly: vanthu-slurm has to.
for _ in $(seq 100); do
    killed=$("$cluster/on" squeue -h -t running -w n2 -o %K)
    "$cluster/on" -h n2 pkill -KILL -o -x vanthu && break
    sleep 0.1
done
echo "$(since): on n2 the reader of shard $killed was killed"

status=0
for _ in $(seq 1800); do
    kill -0 $submitted 2>/dev/null || break
    if [ -z "${told-}" ] &&
        "$cluster/on" sinfo -h -N -n n1 -o %T 2>/dev/null | grep -q down; then
        told=yes
        echo "$(since): Slurm has noticed"
    fi
    sleep 0.2
done
kill -0 $submitted 2>/dev/null && {
    echo "it does not end"
    "$cluster/on" squeue
    exit 1
}
wait $submitted || status=$?
echo "$(since): done: $(tail -n 1 "$work/log")"
cat "$work/out/slurm/history"
grep -q '^try 2' "$work/out/slurm/history" || { echo "nothing was tried again"; exit 1; }
[ "$status" -le 1 ] || { cat "$work/log" "$work"/out/slurm/log-*; exit 1; }
for part in $dead_parts; do # the attempt that died is not what the tables hold
    [ ! -e "$part" ] || { echo "$part is left"; exit 1; }
done
diff -r -x 'vanthu.*' -x slurm "$work/alone" "$work/out"
"$vanthu" verify "$work/out"
echo "the tables are the same"
