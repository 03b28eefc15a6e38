#!/bin/sh
# A Debian root as a machine of its own, for container engines: it has its own mounts, processes and /run, and shares
# the network and the kernel. Nothing is written into the root.
#
#   machine.sh start ROOT STATE SHARED   starts it, prints the number of its first process, and waits for the end of its
#                                        own stdin; then the machine ends, and STATE is removed
#   machine.sh run PID COMMAND...        runs a command in it
#
# Inside, STATE is /mnt/state, and SHARED is /mnt/shared, which is read-only. The process that starts it keeps its stdin
# open: if that process dies, for whatever reason, the kernel ends everything that runs in the machine, and removes its
# mounts. Needs root, or sudo.
set -eu

die() {
  echo "machine.sh: $*" >&2
  exit 1
}

start() {
  # Ctrl-C is for the process that holds our stdin.
  trap '' INT TERM HUP
  exec 3<&0
  "${self%/*}/../private.sh" unshare --pid --ipc --fork --kill-child "$self" _first "$root" "$state" "$shared" <&3 ||
    code=$?
  rm -rf "$state"
  exit "${code-0}"
}

# Becomes the first process of the machine.
first() {
  # /proc is still the one outside, so this is our number there.
  read -r pid _ </proc/self/stat
  view=$state/view
  mkdir -p "$view" "$state/etc"
  cp -a "$root/etc/." "$state/etc"
  mount --rbind "$root" "$view"
  mount --make-rprivate "$view"
  mount -o remount,bind,ro "$view"
  for folder in run tmp var root mnt opt; do
    mount -t tmpfs -o mode=755 tmpfs "$view/$folder"
  done
  chmod 1777 "$view/tmp"
  mkdir -p "$view/var/tmp" "$view/var/lib" "$view/mnt/state" "$view/mnt/shared" "$view/mnt/outside"
  mount --bind "$state/etc" "$view/etc"
  mount -t proc proc "$view/proc"
  mount --rbind /sys "$view/sys"
  mount --rbind /dev "$view/dev"
  # podman keeps locks here, for the whole machine.
  mount -t tmpfs -o mode=1777 tmpfs "$view/dev/shm"
  mount --bind "$state" "$view/mnt/state"
  mount --bind "$shared" "$view/mnt/shared"
  mount -o remount,bind,ro "$view/mnt/shared"
  cd "$view"
  pivot_root . mnt/outside
  umount -l /mnt/outside
  echo "$pid"
  exec >/dev/null
  # Not exec: the first process of a machine reaps all others, which a shell does while it waits.
  cat <&3 &
  wait $!
}

self=$(readlink -f "$0")
[ $# -ge 2 ] || die "usage: machine.sh start ROOT STATE SHARED | run PID COMMAND..."
[ "$(id -u)" = 0 ] || exec sudo "$self" "$@"
PATH=$PATH:/usr/sbin:/sbin
export PATH
case $1 in
  start | _first)
    root=$(readlink -f "$2") state=$(readlink -f "$3") shared=$(readlink -f "$4")
    "${1#_}"
    ;;
  run)
    pid=$2
    shift 2
    exec nsenter --target "$pid" --mount --pid --ipc --root --wd env -u XDG_RUNTIME_DIR HOME=/root "$@"
    ;;
  *) die "no such command: $1" ;;
esac
