#!/bin/sh
# Fetches the engines of several Debian releases, each release into a root of its own, never into the machine.
#
#   fetch.sh [RELEASE...]        fetches what is missing or incomplete of those, or of all; prints the folder of each
#   fetch.sh RELEASE-bare        fetches a root as bare as a new machine, with git and sudo: for fresh.sh
#   fetch.sh --list              prints the releases
#
# The roots live in $LAYERLIFT_ENGINES (~/.cache/layerlift/engines), about 0.6 GB and half a minute each. A root appears
# under its name only when it is complete. Needs root, or sudo.
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
    *-bare) echo ca-certificates,git,sudo ;;
    bookworm) echo "$COMMON,containernetworking-plugins" ;;
    *) echo "$COMMON,docker-cli,netavark" ;;
  esac
}

# What a complete root was made from: if that has changed, it is remade.
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

# This machine's apt settings for reaching the mirror, such as a proxy.
apt_options() {
  apt-config dump | grep -E '^Acquire::(https?::|Check-Date)' | grep -v ' "";$' || true
  echo 'Acquire::Check-Valid-Until "false";'
  echo 'Acquire::Retries "3";'
}

fetch() {
  name=$1
  release=${name%-bare}
  case $name in
    *-bare) set -- --variant=minbase ;;
    # Documentation and translations are most of the files, so they are left out.
    *)
      set -- --variant=apt --aptopt='APT::Install-Recommends "false"' --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*'
      ;;
  esac
  "$here/../engines.sh" install mmdebstrap debian-archive-keyring
  echo "fetch.sh: fetching $name into $cache/$name" >&2
  if grep -qF " $cache/$name.partial/" /proc/self/mountinfo; then
    die "there are mounts below $cache/$name.partial: unmount them first"
  fi
  rm -rf "$cache/$name.partial" "$cache/$name.old"
  apt_options >"$cache/$name.apt"
  # In namespaces, so that whatever ends us ends everything, including its mounts.
  if ! "$here/../private.sh" unshare --pid --fork --kill-child --mount-proc mmdebstrap --mode=root "$@" \
    --include="$(packages "$name")" --aptopt="$cache/$name.apt" \
    "$release" "$cache/$name.partial" "deb $(mirror) $release main" >"$cache/$name.log" 2>&1; then
    tail -n 5 "$cache/$name.log" >&2
    die "could not fetch $name; the whole story is in $cache/$name.log"
  fi
  recipe "$name" >"$cache/$name.partial/layerlift-recipe"
  if [ -e "$cache/$name" ]; then mv "$cache/$name" "$cache/$name.old"; fi
  mv "$cache/$name.partial" "$cache/$name"
  rm -rf "$cache/$name.old"
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
for wanted; do
  case " $RELEASES " in
    *" ${wanted%-bare} "*) ;;
    *) die "no such release here: $wanted (there are: $RELEASES)" ;;
  esac
  # If two fetch at once, the second waits and finds everything done.
  is_whole "$wanted" || (
    flock 9
    is_whole "$wanted" || fetch "$wanted"
  ) 9>"$cache/lock"
  echo "$cache/$wanted"
done
