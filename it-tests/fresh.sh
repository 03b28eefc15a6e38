#!/bin/sh
# Does on new Debian machines what README tells a newcomer to do: its first commands line by line, including "make
# test", and then a build and a conversion once more. What README clones from the network is this checkout's last commit.
#
#   fresh.sh [RELEASE [USER]]   RELEASE is bookworm or trixie, USER is root or user (one who may use sudo); without
#                               them all four, one after another. Prints a line for each.
#
# QUICK=1                builds instead of "make test"
# LAYERLIFT_M2=FOLDER    packages in that Maven repository aren't fetched again
# LAYERLIFT_FRESH=FOLDER where the machines and their logs are (~/.cache/layerlift/fresh)
#
# A machine is a root that debian/fetch.sh makes, without a JDK, make or a locale, entered by chroot with mounts and
# processes of its own. It has the network of this machine, and the network settings of this machine's apt, Maven and
# environment: proxies, certificates, ~/.m2/settings.xml. The last commit of this checkout is cloned into it. The root
# of a failed machine is kept. Needs root, or sudo.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=$(readlink -m "${LAYERLIFT_FRESH:-$HOME/.cache/layerlift/fresh}")
export LAYERLIFT_ENGINES="${LAYERLIFT_ENGINES:-$HOME/.cache/layerlift/engines}"
# Variables for the network.
NETWORK="http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY"

die() {
  echo "fresh.sh: $*" >&2
  exit 2
}

# Makes the machine of release $1 for user $2.
make_machine() {
  rm -rf "$root"
  cp -a "$("$here/debian/fetch.sh" "$1-bare")" "$root"
  cp -L /etc/resolv.conf /etc/hosts "$root/etc"
  cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates"
  chroot "$root" update-ca-certificates >/dev/null 2>&1
  home=/root
  if [ "$2" != root ]; then
    home=/home/$2
    chroot "$root" useradd --create-home --shell /bin/bash "$2"
    echo "$2 ALL=(ALL:ALL) NOPASSWD: ALL" >"$root/etc/sudoers.d/$2"
  fi
  mkdir -p "$root$home/.m2"
  [ ! -e "$settings" ] || cp "$settings" "$root$home/.m2"
  [ -z "${LAYERLIFT_M2-}" ] || cp -r "$LAYERLIFT_M2" "$root$home/.m2/repository"
  chroot "$root" chown -R "$2:" "$home"
  cp "$folder/layerlift.bundle" "$root/tmp"
  chmod 644 "$root/tmp/layerlift.bundle"
}

# Enters the machine and becomes its user $1, in the home folder, with a shell that reads commands from stdin.
enter() {
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/dev/shm"
  mount -t tmpfs tmpfs "$root/run"
  home=/root
  [ "$1" = root ] || home=/home/$1
  set -- setpriv --reuid="$1" --regid="$1" --init-groups env -i --default-signal HOME="$home" USER="$1" LOGNAME="$1" TERM=dumb \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin QUICK="${QUICK-}"
  for name in $NETWORK; do
    eval "value=\${$name-}"
    [ -z "$value" ] || set -- "$@" "$name=$value"
  done
  # No exec: this process ends with its parent, which another user's process would not, and takes everything along.
  chroot "$root" "$@" /bin/bash
}

# What a newcomer does. Each line is typed into a new shell; it stops at the first failure.
newcomer() {
  cat <<'END'
cd
paste() {
  echo "\$ $1"
  bash -c "$1" </dev/null || { echo "fresh.sh: ended with $?: $1"; exit 1; }
}
paste 'git clone -q -c advice.detachedHead=false /tmp/layerlift.bundle layerlift'
cd layerlift
mapfile -t lines < <(awk '/^```/ { if (n) exit; inside = /^```sh/; next } inside && !/^git clone / { n++; print }' README.md)
[ ${#lines[@]} -ge 2 ] || { echo "fresh.sh: README does not begin with commands"; exit 1; }
for line in "${lines[@]}"; do
  [ -z "$QUICK" ] || line=${line/make test/make}
  paste "$line"
done
paste 'bin/convert samples/skopeo.tar skopeo-oci.tar'
paste 'make'
paste 'bin/convert -f samples/skopeo.tar skopeo-oci.tar'
paste 'test -z "$(git status --porcelain)"'
paste 'make clean'
END
}

# Everything that happens to the machine of release $1 for user $2.
cell() {
  make_machine "$1" "$2"
  newcomer >"$root.script"
  "$here/private.sh" unshare --pid --fork --kill-child "$self" _enter "$1" "$2" <"$root.script" &
  # Everything that runs in the machine ends with this process.
  trap 'kill -9 $! 2>/dev/null || true' EXIT
  trap 'exit 130' INT TERM HUP
  wait $!
  trap - EXIT
  rm -rf "$root" "$root.script"
}

# The same in a process of its own, with its output in a log; prints a line.
report() {
  log=$folder/$1-$2.log
  start=$(date +%s)
  if "$self" _cell "$1" "$2" >"$log" 2>&1; then
    result=passed
  else
    result="FAILED, $(tail -n 1 "$log")"
    failed=1
  fi
  echo "$1, $2: $result ($((($(date +%s) - start + 59) / 60)) min, $log)"
}

self=$(readlink -f "$0")
settings=$HOME/.m2/settings.xml
case ${1-} in
  _cell | _enter)
    root=$folder/$2-$3
    if [ "$1" = _cell ]; then cell "$2" "$3"; else enter "$3"; fi
    exit
    ;;
esac
case ${1-bookworm} in bookworm | trixie) ;; *) die "no such release: $1 (there are: bookworm trixie)" ;; esac
case ${2-root} in root | user) ;; *) die "no such user: $2 (there are: root user)" ;; esac
if [ "$(id -u)" != 0 ]; then
  exec sudo QUICK="${QUICK-}" LAYERLIFT_M2="${LAYERLIFT_M2-}" LAYERLIFT_FRESH="$folder" HOME="$HOME" \
    LAYERLIFT_ENGINES="$LAYERLIFT_ENGINES" "$self" "$@"
fi
mkdir -p "$folder"
git -c safe.directory='*' -C "$here/.." bundle create -q "$folder/layerlift.bundle" HEAD
failed=0
for release in ${1:-bookworm trixie}; do
  for user in ${2:-root user}; do report "$release" "$user"; done
done
exit $failed
