package io.github.layerlift.dialect;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonFields;
import java.util.Optional;
import java.util.Set;

/** Reads manifests and indexes of storages that don't note what a document is: its content tells. */
final class Untyped {
  private final OciBlobs blobs;
  private final OciReader reader;
  private final Context context;

  Untyped(OciBlobs blobs, Context context) {
    this.blobs = blobs;
    this.reader = new OciReader(blobs, context);
    this.context = context;
  }

  /**
   * What a document describes, without a name.
   *
   * @param bytes of the document in {@code file}
   */
  Root read(byte[] bytes, Extent file) throws LayerliftException {
    JsonFields document = context.json().read(bytes, file.entry());
    if (Schema1.is(document)) {
      return new Schema1(document, blobs, context).image();
    }
    return reader.root(
        Descriptors.of(type(document), Digest.of(bytes), bytes.length, file.entry(), context));
  }

  /** Types of the artifacts that were found so far. */
  Set<String> artifacts() {
    return reader.artifacts();
  }

  private static String type(JsonFields document) throws LayerliftException {
    String type = document.text("mediaType");
    Optional<JsonFields> manifests = document.field("manifests");
    return !type.isEmpty() ? type : manifests.isPresent() ? MediaTypes.INDEX : MediaTypes.MANIFEST;
  }
}
