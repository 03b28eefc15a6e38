# shellcheck shell=sh
# Finds a JDK, or installs what a build needs, and sets a locale. Sourced by layerlift and by the Makefile.

JDK_OLDEST=17

# Sets JAVA_HOME to a Java that has the tool $1 (java to run, javac to build), and JDK_VERSION.
jdk_find() {
  if [ -n "${JAVA_HOME-}" ] && jdk_fits "$JAVA_HOME" "$1"; then
    export JAVA_HOME
    return
  fi
  tool=$(command -v "$1") && tool=$(readlink -f "$tool") || tool=
  # The first one is the user's choice, the others are where Debian, Fedora and macOS install theirs.
  for JAVA_HOME in "${tool%/bin/"$1"}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if jdk_fits "$JAVA_HOME" "$1"; then
      export JAVA_HOME
      return
    fi
  done
  unset JAVA_HOME
  return 1
}

# Whether the Java in folder $1 has the tool $2 and is new enough. Its release file says so without starting a JVM.
jdk_fits() {
  [ -x "$1/bin/$2" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_VERSION=*)
        line=${line#*\"}
        JDK_VERSION=${line%%\"*}
        [ "${JDK_VERSION%%[!0-9]*}" -ge $JDK_OLDEST ]
        return
        ;;
    esac
  done <"$1/release"
  return 1
}

# Makes sure that ./mvnw can run, or ends the script with 3.
jdk_need() {
  jdk_missing
  [ -n "$packages" ] || return 0

  if ! command -v apt-get >/dev/null; then
    jdk_fail "please install what is missing: a JDK $JDK_OLDEST or newer, unzip, make"
  elif [ "$(id -u)" = 0 ]; then
    root=
  elif sudo -n true 2>/dev/null; then
    root='sudo -n'
  else
    jdk_fail "please install what is missing, as root: apt-get update && apt-get install $packages"
  fi

  echo "layerlift: installing $packages" >&2
  # The package lists may be missing or old.
  if ! log=$(jdk_apt install "$packages") &&
    ! { log=$(jdk_apt update) && jdk_missing && log=$(jdk_apt install "$packages"); }; then
    printf '%s\n' "$log" >&2
    jdk_fail "apt-get could not install $packages"
  fi
  jdk_find javac || jdk_fail "this release has no JDK $JDK_OLDEST or newer: please install one, and set JAVA_HOME"
}

# Sets packages to those that a build needs and that are missing.
jdk_missing() {
  packages=
  jdk_find javac || packages=$(jdk_package)
  # Without unzip the wrapper downloads another archive than the one whose checksum it has.
  command -v unzip >/dev/null || packages="$packages${packages:+ }unzip"
  # A new machine: the checkout's other commands need make.
  [ -z "$packages" ] || command -v make >/dev/null || packages="$packages make"
}

# The package with the oldest JDK that is new enough; a later Debian release doesn't have it, but has a newer default.
jdk_package() {
  if [ -n "$(apt-cache pkgnames "openjdk-$JDK_OLDEST-jdk-headless" 2>/dev/null)" ]; then
    echo "openjdk-$JDK_OLDEST-jdk-headless"
  else
    echo default-jdk-headless
  fi
}

# Java encodes file names with the locale's charset: if the locale is not installed, or not set, only ASCII names work.
# C.UTF-8 is always installed. Only a locale that doesn't name its encoding needs a process.
jdk_locale() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C.UTF-8 | C.utf8) ;;
    C | POSIX) export LC_ALL=C.UTF-8 ;;
    *.[Uu][Tt][Ff]8 | *.[Uu][Tt][Ff]-8)
      if [ -d /usr/lib/locale/C.utf8 ] || [ -d /usr/lib/locale/C.UTF-8 ]; then export LC_ALL=C.UTF-8; fi
      ;;
    *) case $(locale charmap 2>/dev/null) in '' | ANSI_X3.4-1968) export LC_ALL=C.UTF-8 ;; esac ;;
  esac
}

jdk_apt() {
  # shellcheck disable=SC2086 # word splitting intended
  $root env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -o DPkg::Lock::Timeout=300 --no-install-recommends -y "$1" ${2-} </dev/null 2>&1
}

jdk_fail() {
  echo "layerlift: $1" >&2
  exit 3
}

jdk_locale
