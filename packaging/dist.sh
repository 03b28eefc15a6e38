#!/bin/sh
# Makes everything that a release consists of, the same bytes each time; "make dist" runs it.
#
#   dist.sh            builds, and packs into target/dist
#   dist.sh --packed OUT   packs what "mvnw -Pdist package" has built, into the folder OUT
#
#   layerlift-VERSION-linux-ARCH.tar.gz  the program with its own Java runtime
#   layerlift_VERSION_ARCH.deb           the same for Debian
#   layerlift-VERSION-image.tar          the same as a container image, an OCI archive
#   layerlift-VERSION-java.tar.gz        the program for any system that has a Java
#   maven/                               a Maven repository with the library
#   layerlift-VERSION.bom.json           the bill of materials, as CycloneDX
#   SHA256SUMS
#
# The runtime is that of the newest JDK with jlink on this machine.
set -eu

# Nothing of a user or a time zone must show.
umask 022
export LC_ALL=C.UTF-8 TZ=UTC

here=$(cd "$(dirname "$0")" && pwd -P)
home=${here%/*}
# shellcheck disable=SC2034 # for the parts
built=$home/cli/target/dist
# shellcheck source=bin/jdk.sh
. "$home/bin/jdk.sh"
for part in program deb image maven; do
  # shellcheck disable=SC1090 # the files beside this one
  . "$here/$part.sh"
done

case ${1-} in
  --packed) dist=$(readlink -m "$2") ;;
  *)
    dist=$home/target/dist
    (
      cd "$home"
      . bin/jdk.sh
      jdk_need
      ./mvnw -B -ntp -q -pl .,converter,cli -Pdist package -DskipTests
    )
    ;;
esac

cd "$home"
version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml)
stamp=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</.*|\1|p' pom.xml)
SOURCE_DATE_EPOCH=$(date -d "$stamp" +%s)
export SOURCE_DATE_EPOCH
arch=$(uname -m)
name=layerlift-$version

rm -rf "$dist"
mkdir -p "$dist"
# Not in a folder of the user's, whose name may have a space: then other classes are archived.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

papers "$work/$name"
java_launchers "$work/$name"
mv "$work/$name" "$work/$name-java"
pack "$work" "$name-java" | gzip -9n >"$dist/$name-java.tar.gz"
mv "$work/$name-java" "$work/$name"
own_runtime "$work/$name"
pack "$work" "$name" | gzip -9n >"$dist/$name-linux-$arch.tar.gz"
deb "$work/$name"
image "$work/$name"
maven_repository
cp target/bom.json "$dist/$name.bom.json"
(cd "$dist" && find . -type f -printf '%P\n' | sort | xargs sha256sum >"$work/sums" && mv "$work/sums" SHA256SUMS)
