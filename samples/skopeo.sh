#!/bin/bash
# Makes skopeo.tar: skopeo copies an image with a repeated layer from docker-20.10-two-images.tar, under two names.
# shellcheck source=samples/lib.sh
. "$(dirname "$0")/lib.sh"

"$ENGINES" install
skopeo --insecure-policy copy --quiet --additional-tag docker.io/layerlift/two:latest \
  "docker-archive:$SAMPLES/docker-20.10-two-images.tar:layerlift/two:2.0" \
  "docker-archive:$WORK/image.tar:layerlift/two:2.0"
mv "$WORK/image.tar" "$SAMPLES/skopeo.tar"
