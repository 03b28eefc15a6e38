package io.github.layerlift.compare;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.ContentReport;
import io.github.layerlift.report.DiffReport;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import io.github.layerlift.tree.Node;
import io.github.layerlift.tree.Whiteouts;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file of an image whose content is compared.
 *
 * @param path where links have led to
 * @param bytes null if the image has no such file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OneFile(String path, byte @Nullable [] bytes) {
  private static final int MAX_BYTES = 16 << 20;

  static OneFile of(Side side, Side.Described described, String path) throws IOException {
    return side.explaining(() -> {
      LayerStack layers = side.layers(side.stored(described, 1));
      ImageTree tree = ImageTree.of(layers, Whiteouts.APPLIED, side.maxEntries(), side.warnings());
      Node found = tree.target(ByteNames.unescaped(path));
      return found == null
          ? new OneFile(path, null)
          : new OneFile(ByteNames.escaped(found.path()), bytes(file(found, path), layers));
    });
  }

  private static Leaf file(Node found, String path) throws LayerliftException {
    if (!(found instanceof Leaf leaf) || leaf.inode().kind() != FileKind.FILE) {
      throw Fault.of(ErrorCode.BAD_OPTION, "\"" + path + "\" is not a file, and has no content")
          .exception();
    }
    if (leaf.inode().size() > MAX_BYTES) {
      throw Fault.of(
              ErrorCode.BAD_OPTION,
              "\"" + path + "\" has " + leaf.inode().size()
                  + " bytes, and only files of up to " + MAX_BYTES
                  + " bytes are compared line by line")
          .hint("extract it from both images, and compare it with another program")
          .exception();
    }
    return leaf;
  }

  private static byte[] bytes(Leaf file, LayerStack layers) throws IOException {
    byte[] bytes = new byte[(int) file.inode().size()];
    layers.read(List.of(file), Progress.Stage.COMPARING, (leaf, content) -> {
      if (content.readNBytes(bytes, 0, bytes.length) < bytes.length) {
        throw Contents.truncated(leaf);
      }
    });
    return bytes;
  }

  static ContentReport compare(
      OneFile a,
      OneFile b,
      String path,
      DiffReport.Image imageA,
      DiffReport.Image imageB,
      List<Warning> warnings)
      throws LayerliftException {
    if (a.bytes == null && b.bytes == null) {
      throw Fault.of(ErrorCode.PATH_MISSING, "neither image has \"" + path + "\"")
          .hint(WayOut.of("")
              .set(Setting.EXTRACT_LIST, "ARCHIVE")
              .then(" lists the files of an image"))
          .exception();
    }
    boolean equal = a.bytes != null && b.bytes != null && Arrays.equals(a.bytes, b.bytes);
    boolean binary = TextDiff.isBinary(a.bytes) || TextDiff.isBinary(b.bytes);
    return new ContentReport(
        imageA,
        imageB,
        equal,
        binary,
        a.bytes == null ? -1 : a.bytes.length,
        b.bytes == null ? -1 : b.bytes.length,
        (equal || binary) ? List.of() : TextDiff.of(a.path, a.bytes, b.path, b.bytes),
        warnings);
  }
}
