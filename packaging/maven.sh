# shellcheck shell=sh
# shellcheck disable=SC2154 # dist.sh sets what is not set here
# The Maven repository. Sourced by dist.sh, which sets what is used here.

# Lays it out as "mvn deploy" would, without the times that it writes into names and metadata.
maven_repository() {
  artifact layerlift-parent pom.xml
  artifact layerlift-converter converter/pom.xml
  for jar in converter/target/layerlift-converter-"$version"*.jar; do
    cp "$jar" "$dist/maven/io/github/layerlift/layerlift-converter/$version"
  done
  find "$dist/maven" -type f | while IFS= read -r file; do
    sha1sum "$file" | cut -c 1-40 >"$file.sha1"
  done
}

# Adds artifact $1 with its pom $2.
artifact() {
  mkdir -p "$dist/maven/io/github/layerlift/$1/$version"
  cp "$2" "$dist/maven/io/github/layerlift/$1/$version/$1-$version.pom"
}
