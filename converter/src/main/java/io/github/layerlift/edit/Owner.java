package io.github.layerlift.edit;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The owner of added files. Names are looked up in the image; without a group, it is the one with
 * the user's number, as in Docker.
 *
 * @param uid an unsigned 32-bit number
 * @param gid an unsigned 32-bit number
 */
record Owner(int uid, int gid) {
  static final Owner ROOT = new Owner(0, 0);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
  /** Above it, Linux treats the number as none. */
  private static final long LAST_ID = 0xffff_fffeL;

  private static final int MAX_FILE = 4 << 20;

  /** Refuses what nothing can be owned by. */
  static void check(String text) throws LayerliftException {
    String[] parts = text.split(":", -1);
    boolean complete = parts.length <= 2;
    for (String part : parts) {
      complete &=
          !part.isBlank() && (!NUMBER.matcher(part).matches() || Long.parseLong(part) <= LAST_ID);
    }
    if (!complete) {
      throw BadEdit.of(
          "the owner \"" + text + "\" doesn't have the form USER[:GROUP]", "names, or numbers");
    }
  }

  static Owner of(Optional<String> text, ImageTree tree, LayerStack layers) throws IOException {
    if (text.isEmpty()) {
      return ROOT;
    }
    String[] parts = text.get().split(":", -1);
    int uid = number(parts[0], "etc/passwd", "user", tree, layers);
    return new Owner(
        uid, parts.length == 1 ? uid : number(parts[1], "etc/group", "group", tree, layers));
  }

  private static int number(
      String text, String list, String what, ImageTree tree, LayerStack layers) throws IOException {
    if (NUMBER.matcher(text).matches()) {
      return (int) Long.parseLong(text);
    }
    for (String line : lines(list, tree, layers)) {
      String[] fields = line.split(":", -1);
      if (fields.length > 2
          && fields[0].equals(text)
          && NUMBER.matcher(fields[2]).matches()) {
        return (int) Long.parseLong(fields[2]);
      }
    }
    throw Fault.of(
            ErrorCode.BAD_OPTION, "the image has no " + what + " \"" + text + "\" in /" + list)
        .hint("a number needs no such entry")
        .exception();
  }

  private static List<String> lines(String list, ImageTree tree, LayerStack layers)
      throws IOException {
    if (tree.find(list) instanceof Leaf leaf
        && leaf.inode().kind() == FileKind.FILE
        && leaf.inode().size() <= MAX_FILE) {
      StringBuilder text = new StringBuilder();
      layers.read(
          List.of(leaf),
          (file, content) -> text.append(
              new String(content.readNBytes((int) file.inode().size()), StandardCharsets.UTF_8)));
      return text.toString().lines().toList();
    }
    return List.of();
  }
}
