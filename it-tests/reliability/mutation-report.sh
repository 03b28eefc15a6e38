#!/bin/bash
# Writes what mutation.sh left into docs/measured/reliability.md, once it was run for all rooms. Usage:
# mutation-report.sh Mutants that no test noticed must be judged in survivors.tsv, beside this script. Unjudged ones are
# printed on standard output, as lines to add there with a reason; then, and if a judgement no longer applies, the exit
# code is 1.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
home=${here%/it-tests/reliability}
reports=$home/converter/target/pit-reports
sources=$home/converter/src/main/java/io/github/layerlift
judged=$here/survivors.tsv

rooms=()
lacking=
for room in $("$here/mutation.sh" --rooms); do
  if [ -s "$reports/$room/mutations.xml" ]; then rooms+=("$room"); else lacking="$lacking $room"; fi
done

# mutants ROOM: a line for each mutant: its state, where it is, the code of its line, and how that was changed.
mutants() {
  sed 's/<mutation /\n&/g' "$reports/$1/mutations.xml" | awk -v folder="$sources/$1" '
    function part(name) {
      match($0, "<" name ">[^<]*")
      return plain(substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 2))
    }
    function plain(text) {
      gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&apos;|&#39;/, "\047", text)
      gsub(/&amp;/, "\\&", text)
      return text
    }
    function code(file, line,    n, text) {
      if (!(file in have)) {
        have[file] = 1
        while ((getline text < (folder "/" file)) > 0) source[file, ++n] = text
        close(folder "/" file)
      }
      text = source[file, line]
      gsub(/^[ \t]+|[ \t]+$/, "", text)
      gsub(/\t/, " ", text)
      return text
    }
    /^<mutation / {
      match($0, /status=.[A-Z_]*/)
      status = substr($0, RSTART + 8, RLENGTH - 8)
      class = part("mutatedClass")
      sub(/.*\./, "", class)
      change = part("description")
      sub(/ for [^ ]*::.*/, "", change)
      gsub(/[a-z]+\//, "", change)
      printf "%s\t%s.%s\t%s\t%s\n", status, class, part("mutatedMethod"), code(part("sourceFile"), part("lineNumber")), change
    }'
}

survivors=$(mktemp)
open=$(mktemp)
new=$(mktemp)
trap 'rm -f "$survivors" "$open" "$new"' EXIT
for room in "${rooms[@]}"; do
  mutants "$room" | awk -v OFS='\t' -v room="$room" -F'\t' '
    $1 == "SURVIVED" || $1 == "NO_COVERAGE" { print room, $2, $3, $4 }'
done | LC_ALL=C sort | LC_ALL=C uniq -c | sed -E 's/^ *([0-9]+) /\1\t/' >"$survivors"

summary() {
  local room covered
  echo '| room | lines that tests run | mutants | noticed | of them by time or memory | share |'
  echo '|---|--:|--:|--:|--:|--:|'
  for room in "${rooms[@]}"; do
    covered=$(sed -n 's/.*Line Coverage.*: \([0-9]*\/[0-9]*\) (\([0-9]*\)%).*/\1, \2 %/p' "$reports/$room.log")
    mutants "$room" | awk -F'\t' -v room="$room" -v covered="$covered" '
      { n++ }
      $1 != "SURVIVED" && $1 != "NO_COVERAGE" { k++ }
      $1 == "TIMED_OUT" || $1 == "MEMORY_ERROR" { e++ }
      END { printf "| %s | %s | %d | %d | %d | %.1f %% |\n", room, covered, n, k, e, 100 * k / n }'
  done | awk -F'|' '
    { print; n += $4; k += $5; e += $6 }
    END { printf "| **together** | | %d | %d | %d | %.1f %% |\n", n, k, e, 100 * k / n }'
}

judgements() {
  awk -F'\t' -v open="$open" -v lacking="$lacking " '
    function cell(text) { gsub(/\|/, "\\|", text); return text }
    NR == FNR {
      if ($0 != "" && $0 !~ /^#/ && !index(lacking, " " $1 " ")) why[$1 FS $2 FS $3 FS $4] = $5
      next
    }
    {
      key = $2 FS $3 FS $4 FS $5
      if ($2 != room) {
        room = $2
        printf "\n### %s\n\n| where | code | change | why it may stay |\n|---|---|---|---|\n", room
      }
      if (why[key] == "") print key FS > open
      change = cell($5) ($1 > 1 ? " (" $1 " times)" : "")
      printf "| %s | `%s` | %s | %s |\n", cell($3), cell($4), change, why[key] == "" ? "**not judged**" : cell(why[key])
      used[key] = 1
    }
    END { for (key in why) if (!(key in used)) print "nothing to judge any more: " key > open }
  ' "$judged" "$survivors"
}

{
  echo '## What the tests notice'
  echo
  echo "Written by \`it-tests/reliability/mutation-report.sh\` from the output of \`make mutation\`; not by hand."
  echo
  echo "[PIT](https://pitest.org) changed the code of the core in small ways (its \"stronger\" set of mutators), and ran the unit"
  echo "tests of the room and those of whole conversions on each of these mutants. A mutant that no test noticed is either a"
  echo "change that nobody can see, or a gap; each is judged below. One that made tests run without end, or out of memory,"
  echo "was noticed too. Tests with engines, which notice more, were not run."
  echo
  summary
  echo
  echo '## What no test notices'
  judgements
} >"$new"
if [ -z "$lacking" ]; then
  cat "$new" >"$here/last/mutation.md"
  "$here/page.sh"
else
  echo "docs/measured/reliability.md stays as it is, since these were not run:$lacking" >&2
fi
LC_ALL=C sort "$open"
[ ! -s "$open" ]
