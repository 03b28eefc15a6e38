package io.github.layerlift.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 digest, the only algorithm that Docker's archives use.
 *
 * @param hex 64 lower-case hexadecimal digits
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#digests">OCI
 *     digests</a>
 */
public record Digest(String hex) {
  /** Characters of {@link #hex()}. */
  public static final int HEX_LENGTH = 64;

  private static final String PREFIX = "sha256:";
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  public Digest {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("not 64 lower-case hex digits");
    }
  }

  /** Reads {@code sha256:…}; empty if {@code text} is anything else. */
  public static Optional<Digest> parse(String text) {
    return text.startsWith(PREFIX) && isHex(text.substring(PREFIX.length()))
        ? Optional.of(new Digest(text.substring(PREFIX.length())))
        : Optional.empty();
  }

  /** Hashes {@code bytes}. */
  public static Digest of(byte[] bytes) {
    return ofBytes(newHash().digest(bytes));
  }

  /** A new SHA-256, to be updated and then finished by {@link #ofBytes}. */
  public static MessageDigest newHash() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Takes the 32 bytes of a finished hash. */
  public static Digest ofBytes(byte[] bytes) {
    char[] hex = new char[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      hex[2 * i] = DIGITS[bytes[i] >> 4 & 0xf];
      hex[2 * i + 1] = DIGITS[bytes[i] & 0xf];
    }
    return new Digest(new String(hex));
  }

  /** Whether {@code text} is 64 lower-case hexadecimal digits: a digest's or a v1 layer ID's form. */
  public static boolean isHex(String text) {
    if (text.length() != HEX_LENGTH) {
      return false;
    }
    for (int i = 0; i < HEX_LENGTH; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** {@code sha256:} and the hex digits. */
  @Override
  public String toString() {
    return PREFIX + hex;
  }

  /** By hand, as {@link #hashCode}: a record's own would add several milliseconds to each start. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest that && hex.equals(that.hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }
}
