# shellcheck shell=sh
# shellcheck disable=SC2154 # dist.sh sets what is not set here
# The package for Debian. Sourced by dist.sh, which sets what is used here.

MAINTAINER="The Layerlift project <layerlift@users.noreply.github.com>"

# Makes it of the program in folder $1.
deb() {
  tree=$work/deb
  doc=$tree/usr/share/doc/layerlift
  mkdir -p "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/lib" "$doc" "$tree/usr/share/man/man1" \
    "$tree/usr/share/bash-completion/completions" "$tree/usr/share/zsh/vendor-completions" \
    "$tree/usr/share/fish/vendor_completions.d" "$tree/usr/share/lintian/overrides"
  cp -a "$1" "$tree/usr/lib/layerlift"
  # "convert" is ImageMagick's.
  fixed_launcher /usr/lib/layerlift "$1/bin/layerlift" >"$tree/usr/bin/layerlift"
  chmod 755 "$tree/usr/bin/layerlift"
  (
    cd "$tree/usr/lib/layerlift" || exit
    sed '1 { /^#!/d }' share/bash-completion/completions/layerlift \
      >"$tree/usr/share/bash-completion/completions/layerlift"
    mv share/zsh/site-functions/_layerlift "$tree/usr/share/zsh/vendor-completions"
    mv share/fish/vendor_completions.d/layerlift.fish "$tree/usr/share/fish/vendor_completions.d"
    mv share/man/man1/* "$tree/usr/share/man/man1"
    mv bom.json licenses "$doc"
    mv CHANGELOG.md "$doc/NEWS"
    rm -r share bin/layerlift bin/convert README LICENSE
  )
  changelog >"$doc/changelog"
  gzip -9n "$tree"/usr/share/man/man1/* "$doc/NEWS" "$doc/changelog"
  cp "$here/debian/copyright" "$doc"
  cp "$here/debian/lintian-overrides" "$tree/usr/share/lintian/overrides/layerlift"
  find "$tree" -type d -exec chmod 755 {} +
  find "$tree/usr" -type f -exec chmod u=rwX,go=rX {} +
  control "$tree" >"$tree/DEBIAN/control"
  (cd "$tree" && find usr -type f | sort | xargs md5sum) >"$tree/DEBIAN/md5sums"
  settle "$tree"
  dpkg-deb --root-owner-group --threads-max=1 -Zxz --build "$tree" \
    "$dist/layerlift_$(deb_version)_$(dpkg --print-architecture).deb" >/dev/null
}

# Prints launcher $2 as it is where the program is always in folder $1.
fixed_launcher() {
  sed -n '1,/^set -eu/p' "$2"
  printf '\nname=layerlift\nhome=%s\n' "$1"
  sed '1,/^home=/d' "$2"
}

# Debian's own form of a change log, which leads to ours.
changelog() {
  printf 'layerlift (%s) unstable; urgency=medium\n\n  * See NEWS.gz.\n\n -- %s  %s\n' \
    "$(deb_version)" "$MAINTAINER" "$(date -R -d "@$SOURCE_DATE_EPOCH")"
}

# A snapshot comes before its release.
deb_version() {
  echo "$version" | sed 's/-/~/'
}

control() {
  cat <<END
Package: layerlift
Version: $(deb_version)
Architecture: $(dpkg --print-architecture)
Maintainer: $MAINTAINER
Installed-Size: $(du -sk --apparent-size "$1/usr" | cut -f 1)
Depends: $(libraries "$1/usr/lib/layerlift/runtime" | packages_of "$1/usr/lib/layerlift/runtime" | paste -sd , | sed 's/,/, /g')
Section: utils
Priority: optional
Homepage: https://github.com/layerlift/layerlift
Description: carries old container images into the present
 Converts what "docker save" of Docker 1.x to 24 and other old tools wrote
 into OCI archives that every engine loads, with the image IDs that Docker
 itself computes. It can also edit, inspect, verify, compare and extract such
 archives.
 .
 The package has a Java runtime of its own.
END
}

# Prints the system's libraries that the Java runtime in folder $1 needs.
libraries() {
  find "$1" -type f \( -name '*.so' -o -path '*/bin/*' \) -exec ldd {} + 2>/dev/null |
    awk '{ for (i = 1; i < NF; i++) if ($i ~ "^/" && $(i + 1) ~ "^[(]0x") print $i }' | grep -v "^$1/" | sort -u
}

# Prints the packages that have the libraries of stdin; of libc, with the version that the runtime in folder $1 needs.
packages_of() {
  while IFS= read -r library; do
    { dpkg-query -S "$library" || dpkg-query -S "$(readlink -f "$library")"; } 2>/dev/null | head -n 1 | cut -d : -f 1
  done | sort -u | sed "s/^libc6$/libc6 (>= $(needed_libc "$1"))/"
}

needed_libc() {
  find "$1" -type f \( -name '*.so' -o -path '*/bin/*' \) -exec grep -aoh 'GLIBC_[0-9.]*' {} + |
    sort -Vu | tail -n 1 | cut -d _ -f 2
}
