package io.github.layerlift.pour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.codec.BlockEncoder;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BlockPipelineTest {

  @TempDir
  private Path scratch;

  private final List<FakeEncoder> encoders = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean usedAfterClose = new AtomicBoolean();
  private final AtomicInteger blocks = new AtomicInteger();
  private final Cancellation cancellation = new Cancellation();
  private Runnable duringEncode = () -> {};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void close_afterWork_everyEncoderClosedOnce(int threads) throws IOException {
    try (Spool spool = Spool.in(scratch, "x")) {
      try (BlockPipeline pipeline = pipeline(threads)) {
        pipeline.pack(MemorySource.extent("layer", new byte[1000]), spool);
      }
      assertEquals(1000, spool.size());
    }
    encoders.forEach(encoder -> assertEquals(1, encoder.closed.get()));
  }

  /** A closed native encoder is freed memory: a late block would crash the whole process. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void close_whileBlocksAreOnTheirWay_noEncoderIsUsedAfterwards(int threads) throws IOException {
    for (int i = 0; i < 200; i++) {
      Cancellation stop = new Cancellation();
      int last = i % 7 + 1;
      blocks.set(0);
      duringEncode = () -> {
        if (blocks.incrementAndGet() == last) {
          stop.request();
        }
      };
      try (Spool spool = Spool.in(scratch, "x");
          BlockPipeline pipeline = pipeline(threads, stop)) {
        assertThrows(
            LayerliftException.class,
            () -> pipeline.pack(MemorySource.extent("layer", new byte[20_000]), spool));
      }
    }
    for (FakeEncoder encoder : encoders) {
      assertEquals(1, encoder.closed.get(), "each encoder is closed, and once");
    }
    assertFalse(usedAfterClose.get());
  }

  @Test
  void pack_encoderFails_bugIsThrown() throws IOException {
    IllegalArgumentException bug = new IllegalArgumentException("bug");
    duringEncode = () -> {
      throw bug;
    };
    try (Spool spool = Spool.in(scratch, "x");
        BlockPipeline pipeline = pipeline(2)) {
      IllegalArgumentException thrown = assertThrows(
          IllegalArgumentException.class,
          () -> pipeline.pack(MemorySource.extent("layer", new byte[100]), spool));
      assertSame(bug, thrown);
    }
  }

  private BlockPipeline pipeline(int threads) {
    return pipeline(threads, cancellation);
  }

  private BlockPipeline pipeline(int threads, Cancellation stop) {
    return new BlockPipeline(this::newEncoder, threads, new Monitor(new Progress(), stop));
  }

  private FakeEncoder newEncoder() {
    FakeEncoder encoder = new FakeEncoder();
    encoders.add(encoder);
    return encoder;
  }

  /** Compresses nothing, in blocks of ten bytes. */
  private final class FakeEncoder implements BlockEncoder {

    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public int blockSize() {
      return 10;
    }

    @Override
    public byte[] encode(byte[] block, int length) {
      note();
      duringEncode.run();
      note();
      return Arrays.copyOf(block, length);
    }

    private void note() {
      if (closed.get() > 0) {
        usedAfterClose.set(true);
      }
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
