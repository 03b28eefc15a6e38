# shellcheck shell=sh
# shellcheck disable=SC2154 # dist.sh sets what is not set here
# The program's folder, which all packages have. Sourced by dist.sh, which sets what is used here.

# Named, so that the JVM need not look for it in the jar.
MAIN=io.github.layerlift.cli.Main

# The jars, completion, manual pages and licences, into folder $1.
papers() {
  mkdir -p "$1/bin" "$1/lib" "$1/share/bash-completion/completions" "$1/share/zsh/site-functions" \
    "$1/share/fish/vendor_completions.d" "$1/licenses"
  cp "$built/layerlift.jar" "$1"
  cp "$built"/lib/*.jar "$1/lib"
  cp bin/jvm.options "$1/bin"
  cp -r "$built/man" "$1/share"
  for program in layerlift convert; do
    cp "$built/completion/$program.bash" "$1/share/bash-completion/completions/$program"
    cp "$built/completion/_$program" "$1/share/zsh/site-functions"
    cp "$built/completion/$program.fish" "$1/share/fish/vendor_completions.d"
  done
  cp LICENSE CHANGELOG.md "$1"
  cp "$here/README" "$1"
  cp target/bom.json "$1"
  cp target/generated-sources/license/THIRD-PARTY.txt "$here"/licenses/* "$1/licenses"
  for jar in "$1"/lib/*.jar; do
    licenses_of "$jar" "$1/licenses/$(basename "$jar" .jar)"
  done
}

# The licences that jar $1 has in it, into folder $2.
licenses_of() {
  unzip -Z1 "$1" | grep -E '^(META-INF/)?([^/]*(LICENSE|NOTICE)[^/]*|AL2\.0|LGPL2\.1)$' | while IFS= read -r name; do
    mkdir -p "$2"
    unzip -p "$1" "$name" >"$2/$(basename "$name")"
  done
}

# Adds the launchers that look for a Java, to the program in folder $1.
java_launchers() {
  cp bin/layerlift bin/convert bin/jdk.sh "$1/bin"
}

# Puts a Java runtime, its class archive, and the launchers that know both, into the program's folder $1.
own_runtime() {
  rm -rf "${1:?}/bin"
  mkdir "$1/bin"
  cp "$here/layerlift" "$1/bin"
  # The jar's manifest has that as well, but isn't read where the main class is named.
  { cat bin/jvm.options && echo --enable-native-access=ALL-UNNAMED; } >"$1/bin/jvm.options"
  # A link would cost a process at each start.
  cp "$1/bin/layerlift" "$1/bin/convert"
  runtime "$1/runtime"
  classes "$1"
}

# The runtime with the modules that the program uses, into folder $1.
runtime() {
  java=$(newest_jlink)
  [ -n "$java" ] || jdk_fail "please install what is missing: a JDK with jlink"
  modules=java.base,java.logging,java.net.http,java.xml,jdk.unsupported
  # Up to Java 21, the elliptic curves that TLS mostly uses are in a module of their own.
  [ ! -e "$java/jmods/jdk.crypto.ec.jmod" ] || modules=$modules,jdk.crypto.ec
  "$java/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes \
    --no-man-pages --no-header-files --output "$1"
  rm -rf "$1/lib/classlist" "$1/lib/jrt-fs.jar" "$1/lib/server/classes.jsa" "$1/lib/server/classes_nocoops.jsa"
  # It is read at each start, and nearly all of it is comments.
  sed -i '/^#/d; /^$/d' "$1/conf/security/java.security"
}

# Prints the home of the JDK with the newest jlink.
newest_jlink() {
  for java in "${JAVA_HOME-}" /usr/lib/jvm/*; do
    if jdk_fits "$java" jlink; then echo "${JDK_VERSION%%[!0-9]*} $java"; fi
  done | sort -rn | head -n 1 | cut -d ' ' -f 2
}

# Archives the classes of the program in folder $1, so that the JVM need not load them at each start: those that usual
# calls load, and once more those of plain conversions alone, since the JVM relocates an archive whole. It takes the
# classes only for jars of the same paths, sizes and times: the path is that of an open folder, as in the launcher, and
# the time that of the release. Without them the program starts more slowly: JVMs before 25 make others each time.
classes() {
  spread "$1/lib"
  settle "$1"
  [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/runtime/release")" -ge 25 ] || return 0
  mkdir "$work/rehearsal"
  cp samples/docker-20.10-two-images.tar "$work/rehearsal/old.tar"
  archive "$1" plain \
    "convert old.tar new.tar" "convert -q new.tar again.tar" "convert none.tar none" \
    --help "convert --help" --version
  archive "$1" classes \
    "convert -f old.tar new.tar" \
    "convert --progress none --format folder --compress gzip old.tar folder" \
    "convert none.tar none" \
    "inspect --progress none old.tar" \
    "edit --progress none old.tar edited.tar --env A=b" \
    "verify --progress none new.tar" \
    "batch --progress none old.tar --into batch" \
    "extract --progress none old.tar --select 1.0 --list" \
    "diff --progress none old.tar new.tar --select layerlift/one --select layerlift/two" \
    --help "convert --help" --version
  settle "$1"
}

# The JVM has a table of open jars by their inode numbers. Where nine of them meet in one place of it, other code of the
# table runs, which the archive shows: so the jars in folder $1 get inodes in a row then, as empty files have them.
spread() {
  [ "$(crowd "$1")" -gt 6 ] || return 0
  mkdir "$work/others"
  (cd "$work/others" && seq -f '%g.new' 99 | xargs touch)
  number=0
  for jar in "$1"/*.jar; do
    number=$((number + 1))
    cat "$jar" >"$work/others/$number.new"
    mv "$work/others/$number.new" "$work/others/${jar##*/}"
  done
  rm -r "$1" "$work/others"/*.new
  mv "$work/others" "$1"
}

# Prints how many of the jars in folder $1 meet in one place of the table: a hash of device, inode, time and character set,
# as ZipFile.Source.Key and HashMap have it, whose table has 16 places at first.
crowd() {
  stat -c '%d %i' "$1"/*.jar | while read -r device inode; do
    known=$((81070450 + SOURCE_DATE_EPOCH * 1000))
    hash=$((((known ^ known >> 32) + (device ^ device >> 32) + (inode ^ inode >> 32)) & 0xffffffff))
    echo "$(((hash ^ hash >> 16) & 15))"
  done | sort | uniq -c | sort -rn | awk 'NR == 1 { print $1 }'
}

# Archives the classes that calls $3... of the program in folder $1 load, as $2.jsa.
archive() {
  program=$1
  list=$work/$2
  (
    archive=$2.jsa
    shift 2
    cd "$work/rehearsal" || exit
    rehearse "$@" >"$list"
    cd "$program" || exit
    runtime/bin/java @bin/jvm.options -Xshare:dump -XX:SharedClassListFile="$list" -XX:SharedArchiveFile="$archive" \
      -cp /proc/self/fd/9/layerlift.jar >"$list.log" 2>&1 9<.
    chmod 644 "$archive"
  ) || {
    cat "$list.log" >&2
    exit 1
  }
}

# Prints the classes, and the lambdas, that calls $1... load. What differs from run to run is left out: what else the JVM
# notes of classes, and the display of progress, which slow runs show.
rehearse() {
  for call in "$@"; do
    # shellcheck disable=SC2086 # a call is several words
    "$program/runtime/bin/java" "@$program/bin/jvm.options" -Xshare:off -XX:DumpLoadedClassList=classes \
      -cp "$program/layerlift.jar" $MAIN $call >/dev/null 2>&1 </dev/null || [ $? -le 7 ]
    cat classes
  done | sed '/^#/d; /^@cp/d; / source: /d; s/ id: [0-9]*$//' | sort -u
}

# Gives all that is in folder $1 the time of the release.
settle() {
  find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# Packs folder $1/$2 to stdout, without a trace of who did it, and when.
pack() {
  tar --create --directory "$1" --sort name --format ustar --owner root:0 --group root:0 --mode go=u-w \
    --mtime "@$SOURCE_DATE_EPOCH" "$2"
}
