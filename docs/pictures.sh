#!/bin/sh
# Takes the pictures of pages in docs/picture, of a shelf that was never there; needs root, or sudo.
set -eu

cd "$(dirname "$0")/.."
it-tests/engines.sh install pngquant
# shellcheck source=bin/jdk.sh
. bin/jdk.sh
jdk_need
./mvnw -B -ntp -q verify -Pit -Dunit.skip -Dit.excluded= -Dit.test=ReportPicturesIT
# A page has few colours.
pngquant --force --ext .png --strip 64 docs/picture/report-*.png
