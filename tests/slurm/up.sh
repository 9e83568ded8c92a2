#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A real Slurm cluster on this machine, for tests: up.sh FOLDER [HOSTS]
#
# Every host (ctl, n0, n1, ...) is a pid namespace, all on 127.0.0.1: killing the one pid
# in FOLDER/host.NAME is a power cut. FOLDER/on [-h HOST] COMMAND runs a command there.
# down.sh FOLDER ends it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1 hosts=${2:-3}
last=$((hosts - 1))
PATH=$PATH:/usr/sbin:/sbin

rm -rf "$folder"
umask 022
mkdir -p "$folder/state"
head -c 1024 /dev/urandom >"$folder/munge.key"
chmod 400 "$folder/munge.key"
name=$(hostname -s)
nodes="NodeName=n[0-$last] NodeHostname=$name NodeAddr=127.0.0.1 Port=[16820-$((16820 + last))] CPUs=1 State=UNKNOWN"
conf=$(<"$here/slurm.conf.in")
conf=${conf//@R@/$folder}
conf=${conf//@CTL@/$name(127.0.0.1)}
conf=${conf//@SOCK@/$folder/munge.sock}
conf=${conf//@USER@/$(id -un)}
conf=${conf//@NODES@/$nodes}
conf=${conf//@LIST@/n[0-$last]}
printf '%s\n' "$conf" >"$folder/slurm.conf"
# Never used; slurmd does not start without it where /sys/fs/cgroup is not mounted.
echo CgroupPlugin=cgroup/v1 >"$folder/cgroup.conf"

host() { # name, what it starts
    pre="unshare --mount --pid --fork --kill-child --mount-proc"
    [ "$(id -u)" = 0 ] || pre+=" --user --map-current-user"
    SLURM_CONF=$folder/slurm.conf $pre bash -c "$2; while :; do sleep 3600 & wait; done" \
        >"$folder/log.host.$1" 2>&1 </dev/null &
    echo $! >"$folder/host.$1"
}
host ctl "munged --key-file='$folder/munge.key' --socket='$folder/munge.sock' \
    --pid-file='$folder/munge.pid' --log-file='$folder/log.munged' \
    --seed-file='$folder/seed'; slurmctld"
for _ in $(seq 100); do
    [ -S "$folder/munge.sock" ] && break
    sleep 0.05
done
for i in $(seq 0 $last); do
    host "n$i" "slurmd -N n$i"
done
cat >"$folder/on" <<E
#!/bin/bash
h=ctl
[ "\$1" != -h ] || { h=\$2; shift 2; }
p=\$(cat "$folder/host.\$h")
p=\$(cat /proc/\$p/task/\$p/children)
export SLURM_CONF=$folder/slurm.conf
exec nsenter -t \${p%% *} $([ "$(id -u)" = 0 ] || echo -U --preserve-credentials) -m -p --wd=\$PWD -- "\$@"

E
chmod +x "$folder/on"
