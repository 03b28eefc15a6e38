package io.github.layerlift.it.transfer;

import java.nio.file.Path;
import java.util.Random;

/** What happens to an archive between the tool that wrote it and its conversion. */
@FunctionalInterface
interface Transfer {
  /**
   * Changes {@code archive} in place.
   *
   * @param other another archive, for transfers that mix two
   */
  void apply(Path archive, Path other, Random random) throws Exception;
}
