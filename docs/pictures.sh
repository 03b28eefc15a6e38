#!/bin/sh
# Takes the pictures of pages in docs, of a shelf and of images that never were; needs root, or sudo, for Chromium.
set -eu

cd "$(dirname "$0")/.."
it-tests/engines.sh install pngquant
# shellcheck source=bin/jdk.sh
. bin/jdk.sh
jdk_need
./mvnw -B -ntp -q verify -Pit -Dunit.skip -Dit.excluded= -Dit.test=PicturesIT
# A page has few colours.
pngquant --force --ext .png --strip 64 docs/picture/*.png
