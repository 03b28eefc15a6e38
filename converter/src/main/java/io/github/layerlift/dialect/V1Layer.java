package io.github.layerlift.dialect;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.LayerContent.Stored;
import java.util.List;

/**
 * One layer with metadata of its own; only what is needed is kept, since there may be thousands.
 *
 * @param id the folder's name if that is an ID, whatever {@code id} its json has; otherwise the json's
 * @param folder its name in the archive; empty if it isn't in a folder
 * @param parent the ID of the layer below; empty for a base layer
 * @param history its item in the history of an image's config
 * @param metadata its json
 */
record V1Layer(
    String id, String folder, String parent, String history, Extent metadata, Stored content) {
  /** The folder's name; the ID itself if a registry keeps it in another way. */
  List<String> v1Ids() {
    return List.of(folder.isEmpty() || folder.endsWith("/" + id) ? id : folder);
  }
}
