#!/bin/bash
# Makes docker-20.10-two-images.tar: two tagged images that share a base, and the base itself, untagged.
# shellcheck source=samples/lib.sh
. "$(dirname "$0")/lib.sh"

engine
cp -r "$SAMPLES/two-images" "$WORK/two-images"
touch -d 2015-06-01T12:00:00Z "$WORK"/two-images/notes/*
base=$(build "$WORK/two-images" base.Dockerfile layerlift/base)
build "$WORK/two-images" one.Dockerfile layerlift/one:1.0 registry.example.org:5000/team/one:stable >/dev/null
build "$WORK/two-images" two.Dockerfile layerlift/two:2.0 >/dev/null
docker rmi --no-prune layerlift/base >/dev/null
docker save -o "$SAMPLES/docker-20.10-two-images.tar" \
  layerlift/one:1.0 registry.example.org:5000/team/one:stable layerlift/two:2.0 "$base"
