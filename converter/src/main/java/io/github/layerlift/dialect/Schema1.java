package io.github.layerlift.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A manifest of schema 1, which registries had until 2016 and kept until 2023: the v1 metadata of all layers, the
 * newest first, and the digests of their packed bytes. What Docker made of it when it pulled, this makes, too.
 *
 * @see <a href="https://github.com/moby/moby/blob/v20.10.24/distribution/pull_v2.go">pullSchema1</a>
 */
final class Schema1 {
  private static final String LAYERS = "fsLayers";
  private static final String HISTORY = "history";

  private final JsonFields document;
  private final OciBlobs blobs;
  private final Context context;

  Schema1(JsonFields document, OciBlobs blobs, Context context) {
    this.document = document;
    this.blobs = blobs;
    this.context = context;
  }

  /** Whether {@code document} is one. */
  static boolean is(JsonFields document) throws LayerliftException {
    return document.isObject()
        && (document.field(LAYERS).isPresent()
            || document
                .text("mediaType")
                .startsWith("application/vnd.docker.distribution.manifest.v1"));
  }

  /**
   * One row of the history.
   *
   * @param throwaway whether it changed no file, so that its blob isn't a layer
   */
  private record Row(String id, V1Json json, Extent metadata, boolean throwaway, Digest blob) {}

  /** The image that it describes, without a name. */
  Root.Image image() throws LayerliftException {
    requireClear();
    List<Row> rows = rows();
    StringBuilder history = new StringBuilder();
    List<V1Layer> kept = new ArrayList<>();
    List<Extent> metadata = new ArrayList<>();
    for (int i = rows.size() - 1; i >= 0; i--) {
      Row row = rows.get(i);
      String item = row.json.history();
      history.append(history.isEmpty() ? "[" : ",");
      history.append(row.throwaway ? V1History.withoutLayer(item) : item);
      metadata.add(row.metadata);
      if (row.throwaway) {
        // it may be missing, but if it is there, it belongs to the image
        blobs.find(row.blob);
      } else {
        Stored content = StoredLayers.of(blobs.require(row.blob), row.blob);
        kept.add(new V1Layer(row.id, "", row.json.parent(), item, row.metadata, content));
      }
    }
    V1History all = new V1History(history.append(']').toString(), kept, metadata);
    return V1Image.of(rows.get(0).json, all, List.of(), context);
  }

  /** Another reader may take it for a manifest of another kind (CVE-2021-41190). */
  private void requireClear() throws LayerliftException {
    for (String field : List.of("config", "layers", "manifests")) {
      if (document.field(field).isPresent()) {
        throw wrong(ErrorCode.JSON_SHAPE, "a manifest of schema 1 can't have \"" + field + "\"");
      }
    }
  }

  /** The newest first, without those that repeat the ID of the one below. */
  private List<Row> rows() throws LayerliftException {
    List<JsonFields> layers = document.items(LAYERS);
    List<JsonFields> history = document.items(HISTORY);
    if (layers.isEmpty() || layers.size() != history.size()) {
      throw wrong(
          ErrorCode.LAYER_COUNT,
          "the manifest has " + layers.size() + " layers and a history of " + history.size());
    }
    StoredLayers.requireCount(layers.size(), document.entry(), context);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      rows.add(row(layers.get(i), history.get(i)));
    }
    requireUnique(rows);
    List<Row> chain = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String below = i + 1 < rows.size() ? rows.get(i + 1).id : "";
      if (!rows.get(i).id.equals(below)) {
        requireParent(rows.get(i), below);
        chain.add(rows.get(i));
      }
    }
    return chain;
  }

  private Row row(JsonFields layer, JsonFields item) throws LayerliftException {
    JsonFields text = Descriptors.required(item, "v1Compatibility");
    byte[] bytes = text.text().getBytes(UTF_8);
    V1Json json = V1Json.read(bytes, document.entry(), context);
    String id = json.view().text("id");
    if (!Digest.isHex(id)) {
      throw wrong(
          ErrorCode.V1_ID_INVALID, text.path() + " has the id \"" + id + "\", not 64 hex digits");
    }
    return new Row(
        id,
        json,
        MemorySource.extent(document.entry(), bytes),
        json.view().isTrue("throwaway"),
        ConfigView.digest(Descriptors.required(layer, "blobSum")));
  }

  private void requireUnique(List<Row> rows) throws LayerliftException {
    Set<String> seen = new HashSet<>();
    String last = "";
    for (Row row : rows) {
      if (!seen.add(row.id) && !row.id.equals(last)) {
        throw wrong(ErrorCode.V1_ID_TWICE, "the layer " + row.id + " is in the history twice");
      }
      last = row.id;
    }
  }

  private void requireParent(Row row, String below) throws LayerliftException {
    if (!row.json.parent().equals(below)) {
      throw wrong(
          ErrorCode.V1_PARENT_MISSING,
          "the parent of the layer " + row.id + " is "
              + (row.json.parent().isEmpty() ? "missing" : row.json.parent()) + ", and below it is "
              + (below.isEmpty() ? "nothing" : below));
    }
  }

  private LayerliftException wrong(ErrorCode code, String sentence) {
    return Fault.of(code, sentence).in(document.entry()).exception();
  }
}
