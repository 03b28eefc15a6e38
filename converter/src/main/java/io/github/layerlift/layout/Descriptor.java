package io.github.layerlift.layout;

import io.github.layerlift.image.Digest;
import io.github.layerlift.json.JsonWriter;

/**
 * A pointer to a blob.
 *
 * @param size of the blob in bytes
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md">the spec</a>
 */
record Descriptor(String mediaType, Digest digest, long size) {
  static Descriptor of(String mediaType, byte[] bytes) {
    return new Descriptor(mediaType, Digest.of(bytes), bytes.length);
  }

  /** Starts an object with the three required fields, and leaves it open for more. */
  JsonWriter open(JsonWriter out) {
    return out.startObject()
        .field("mediaType", mediaType)
        .field("digest", digest.toString())
        .field("size", size);
  }

  JsonWriter write(JsonWriter out) {
    return open(out).endObject();
  }
}
