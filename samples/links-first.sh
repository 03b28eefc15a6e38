#!/bin/bash
# Makes links-first.tar: docker-20.10-two-images.tar packed again without folders, the symlinks before their targets.
# shellcheck source=samples/lib.sh
. "$(dirname "$0")/lib.sh"

mkdir "$WORK/image"
tar -xf "$SAMPLES/docker-20.10-two-images.tar" -C "$WORK/image"
cd "$WORK/image"
{
  find -- * -type l | sort
  find -- * -type f | sort -r
} | tar --format=pax --owner=root:0 --group=root:0 --no-recursion -cf "$SAMPLES/links-first.tar" -T -
