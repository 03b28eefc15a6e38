#!/bin/sh
# Fetches the engines of several Debian releases, each release into a root of its own, never into the machine.
#
#   fetch.sh [RELEASE...]   fetches what is missing or incomplete of those, or of all; prints the folder of each
#   fetch.sh --list         prints the releases
#
# The roots live in $LAYERLIFT_ENGINES (~/.cache/layerlift/engines), about 0.6 GB and half a minute each. A root appears
# under its name only when it is whole. Needs root, or sudo.
set -eu

RELEASES="bookworm trixie forky"
COMMON=ca-certificates,docker.io,containerd,runc,crun,podman,buildah,conmon,skopeo,umoci,docker-registry
COMMON=$COMMON,busybox-static,mount,iptables,nftables,xz-utils,bzip2,zstd

here=$(cd "$(dirname "$0")" && pwd)

die() {
  echo "fetch.sh: $*" >&2
  exit 1
}

# Debian 12 has Docker's client and podman's network in other packages than later releases.
packages() {
  case $1 in
    bookworm) echo "$COMMON,containernetworking-plugins" ;;
    *) echo "$COMMON,docker-cli,netavark" ;;
  esac
}

# What a whole root was made of: if that is no longer what we want, it is made anew.
recipe() {
  echo "$1 $(packages "$1") $(uname -m)"
}

is_whole() {
  [ "$(recipe "$1")" = "$(cat "$cache/$1/layerlift-recipe" 2>/dev/null)" ]
}

# The mirror that this machine's apt uses, if it is a Debian.
mirror() {
  awk '/^URIs: *http/ { print $2; exit }' /etc/apt/sources.list.d/debian.sources 2>/dev/null | grep . ||
    echo http://deb.debian.org/debian
}

fetch() {
  release=$1
  "$here/../engines.sh" install mmdebstrap debian-archive-keyring
  echo "fetch.sh: fetching the engines of $release into $cache/$release" >&2
  if grep -qF " $cache/$release.partial/" /proc/self/mountinfo; then
    die "there are mounts below $cache/$release.partial: unmount them first"
  fi
  rm -rf "$cache/$release.partial" "$cache/$release.old"
  # In namespaces, so that whatever ends us ends all of it, and its mounts go too. Documents and translations are most of
  # the files, so they stay away.
  if ! unshare --mount --pid --fork --kill-child --mount-proc mmdebstrap --mode=root --variant=apt --include="$(packages "$release")" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Check-Valid-Until "false"' \
    --aptopt='Acquire::Retries "3"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    "$release" "$cache/$release.partial" "deb $(mirror) $release main" >"$cache/$release.log" 2>&1; then
    tail -n 5 "$cache/$release.log" >&2
    die "could not fetch $release; the whole story is in $cache/$release.log"
  fi
  recipe "$release" >"$cache/$release.partial/layerlift-recipe"
  if [ -e "$cache/$release" ]; then mv "$cache/$release" "$cache/$release.old"; fi
  mv "$cache/$release.partial" "$cache/$release"
  rm -rf "$cache/$release.old"
}

if [ "${1-}" = --list ]; then
  echo "$RELEASES" | tr ' ' '\n'
  exit
fi
cache=$(readlink -m "${LAYERLIFT_ENGINES:-$HOME/.cache/layerlift/engines}")
[ "$(id -u)" = 0 ] || exec sudo LAYERLIFT_ENGINES="$cache" "$0" "$@"
# shellcheck disable=SC2086 # a list of words
[ $# -gt 0 ] || set -- $RELEASES
mkdir -p "$cache"
# Of two that fetch at once, the second waits and finds all done.
exec 9>"$cache/lock"
flock 9
for release; do
  case " $RELEASES " in *" $release "*) ;; *) die "no such release here: $release (there are: $RELEASES)" ;; esac
  is_whole "$release" || fetch "$release"
  echo "$cache/$release"
done
