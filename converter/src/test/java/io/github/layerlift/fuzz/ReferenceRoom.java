package io.github.layerlift.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Reference;
import java.util.List;
import java.util.Optional;

/** Reads a text as a name, a digest and a platform. */
final class ReferenceRoom implements Room {
  @Override
  public List<byte[]> seeds() {
    return Seeds.texts(
        "app",
        "app:1.0",
        "docker.io/library/app:latest",
        "index.docker.io/me/app",
        "localhost:5000/a/b-c__d.e:V_1.0-x",
        "[2001:db8::1]:5000/app",
        "UPPER/app:tag",
        "sha256:" + "0123456789abcdef".repeat(4),
        "0123456789abcdef".repeat(4),
        "linux/arm64/v8",
        "app@sha256:" + "a".repeat(64),
        "");
  }

  @Override
  public void read(byte[] data) {
    String text = new String(data, UTF_8);
    Optional<Reference> reference = Reference.parse(text);
    if (reference.isPresent()) {
      Reference name = reference.get();
      assertEquals(reference, Reference.parse(name.toString()), "the full form");
      assertEquals(reference, Reference.parse(name.familiarName() + ":" + name.tag()), "the short");
      assertEquals(name.toString(), name.domain() + "/" + name.path() + ":" + name.tag());
    }
    Optional<Digest> digest = Digest.parse(text);
    digest.ifPresent(value -> assertEquals(text, value.toString()));
    Optional<Platform> platform = Platform.parse(text);
    platform.ifPresent(value -> assertEquals(text, value.toString()));
  }
}
