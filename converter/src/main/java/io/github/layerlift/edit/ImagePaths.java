package io.github.layerlift.edit;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tree.Folder;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.WhiteoutNames;

/** Where paths of an image lead: links on the way are followed, as {@code COPY} does. */
final class ImagePaths {
  private final ImageTree tree;
  private final Sketch sketch;
  private final Attributes made;

  /**
   * @param sketch gets the folders on the way
   * @param made the attributes of folders that aren't in the image yet
   */
  ImagePaths(ImageTree tree, Sketch sketch, Attributes made) {
    this.tree = tree;
    this.sketch = sketch;
    this.made = made;
  }

  /** The folder at {@code path}, which is made if it is missing. */
  Folder folder(String path, Attributes attributes) throws LayerliftException {
    requirePlain(path);
    Folder folder = tree.folder(path);
    if (folder == null) {
      throw Fault.of(
              ErrorCode.PATH_MISSING,
              "\"" + path + "\" can't be a folder: the image has something else there")
          .hint("remove that first, or choose another target")
          .exception();
    }
    sketch.keep(folder, attributes, made);
    return folder;
  }

  /** The real path of {@code path}, whose last part isn't followed if it is a link. */
  String of(String path) throws LayerliftException {
    requirePlain(path);
    int slash = path.lastIndexOf('/');
    return below(folder(path.substring(0, Math.max(0, slash)), made), path.substring(slash + 1));
  }

  /** Refuses names that hide files of lower layers instead of being seen themselves. */
  static void requirePlain(String path) throws LayerliftException {
    if (("/" + path).contains("/" + WhiteoutNames.PREFIX)) {
      throw BadEdit.of(
          "\"" + path + "\" can't be added, since a name that starts with " + WhiteoutNames.PREFIX
              + " hides a file instead",
          "give it another name");
    }
  }

  /** Whether a folder is there, perhaps by way of a link. */
  boolean isFolder(String path) throws LayerliftException {
    return tree.isFolder(path);
  }

  static String below(Folder folder, String name) {
    return folder.path().isEmpty() ? name : folder.path() + "/" + name;
  }
}
