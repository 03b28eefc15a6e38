package io.github.layerlift.image;

import java.util.Locale;

/** How a layer, or a whole archive, is packed. Detected by magic bytes, never by name. */
public enum Compression {
  NONE,
  GZIP,
  ZSTD,
  BZIP2,
  XZ;

  /** How many bytes {@link #detect} needs. */
  public static final int MAGIC_LENGTH = 6;

  /** Detects it by the first bytes; anything unknown, and the empty file, is {@link #NONE}. */
  public static Compression detect(byte[] head) {
    if (startsWith(head, 0x1f, 0x8b, 0x08)) {
      return GZIP;
    }
    if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableFrame(head)) {
      return ZSTD;
    }
    if (startsWith(head, 'B', 'Z', 'h') && head.length > 3 && head[3] >= '1' && head[3] <= '9') {
      return BZIP2;
    }
    return startsWith(head, 0xfd, '7', 'z', 'X', 'Z', 0) ? XZ : NONE;
  }

  /** The program for it, whose name people know too; empty if it is not packed. */
  public String program() {
    return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
  }

  /** Whether the OCI image spec has a media type for layers packed like this. */
  public boolean hasMediaType() {
    return this == NONE || this == GZIP || this == ZSTD;
  }

  /** A zstd file may start with a skippable frame: 0x184D2A50 to 0x184D2A5F, little-endian. */
  private static boolean isSkippableFrame(byte[] head) {
    return head.length > 3
        && (head[0] & 0xf0) == 0x50
        && head[1] == 0x2a
        && head[2] == 0x4d
        && head[3] == 0x18;
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
