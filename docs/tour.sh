#!/bin/sh
# Runs the commands in README's console blocks, and puts what each prints below it, so that README shows nothing else.
#
#   tour.sh           rewrites README.md
#   tour.sh --print   prints what README.md should be
#
# The commands run in a new folder, where "samples" is a link to the checkout's.
set -eu

home=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# What a user's environment would add to the output, or take away.
unset CI COLUMNS LAYERLIFT_JAVA_OPTS
PATH=$home/bin:$PATH
export PATH

# Runs the words in $1. Images that differ are no failure.
run() {
  sh -c "$1" 2>&1 </dev/null || [ $? = 7 ]
}

# Prints README with the commands' output in place of what stands there.
tour() {
  fence='```'
  state=text
  while IFS= read -r line; do
    case "$state $line" in
      "text $fence"console) state=console && echo "$line" ;;
      "console $fence") state=text && echo "$line" ;;
      'console $ '*) echo "$line" && run "${line#??}" ;;
      'console '*) ;;
      *) printf '%s\n' "$line" ;;
    esac
  done <"$home/README.md"
}

# Built first, since a build says so.
layerlift --version >/dev/null
mkdir "$work/place"
ln -s "$home/samples" "$work/place"
(cd "$work/place" && tour >"$work/README.md")
if [ "${1-}" = --print ]; then cat "$work/README.md"; else cat "$work/README.md" >"$home/README.md"; fi
