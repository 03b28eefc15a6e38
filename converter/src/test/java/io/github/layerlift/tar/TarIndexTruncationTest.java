package io.github.layerlift.tar;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.TarBytes;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever is truncated or damaged: an index or one of our faults, and nothing else. */
class TarIndexTruncationTest {

  private static final byte[] TAR = new TarBytes()
      .gnu('L', "long/".repeat(30))
      .folder("d")
      .pax('x', "path", "p".repeat(120), "size", "700")
      .entry("p", '0', new byte[700])
      .symlink("s", "d")
      .hardLink("h", "s")
      .file("f", "text")
      .end()
      .bytes();

  @Test
  void index_cutAtEveryByte_indexOrFault() {
    for (int length = 0; length <= TAR.length; length++) {
      indexOrFault(Arrays.copyOf(TAR, length));
    }
  }

  @Test
  void index_cutAtEveryBlockOfManyEntries_indexOrFault() {
    TarBytes many = new TarBytes();
    for (int i = 0; i < 40; i++) {
      many.entry("file-" + i, '0', new byte[i * 100]);
    }
    byte[] tar = many.end().bytes();
    for (int length = 0; length <= tar.length; length += 512) {
      indexOrFault(Arrays.copyOf(tar, length));
    }
  }

  @Test
  void index_anyHeaderByteChangedAndResealed_indexOrFault() {
    Random random = new Random(1);
    int[] headers = {0, 1024, 1536, 3072 - 512, TAR.length - 1024 - 1024};
    for (int i = 0; i < 20_000; i++) {
      byte[] tar = TAR.clone();
      int start = headers[random.nextInt(headers.length)] / 512 * 512;
      byte[] header = Arrays.copyOfRange(tar, start, start + 512);
      for (int change = 0; change <= random.nextInt(4); change++) {
        header[random.nextInt(512)] = (byte) random.nextInt(256);
      }
      System.arraycopy(TarBytes.seal(header), 0, tar, start, 512);
      indexOrFault(tar);
    }
  }

  @Property(tries = 300)
  void index_anyBytes_indexOrFault(@ForAll byte[] bytes) {
    indexOrFault(bytes);
  }

  private static void indexOrFault(byte[] tar) {
    try {
      TarIndex index =
          TarIndex.of(new MemorySource(tar), 0, TarBytes.limits(1000), new Cancellation());
      assertTrue(index.entries().size() <= tar.length / 512 + 1);
    } catch (LayerliftException e) {
      assertTrue(!e.getMessage().isEmpty());
    }
  }
}
