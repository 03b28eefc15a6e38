#!/bin/bash
# Makes crane-gzip.tar: crane (go-containerregistry, as kaniko and ko use it) appends two layers to nothing. Its
# archive has gzip layers and a config whose name is a digest with a colon.
# crane is a package of Debian 14, so it runs in a root of its own (mmdebstrap; needs root).
# shellcheck source=samples/lib.sh
. "$(dirname "$0")/lib.sh"

"$ENGINES" install mmdebstrap
mmdebstrap --quiet --mode=root --variant=extract --include=base-files,crane,libc6 --aptopt='Acquire::Check-Valid-Until "false"' \
  forky "$WORK/debian" "deb http://deb.debian.org/debian forky main"
for note in base one; do
  tar --sort=name --owner=root:0 --group=root:0 --mtime=2015-06-01T12:00:00Z \
    -cf "$WORK/debian/tmp/$note.tar" -C "$SAMPLES/two-images" "notes/$note.txt"
  gzip -n "$WORK/debian/tmp/$note.tar"
done
chroot "$WORK/debian" crane append --new_layer /tmp/base.tar.gz --new_layer /tmp/one.tar.gz \
  --new_tag layerlift/crane:1.0 --output /tmp/image.tar
mv "$WORK/debian/tmp/image.tar" "$SAMPLES/crane-gzip.tar"
