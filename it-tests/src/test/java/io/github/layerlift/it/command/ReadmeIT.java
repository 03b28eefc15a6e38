package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tour in README shows what the program prints; {@code docs/tour.sh} puts it there. */
final class ReadmeIT {
  @Test
  void tour_runAgain_printsWhatReadmeShows() throws Exception {
    Path tour = Checkout.docs().resolve("tour.sh");
    Command.of("shellcheck", "-x", tour).run().orFail();
    String readme = Files.readString(tour.resolveSibling("../README.md"));
    assertTrue(readme.contains("```console\n$ layerlift convert "), "README has no tour");
    assertEquals(readme, Command.of(tour, "--print").run().orFail(), "run docs/tour.sh");
  }
}
