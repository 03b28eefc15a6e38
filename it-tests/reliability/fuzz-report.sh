#!/bin/bash
# Writes the results of the last "make fuzz" into docs/measured/reliability.md. Usage: fuzz-report.sh
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=${here%/it-tests/reliability}
fuzz=$home/converter/target/fuzz
part=$here/last/fuzz.md

# last NAME LOG: the last number that LOG has for NAME, or 0.
last() {
  awk -v name="$1" '$1 == name { value = $2 } END { print value + 0 }' "$2"
}

fuzz_table() {
  local log name finding edges
  echo '| target | inputs | seconds | branches reached | findings |'
  echo '|---|--:|--:|--:|---|'
  for log in "$fuzz"/log/*; do
    name=$(basename "$log")
    finding=none
    [ "$(last fuzz-code "$log")" = 0 ] || finding=$(awk '/^== / { print substr($0, 1, 120); found = 1; exit } END { if (!found) print "did not run" }' "$log")
    edges=$(awk '/ cov: / { sub(/.* cov: /, ""); cov = $1 } END { print cov + 0 }' "$log")
    echo "| $name | $(last stat::number_of_executed_units: "$log") | $(last fuzz-seconds "$log") | $edges | $finding |"
  done
}

{
  echo '## What fuzzing found'
  echo
  echo "Written by \`it-tests/reliability/fuzz-report.sh\` from the output of \`make fuzz\`; not by hand."
  echo
  echo "Jazzer fed each target with a heap of 256 MiB. A finding is any exception except Layerlift's own, an unsound output,"
  echo "memory beyond the heap, an input that takes a minute, or a byte outside of the target folder. Only the inputs of this"
  echo "run are counted; it builds on what earlier ones learned. Seconds include Jazzer's start. What was found before was"
  echo "fixed, and is a unit test now."
  echo
  if compgen -G "$fuzz/log/*" >/dev/null; then fuzz_table; else echo 'Not run.'; fi
} >"$part"
"$here/page.sh"
