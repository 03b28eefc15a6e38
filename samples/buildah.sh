#!/bin/bash
# Makes buildah.tar: buildah builds an image from scratch and pushes it into an archive.
# shellcheck source=samples/lib.sh
. "$(dirname "$0")/lib.sh"

"$ENGINES" install buildah
b() { buildah --root "$WORK/store" --runroot "$WORK/run" --storage-driver vfs "$@"; }
container=$(b from scratch)
b copy --quiet "$container" "$SAMPLES/two-images/notes" /notes >/dev/null
b config --label org.opencontainers.image.title=buildah --env NAME=buildah --cmd '["/bin/none"]' "$container"
b commit --quiet --format docker "$container" layerlift/buildah:1.0 >/dev/null
b push --quiet layerlift/buildah:1.0 "docker-archive:$WORK/image.tar:layerlift/buildah:1.0"
mv "$WORK/image.tar" "$SAMPLES/buildah.tar"
