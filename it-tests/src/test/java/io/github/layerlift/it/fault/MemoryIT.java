package io.github.layerlift.it.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.OutputCheck;
import io.github.layerlift.it.machine.OutputCheck.OciImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size of an archive does not matter to the heap. */
final class MemoryIT {
  private static final int LAYERS = 4;
  private static final long LAYER_SIZE = 512L << 20;

  @TempDir
  private Path folder;

  @Test
  void convert_twoGibibytesInASmallHeap_succeeds() throws Exception {
    Path legacy = folder.resolve("legacy.tar");
    Path modern = folder.resolve("modern.tar");
    BigArchive.write(legacy, "layerlift/big:1.0", LAYERS, LAYER_SIZE);

    Launcher.command(legacy, modern)
        .with("LAYERLIFT_JAVA_OPTS", "-Xmx64m")
        .run()
        .orFail();

    List<OciImage> images = OutputCheck.check(modern);
    assertEquals(LAYERS, images.get(0).layers().size());
  }
}
