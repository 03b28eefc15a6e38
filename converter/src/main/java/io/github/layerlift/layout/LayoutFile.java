package io.github.layerlift.layout;

/**
 * A small file of the layout.
 *
 * @param name relative, such as {@code index.json}
 */
public record LayoutFile(String name, byte[] bytes) {
  /** The folder of the blobs. */
  public static final String BLOBS = "blobs/sha256/";

  public LayoutFile {
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Size in bytes. */
  public int size() {
    return bytes.length;
  }
}
