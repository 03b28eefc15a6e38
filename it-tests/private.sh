#!/bin/sh
# Runs a command with mounts of its own, which nobody else sees. Its root is a mount point even if ours is not, as in a
# chroot, where a command could not mount on it, pivot it or make it private. Needs root.
#
#   private.sh COMMAND...
set -eu

is_mount() {
  awk -v point="$1" '$5 == point { found = 1 } END { exit !found }' /proc/self/mountinfo
}

if is_mount /; then
  exec unshare --mount "$@"
fi
root=$(mktemp -d)
# If a chroot is on a shared mount, all others see our first mount.
trap '! is_mount "$root" || umount -l "$root"; rmdir "$root"' EXIT
# Signals are for the command; then it is time to clean up.
trap : INT TERM HUP
# shellcheck disable=SC2016 # for the shells inside
setpriv --pdeathsig KILL unshare --mount --propagation unchanged sh -ec '
  root=$1 folder=$2
  shift 2
  mount --rbind / "$root"
  mount --make-rprivate "$root"
  exec chroot "$root" sh -ec "cd \"\$1\" && shift && exec \"\$@\"" sh "$folder" "$@"' sh "$root" "$PWD" "$@"
