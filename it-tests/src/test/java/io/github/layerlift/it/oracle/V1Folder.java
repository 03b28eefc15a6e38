package io.github.layerlift.it.oracle;

/** One folder of a legacy archive: an image, or a step on the way to one. */
final class V1Folder {
  private final String id;
  private final byte[] json;
  private final byte[] layer;

  /** The folder {@code id} with its files {@code json} and {@code layer.tar}. */
  V1Folder(String id, byte[] json, byte[] layer) {
    this.id = id;
    this.json = json;
    this.layer = layer;
  }

  String id() {
    return id;
  }

  byte[] json() {
    return json;
  }

  byte[] layer() {
    return layer;
  }
}
