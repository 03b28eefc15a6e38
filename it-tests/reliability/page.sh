#!/bin/sh
# Writes docs/measured/reliability.md from what the last runs of "make reliability", "make fuzz" and "make mutation"
# wrote into last/.
set -eu
cd "$(dirname "$0")"
page=../../docs/measured/reliability.md
{
  cat last/faults.md
  for part in fuzz mutation; do
    echo
    cat "last/$part.md"
  done
} >$page.new
mv $page.new $page
echo "written: docs/measured/reliability.md" >&2
