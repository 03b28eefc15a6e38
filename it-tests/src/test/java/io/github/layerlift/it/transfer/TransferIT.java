package io.github.layerlift.it.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.FaultLog;
import io.github.layerlift.it.machine.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Archives after what real writers and transfers do to them: if a conversion doesn't warn,
 * every image, layer and name of the original is in its output, and the output is sound.
 *
 * <p>The archives follow from a {@link Seed}; {@code -Dlayerlift.transfers=N} tries more of them. What fails
 * is left in {@code target/transfer}.
 */
final class TransferIT {
  private static final String AREA = "An archive that was copied, cut, joined or packed again";

  private static final int ROUNDS =
      Integer.getInteger("layerlift.transfers", FaultLog.rounds(500, 5000));
  private static final Path FOLDER = Checkout.target().resolve("transfer");

  @TempDir
  private Path folder;

  private final List<String> failures = new ArrayList<>();

  /** The counts of each outcome. */
  private final Map<String, Integer> outcomes = new TreeMap<>();

  @Test
  void convert_archivesAfterTransfers_loseNothingInSilence() throws Exception {
    Kind[] kinds = Kind.values();
    for (int i = 0; i < ROUNDS; i++) {
      try {
        tryOne(i, kinds[i % kinds.length]);
      } catch (IOException | RuntimeException | AssertionError e) {
        throw new AssertionError("round " + i + ", " + kinds[i % kinds.length], e);
      }
    }
    System.out.println("TransferIT: " + ROUNDS + " archives: " + outcomes);
    assertEquals("", String.join("\n", failures));
    int whole = outcomes.getOrDefault(Judgement.WHOLE, 0);
    assertTrue(whole > ROUNDS / 10 && whole < ROUNDS, "a poor choice: " + outcomes);
  }

  private void tryOne(int number, Kind kind) throws Exception {
    Random random = Seed.random(number);
    Originals originals = new Originals(random, folder);
    Path honest = originals.next("honest.tar", kind.has(Kind.Trait.NEEDS_DIGESTS));
    Path other = originals.next("other.tar", false);
    Path arrived =
        Files.copy(honest, folder.resolve("arrived.tar"), StandardCopyOption.REPLACE_EXISTING);
    kind.transfer().apply(arrived, other, random);

    Judgement judgement = judge(kind, honest, other, arrived);
    if (judgement.isRight()) {
      outcomes.merge(judgement.outcome(), 1, Integer::sum);
      FaultLog.note(AREA, kind.label(), judgement.outcome());
    } else {
      Path kept = Files.createDirectories(FOLDER).resolve(number + ".tar");
      Files.copy(arrived, kept, StandardCopyOption.REPLACE_EXISTING);
      Files.copy(
          honest, FOLDER.resolve(number + "-honest.tar"), StandardCopyOption.REPLACE_EXISTING);
      failures.add(kept + ", " + kind.label() + ": " + judgement);
    }
  }

  private Judgement judge(Kind kind, Path honest, Path other, Path arrived) throws IOException {
    Path modern = folder.resolve("modern.tar");
    Set<String> wanted = new TreeSet<>(Converted.of(honest, modern).images());
    if (kind.has(Kind.Trait.BRINGS_ANOTHER)) {
      wanted.addAll(Converted.of(other, modern).images());
    }
    return Judgement.of(
        kind.has(Kind.Trait.LOSES_NAMES) ? Converted.withoutNames(wanted) : wanted,
        arrived,
        modern);
  }
}
