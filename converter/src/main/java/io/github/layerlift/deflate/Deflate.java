package io.github.layerlift.deflate;

/** Compresses one array after another, each on its own. Used by one thread at a time. */
public final class Deflate {
  private static final int MAX_LEVEL = 9;

  /** What a block takes beyond its bytes if they are stored as they are. */
  private static final int STORED = 5;

  private final MatchSearch search;
  private final DeflateBlock block = new DeflateBlock();
  private final BitWriter bits = new BitWriter();

  /**
   * Takes about 600 KiB of memory.
   *
   * @param level from 1, the fastest, to 9; about as zlib's
   */
  public Deflate(int level) {
    if (level < 1 || level > MAX_LEVEL) {
      throw new IllegalArgumentException("not a level of deflate: " + level);
    }
    search = level == 1 ? new FastSearch() : ThoroughSearch.ofLevel(level);
  }

  /** How much room {@link #encode} needs for {@code length} bytes. */
  public static int bound(int length) {
    return length + (length / DeflateBlock.PLAIN + 1) * STORED + BitWriter.SLACK;
  }

  /**
   * Compresses the first {@code length} bytes of {@code in} to the start of {@code out}.
   *
   * @param out has at least {@link #bound} bytes; those after the result are undefined
   * @return the number of bytes in the result
   */
  public int encode(byte[] in, int length, byte[] out) {
    bits.start(out);
    search.start();
    int at = 0;
    do {
      block.start(at);
      at = search.fill(block, in, at, Math.min(length, at + DeflateBlock.PLAIN), length);
      block.write(in, at, at == length, bits);
    } while (at < length);
    return bits.size();
  }
}
