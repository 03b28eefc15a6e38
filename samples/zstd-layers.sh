#!/bin/bash
# Makes zstd-layers.tar: the layers of skopeo.tar compressed with zstd, each under its old name. No current tool writes
# this for a v1 archive; readers that go by the magic bytes (Docker 23 and later, skopeo) accept it. shellcheck
# source=samples/lib.sh
. "$(dirname "$0")/lib.sh"

"$ENGINES" install zstd
mkdir "$WORK/image"
tar -xf "$SAMPLES/skopeo.tar" -C "$WORK/image"
cd "$WORK/image"
chmod -R u+w .
for layer in *.tar; do
  zstd -q -19 --no-check "$layer" -o layer.zst
  mv layer.zst "$layer"
done
find -- * -type f -o -type l | sort |
  tar --format=ustar --owner=root:0 --group=root:0 --mtime=@0 --no-recursion -cf "$SAMPLES/zstd-layers.tar" -T -
