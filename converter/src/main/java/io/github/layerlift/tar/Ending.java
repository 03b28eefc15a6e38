package io.github.layerlift.tar;

import io.github.layerlift.bytes.Extent;

/**
 * How an archive ends.
 *
 * @param offset where the last entry ends
 * @param marked whether there is an end mark; without one, the archive may be truncated between two entries
 * @param zeros how many zeros there are, including those of the end mark
 * @param rest what follows them in the same file; of size 0 if there is nothing
 * @param isTar whether the rest is another archive
 */
public record Ending(long offset, boolean marked, long zeros, Extent rest, boolean isTar) {
  /** The longest end that tar programs write, unless set to longer records: GNU tar's. */
  private static final long MAX_ZEROS = 21L * TarHeader.BLOCK;

  /** Whether more zeros follow than writers leave: an incomplete download looks like that. */
  public boolean isZeroFilled() {
    return zeros > MAX_ZEROS;
  }

  /** Whether something follows that is not an archive; engines ignore it silently. */
  public boolean hasStrangeRest() {
    return rest.size() > 0 && !isTar;
  }

  /** The same ending with its rest known to be another archive, packed as it may be. */
  public Ending followed() {
    return new Ending(offset, marked, zeros, rest, true);
  }

  /** The rest as a sentence. */
  public String describeRest() {
    return "something that is not a tar archive follows the end of the archive at offset "
        + rest.offset() + ": " + rest.size() + (rest.size() == 1 ? " byte" : " bytes");
  }

  /** Where to cut an archive so that nothing is left after its end mark. */
  public long cleanSize() {
    return offset + 2L * TarHeader.BLOCK;
  }
}
