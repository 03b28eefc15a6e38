#!/bin/sh
# Checks a CI file as its own system sees it.
#
#   ci-schemas.sh github-actions FILE  with GitHub's parser of workflows
#   ci-schemas.sh gitlab-ci FILE       with GitLab's schema
#
# Prints each fault on a line. Ends with 0 if there is none, 1 if there are some, 3 if it couldn't check.
#
# Both come from npm, in the versions and with the digests of ci-schemas/package-lock.json, once, into
# ~/.cache/layerlift/ci-schemas (24 MB). Node and npm are Debian's if the machine has none.
# To take newer versions: change package.json, then "npm install --package-lock-only --omit-lockfile-registry-resolved".
set -eu

OLDEST_NODE=18

here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/layerlift/ci-schemas

die() {
  echo "ci-schemas.sh: $*" >&2
  exit 3
}

usage() {
  echo "usage: ci-schemas.sh github-actions|gitlab-ci FILE" >&2
  exit 2
}

need_node() {
  packages=
  command -v node >/dev/null || packages=nodejs
  command -v npm >/dev/null || packages="$packages npm"
  # shellcheck disable=SC2086 # a list of words
  [ -z "$packages" ] || "$here/engines.sh" install $packages || die "could not install: $packages"
  version=$(node --version | sed 's/^v//')
  [ "${version%%.*}" -ge $OLDEST_NODE ] || die "needs Node $OLDEST_NODE or newer, but here is $version"
}

is_whole() {
  cmp -s "$here/ci-schemas/package-lock.json" "$cache/packages/package-lock.json"
}

# Fetches what the lock file names; it appears under its name only when it is whole.
fetch() {
  echo "ci-schemas.sh: fetching GitHub's parser and GitLab's schema into $cache" >&2
  rm -rf "$cache/packages.partial"
  mkdir "$cache/packages.partial"
  cp "$here/ci-schemas/package.json" "$here/ci-schemas/package-lock.json" "$cache/packages.partial"
  # No package needs a script of its own to be installed, so none may run one.
  (
    cd "$cache/packages.partial" &&
      npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier
  ) >"$cache/npm.log" 2>&1 || {
    head -n 5 "$cache/npm.log" >&2
    die "npm could not fetch the packages; the whole story is in $cache/npm.log"
  }
  rm -rf "$cache/packages"
  mv "$cache/packages.partial" "$cache/packages"
}

[ $# = 2 ] || usage
case $1 in github-actions | gitlab-ci) ;; *) usage ;; esac
need_node
mkdir -p "$cache"
# Of two that fetch at once, the second waits and finds all done.
exec 9>"$cache/lock"
flock 9
is_whole || fetch
exec 9>&-
exec node "$here/ci-schemas/check.mjs" "$1" "$cache/packages" "$2"
