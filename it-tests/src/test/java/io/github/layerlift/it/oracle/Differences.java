package io.github.layerlift.it.oracle;

import io.github.layerlift.it.machine.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docs/differences.md} says: for which reasons Layerlift refuses what Docker loads. */
final class Differences {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| \\S.*\\|$");

  private Differences() {}

  /** The codes of the errors that are written down. */
  static Set<String> codes() throws IOException {
    Set<String> codes = new TreeSet<>();
    Matcher rows = ROW.matcher(Files.readString(Checkout.docs().resolve("differences.md")));
    while (rows.find()) {
      codes.add(rows.group(1));
    }
    return codes;
  }
}
