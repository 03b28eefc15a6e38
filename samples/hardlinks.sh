#!/bin/bash
# Makes hardlinks.tar: docker-20.10-two-images.tar unpacked, its symlinks replaced by hard links, and packed by GNU tar
# as many people do: `tar -c .`, so that every name starts with ./ and the folder itself is an entry. shellcheck
# source=samples/lib.sh
. "$(dirname "$0")/lib.sh"

mkdir "$WORK/image"
tar -xf "$SAMPLES/docker-20.10-two-images.tar" -C "$WORK/image"
find "$WORK/image" -type l -exec sh -c 'for link; do ln -fL "$(readlink -f "$link")" "$link.new"; mv "$link.new" "$link"; done' sh {} +
tar --format=gnu --sort=name --owner=root:0 --group=root:0 -cf "$SAMPLES/hardlinks.tar" -C "$WORK/image" .
