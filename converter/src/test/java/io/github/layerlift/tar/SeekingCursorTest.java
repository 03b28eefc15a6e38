package io.github.layerlift.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SeekingCursorTest {

  private static final int BLOCK = TarHeader.BLOCK;
  private static final int WINDOW = 16 * BLOCK;

  private final CountingSource source = new CountingSource(3 * WINDOW);
  private final SeekingCursor cursor = new SeekingCursor(source, new Cancellation());

  @Test
  void move_neighbouringBlocks_oneRead() throws Exception {
    for (int i = 0; i < 16; i++) {
      expect(i * BLOCK, 1);
    }
  }

  @Test
  void move_pastWindow_readAnew() throws Exception {
    expect(BLOCK, 1);
    expect(WINDOW, 1);
    expect(WINDOW + BLOCK, 2);
    expect(2 * WINDOW, 2);
    expect(2 * WINDOW + 1, 3);
  }

  @Test
  void move_partOfBlockInWindow_readAnew() throws Exception {
    expect(0, 1);
    expect(WINDOW - BLOCK + 1, 2);
  }

  @Test
  void move_back_readAnewOnlyBeforeWindow() throws Exception {
    expect(WINDOW, 1);
    expect(WINDOW + BLOCK, 1);
    expect(WINDOW, 1);
    expect(WINDOW - 1, 2);
  }

  @Test
  void move_atEnd_whatIsThere() throws Exception {
    assertEquals(1, cursor.move(0, 3 * WINDOW - 1));
    assertEquals(0, cursor.move(0, 3 * WINDOW));
  }

  /** The block at {@code offset} is available after {@code reads} reads of the source. */
  private void expect(int offset, int reads) throws LayerliftException {
    assertEquals(BLOCK, cursor.move(0, offset));
    assertEquals(reads, source.reads);
    for (int i = 0; i < BLOCK; i++) {
      assertEquals(CountingSource.at(offset + i), cursor.bytes()[cursor.start() + i]);
    }
  }

  /** Counts reads; no two of its blocks are the same. */
  private static final class CountingSource implements ByteSource {

    private final int size;
    private int reads;

    CountingSource(int size) {
      this.size = size;
    }

    static byte at(long position) {
      return (byte) (position % 251);
    }

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public int read(ByteBuffer into, long position) {
      reads++;
      int count = (int) Math.min(into.remaining(), size - position);
      for (int i = 0; i < count; i++) {
        into.put(at(position + i));
      }
      return count > 0 ? count : -1;
    }

    @Override
    public void checkUnchanged() {}

    @Override
    public void close() {}
  }
}
