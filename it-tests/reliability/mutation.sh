#!/bin/bash
# Has PIT change the code of the core in small ways, to see whether a test notices. Usage: mutation.sh [ROOM...]; ROOM
# is a package of the converter, all of the core ones (mutation.sh --rooms) if none is named. Leaves
# converter/target/pit-reports/ROOM, with HTML pages of it; mutation-report.sh does the rest. Some minutes for a room,
# on two cores that do nothing else: on a busy machine a slow mutant looks like an endless one, and so counts as
# noticed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=${here%/it-tests/reliability}
reports=$home/converter/target/pit-reports
base=io.github.layerlift

# tests ROOM: those of the room, and those of whole conversions that it leaves much to.
tests() {
  local also=
  case $1 in
    archive | codec) also='TruncationTest NotAnArchiveTest LimitsTest' ;;
    dialect)
      also='*Conversion* *Refusal* V1* TagRulesTest OptionsTest HostileJsonTest EveryErrorCodeTest LimitsTest'
      also="$also NotAnArchiveTest TruncationTest ReportTest InspectorTest"
      ;;
    image) also='TagRulesTest' ;;
    json) also='gojson.*' ;;
    layout | plan) also='*ConversionTest ReportTest OptionsTest' ;;
    pour) also='*ConversionTest OptionsTest OutputTargetTest' ;;
  esac
  # shellcheck disable=SC2086 # a list of words
  printf "$base.%s," "$1.*" $also
}

core='archive codec dialect gojson image json layout output plan pour'
if [ "${1-}" = --rooms ]; then
  echo "$core"
  exit
fi
# shellcheck disable=SC2086 # a list of words
[ $# -gt 0 ] || set -- $core

cd "$home"
# shellcheck source=../../bin/jdk.sh
. bin/jdk.sh && jdk_need
mkdir -p "$reports"
./mvnw -B -ntp -q -pl converter test-compile
# The test arguments are patterns, but not for files.
set -f
for room in "$@"; do
  echo "mutation: $room" >&2
  log=$reports/$room.log
  ./mvnw -B -ntp -pl converter -Ppit org.pitest:pitest-maven:mutationCoverage \
    -DtargetClasses="$base.$room.*" -DtargetTests="$(tests "$room")" \
    -DreportsDirectory="$reports/$room" >"$log" 2>&1 || { tail -20 "$log" >&2; exit 1; }
  sed -n '/^- Statistics/,/^Enhanced/ s/^>> /  /p' "$log" >&2
done
