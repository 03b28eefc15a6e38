package io.github.layerlift.image;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RootTest {

  private static final Root.Document DOCUMENT =
      new Root.Document(new byte[] {'{', '}'}, MediaTypes.MANIFEST, Map.of());

  @Test
  void document_asInTheArchive_orNone() {
    assertNull(image(null).document());
    assertSame(DOCUMENT, image(DOCUMENT).document());
    assertSame(DOCUMENT, new Root.Index(DOCUMENT, List.of(), List.of()).document());
    assertSame(DOCUMENT, new Root.Artifact(DOCUMENT, List.of(), List.of()).document());
  }

  private static Root image(Root.Document manifest) {
    return new Root.Image(
        new ConfigSource.Verbatim(new byte[0]),
        List.of(),
        Platform.LINUX_AMD64,
        manifest,
        List.of());
  }
}
