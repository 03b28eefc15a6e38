package io.github.layerlift.layering;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.tree.LayerStack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeTest {
  @TempDir
  private Path folder;

  private final List<FileSource> sources = new ArrayList<>();
  private List<Stored> before = List.of();
  private List<Stored> after = List.of();
  private Warnings warnings = new Warnings();
  private boolean found;

  @AfterEach
  void closeSources() throws IOException {
    for (FileSource source : sources) {
      source.close();
    }
  }

  /** What is left of the layers, each in the words of {@code tar -t}. */
  private List<String> purge(String pattern, LayerFixture... layers) throws IOException {
    before = new ArrayList<>();
    TreeMap<Integer, Stored> numbered = new TreeMap<>();
    for (LayerFixture each : layers) {
      FileSource source =
          FileSource.open(Files.write(folder.resolve("layer" + sources.size()), each.bytes()));
      sources.add(source);
      before.add(new Stored(new Extent(source, "layer", 0, source.size()), Compression.NONE, null));
      numbered.put(before.size(), before.get(before.size() - 1));
    }
    Decoder decoder = new Decoder(new UnpackLimits(1 << 20, 10, 1 << 20));
    LayerStack stack = new LayerStack(numbered, decoder, new Monitor());
    warnings = new Warnings();
    Purge purge = new Purge(List.of(pattern.split(" ", -1)), 1000, warnings);
    after = purge.apply(stack, plain -> plain);
    found = purge.hasFound(0);
    List<String> lines = new ArrayList<>();
    for (Stored each : after) {
      lines.add(list(bytes(each)));
    }
    return lines;
  }

  private static byte[] bytes(Stored layer) throws IOException {
    return layer.extent().head((int) layer.size());
  }

  private static String list(byte[] layer) throws IOException {
    List<String> names = new ArrayList<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(layer))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        assertTrue(entry.isCheckSumOK(), entry.getName());
        names.add(entry.getName()
            + (entry.isLink() ? "->" + entry.getLinkName() : "")
            + (entry.getSize() > 0 ? "=" + new String(tar.readAllBytes(), ISO_8859_1) : ""));
      }
    }
    return String.join(" ", names);
  }

  private boolean holds(String text) throws IOException {
    for (Stored each : after) {
      if (new String(bytes(each), ISO_8859_1).contains(text)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void apply_fileInSeveralLayers_isGoneFromAll() throws IOException {
    assertEquals(
        List.of("etc/ etc/a=a", "b=b", ".wh.c"),
        purge(
            "/etc/secret",
            layer().folder("etc").file("etc/secret", "hush").file("etc/a", "a"),
            layer().file("b", "b").file("etc/secret", "hush hush"),
            layer().whiteout("etc/secret").whiteout("c")));
    assertFalse(holds("hush"));
    assertFalse(holds("secret"));
  }

  @Test
  void apply_layerWithoutIt_isTheSame() throws IOException {
    purge("/a", layer().file("a", "x"), layer().file("b", "y"));
    assertNotSame(before.get(0), after.get(0));
    assertSame(before.get(1), after.get(1));
  }

  @Test
  void apply_folder_goesWithAllInIt() throws IOException {
    assertEquals(
        List.of("rooted=x"),
        purge(
            "/root/",
            layer().folder("root").file("root/a/b", "x").opaque("root").file("rooted", "x")));
  }

  @Test
  void apply_extendedHeaders_goWithTheirEntry() throws IOException {
    assertEquals(
        List.of("a=1 c=3"),
        purge(
            "/b",
            layer()
                .pax("comment", "of a")
                .file("a", "1")
                .pax("comment", "of b")
                .file("b", "2")
                .pax("comment", "of c")
                .file("c", "3")));
    assertTrue(holds("of a"));
    assertFalse(holds("of b"));
    assertTrue(holds("of c"));
  }

  @Test
  void apply_hardLinksToIt_getTheContent() throws IOException {
    assertEquals(
        List.of("one=content two->one"),
        purge(
            "/secret",
            layer().file("secret", "content").hardLink("one", "secret").hardLink("two", "secret")));
  }

  @Test
  void apply_hardLinkToALowerLayer_getsTheContentFromThere() throws IOException {
    assertEquals(
        List.of("a=a", "one=content"),
        purge(
            "/secret",
            layer().file("a", "a").file("secret", "content"),
            layer().hardLink("one", "secret")));
  }

  @Test
  void apply_chainOfLinks_leadsToWhatStays() throws IOException {
    assertEquals(
        List.of("a=x c->a d->a"),
        purge(
            "/b", layer().file("a", "x").hardLink("b", "a").hardLink("c", "b").hardLink("d", "a")));
  }

  @Test
  void apply_hardLinkInAnUpperLayer_becomesALinkToTheOneThatHasTheContent() throws IOException {
    assertEquals(
        List.of("one=content", "two->one"),
        purge(
            "/secret",
            layer().file("secret", "content").hardLink("one", "secret"),
            layer().hardLink("two", "secret")));
  }

  @Test
  void apply_otherNameIsHidden_linkGetsTheContent() throws IOException {
    assertEquals(
        List.of("a=content", ".wh.a c=content"),
        purge(
            "/b",
            layer().file("a", "content").hardLink("b", "a"),
            layer().whiteout("a").hardLink("c", "b")));
  }

  @Test
  void apply_otherNameKeepsTheContent_warns() throws IOException {
    purge("/b", layer().file("a", "x").hardLink("b", "a").file("c", "y").hardLink("d", "c"));
    assertEquals(
        List.of("\"/a\" keeps the content of \"/b\", since both are names of one file;"
            + " purge both to be rid of it"),
        warnings.list().stream().map(Warning::sentence).toList());
  }

  @Test
  void apply_allNamesOfAFile_doesNotWarn() throws IOException {
    assertEquals(
        List.of("c=y"), purge("/a /b", layer().file("a", "x").hardLink("b", "a").file("c", "y")));
    assertEquals(List.of(), warnings.list());
  }

  @Test
  void apply_whiteoutOfWhatALinkLeadsTo_goesWithTheFileOnly() throws IOException {
    assertEquals(
        List.of("real/ ln", "b=b"),
        purge(
            "/real/secret",
            layer().folder("real").symlink("ln", "real").file("ln/secret", "hush"),
            layer().whiteout("real/secret").file("b", "b")));
  }

  @Test
  void apply_whiteoutThroughALink_goesWithTheFile() throws IOException {
    for (String path : List.of("/ln/secret", "/real/secret", "/l*/secret", "/re*/secret")) {
      assertEquals(
          List.of("real/ ln", "b=b"),
          purge(
              path,
              layer().folder("real").symlink("ln", "real").file("real/secret", "hush"),
              layer().whiteout("ln/secret").file("b", "b")));
    }
  }

  @Test
  void apply_folderThatALinkLeadsInto_goesWithWhatCameThroughTheLink() throws IOException {
    assertEquals(
        List.of("ln", "b=b"),
        purge(
            "/real",
            layer().folder("real").symlink("ln", "real"),
            layer().file("ln/secret", "hush").file("b", "b")));
  }

  @Test
  void apply_pathThroughALaterLink_isGoneFromEarlierLayers() throws IOException {
    assertEquals(
        List.of("b=b", "ln"),
        purge(
            "/ln/deep/secret",
            layer().file("real/deep/secret", "hush").file("b", "b"),
            layer().symlink("ln", "/real")));
  }

  @Test
  void apply_linkItself_goesWithoutWhatItLeadsTo() throws IOException {
    assertEquals(
        List.of("real/ real/a=x"),
        purge("/ln", layer().folder("real").file("real/a", "x").symlink("ln", "real")));
  }

  @Test
  void apply_linkThatOtherFilesComeThrough_isRefused() {
    LayerFixture links = layer().file("c/x", "x").symlink("b", "c").symlink("a", "b");
    for (LayerFixture upper :
        List.of(layer().file("a/file", "x"), layer().hardLink("a/y", "b/x"))) {
      MalformedArchiveException refused =
          assertThrows(MalformedArchiveException.class, () -> purge("/b", links, upper));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("\"/b\" can't be purged"),
          refused.getMessage());
    }
  }

  @Test
  void apply_hardLinkByWayOfALinkThatGoes_leadsToTheSameFile() throws IOException {
    assertEquals(
        List.of("a/x=x c->a/x"),
        purge("/b", layer().file("a/x", "x").symlink("b", "a").hardLink("c", "b/x")));
  }

  @Test
  void apply_whiteoutAlone_staysAndIsNotFound() throws IOException {
    purge("/secret", layer().file("a", "a"), layer().whiteout("secret"));
    assertFalse(found);
  }

  @Test
  void apply_wildcard_doesNotTakeTheMarkThatHidesOthers() throws IOException {
    assertEquals(
        List.of("d/ d/a=1", "d/.wh..wh..opq"),
        purge(
            "/d/.*",
            layer().folder("d").file("d/a", "1").file("d/.b", "2"),
            layer().opaque("d").file("d/.c", "3")));
  }

  @Test
  void apply_markThatHidesOthersAlone_staysAndIsNotFound() throws IOException {
    for (String pattern : List.of("/d/*", "/.*")) {
      assertEquals(
          List.of("d/", "d/.wh..wh..opq .wh..wh..opq"),
          purge(pattern, layer().folder("d"), layer().opaque("d").opaque("")));
      assertFalse(found, pattern);
    }
  }

  @Test
  void apply_symlinkToIt_staysAsItIs() throws IOException {
    assertEquals(List.of("link"), purge("/b", layer().file("b", "x").symlink("link", "b")));
  }

  @Test
  void apply_pathThatIsNowhere_isTheSame() throws IOException {
    purge("/nothing", layer().file("a", "x"));
    assertSame(before.get(0), after.get(0));
  }

  @Test
  void apply_endOfTheTar_stays() throws IOException {
    purge("/a", layer().file("a", "x").file("b", "y"));
    byte[] rest = bytes(after.get(0));
    assertEquals(0, rest.length % 512);
    assertEquals(4 * 512, rest.length);
  }
}
