package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.json.JsonFields;
import java.util.List;
import java.util.Optional;

/** The blobs of an OCI layout, by descriptor; they are checked against it. */
final class OciBlobs {
  static final String FOLDER = "blobs/sha256/";
  private static final String ENCRYPTED = "+encrypted";

  private final Archive archive;
  private final Context context;

  OciBlobs(Archive archive, Context context) {
    this.archive = archive;
    this.context = context;
  }

  boolean isThere(JsonFields descriptor) throws LayerliftException {
    return find(descriptor).isPresent();
  }

  /**
   * Passes unless layers are encrypted: whoever has no key can neither unpack nor check them.
   *
   * @see <a href="https://github.com/containers/ocicrypt/blob/main/docs/oci-image-layer-encryption.md">how
   *     they are marked</a>
   */
  void requireReadable(List<JsonFields> layers) throws LayerliftException {
    for (JsonFields layer : layers) {
      if (layer.text("mediaType").endsWith(ENCRYPTED)) {
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

  /** Whether everything that a manifest requires is there. */
  boolean hasAll(JsonFields manifest) throws LayerliftException {
    Optional<JsonFields> config = manifest.field("config");
    if (config.isPresent() && !isThere(config.get())) {
      return false;
    }
    for (JsonFields layer : manifest.items("layers")) {
      if (!Descriptors.mayBeElsewhere(layer) && !isThere(layer)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The file that {@code descriptor} points to.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if it is missing, or has another size
   */
  Extent require(JsonFields descriptor) throws LayerliftException {
    Digest digest = ConfigView.digest(Descriptors.required(descriptor, "digest"));
    Extent file = find(descriptor)
        .orElseThrow(() -> Fault.of(
                ErrorCode.BLOB_MISSING,
                "the blob " + digest + " (" + descriptor.path() + ") is not in the archive")
            .in(descriptor.entry())
            .hint("the archive is incomplete; save the image again")
            .exception());
    long size = Descriptors.required(descriptor, "size").size();
    if (file.size() != size) {
      throw Fault.of(
              ErrorCode.BLOB_MISMATCH,
              "the blob has " + file.size() + " bytes, and its descriptor says " + size)
          .in(file.entry())
          .at(file.offset())
          .exception();
    }
    return file;
  }

  /** The bytes of a document, which must match its descriptor. */
  byte[] document(Extent file, JsonFields descriptor) throws LayerliftException {
    byte[] bytes = context.json().bytes(file);
    Digest want = ConfigView.digest(Descriptors.required(descriptor, "digest"));
    Digest got = Digest.of(bytes);
    if (!got.equals(want)) {
      throw Fault.of(ErrorCode.BLOB_MISMATCH, "the blob hashes to " + got + ", not to its name")
          .in(file.entry())
          .at(file.offset())
          .hint("the archive is corrupt or was tampered with; save the image again")
          .exception();
    }
    return bytes;
  }

  /** A blob that is copied unchanged; its digest is checked when it is poured. */
  Stored layer(JsonFields descriptor) throws LayerliftException {
    Digest digest = ConfigView.digest(Descriptors.required(descriptor, "digest"));
    return StoredLayers.of(require(descriptor), digest);
  }

  private Optional<Extent> find(JsonFields descriptor) throws LayerliftException {
    Digest digest = ConfigView.digest(Descriptors.required(descriptor, "digest"));
    return archive.find(FOLDER + digest.hex());
  }
}
