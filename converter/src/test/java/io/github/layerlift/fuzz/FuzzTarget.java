package io.github.layerlift.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.FaultKind;
import io.github.layerlift.fault.LayerliftException;
import java.io.IOException;
import java.util.List;

/** All targets. A new room that reads bytes is added here. */
public enum FuzzTarget {
  /** The index of a tar, and its links. */
  ARCHIVE(new ArchiveRoom()),
  /** What an archive of any dialect holds. */
  DIALECT(new DialectRoom()),
  JSON(new JsonRoom()),
  /** JSON that passes through Go's types, times and versions. */
  GOJSON(new GoJsonRoom()),
  /** Names, digests and platforms. */
  REFERENCE(new ReferenceRoom()),
  /** Everything compressed. */
  CODEC(new CodecRoom()),
  /** The tars of layers, merged into one tree. */
  LAYER(new LayerRoom()),
  /** Whole conversions. */
  CONVERT(new ConvertRoom()),
  /** Whole extractions, into a folder. */
  EXTRACT(new ExtractRoom());

  @SuppressWarnings("ImmutableEnumChecker") // rooms hold nothing
  private final Room room;

  FuzzTarget(Room room) {
    this.room = room;
  }

  public List<byte[]> seeds() throws IOException {
    return room.seeds();
  }

  /**
   * Feeds {@code data} to the room. Whatever they are, it may only accept them, correctly, or
   * refuse them with a fault that is about the data.
   */
  public void feed(byte[] data) throws IOException {
    try {
      room.read(data);
    } catch (LayerliftException e) {
      requireGoodFault(e);
    }
  }

  private void requireGoodFault(LayerliftException fault) {
    String message = fault.getMessage();
    assertTrue(message.length() > 10, message);
    assertEquals(1, message.lines().count(), message);
    // a refusal by the file system, such as of a long name, is not a bug of an extraction
    if (this != EXTRACT && fault.code().kind() == FaultKind.STORAGE) {
      throw new AssertionError("the data made the machine fail", fault);
    }
    assertNotEquals(FaultKind.INTERRUPTED, fault.code().kind(), message);
  }
}
