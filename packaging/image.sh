# shellcheck shell=sh
# shellcheck disable=SC2154 # dist.sh sets what is not set here
# The container image. Sourced by dist.sh, which sets what is used here.

# Makes it of the program in folder $1: an archive as old Docker wrote it, converted by Layerlift itself.
image() {
  tree=$work/image
  mkdir -p "$tree/root/opt" "$tree/root/etc" "$tree/root/tmp" "$tree/root/work" "$tree/archive"
  cp -a "$1" "$tree/root/opt/layerlift"
  rm -rf "$tree/root/opt/layerlift/share" "$tree/root/opt/layerlift/plain.jsa" \
    "$tree/root/opt/layerlift/bin/layerlift" "$tree/root/opt/layerlift/bin/convert"
  libraries "$1/runtime" | while IFS= read -r library; do
    mkdir -p "$tree/root${library%/*}"
    cp -L "$library" "$tree/root$library"
  done
  # The loader is named in every program.
  [ ! -e /usr/share/doc/libc6/copyright ] || cp /usr/share/doc/libc6/copyright "$tree/root/opt/layerlift/licenses/libc6"
  echo "layerlift:x:65532:65532::/work:/" >"$tree/root/etc/passwd"
  chmod 1777 "$tree/root/tmp"
  chmod 777 "$tree/root/work"
  settle "$tree/root"
  tar --create --directory "$tree/root" --sort name --format ustar --owner root:0 --group root:0 \
    --mtime "@$SOURCE_DATE_EPOCH" --transform 's|^\./||' . >"$tree/archive/layer.tar"
  config "$(sha256 "$tree/archive/layer.tar")" >"$tree/archive/config.json"
  cat >"$tree/archive/manifest.json" <<END
[{"Config":"config.json","RepoTags":["layerlift:$(image_tag)"],"Layers":["layer.tar"]}]
END
  "$1/bin/convert" "$tree/archive" "$dist/layerlift-$version-image.tar" >/dev/null
}

sha256() {
  sha256sum "$1" | cut -d ' ' -f 1
}

image_tag() {
  echo "$version" | tr + -
}

# The config of an image with the layer that has digest $1.
config() {
  cat <<END
{
  "architecture": "$(image_architecture)",
  "os": "linux",
  "created": "$stamp",
  "config": {
    "User": "65532:65532",
    "WorkingDir": "/work",
    "Env": ["PATH=/opt/layerlift/runtime/bin", "LANG=C.UTF-8"],
    "Entrypoint": [
      "/opt/layerlift/runtime/bin/java", "-XX:SharedArchiveFile=/opt/layerlift/classes.jsa",
      "@/opt/layerlift/bin/jvm.options", "-cp", "/opt/layerlift/layerlift.jar", "$MAIN"
    ],
    "Cmd": ["--help"],
    "Labels": {
      "org.opencontainers.image.title": "Layerlift",
      "org.opencontainers.image.description": "Carries old container images into the present",
      "org.opencontainers.image.version": "$version",
      "org.opencontainers.image.licenses": "Apache-2.0"
    }
  },
  "rootfs": {"type": "layers", "diff_ids": ["sha256:$1"]},
  "history": [{"created": "$stamp", "created_by": "packaging/image.sh"}]
}
END
}

image_architecture() {
  case $arch in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    *) echo "$arch" ;;
  esac
}
