# shellcheck shell=sh
# Finds a JDK, or installs what a build needs. Sourced by layerlift and by the Makefile.

JDK_OLDEST=17

# Sets JAVA_HOME to a Java that has the tool $1 (java to run, javac to build), and JDK_VERSION.
jdk_find() {
  if [ -n "${JAVA_HOME-}" ] && jdk_fits "$JAVA_HOME" "$1"; then
    export JAVA_HOME
    return
  fi
  tool=$(command -v "$1") && tool=$(readlink -f "$tool") || tool=
  # The first one is the user's choice, the others are where Debian, Fedora and macOS keep theirs.
  for JAVA_HOME in "${tool%/bin/"$1"}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if jdk_fits "$JAVA_HOME" "$1"; then
      export JAVA_HOME
      return
    fi
  done
  unset JAVA_HOME
  return 1
}

# Whether the Java in folder $1 has the tool $2 and is new enough. Its release file says so without a JVM's start.
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

# Sees to it that ./mvnw can run, or ends the script with 3.
jdk_need() {
  packages=
  jdk_find javac || packages="openjdk-$JDK_OLDEST-jdk-headless"
  # Without unzip the wrapper takes another archive than the one whose checksum it has.
  command -v unzip >/dev/null || packages="$packages${packages:+ }unzip"
  [ -n "$packages" ] || return 0
  # A machine that has nothing yet: the checkout's other commands need make.
  command -v make >/dev/null || packages="$packages make"

  if ! command -v apt-get >/dev/null; then
    jdk_fail "please install what is missing: a JDK $JDK_OLDEST or newer, unzip, make"
  elif [ "$(id -u)" = 0 ]; then
    root=
  elif sudo -n true 2>/dev/null; then
    root='sudo -n'
  else
    jdk_fail "please install what is missing: apt-get install $packages"
  fi

  echo "layerlift: installing $packages" >&2
  # The package lists may be missing or old, and a newer release has a newer JDK only.
  if ! log=$(jdk_apt install "$packages") &&
    ! log=$(jdk_apt update && jdk_apt install "$packages") &&
    ! log=$log$(jdk_apt install "default-jdk-headless unzip make"); then
    printf '%s\n' "$log" >&2
    jdk_fail "apt-get could not install $packages"
  fi
  jdk_find javac || jdk_fail "this release has no JDK $JDK_OLDEST or newer: please install one, and set JAVA_HOME"
}

jdk_apt() {
  # shellcheck disable=SC2086 # words on purpose
  $root env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -o DPkg::Lock::Timeout=300 --no-install-recommends -y "$1" ${2-} </dev/null 2>&1
}

jdk_fail() {
  echo "layerlift: $1" >&2
  exit 3
}
