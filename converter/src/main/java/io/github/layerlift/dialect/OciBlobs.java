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
import java.util.function.Function;

/** The blobs of a layout, by descriptor; they are checked against it. */
final class OciBlobs {
  static final String FOLDER = "blobs/sha256/";
  private static final String ENCRYPTED = "+encrypted";

  private final Archive archive;
  private final Context context;
  private final Function<Digest, List<String>> names;

  /** Those of an OCI layout. */
  OciBlobs(Archive archive, Context context) {
    this(archive, context, digest -> List.of(FOLDER + digest.hex()));
  }

  /**
   * @param names under which a blob may be in the archive
   */
  OciBlobs(Archive archive, Context context, Function<Digest, List<String>> names) {
    this.archive = archive;
    this.context = context;
    this.names = names;
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
            .hint(Fault.INCOMPLETE)
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
    requireDigest(bytes, ConfigView.digest(Descriptors.required(descriptor, "digest")), file);
    return bytes;
  }

  /**
   * Passes if {@code bytes} of {@code file} have the digest {@code want}.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if they don't
   */
  static void requireDigest(byte[] bytes, Digest want, Extent file) throws LayerliftException {
    Digest got = Digest.of(bytes);
    if (!got.equals(want)) {
      throw Fault.of(ErrorCode.BLOB_MISMATCH, "the blob hashes to " + got + ", not to its name")
          .in(file.entry())
          .at(file.offset())
          .hint(Fault.CORRUPT)
          .exception();
    }
  }

  /** A blob that is copied unchanged; its digest is checked when it is poured. */
  Stored layer(JsonFields descriptor) throws LayerliftException {
    Digest digest = ConfigView.digest(Descriptors.required(descriptor, "digest"));
    return StoredLayers.of(require(descriptor), digest);
  }

  private Optional<Extent> find(JsonFields descriptor) throws LayerliftException {
    return find(ConfigView.digest(Descriptors.required(descriptor, "digest")));
  }

  /**
   * The file of that digest; its content isn't looked at.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if it is missing
   */
  Extent require(Digest digest) throws LayerliftException {
    return find(digest)
        .orElseThrow(() -> Fault.of(ErrorCode.BLOB_MISSING, "the blob " + digest + " is missing")
            .in(names.apply(digest).get(0))
            .hint(Fault.INCOMPLETE)
            .exception());
  }

  /** The file of that digest, if it is there. */
  Optional<Extent> find(Digest digest) throws LayerliftException {
    for (String name : names.apply(digest)) {
      Optional<Extent> file = archive.find(name);
      if (file.isPresent()) {
        return file;
      }
    }
    return Optional.empty();
  }
}
