#!/bin/bash
# Makes jib.tar: jib (Google's Java image builder) writes an archive with gzip layers and config.json.
# Needs a JDK and Maven.
# shellcheck source=samples/lib.sh
. "$(dirname "$0")/lib.sh"

mvn -q -f "$SAMPLES/jib/pom.xml" dependency:copy-dependencies -DoutputDirectory="$WORK/jib"
java -cp "$WORK/jib/*" "$SAMPLES/jib/Jib.java" "$SAMPLES/two-images/notes" "$WORK/image.tar"
mv "$WORK/image.tar" "$SAMPLES/jib.tar"
