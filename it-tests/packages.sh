#!/bin/sh
# Tries the packages of target/dist on new machines without a Java: Debian 12 and 13, and a root with nothing but libc.
# The machines are roots that debian/fetch.sh makes, entered by chroot. Needs root, or sudo.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
home=${here%/*}
dist=$home/target/dist

die() {
  echo "packages.sh: $*" >&2
  exit 1
}

[ "$(id -u)" = 0 ] || exec sudo --preserve-env=LAYERLIFT_ENGINES,http_proxy,https_proxy "$0" "$@"
[ -f "$dist/SHA256SUMS" ] || die "there are no packages: run 'make dist'"
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Runs the script of stdin in the root, with processes and mounts of its own.
enter() {
  cat >"$root/try"
  unshare --mount --pid --fork --kill-child sh -c '
    mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && exec chroot "$1" /bin/sh -eu /try' - "$root"
}

debian() {
  cp -a "$("$here/debian/fetch.sh" "$1-bare")/." "$root"
  cp -L /etc/resolv.conf /etc/hosts "$root/etc"
  cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates"
  cp "$dist"/*.deb "$dist"/*-linux-*.tar.gz "$home/samples/docker-20.10-hello.tar" "$root/tmp"
  enter <<'END'
cd /tmp
export DEBIAN_FRONTEND=noninteractive http_proxy https_proxy
update-ca-certificates >/dev/null 2>&1
apt-get -qq update
apt-get -qq -y --no-install-recommends install man-db bash-completion >/dev/null
find / -xdev -path /tmp -prune -o -print | sort >before
rm /etc/dpkg/dpkg.cfg.d/* 2>/dev/null || :
apt-get -qq -y install ./layerlift_*.deb >/dev/null
! command -v java && ! command -v convert
layerlift convert docker-20.10-hello.tar deb.tar
man --pager=cat layerlift-convert | grep -q 'layerlift convert'
bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader layerlift || :
  COMP_WORDS=(layerlift conv) COMP_CWORD=1; _complete_layerlift; echo "${COMPREPLY[*]}"' | grep -qw convert
apt-get -qq -y purge layerlift >/dev/null
find / -xdev -path /tmp -prune -o -print | sort >after
diff before after | grep -v '/var/\(cache\|lib\|log\)/\|/root/' | grep '^[<>]' && exit 1
useradd --create-home somebody
mkdir 'a place'
tar -xf layerlift-*-linux-*.tar.gz -C 'a place'
chmod -R a-w 'a place'
chmod 1777 /tmp
setpriv --reuid=somebody --regid=somebody --clear-groups env -i PATH=/usr/bin:/bin \
  'a place'/layerlift-*/bin/convert docker-20.10-hello.tar tar.tar
cmp deb.tar tar.tar
END
}

# Whether the program in the tar.gz needs more than a shell and libc.
bare() {
  mkdir -p "$root/bin" "$root/proc" "$root/dev" "$root/tmp"
  cp /bin/busybox "$root/bin/sh"
  tar -xf "$dist"/*-linux-*.tar.gz -C "$root"
  ldd "$(command -v sleep)" | awk '$(NF-1) ~ "^/" { print $(NF-1) }' >"$root/libraries"
  for library in $(cat "$root/libraries") /lib/*/libm.so.6 /lib/*/libdl.so.2 /lib/*/libpthread.so.0 /lib/*/librt.so.1; do
    mkdir -p "$root${library%/*}"
    cp -L "$library" "$root$library"
  done
  cp "$home/samples/docker-20.10-hello.tar" "$root/tmp"
  enter <<'END'
cd /tmp
/layerlift-*/bin/convert docker-20.10-hello.tar new.tar
END
}

"$here/engines.sh" install lintian busybox-static
lintian --fail-on error,warning "$dist"/*.deb
for release in bookworm trixie; do
  debian $release
  echo "$release: the packages work, and leave nothing behind"
  rm -rf "$root"
  mkdir "$root"
done
bare
echo "a root with nothing but libc: the program works"
