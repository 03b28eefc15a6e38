package io.github.layerlift.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the file of a {@link Round} says.
 *
 * @param listing of the shards in it; empty if there are none
 * @param begun the shards that have begun, ended or not
 * @param isCut whether the last line is not whole
 */
record RoundFile(String listing, Set<Integer> begun, Set<Integer> ended, boolean isCut) {
  static final RoundFile EMPTY = new RoundFile("", Set.of(), Set.of(), false);

  RoundFile {
    begun = Set.copyOf(begun);
    ended = Set.copyOf(ended);
  }

  /** Lines that were cut off, or are of other versions, are left alone. */
  static RoundFile parse(String text) {
    String listing = "";
    Set<Integer> begun = new HashSet<>();
    Set<Integer> ended = new HashSet<>();
    for (String line : text.split("\n", -1)) {
      Optional<Line> read = line.isBlank() ? Optional.empty() : line(line);
      if (read.isPresent()) {
        listing = read.get().listing;
        begun.add(read.get().shard);
        if (read.get().ended) {
          ended.add(read.get().shard);
        }
      }
    }
    return new RoundFile(listing, begun, ended, !text.isEmpty() && !text.endsWith("\n"));
  }

  private record Line(String listing, int shard, boolean ended) {}

  private static Optional<Line> line(String text) {
    try {
      JsonFields json = Ledger.READER.read(text.getBytes(UTF_8), "");
      if (LedgerRecord.number(json, "v") != LedgerRecord.VERSION) {
        return Optional.empty();
      }
      Line line = new Line(
          json.text("listing"),
          (int) LedgerRecord.number(json, "shard"),
          json.text("state").equals("ended"));
      return line.listing.isEmpty() ? Optional.empty() : Optional.of(line);
    } catch (LayerliftException e) {
      return Optional.empty();
    }
  }
}
