package io.github.layerlift.it.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.machine.Command;
import java.io.IOException;
import java.nio.file.Path;

/** The program {@code skopeo}. */
final class SkopeoCopy {
  private static final Command SKOPEO = Command.of("skopeo", "--insecure-policy");

  private SkopeoCopy() {}

  /** The bytes of an image's manifest. */
  static byte[] manifest(String image) throws IOException, InterruptedException {
    return SKOPEO.and("inspect", "--raw", image).run().orFail().getBytes(UTF_8);
  }

  /** Copies an image to another place. */
  static void copyTo(String image, String place) throws IOException, InterruptedException {
    SKOPEO.and("copy", "--quiet", image, place).run().orFail();
  }

  /** Copies an image into a folder, checking every digest on the way. */
  static void copy(String image, Path folder) throws IOException, InterruptedException {
    copyTo(image, "dir:" + folder);
  }
}
