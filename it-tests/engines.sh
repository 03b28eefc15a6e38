#!/bin/sh
# The container engines that the integration tests and the samples use.
#
#   engines.sh install [PACKAGE...]  installs Debian's packages of the engines that are missing, and the named ones
#   engines.sh start STATE_DIR       starts a Docker engine of its own on STATE_DIR/docker.sock, waits until it answers
#   engines.sh stop STATE_DIR        ends that engine and removes what it stored
#
# The engine has its own data, socket, containerd and mount namespace, and no network. It neither sees nor disturbs
# another engine on the machine. Needs root, or sudo.
set -eu

# Docker itself runs xz; the tests run the others. zsh to shellcheck check what is written for shells and man; Chromium and
# its driver show pages. What every Debian has (coreutils, util-linux, findutils, diffutils, tar, gzip) is not named.
PROGRAMS="dockerd:docker.io docker:docker-cli skopeo:skopeo podman:podman umoci:umoci runc:runc xz:xz-utils bzip2:bzip2
  zstd:zstd bsdtar:libarchive-tools 7z:p7zip-full strace:strace mkfs.ext4:e2fsprogs mount:mount ps:procps zsh:zsh
  fish:fish mandoc:mandoc shellcheck:shellcheck curl:curl docker-registry:docker-registry openssl:openssl chromium:chromium
  chromedriver:chromium-driver"
START_SECONDS=300
STOP_SECONDS=30

PATH=$PATH:/usr/sbin:/sbin
export PATH

die() {
  echo "engines.sh: $*" >&2
  exit 1
}

usage() {
  echo "usage: engines.sh install [PACKAGE...] | start STATE_DIR | stop STATE_DIR" >&2
  exit 2
}

# Runs a command as root.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "needs root for '$1': run as root, or install sudo"
  fi
}

# Whether as_root would work; asks for a password now, not in the middle of something.
may_be_root() {
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo true </dev/null 2>/dev/null; }
}

# The packages that are missing: those of PROGRAMS, and those named in $@. One per line.
missing_packages() {
  for pair in $PROGRAMS; do
    command -v "${pair%%:*}" >/dev/null || echo "${pair#*:}"
  done
  for package; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed' || echo "$package"
  done
}

install() {
  may_be_root || die "the tests with engines need root: run 'make test' as root, or 'make unit', which needs none"
  packages=$(missing_packages "$@" | xargs)
  [ -n "$packages" ] || return 0
  command -v apt-get >/dev/null || die "missing, and there is no apt-get to install it: $packages"
  forbid_services
  apt update -qq
  # Debian 12 has the client in docker.io; later releases have a package of its own.
  if ! apt-cache show docker-cli >/dev/null 2>&1; then
    packages=$(echo "$packages" | sed 's/\<docker-cli\>//')
  fi
  # --no-remove: another vendor's Docker must stay, even if its packages conflict with Debian's.
  # shellcheck disable=SC2086 # a list of words
  [ -z "$packages" ] || apt install -y -qq --no-install-recommends --no-remove $packages >&2 ||
    die "apt-get could not install: $packages"
  packages=$(missing_packages "$@" | xargs)
  [ -z "$packages" ] || die "still missing after apt-get: $packages"
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@"
}

# The tests need the programs of Docker and of the registry, not their system services: packages installed from here on
# don't start services.
forbid_services() {
  policy=/usr/sbin/policy-rc.d
  if [ -d /run/systemd/system ] && [ ! -e $policy ]; then
    trap 'as_root rm -f $policy' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
    as_root chmod 755 $policy
  fi
}

start() {
  command -v dockerd >/dev/null || die "dockerd is missing: run 'engines.sh install'"
  mkdir -p "$state"
  running "$state/docker.pid" && die "an engine runs on $state already"
  rm -f "$state/docker.pid"
  # --group: the socket is for whoever started it.
  as_root setsid "${self%/*}/private.sh" "$self" _daemon "$state" "$(id -g)" >"$state/docker.log" 2>&1 </dev/null &
  await_answer $!
}

# Waits until the engine answers; $1 is the process that was started.
await_answer() {
  seconds=0
  until docker -H "unix://$state/docker.sock" version >/dev/null 2>&1; do
    if [ $seconds -ge $START_SECONDS ] || [ ! -d "/proc/$1" ]; then
      tail -n 5 "$state/docker.log" >&2
      stop
      die "the Docker engine did not start; its last words are above"
    fi
    sleep 1
    seconds=$((seconds + 1))
  done
}

# Becomes the engine; runs as root with mounts of its own. $1 is the group of the socket.
daemon() {
  # If dockerd sees another containerd, it shares it. Hidden, dockerd starts its own.
  mkdir -p /run/containerd
  mount -t tmpfs tmpfs /run/containerd
  mkdir -p "$state/data" "$state/exec"
  # Image IDs are the digests of configs in the classic store only.
  echo '{"features": {"containerd-snapshotter": false}}' >"$state/daemon.json"
  # With pigz, it would accept gzip files that are truncated or followed by anything.
  MOBY_DISABLE_PIGZ=true exec dockerd --config-file "$state/daemon.json" \
    --data-root "$state/data" --exec-root "$state/exec" --pidfile "$state/docker.pid" \
    --host "unix://$state/docker.sock" --group "$1" \
    --bridge=none --iptables=false --ip-masq=false --ip-forward=false
}

stop() {
  end_process "$state/docker.pid"
  # Left behind if dockerd was killed.
  end_process "$state/exec/containerd/containerd.pid"
  mounts | sort -r | while read -r mount; do as_root umount -l "$mount"; done
  # Never delete through a mount.
  [ -z "$(mounts)" ] || die "still mounted below $state:" "$(mounts)"
  as_root rm -rf "$state/data" "$state/exec" "$state/docker.sock" "$state/docker.pid" "$state/daemon.json"
}

# The mounts below STATE_DIR.
mounts() {
  awk -v below="$state/" 'index($5, below) == 1 { print $5 }' /proc/self/mountinfo
}

# Ends the process of the pid file $1 with TERM, and after a while with KILL.
end_process() {
  running "$1" || return 0
  pid=$(cat "$1")
  as_root kill "$pid" 2>/dev/null || return 0
  seconds=0
  while running "$1" && [ $seconds -lt $STOP_SECONDS ]; do
    sleep 1
    seconds=$((seconds + 1))
  done
  if running "$1"; then as_root kill -9 "$pid"; fi
}

# Whether the process of the pid file $1 lives and is ours (numbers are used again).
running() {
  number=$(cat "$1" 2>/dev/null) &&
    tr '\0' ' ' 2>/dev/null <"/proc/$number/cmdline" | grep -qF "$state/"
}

self=$(readlink -f "$0")
[ $# -ge 1 ] || usage
case $1 in
  install)
    shift
    install "$@"
    ;;
  start | stop)
    [ $# = 2 ] || usage
    state=$(readlink -m "$2")
    "$1"
    ;;
  _daemon)
    state=$2
    daemon "$3"
    ;;
  *) usage ;;
esac
