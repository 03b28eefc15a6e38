#!/bin/bash
# Makes podman.tar: podman loads docker-20.10-two-images.tar and saves both named images in one archive.
# shellcheck source=samples/lib.sh
. "$(dirname "$0")/lib.sh"

"$ENGINES" install
store=(--root "$WORK/store" --runroot "$WORK/run" --storage-driver vfs)
podman "${store[@]}" load --quiet --input "$SAMPLES/docker-20.10-two-images.tar" >/dev/null
podman "${store[@]}" save --quiet --multi-image-archive --output "$WORK/image.tar" layerlift/one:1.0 layerlift/two:2.0
mv "$WORK/image.tar" "$SAMPLES/podman.tar"
