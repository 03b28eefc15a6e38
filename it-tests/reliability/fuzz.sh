#!/bin/bash
# Has Jazzer look for inputs that break a room. Usage: fuzz.sh [SECONDS [TARGET...]]; SECONDS (60) is for each target, and
# TARGET a name of FuzzTarget in lower case. Its corpus stays in converter/target/fuzz and is extended next time.
# Ends with 1 if something was found; the input is then in converter/target/fuzz/found.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=${here%/it-tests/reliability}
work=$home/converter/target/fuzz
seconds=${1:-60}
shift || true

# Jazzer's agent needs some heap too; its tables are in native memory.
heap=256m
# One input may not take longer; far more than any needs, since other programs run beside it.
slowest=60
longest=65536

cd "$home"
# shellcheck source=../../bin/jdk.sh
. bin/jdk.sh && jdk_need
mkdir -p "$work/found" "$work/log" "$work/tmp"
./mvnw -B -ntp -q -pl converter -Pfuzz test-compile \
  dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$work/classpath"
# A copy, so that a build in the meantime does no harm.
rm -rf "$work/classes" && mkdir "$work/classes"
cp -r converter/target/classes/. converter/target/test-classes/. "$work/classes"
classpath=$work/classes:$(cat "$work/classpath")
java=$JAVA_HOME/bin/java

mapfile -t all < <("$java" -cp "$classpath" io.github.layerlift.fuzz.JazzerEntry "$work/seeds")
[ $# -gt 0 ] || set -- "${all[@]}"

failed=0
for target in "$@"; do
  echo "fuzz: $target for $seconds s" >&2
  mkdir -p "$work/corpus/$target"
  log=$work/log/$target
  start=$(date +%s)
  code=0
  # A locale must not stop Jazzer's native part; LC_ALL is as in the tests.
  LC_ALL=C.UTF-8 "$java" -Xmx$heap -XX:+UseSerialGC -Djava.io.tmpdir="$work/tmp" \
    -cp "$classpath" com.code_intelligence.jazzer.Jazzer \
    --target_class=io.github.layerlift.fuzz.JazzerEntry --target_args="$target" \
    --instrumentation_includes='io.github.layerlift.**:org.apache.commons.compress.**' \
    --custom_hook_includes='io.github.layerlift.**' \
    --reproducer_path="$work/found" -artifact_prefix="$work/found/$target-" \
    -max_total_time="$seconds" -timeout=$slowest -max_len=$longest -print_final_stats=1 -use_value_profile=1 \
    "$work/corpus/$target" "$work/seeds/$target" >"$log" 2>&1 || code=$?
  printf 'fuzz-code %s\nfuzz-seconds %s\n' "$code" "$(($(date +%s) - start))" >>"$log"
  if [ "$code" != 0 ]; then
    failed=1
    echo "fuzz: $target found something, see $log:" >&2
    grep -m1 -A12 '^== Java' "$log" >&2 || tail -5 "$log" >&2
  fi
done
exit $failed
