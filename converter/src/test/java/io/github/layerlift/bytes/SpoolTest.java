package io.github.layerlift.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SpoolTest {

  @TempDir
  private Path folder;

  @Test
  void in_folder_nothingIsSeenThere() throws Exception {
    try (Spool spool = Spool.in(folder, "standard input")) {
      spool.append(ByteBuffer.wrap("abc".getBytes(UTF_8)));
      assertEquals(List.of(), files());
      assertEquals("standard input", spool.name());
    }
    assertEquals(List.of(), files());
  }

  @Test
  void append_twice_readableAnywhere() throws Exception {
    try (Spool spool = Spool.in(folder, "x")) {
      spool.append(ByteBuffer.wrap("abc".getBytes(UTF_8)));
      spool.append(ByteBuffer.wrap("defg".getBytes(UTF_8)));
      assertEquals(7, spool.size());
      assertArrayEquals("cde".getBytes(UTF_8), new Extent(spool, "e", 2, 3).head(3));
      spool.checkUnchanged();
    }
  }

  @Test
  void read_asAChannel_countsUntilTheEnd() throws Exception {
    try (Spool spool = Spool.in(folder, "x")) {
      spool.append(ByteBuffer.wrap("abc".getBytes(UTF_8)));
      assertEquals(2, spool.read(ByteBuffer.allocate(5), 1));
      assertEquals(-1, spool.read(ByteBuffer.allocate(5), 3));
      assertTrue(spool.isPrivate());
    }
  }

  @Test
  void close_ofItsOwnFile_closesIt() throws Exception {
    Spool spool = Spool.in(folder, "x");
    spool.close();
    assertThrows(ClosedChannelException.class, () -> spool.read(ByteBuffer.allocate(1), 0));
  }

  @Test
  void skipTo_theEnd_changesNothing() throws Exception {
    try (Spool spool = Spool.in(folder, "x")) {
      spool.append(ByteBuffer.wrap("abc".getBytes(UTF_8)));
      spool.skipTo(3);
      assertEquals(3, spool.size());
    }
  }

  @Test
  void await_enoughThere_doesNotWait() throws Exception {
    try (Spool spool = Spool.in(folder, "x")) {
      spool.skipTo(3);
      assertEquals(3, spool.await(2));
      assertEquals(3, spool.await(3));
    }
  }

  @Test
  void await_nothingMoreComes_whatIsThere() throws Exception {
    try (Spool spool = Spool.in(folder, "x")) {
      spool.skipTo(3);
      spool.complete();
      assertEquals(3, spool.await(4));
    }
  }

  @Test
  void await_tooFew_untilEnoughWereAppended() throws Exception {
    try (Spool spool = Spool.in(folder, "x")) {
      FutureTask<List<Object>> waiting =
          waiting(() -> List.of(spool.await(4), Thread.interrupted()));
      spool.append(ByteBuffer.wrap("abc".getBytes(UTF_8)));
      spool.append(ByteBuffer.wrap("de".getBytes(UTF_8)));
      assertEquals(List.of(5L, false), waiting.get());
    }
  }

  @Test
  void await_tooFew_untilNothingMoreComes() throws Exception {
    try (Spool spool = Spool.in(folder, "x")) {
      FutureTask<Long> waiting = waiting(() -> spool.await(1));
      spool.complete();
      assertEquals(0, waiting.get());
    }
  }

  /** Otherwise reads would be truncated; a reader that waits for more may then stop. */
  @Test
  void await_interrupted_waitsOnAndKeepsTheInterrupt() throws Exception {
    try (Spool spool = Spool.in(folder, "x")) {
      FutureTask<List<Object>> waiting = waiting(() -> {
        Thread.currentThread().interrupt();
        return List.of(spool.await(3), Thread.interrupted());
      });
      spool.skipTo(3);
      assertEquals(List.of(3L, true), waiting.get());
    }
  }

  @Test
  void on_partOfAFile_leavesTheRestAndTheFileOpen() throws Exception {
    Path file = folder.resolve("file");
    Files.writeString(file, "0123456789");
    LongAdder written = new LongAdder();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      try (Spool spool = Spool.on(channel, "x", 4, written::add)) {
        spool.append(ByteBuffer.wrap("ab".getBytes(UTF_8)));
        spool.skipTo(12);
        spool.append(ByteBuffer.wrap("c".getBytes(UTF_8)));
        assertEquals(13, spool.size());
        assertThrows(IllegalArgumentException.class, () -> spool.skipTo(12));
        assertArrayEquals("ab".getBytes(UTF_8), new Extent(spool, "e", 4, 2).head(2));
      }
      assertTrue(channel.isOpen());
    }
    assertEquals("0123ab6789\0\0c", Files.readString(file));
    assertEquals(3, written.sum());
  }

  @Test
  void transfer_toAFile_copiesToWhereItStands() throws Exception {
    Path file = folder.resolve("file");
    try (Spool spool = Spool.in(folder, "x");
        FileChannel to =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      spool.append(ByteBuffer.wrap("abcdefgh".getBytes(UTF_8)));
      Extent extent = new Extent(spool, "e", 2, 5);
      assertEquals(3, extent.transfer(2, 100, to.position(1)));
    }
    assertEquals("\0efg", Files.readString(file));
  }

  @Test
  void in_noFolder_faultWithOption() {
    LayerliftException fault =
        Faults.expect(ErrorCode.WRITE_FAILED, () -> Spool.in(folder.resolve("gone"), "x"));
    assertTrue(fault.hint().orElseThrow().contains("ReadOptions.tempFolder"));
  }

  /** Has another thread call {@code call}, and continues when that thread waits or has ended. */
  private static <T> FutureTask<T> waiting(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.WAITING && !task.isDone()) {
      Thread.onSpinWait();
    }
    return task;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
