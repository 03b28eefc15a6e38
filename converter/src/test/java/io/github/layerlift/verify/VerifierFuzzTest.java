package io.github.layerlift.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.layerlift.Verifier;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.VerificationReport;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Whatever is in a layout, the result is a finding or one of our faults, never a crash. */
class VerifierFuzzTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final ArchiveFixture SOUND =
      OciSave.hybrid(HELLO).archive().file("repositories", "{\"hello\":{\"1.0\":\"x\"}}");
  private static final byte[] LEGACY = V1Save.hello("hello:1.0").archive().bytes();

  @Provide
  static Arbitrary<String> scraps() {
    return Arbitraries.of(
        "",
        "null",
        "{}",
        "[]",
        "0",
        "-1",
        "\"\"",
        "\"x\"",
        ",",
        ":",
        "\"",
        "}",
        "]",
        "true",
        "1e9",
        "sha256:",
        "\\u0000",
        "\"manifests\":[{}]",
        "\"mediaType\":7,",
        "\"digest\":null,",
        "é");
  }

  @Property(tries = 300)
  void verify_scrapInADocument_neverCrashes(
      @ForAll @IntRange(max = 3) int file,
      @ForAll @IntRange(max = 2000) int at,
      @ForAll @IntRange(max = 40) int cut,
      @ForAll("scraps") String scrap)
      throws LayerliftException {
    String name =
        List.of("index.json", "manifest.json", "repositories", "oci-layout").get(file);
    verify(SOUND.with(name, changed(SOUND.content(name), at, cut, scrap)));
  }

  @Property(tries = 300)
  void verify_scrapInAConfigOrManifest_neverCrashes(
      @ForAll boolean inConfig,
      @ForAll @IntRange(max = 2000) int at,
      @ForAll @IntRange(max = 40) int cut,
      @ForAll("scraps") String scrap)
      throws LayerliftException {
    OciSave save = new OciSave();
    byte[] config = inConfig ? changed(HELLO.config(), at, cut, scrap) : HELLO.config();
    List<Object> layers = new ArrayList<>();
    HELLO
        .layers()
        .forEach(layer -> layers.add(save.blob(OciSave.LAYER + "+gzip", Packing.GZIP.pack(layer))));
    Map<String, @Nullable Object> manifest =
        save.manifest(save.blob(OciSave.CONFIG, config), layers);
    String hex = String.valueOf(manifest.get("digest")).substring("sha256:".length());
    byte[] document = save.list(manifest).archive().content("blobs/sha256/" + hex);
    OciSave other = new OciSave();
    other.blob(OciSave.CONFIG, config);
    HELLO.layers().forEach(layer -> other.blob(OciSave.LAYER, Packing.GZIP.pack(layer)));
    byte[] written = inConfig ? document : changed(document, at, cut, scrap);
    verify(other.list(other.blob(OciSave.MANIFEST, written), "hello:1.0").archive());
  }

  @Property(tries = 300)
  void verify_bytesOfTheTarChanged_neverCrashes(
      @ForAll @IntRange(max = 12_000) int at, @ForAll byte value, @ForAll boolean cut)
      throws LayerliftException {
    byte[] tar = SOUND.bytes();
    tar[at % tar.length] = value;
    verify(cut ? Arrays.copyOf(tar, at % tar.length) : tar);
  }

  private static byte[] changed(byte[] text, int at, int cut, String scrap) {
    String whole = new String(text, ISO_8859_1);
    int start = at % (whole.length() + 1);
    int end = Math.min(whole.length(), start + cut);
    return (whole.substring(0, start) + scrap + whole.substring(end)).getBytes(ISO_8859_1);
  }

  private static void verify(ArchiveFixture layout) throws LayerliftException {
    verify(layout.bytes());
  }

  private static void verify(byte[] layout) throws LayerliftException {
    try {
      VerificationReport verification = Verifier.verifyAgainst(
          stream(layout), stream(LEGACY), false, ReadOptions.builder().build());
      // the legacy archive is a different one, so that something is always found
      assertFalse(verification.isSound());
    } catch (LayerliftException e) {
      boolean explained = !String.valueOf(e.getMessage()).isEmpty();
      if (!explained) {
        throw e;
      }
    }
  }

  private static Input stream(byte[] archive) {
    return new Input.OfStream("fuzz", new ByteArrayInputStream(archive));
  }
}
