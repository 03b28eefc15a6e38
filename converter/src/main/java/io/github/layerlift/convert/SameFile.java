package io.github.layerlift.convert;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An archive is never converted onto itself: the only copy must not be at risk. */
final class SameFile {
  private SameFile() {}

  static void refuse(Input input, Output output) throws LayerliftException {
    if (input instanceof Input.OfPath in && output instanceof Output.TarFile out) {
      if (areSame(in.path(), out.path())) {
        throw Fault.of(ErrorCode.SAME_FILE, "input and output are the same file: " + in.path())
            .hint("write to another name, and remove the old archive once the new one is verified")
            .exception();
      }
    }
  }

  private static boolean areSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      // errors with either are reported when it is opened
      return false;
    }
  }
}
