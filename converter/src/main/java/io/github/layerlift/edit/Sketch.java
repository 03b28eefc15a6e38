package io.github.layerlift.edit;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tree.Folder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The entries of a layer that is about to be written, by path, so that their order is always the same. */
final class Sketch {
  private final Map<String, Item> items = new TreeMap<>();

  /**
   * One entry.
   *
   * @param link a link's target; otherwise empty
   * @param content a file's bytes; null if they are in {@code file}
   * @param file a file of this machine; null if there is none
   */
  private record Item(
      FileKind kind,
      String link,
      Attributes attributes,
      @Nullable Extent content,
      @Nullable Path file) {}

  /**
   * Adds a folder of the image and those above it as they are, since an engine that unpacks each
   * layer for itself would make them up.
   *
   * @param attributes of the folder, if it isn't in the image yet
   * @param made the attributes of those above it that aren't in the image yet
   */
  void keep(Folder folder, Attributes attributes, Attributes made) {
    for (Folder at = folder; at.parentOrSelf() != at; at = at.parentOrSelf()) {
      Attributes missing = at == folder ? attributes : made;
      put(at.path(), FileKind.FOLDER, "", at.layer() == 0 ? missing : at.attributes());
    }
  }

  void put(String path, FileKind kind, String link, Attributes attributes) {
    items.putIfAbsent(path, new Item(kind, link, attributes, null, null));
  }

  void put(String path, Extent content, Attributes attributes) {
    items.put(path, new Item(FileKind.FILE, "", attributes, content, null));
  }

  void put(String path, Path file, Attributes attributes) {
    items.put(path, new Item(FileKind.FILE, "", attributes, null, file));
  }

  void write(LayerWriter to) throws IOException {
    for (Map.Entry<String, Item> each : items.entrySet()) {
      Item item = each.getValue();
      if (item.file != null) {
        try (FileSource source = FileSource.open(item.file)) {
          to.file(
              each.getKey(), new Extent(source, source.name(), 0, source.size()), item.attributes);
          source.checkUnchanged();
        }
      } else if (item.content != null) {
        to.file(each.getKey(), item.content, item.attributes);
      } else {
        to.entry(each.getKey(), item.kind, item.link, item.attributes);
      }
    }
  }
}
