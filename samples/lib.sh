# shellcheck shell=bash
# For the scripts beside it: SAMPLES is this folder, ENGINES installs and starts engines, WORK is a folder that is removed
# at the end.
set -euo pipefail
umask 022

SAMPLES=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ENGINES=$SAMPLES/../it-tests/engines.sh
WORK=$(mktemp -d /tmp/layerlift-samples.XXXXXX)
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

clean() {
  if [ -d "$WORK/engine" ]; then "$ENGINES" stop "$WORK/engine"; fi
  rm -rf "$WORK"
}

# Starts an engine that still writes the v1 layout. `docker` and DOCKER_HOST refer to this one from here on.
engine() {
  "$ENGINES" install busybox-static
  "$ENGINES" start "$WORK/engine"
  export DOCKER_HOST=unix://$WORK/engine/docker.sock DOCKER_BUILDKIT=0 DOCKER_CONFIG=$WORK
  case $(docker version --format '{{.Server.Version}}') in
    20.10.*) ;;
    *) echo "The samples need Docker 20.10 (Debian 12): later ones no longer write the v1 layout." >&2; exit 1 ;;
  esac
}

# build FOLDER DOCKERFILE TAG...: builds the image and prints its ID.
build() {
  local folder=$1 dockerfile=$2 tags=()
  shift 2
  for tag; do tags+=(--tag "$tag"); done
  docker build --quiet --no-cache --network none --file "$folder/$dockerfile" "${tags[@]}" "$folder" 2>"$WORK/build.log" ||
    { cat "$WORK/build.log" >&2; return 1; }
}
