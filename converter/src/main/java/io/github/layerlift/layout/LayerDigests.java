package io.github.layerlift.layout;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.List;

/** The digests of layers: real ones, or placeholders while only sizes matter. */
@FunctionalInterface
public interface LayerDigests {
  /** What the bytes of {@code layer} are. */
  Hashed of(Stored layer);

  /** The digest of the bytes as they will be stored. */
  default Digest blob(Stored layer) {
    return of(layer).blob();
  }

  /** The digest of the unpacked bytes. */
  default Digest diffId(Stored layer) {
    return of(layer).diffId();
  }

  /** The diff IDs of an image's layers, base first: those that it declares, otherwise those of the bytes. */
  default List<Digest> diffIds(Root.Image image) {
    List<Digest> diffIds = new ArrayList<>(image.layers().size());
    for (Layer layer : image.layers()) {
      Digest declared = layer.diffId();
      diffIds.add(declared == null ? diffId((Stored) layer.content()) : declared);
    }
    return diffIds;
  }
}
