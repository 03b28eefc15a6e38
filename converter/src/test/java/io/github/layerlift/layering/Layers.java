package io.github.layerlift.layering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import io.github.layerlift.tree.Node;
import io.github.layerlift.tree.Picked;
import io.github.layerlift.tree.Whiteouts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Layers in memory, and what is in them. */
final class Layers {
  static final Decoder DECODER = new Decoder(new UnpackLimits(1L << 30, 1000));
  static final int MAX_ENTRIES = 10_000;

  private Layers() {}

  static Stored stored(byte[] layer) {
    return new Stored(MemorySource.extent("layer", layer), Compression.detect(layer), null);
  }

  static LayerStack stack(List<Stored> layers) {
    Map<Integer, Stored> numbered = new TreeMap<>();
    for (Stored each : layers) {
      numbered.put(numbered.size() + 1, each);
    }
    return new LayerStack(numbered, DECODER, new Monitor());
  }

  static LayerStack stack(byte[]... layers) {
    return stack(Arrays.stream(layers).map(Layers::stored).toList());
  }

  /** All bytes, read at once and then in random pieces; the same each time. */
  static byte[] bytes(Stored layer) throws IOException {
    byte[] whole = layer.extent().head((int) layer.size());
    assertEquals(-1, layer.extent().source().read(ByteBuffer.allocate(1), layer.size()));
    Random random = new Random(whole.length);
    byte[] pieces = new byte[whole.length];
    for (int at = 0; at < pieces.length; ) {
      int length = Math.min(1 + random.nextInt(1500), pieces.length - at);
      ByteBuffer piece = ByteBuffer.wrap(pieces, at, length);
      int count = layer.extent().source().read(piece, at);
      assertEquals(piece.position() - at, count);
      at += count;
    }
    assertArrayEquals(whole, pieces);
    return whole;
  }

  /** What is in a layer, as commons-compress reads it: names, links with their targets. */
  static List<String> names(Stored layer) throws IOException {
    List<String> names = new ArrayList<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(bytes(layer)), UTF_8.name())) {
      for (TarArchiveEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        assertEquals(each.isFile() ? each.getSize() : 0, in.readAllBytes().length);
        String link = each.isLink() ? " = " : each.isSymbolicLink() ? " -> " : "";
        names.add(each.getName() + link + each.getLinkName());
      }
    }
    return names;
  }

  /** Everything about the files of a stack of layers, a line for each. */
  static List<String> tree(LayerStack layers) throws IOException {
    Picked picked =
        ImageTree.of(layers, Whiteouts.APPLIED, MAX_ENTRIES, new Warnings()).pick(List.of());
    Map<Leaf, String> contents = new TreeMap<>((a, b) -> a.path().compareTo(b.path()));
    layers.read(
        picked.files(),
        (leaf, in) ->
            contents.put(leaf, new String(in.readNBytes((int) leaf.inode().size()), UTF_8)));
    List<String> lines = new ArrayList<>(List.of("/ " + text(picked.root().attributes())));
    for (Node node : picked.nodes()) {
      if (node instanceof Leaf leaf) {
        String first = picked.firstName(leaf).map(Leaf::path).orElse("itself");
        lines.add(String.join(
            " ",
            leaf.path(),
            leaf.inode().kind().toString(),
            text(leaf.attributes()),
            leaf.inode().link(),
            first,
            contents.getOrDefault(leaf, "")));
      } else {
        lines.add(node.path() + "/ " + text(node.attributes()));
      }
    }
    return lines;
  }

  /** Without empty folders that no entry describes: one layer alone can't know whether they exist. */
  static List<String> withoutImplied(List<String> tree) {
    String implied = "/ " + text(Attributes.IMPLIED);
    List<String> kept = new ArrayList<>();
    for (int i = tree.size() - 1; i >= 0; i--) {
      String line = tree.get(i);
      String folder = line.substring(0, line.indexOf(' '));
      boolean empty = kept.stream().noneMatch(each -> each.startsWith(folder));
      if (i == 0 || !(line.endsWith(implied) && empty)) {
        kept.add(0, line);
      }
    }
    return kept;
  }

  private static String text(Attributes attributes) {
    StringBuilder text = new StringBuilder();
    attributes
        .xattrs()
        .forEach((name, value) -> text.append(name)
            .append('=')
            .append(HexFormat.of().formatHex(value))
            .append(';'));
    return String.format(
        "%o %d:%d %d.%09d %d,%d %s",
        attributes.mode(),
        attributes.uid(),
        attributes.gid(),
        attributes.seconds(),
        attributes.nanos(),
        attributes.major(),
        attributes.minor(),
        text);
  }
}
