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
  unzip -Z1 "$1" | grep -E '^(META-INF/)?(LICENSE|NOTICE)(\.txt|\.md)?$' | while IFS= read -r name; do
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
  "$java/bin/jlink" --add-modules java.base,java.logging,java.xml,jdk.unsupported --strip-java-debug-attributes \
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

# Archives the classes of the program in folder $1, so that the JVM need not load them at each start. They are those that
# usual calls load. The JVM takes them only for jars of the same paths, sizes and times: the path is that of an open
# folder, as in the launcher, and the time that of the release.
classes() {
  settle "$1"
  mkdir "$work/rehearsal"
  cp samples/docker-20.10-two-images.tar "$work/rehearsal/old.tar"
  (
    cd "$work/rehearsal" || exit
    rehearse "$1" >"$work/classes"
    cd "$1" || exit
    runtime/bin/java @bin/jvm.options -Xshare:dump -XX:SharedClassListFile="$work/classes" \
      -XX:SharedArchiveFile=classes.jsa -cp /proc/self/fd/9/layerlift.jar >"$work/classes.log" 2>&1 9<.
  ) || {
    cat "$work/classes.log" >&2
    exit 1
  }
  chmod 644 "$1/classes.jsa"
  settle "$1"
}

# Prints the classes, and the lambdas, that usual calls of the program in folder $1 load. What differs from run to run is
# left out: what else the JVM notes of classes, and the display of progress, which slow runs show.
rehearse() {
  for call in \
    "convert old.tar new.tar" \
    "convert --progress none --format folder --compress gzip old.tar folder" \
    "convert none.tar none" \
    "inspect --progress none old.tar" \
    "verify --progress none new.tar" \
    "batch --progress none old.tar --into batch" \
    "extract --progress none old.tar --select 1.0 --list" \
    --help "convert --help" --version; do
    # shellcheck disable=SC2086 # a call is several words
    "$1/runtime/bin/java" "@$1/bin/jvm.options" -Xshare:off -XX:DumpLoadedClassList=classes -cp "$1/layerlift.jar" \
      $MAIN $call >/dev/null 2>&1 </dev/null || [ $? -lt 7 ]
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
