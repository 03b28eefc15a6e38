#!/bin/bash
# Remakes every sample, and SHA256SUMS. Needs Debian 12 (for its Docker 20.10), root, and a network for packages.
# The bytes differ from run to run: Docker writes times and host names into its images.
set -euo pipefail
cd "$(dirname "$0")"

# In this order: the later ones are made from the earlier ones.
for sample in docker-20.10-hello docker-20.10-two-images skopeo podman buildah hardlinks links-first zstd-layers jib crane-gzip; do
  echo "$sample.tar" >&2
  "./$sample.sh"
  chmod 644 "$sample.tar"
done
sha256sum -- *.tar >SHA256SUMS
