#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Ends the cluster that up.sh started in FOLDER, and only that: down.sh FOLDER
set -u
for file in "$1"/host.*; do
    pid=$(cat "$file") || continue
    inits=$(cat "/proc/$pid/task/$pid/children" 2>/dev/null)
    kill -KILL "$pid" 2>/dev/null
    for init in $inits; do # the first of a namespace goes last
        while grep -qs '^State:.[^Z]' "/proc/$init/status"; do sleep 0.05; done
    done
done
