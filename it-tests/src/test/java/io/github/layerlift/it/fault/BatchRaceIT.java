package io.github.layerlift.it.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Command.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Several batches that are given the same archives and the same fresh folder, all at once. */
final class BatchRaceIT {
  private static final int ARCHIVES = 40;
  private static final int BATCHES = 4;
  private static final long LAYER_SIZE = 20_000;
  private static final Pattern COUNT =
      Pattern.compile("^(converted|skipped|failed) +(\\d+)", Pattern.MULTILINE);

  @TempDir
  private static Path source;

  @TempDir
  private Path folder;

  @BeforeAll
  static void writeArchives() throws IOException {
    for (int i = 0; i < ARCHIVES; i++) {
      BigArchive.write(source.resolve(i + ".tar"), "layerlift/race:" + i, 1, LAYER_SIZE + i);
    }
  }

  @RepeatedTest(10)
  void batch_fourOnAFreshFolder_noneFails() throws Exception {
    Path into = folder.resolve("out");
    List<Running> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      batches.add(
          Command.of(Checkout.layerlift(), "batch", source, "--into", into).start());
    }
    int converted = 0;
    for (Running batch : batches) {
      Finished finished = batch.finished();
      assertEquals(0, finished.code(), finished.err());
      converted += count(finished, "converted");
      assertEquals(ARCHIVES, count(finished, "converted") + count(finished, "skipped"));
    }
    assertEquals(ARCHIVES, converted, "each once");
    Finished again =
        Command.of(Checkout.layerlift(), "batch", source, "--into", into).run();
    assertEquals(ARCHIVES, count(again, "skipped"), again.out() + again.err());
  }

  private static int count(Finished finished, String what) {
    Matcher matcher = COUNT.matcher(finished.out());
    while (matcher.find()) {
      if (matcher.group(1).equals(what)) {
        return Integer.parseInt(matcher.group(2));
      }
    }
    assertTrue(!what.equals("converted"), finished.out());
    return 0;
  }
}
