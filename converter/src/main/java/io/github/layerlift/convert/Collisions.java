package io.github.layerlift.convert;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** No name may appear twice in the output. */
final class Collisions {
  private Collisions() {}

  /** Refuses a layer that is, byte for byte, some image's config or manifest: nobody builds that. */
  static void refuse(Layout layout, List<Digest> layers) throws LayerliftException {
    Set<String> names = new HashSet<>();
    for (LayoutFile file : layout.blobs()) {
      names.add(file.name());
    }
    for (Digest layer : layers) {
      if (!names.add(LayoutFile.BLOBS + layer.hex())) {
        throw Fault.of(
                ErrorCode.BLOB_COLLISION,
                "the blob " + layer + " is both a layer and something else")
            .hint("this looks malicious: get the archive again from a source you trust")
            .exception();
      }
    }
  }
}
