package io.github.layerlift.tree;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.progress.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTreeTest {
  @TempDir
  private Path folder;

  private final List<FileSource> sources = new ArrayList<>();
  private final Warnings warnings = new Warnings();
  private Whiteouts whiteouts = Whiteouts.APPLIED;
  private int maxEntries = 1_000_000;

  @AfterEach
  void closeSources() throws IOException {
    for (FileSource source : sources) {
      source.close();
    }
  }

  private LayerStack stack(Packing packing, byte[]... layers) throws IOException {
    TreeMap<Integer, Stored> stored = new TreeMap<>();
    for (byte[] layer : layers) {
      int number = stored.size() + 1;
      byte[] packed = packing.pack(layer);
      FileSource source =
          FileSource.open(Files.write(folder.resolve("layer" + sources.size()), packed));
      sources.add(source);
      stored.put(
          number,
          new Stored(
              new Extent(source, "layer" + number, 0, packed.length),
              Compression.detect(packed),
              null));
    }
    Decoder decoder = new Decoder(new UnpackLimits(1L << 30, 1000));
    return new LayerStack(stored, decoder, new Monitor());
  }

  private Picked pick(LayerStack stack, String... paths) throws IOException {
    return ImageTree.of(stack, whiteouts, maxEntries, warnings).pick(List.of(paths));
  }

  /** Paths, folders with a slash, links with their targets. */
  private static List<String> paths(Picked picked) {
    List<String> paths = new ArrayList<>();
    for (Node node : picked.nodes()) {
      if (node instanceof Leaf leaf) {
        String first = picked.firstName(leaf).map(each -> " = " + each.path()).orElse("");
        String link = leaf.inode().link().isEmpty() ? "" : " -> " + leaf.inode().link();
        paths.add(leaf.path() + first + link);
      } else {
        paths.add(node.path() + "/");
      }
    }
    return paths;
  }

  private List<String> merged(LayerFixture... layers) throws IOException {
    byte[][] bytes = new byte[layers.length][];
    for (int i = 0; i < layers.length; i++) {
      bytes[i] = layers[i].bytes();
    }
    return paths(pick(stack(Packing.PLAIN, bytes)));
  }

  private LayerliftException refuse(ErrorCode code, LayerFixture... layers) {
    LayerliftException fault = assertThrows(LayerliftException.class, () -> merged(layers));
    assertEquals(code, fault.code(), fault.getMessage());
    return fault;
  }

  @Test
  void merge_laterFile_replacesTheEarlier() throws IOException {
    LayerStack stack = stack(
        Packing.PLAIN,
        layer().file("a", "old").file("b", "stays").bytes(),
        layer().file("a", "newer").bytes());
    List<Leaf> files = pick(stack).files();
    assertEquals(List.of(2, 1), files.stream().map(Leaf::layer).toList());
    assertEquals(5, files.get(0).inode().size());
  }

  @Test
  void merge_whiteout_hidesFilesAndFoldersOfLowerLayers() throws IOException {
    assertEquals(
        List.of("d/", "d/kept"),
        merged(
            layer()
                .file("a", "")
                .folder("b")
                .file("b/c", "")
                .folder("d")
                .file("d/x", "")
                .file("d/kept", ""),
            layer().whiteout("a").whiteout("b").whiteout("d/x").whiteout("never/there")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void merge_whiteoutOfWhatTheLayerHasToo_hidesOnlyTheLower(boolean first) throws IOException {
    LayerFixture upper = first ? layer().whiteout("a").whiteout("f") : layer();
    upper.folder("a").file("a/new", "").file("f", "new");
    upper = first ? upper : upper.whiteout("a").whiteout("f");
    assertEquals(
        List.of("a/", "a/new", "f"), merged(layer().file("a/old", "").file("f", "old"), upper));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void merge_opaque_hidesTheLowerWhereverItStands(boolean first) throws IOException {
    LayerFixture upper = first ? layer().opaque("a") : layer();
    upper.folder("a").file("a/b/new", "").file("a/top", "");
    upper = first ? upper : upper.opaque("a");
    assertEquals(
        List.of("a/", "a/b/", "a/b/new", "a/top"),
        merged(layer().file("a/old", "").file("a/b/old", "").file("a/c/old", ""), upper));
  }

  @Test
  void merge_opaqueRoot_hidesEverythingLower() throws IOException {
    assertEquals(
        List.of("new"),
        merged(layer().file("a/b", "").file("c", ""), layer().file("new", "").opaque("")));
  }

  @Test
  void merge_whiteoutInANextLayer_hidesWhatWasPutBack() throws IOException {
    assertEquals(
        List.of(),
        merged(
            layer().file("a", ""),
            layer().whiteout("a"),
            layer().file("a", ""),
            layer().whiteout("a")));
  }

  @Test
  void merge_folderThatLosesItsLowerPart_isImplied() throws IOException {
    Picked picked = pick(stack(
        Packing.PLAIN,
        layer().mode(0700).folder("a").file("a/old", "").bytes(),
        layer().file("a/new", "").whiteout("a").bytes()));
    assertEquals(List.of("a/", "a/new"), paths(picked));
    assertEquals(0755, picked.folders().get(0).attributes().mode());
  }

  @Test
  void merge_folders_takesTheLaterMetadata() throws IOException {
    Picked picked = pick(stack(
        Packing.PLAIN,
        layer().mode(0755).folder("a").file("a/b", "").bytes(),
        layer().mode(0700).owner(7).folder("a").bytes(),
        layer().mode(01777).folder("./").bytes()));
    assertEquals(List.of("a/", "a/b"), paths(picked));
    assertEquals(0700, picked.folders().get(0).attributes().mode());
    assertEquals(7, picked.folders().get(0).attributes().uid());
    assertEquals(01777, picked.root().attributes().mode());
  }

  @Test
  void merge_otherKind_replacesWithAllThatIsBelow() throws IOException {
    assertEquals(
        List.of("a", "b -> c", "f/", "f/x", "l/"),
        merged(
            layer().file("a/x", "").file("b/x", "").file("f", "").symlink("l", "a"),
            layer().file("a", "").symlink("b", "c").folder("f").file("f/x", "").folder("l")));
  }

  @Test
  void merge_missingParents_are0755AndRoots() throws IOException {
    Picked picked = pick(stack(Packing.PLAIN, layer().owner(9).file("a/b/c", "").bytes()));
    for (Folder each : picked.folders()) {
      assertEquals(0755, each.attributes().mode());
      assertEquals(0, each.attributes().uid());
    }
  }

  @Test
  void merge_hardLinks_shareAcrossLayers() throws IOException {
    assertEquals(
        List.of("b", "c = b", "d/", "d/e = b", "new"),
        merged(
            layer().file("a", "x").hardLink("b", "a"),
            layer().hardLink("c", "./b").hardLink("d/e", "/a").file("new", ""),
            layer().whiteout("a")));
  }

  @Test
  void merge_fileInPlaceOfALink_leavesTheOtherNamesAlone() throws IOException {
    LayerStack stack = stack(
        Packing.PLAIN,
        layer().file("a", "old").hardLink("b", "a").bytes(),
        layer().file("a", "newer").bytes());
    Picked picked = pick(stack);
    assertEquals(List.of("a", "b"), paths(picked));
    assertEquals(
        List.of(5L, 3L),
        picked.files().stream().map(leaf -> leaf.inode().size()).toList());
  }

  @Test
  void merge_hardLinkEntry_describesTheFile() throws IOException {
    Picked picked = pick(stack(
        Packing.PLAIN,
        layer().mode(0600).file("a", "").mode(0755).hardLink("b", "a").bytes()));
    assertEquals(0755, picked.files().get(0).attributes().mode());
  }

  @Test
  void merge_aufsMetadata_isLeftOutAndItsLinksWork() throws IOException {
    assertEquals(
        List.of("a", "b = a"),
        merged(layer()
            .folder(".wh..wh.aufs")
            .folder(".wh..wh.plnk")
            .file(".wh..wh.plnk/123.45", "content")
            .hardLink("a", ".wh..wh.plnk/123.45")
            .hardLink("b", ".wh..wh.plnk/123.45")));
  }

  @Test
  void merge_pathThroughALinkOfALowerLayer_goesWhereItLeads() throws IOException {
    assertEquals(
        List.of("bin -> usr/bin", "up -> ../../usr", "usr/", "usr/bin/", "usr/bin/sh", "usr/x"),
        merged(
            layer()
                .folder("usr")
                .folder("usr/bin")
                .symlink("bin", "usr/bin")
                .symlink("up", "../../usr"),
            layer().file("bin/sh", "").file("up/x", "")));
    assertEquals(
        List.of("path-through-link", "path-through-link"),
        warnings.list().stream().map(Warning::code).map(Warning.Code::id).toList());
  }

  @Test
  void merge_absoluteAndDanglingLinks_stayInTheTree() throws IOException {
    assertEquals(
        List.of("etc/", "etc/passwd", "link -> /../../etc"),
        merged(layer().symlink("link", "/../../etc").file("link/passwd", "")));
  }

  @Test
  void merge_whiteoutsThroughLinks_stayInTheTree() throws IOException {
    assertEquals(
        List.of("link -> /real", "real/"),
        merged(layer().file("real/x", "").symlink("link", "/real"), layer().whiteout("link/x")));
  }

  @Test
  void merge_linksInACircle_areRefused() {
    refuse(ErrorCode.LINK_LOOP, layer().symlink("a", "b").symlink("b", "a").file("a/x", ""));
    refuse(ErrorCode.LINK_LOOP, layer().symlink("a", "a/a").file("a/x", ""));
    refuse(
        ErrorCode.LINK_LOOP,
        layer()
            .folder("d")
            .symlink("l", "d/../".repeat(18))
            .symlink("m", "l/".repeat(45))
            .file("m/x", ""));
  }

  @Test
  void merge_fileWhereAFolderIsExpected_isRefused() {
    LayerliftException fault =
        refuse(ErrorCode.LAYER_ENTRY, layer().file("a", ""), layer().file("a/b", ""));
    assertEquals("layer2: a/b", fault.entry().orElseThrow());
    refuse(ErrorCode.LAYER_ENTRY, layer().fifo("a").folder("a/b"));
    refuse(ErrorCode.LAYER_ENTRY, layer().file("", "x"));
  }

  @Test
  void merge_hardLinkToNoFile_isRefused() {
    refuse(ErrorCode.LAYER_ENTRY, layer().hardLink("a", "absent"));
    refuse(ErrorCode.LAYER_ENTRY, layer().hardLink("a", "a"));
    refuse(ErrorCode.LAYER_ENTRY, layer().folder("d").hardLink("a", "d"));
    refuse(ErrorCode.LAYER_ENTRY, layer().file("a", ""), layer().whiteout("a").hardLink("b", "a"));
    refuse(ErrorCode.LAYER_ENTRY, layer().hardLink("b", ".wh..wh.plnk/1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".wh.", ".wh..", ".wh...", "a/.wh...", "a/.wh.."})
  void merge_whiteoutOfNoName_isRefused(String name) {
    refuse(ErrorCode.ENTRY_NAME, layer().file("a/x", ""), layer().file(name, ""));
  }

  @Test
  void merge_unknownEntries_areLeftOutWithAWarning() throws IOException {
    assertEquals(List.of("f"), merged(layer().entry("odd", 'D', "", new byte[3]).file("f", "")));
    assertEquals("entry-unknown", warnings.list().get(0).code().id());
  }

  @Test
  void merge_moreThanTheLimits_isRefused() {
    maxEntries = 3;
    refuse(
        ErrorCode.TOO_MANY_ENTRIES,
        layer().file("a", "").file("b", ""),
        layer().file("c", "").file("a", ""));
    refuse(ErrorCode.TOO_MANY_ENTRIES, layer().file("a/b/c/d/e", ""));
    LayerFixture heavy = layer();
    maxEntries = 100;
    for (int i = 0; i < 10; i++) {
      heavy.pax("SCHILY.xattr.user.x", "x".repeat(1_000_000)).file("f" + i, "");
    }
    refuse(ErrorCode.TOO_MANY_ENTRIES, heavy);
  }

  /** A path has a maximum length, but links can chain paths. */
  @Test
  void merge_deepFolders_areRefusedBeforeAnyStackOverflows() {
    LayerFixture deep = layer();
    String path = "d/".repeat(900);
    deep.pax("path", path + "x").file("x", "");
    deep.pax("linkpath", path).symlink("l", "");
    deep.pax("path", "l/" + path + "x").file("x", "");
    refuse(ErrorCode.LAYER_ENTRY, deep);
  }

  /** Each folder is searched once per layer, however often it is marked as opaque. */
  @Test
  void merge_manyOpaqueMarks_takesNoLongerThanManyFiles() {
    LayerFixture lower = layer();
    LayerFixture upper = layer();
    for (int i = 0; i < 20_000; i++) {
      lower.file("a/" + i, "");
      upper.file("a/" + i, "").opaque("a");
    }
    assertTimeout(Duration.ofSeconds(60), () -> merged(lower, upper));
  }

  @Test
  void rawLayer_whiteouts_areFiles() throws IOException {
    whiteouts = Whiteouts.FILES;
    assertEquals(
        List.of(".wh..wh..opq", ".wh.x", "f"),
        merged(layer().opaque("").whiteout("x").file("f", "")));
  }

  @Test
  void pick_paths_takesThemWithWhatIsAboveAndBelow() throws IOException {
    LayerStack stack = stack(
        Packing.PLAIN,
        layer()
            .file("a/b/c", "")
            .file("a/b/d/e", "")
            .file("a/x", "")
            .file("y", "")
            .bytes());
    assertEquals(List.of("a/", "a/b/", "a/b/c", "a/b/d/", "a/b/d/e"), paths(pick(stack, "/a/b/")));
    assertEquals(
        List.of("a/", "a/b/", "a/b/d/", "a/b/d/e", "y"), paths(pick(stack, "./a/b/d", "y")));
    assertEquals(6, paths(pick(stack, "/")).size() - 1);
    assertEquals(6, paths(pick(stack, "a/..")).size() - 1);
  }

  @Test
  void pick_pathThroughLinks_takesThemToo() throws IOException {
    LayerStack stack = stack(
        Packing.PLAIN,
        layer()
            .symlink("bin", "usr/bin")
            .file("usr/bin/sh", "")
            .file("usr/other", "")
            .bytes());
    assertEquals(
        List.of("bin -> usr/bin", "usr/", "usr/bin/", "usr/bin/sh"), paths(pick(stack, "bin/sh")));
    assertEquals(List.of("bin -> usr/bin"), paths(pick(stack, "bin")));
  }

  @Test
  void pick_secondNameAlone_isAFile() throws IOException {
    LayerStack stack =
        stack(Packing.PLAIN, layer().file("a", "x").hardLink("b", "a").bytes());
    assertEquals(List.of("b"), paths(pick(stack, "b")));
    assertEquals(1, pick(stack, "b").files().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent", "a/absent", "a/f/x", "absent/..", "l/x"})
  void pick_absentPath_isRefused(String path) throws IOException {
    LayerStack stack =
        stack(Packing.PLAIN, layer().file("a/f", "").symlink("l", "nowhere").bytes());
    LayerliftException fault = assertThrows(LayerliftException.class, () -> pick(stack, path));
    assertEquals(ErrorCode.PATH_MISSING, fault.code());
  }

  /** However a layer is packed, each file's content is found, and no other layer is opened. */
  @ParameterizedTest
  @EnumSource
  void read_winners_givesTheirContent(Packing packing) throws IOException {
    LayerStack stack = stack(
        packing,
        layer().file("a", "lost").file("b", "b of 1").file("z", "").bytes(),
        layer().file("a", "a of 2").file("c", "c of 2").bytes());
    TreeMap<String, String> contents = new TreeMap<>();
    stack.read(
        pick(stack).files(),
        (file, in) -> contents.put(
            file.path(), new String(in.readNBytes((int) file.inode().size()), UTF_8)));
    assertEquals("{a=a of 2, b=b of 1, c=c of 2, z=}", contents.toString());
  }

  @Test
  void copy_changedByFurtherLayers_leavesTheOriginal() throws IOException {
    LayerFixture base =
        layer().folder("d").file("d/x", "1").hardLink("y", "d/x").file("z", "2");
    LayerFixture upper = layer().whiteout("z").hardLink("n", "y").opaque("d").file("d/new", "3");
    LayerStack both = stack(Packing.PLAIN, base.bytes(), upper.bytes());
    ImageTree tree = ImageTree.of(stack(Packing.PLAIN, base.bytes()), whiteouts, 100, warnings);
    ImageTree copy = tree.copy();
    copy.under(both.from(2), 100, warnings, MergeWatcher.NOBODY);
    assertEquals(List.of("d/", "d/x", "y = d/x", "z"), paths(tree.pick(List.of())));
    assertEquals(List.of("d/", "d/new", "n", "y = n"), paths(copy.pick(List.of())));
    Picked whole = ImageTree.of(both, whiteouts, 100, warnings).pick(List.of());
    assertEquals(paths(whole), paths(copy.pick(List.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "f, f",
    "/f, f",
    "l, f",
    "m, d/g",
    "d/up, f",
    "d/./g, d/g",
    "dd/g, d/g",
    "dd, d",
    "dd/, d",
    "absent, ''",
    "f/x, ''",
    "dangling, ''",
    "/, ''"
  })
  void target_anyPath_isWhereLinksLead(String path, String expected) throws IOException {
    LayerFixture layer = layer()
        .file("f", "1")
        .symlink("l", "f")
        .folder("d")
        .file("d/g", "2")
        .symlink("m", "/dd/g")
        .symlink("dd", "d")
        .symlink("d/up", "../l")
        .symlink("dangling", "nowhere")
        .symlink("loop", "loop");
    ImageTree tree = ImageTree.of(stack(Packing.PLAIN, layer.bytes()), whiteouts, 100, warnings);
    Node found = tree.target(path);
    assertEquals(expected, found == null ? "" : found.path());
    LayerliftException fault = assertThrows(LayerliftException.class, () -> tree.target("loop"));
    assertEquals(ErrorCode.LINK_LOOP, fault.code());
  }
}
