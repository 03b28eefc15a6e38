package io.github.layerlift.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Objects;

/**
 * A style sheet or a script of the program's own, which becomes a part of a page.
 *
 * @param text exactly as it is in the page
 */
public record PageAsset(String text) {
  /** The file {@code name} beside {@code owner}. */
  public static PageAsset of(Class<?> owner, String name) {
    try (InputStream file = owner.getResourceAsStream(name)) {
      return new PageAsset(new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file can't be read: " + name, e);
    }
  }

  PageAsset then(PageAsset other) {
    return new PageAsset(text + other.text);
  }

  /** The source by which a policy allows this text and no other. */
  String source() {
    byte[] hash = Hashing.sha256().hashString(text, UTF_8).asBytes();
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }
}
