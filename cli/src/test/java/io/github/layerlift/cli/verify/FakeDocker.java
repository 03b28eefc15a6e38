package io.github.layerlift.cli.verify;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.OS;

/** A program that answers as {@code docker} does, and keeps its images in a file. */
final class FakeDocker {
  private static final String SCRIPT = """
      #!/bin/sh
      cd "$(dirname "$0")"
      case "$1 $2" in
        "version --format")
          [ ! -f down ] || { echo "Cannot connect to the Docker daemon" >&2; exit 1; }
          echo 20.10.24 ;;
        "image ls") cat images ;;
        "load --quiet")
          [ ! -f refusing ] || { echo "loading" >&2; echo "invalid archive" >&2; exit 1; }
          cat loads images >all; sort -u all >images ;;
        "image rm")
          [ ! -f keeping ] || { echo "conflict" >&2; exit 1; }
          grep -v -e "^$4 " -e " $4\\$" images >all; cp all images ;;
        *) echo "unknown: $*" >&2; exit 1 ;;
      esac
      """;

  private final Path folder;

  /**
   * @param folder for its files
   */
  FakeDocker(Path folder) throws IOException {
    assumeFalse(OS.WINDOWS.isCurrentOs(), "it is a shell script");
    this.folder = Files.createDirectory(folder.resolve("docker"));
    Path program = Files.writeString(this.folder.resolve("docker"), SCRIPT);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    has();
    loads();
  }

  /** Its images: lines of an ID and a name. */
  FakeDocker has(String... images) throws IOException {
    Files.write(folder.resolve("images"), List.of(images));
    return this;
  }

  /** What it will have in addition after loading anything. */
  FakeDocker loads(String... images) throws IOException {
    Files.write(folder.resolve("loads"), List.of(images));
    return this;
  }

  /** Changes its mood: {@code down}, {@code refusing} or {@code keeping}. */
  FakeDocker is(String mood) throws IOException {
    Files.writeString(folder.resolve(mood), "");
    return this;
  }

  List<String> images() throws IOException {
    return Files.readAllLines(folder.resolve("images"));
  }

  Map<String, String> environment() {
    return Map.of(DockerCli.PROGRAM, folder.resolve("docker").toString());
  }
}
