package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import java.util.List;

/**
 * Encrypted layers: without the key they can be neither unpacked nor checked.
 *
 * @see <a href="https://github.com/containers/ocicrypt/blob/main/docs/oci-image-layer-encryption.md">how
 *     they are marked</a>
 */
final class Encryption {
  private static final String SUFFIX = "+encrypted";

  private Encryption() {}

  static void refuse(List<JsonFields> layers, Archive archive) throws LayerliftException {
    for (JsonFields layer : layers) {
      if (layer.text("mediaType").endsWith(SUFFIX)) {
        String transport = archive.isFolder() ? "oci:" : "oci-archive:";
        throw Fault.of(
                ErrorCode.LAYER_ENCRYPTED,
                "the layers of the image are encrypted (" + layer.path() + ")")
            .in(layer.entry())
            .hint("skopeo copy --decryption-key KEY " + transport + "IN " + transport + "OUT")
            .exception();
      }
    }
  }
}
