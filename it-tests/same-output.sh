#!/bin/sh
# Shows whether two checkouts produce the same output, for a change that is meant only to move code. Both convert each
# sample of NEW and each file below the folders, and must agree on the bytes of the output, the exit code, and the codes
# of the error and the warnings. Prints each difference; the exit code is 1 if there is one.
#
#   same-output.sh OLD NEW [FOLDER...]
set -eu

[ $# -ge 2 ] || { sed -n 's/^# *\(same-output.sh OLD.*\)/usage: \1/p' "$0" >&2; exit 2; }
old=$(cd "$1" && pwd)
new=$(cd "$2" && pwd)
shift 2

work=$(mktemp -d)
trap 'wait; rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# convert CHECKOUT FILE FOLDER [OPTION...]: leaves the output, the messages, and the exit code.
convert() {
  checkout=$1 file=$2 folder=$3 code=0
  shift 3
  "$checkout/bin/convert" -f "$@" "$file" "$folder/out" >/dev/null 2>"$folder/said" </dev/null || code=$?
  echo "$code" >"$folder/exit"
}

# both FILE: converts it with both checkouts at once. The usual call has no report, which would take three times as
# long.
both() {
  convert "$old" "$1" "$work/old" &
  convert "$new" "$1" "$work/new"
  wait
}

# codes FILE: the same with reports, of which only the codes are kept.
codes() {
  convert "$old" "$1" "$work/old" --report "$work/old/report" &
  convert "$new" "$1" "$work/new" --report "$work/new/report"
  wait
  for side in old new; do
    # A crash leaves no report.
    { cat "$work/$side/report" 2>/dev/null || :; } | sed -n 's/^ *"code" : "\(.*\)",*$/\1/p' >"$work/$side/codes"
  done
}

# differs FILE: a line for each difference.
differs() {
  same exit || echo "exit $(cat "$work/old/exit") -> $(cat "$work/new/exit")"
  # An output that only one of them wrote shows in the exit codes.
  [ ! -f "$work/old/out" ] || [ ! -f "$work/new/out" ] || same out || echo "bytes $(sum old) -> $(sum new)"
  # Messages may be reworded; codes never change.
  if ! same said; then
    codes "$1"
    same codes || echo "codes [$(paste -s -d ' ' "$work/old/codes")] -> [$(paste -s -d ' ' "$work/new/codes")]"
  fi
}

same() {
  cmp -s "$work/old/$1" "$work/new/$1"
}

sum() {
  sha256sum <"$work/$1/out" | cut -c 1-12
}

compare() {
  rm -rf "$work/old" "$work/new"
  mkdir "$work/old" "$work/new"
  both "$1"
  count=$((count + 1))
  found=$(differs "$1")
  [ -n "$found" ] || return 0
  different=$((different + 1))
  printf '%s: %s\n' "$1" "$(echo "$found" | paste -s -d ';' - | sed 's/;/; /g')"
  sed 's/^/  old: /' "$work/old/said"
  sed 's/^/  new: /' "$work/new/said"
}

# The first call builds, which must not count as a message.
"$old/bin/layerlift" --version >/dev/null
"$new/bin/layerlift" --version >/dev/null

count=0
different=0
for sample in "$new"/samples/*.tar*; do
  compare "$sample"
done
if [ $# -gt 0 ]; then
  find "$@" -type f >"$work/files"
  LC_ALL=C sort -o "$work/files" "$work/files"
  while IFS= read -r file; do
    compare "$file"
  done <"$work/files"
fi
echo "$count files, $different of them different"
[ "$different" = 0 ]
