#!/bin/bash
# Makes docker-20.10-hello.tar: Docker 20.10 builds samples/hello and saves it under two tags.
# shellcheck source=samples/lib.sh
. "$(dirname "$0")/lib.sh"

engine
cp -r "$SAMPLES/hello" "$WORK/hello"
cp /bin/busybox "$WORK/hello/busybox"
build "$WORK/hello" Dockerfile layerlift/hello:1.0 layerlift/hello:latest >/dev/null
docker save -o "$SAMPLES/docker-20.10-hello.tar" layerlift/hello:1.0 layerlift/hello:latest
