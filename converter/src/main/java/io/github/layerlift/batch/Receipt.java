package io.github.layerlift.batch;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.json.JsonWriter;
import io.github.layerlift.report.ConversionReport;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a batch leaves for an archive that it has pushed: the same bytes each time. */
final class Receipt {
  private static final int MAX_BYTES = 256 << 20;
  private static final int MAX_DEPTH = 8;
  private static final JsonReader READER = new JsonReader(new JsonLimits(MAX_BYTES, MAX_DEPTH));

  private Receipt() {}

  /**
   * One line of JSON.
   *
   * @param input the archive's name
   */
  static byte[] of(String input, ConversionReport pushed) {
    JsonWriter json = new JsonWriter().startObject().field("input", input);
    json.key("names").startArray();
    for (ConversionReport.Name name : pushed.names()) {
      json.startObject()
          .field("name", name.name())
          .field("digest", name.digest())
          .endObject();
    }
    json.endArray().key("images").startArray();
    for (ConversionReport.Image image : pushed.images()) {
      json.startObject()
          .field("id", image.id())
          .field("manifestDigest", image.manifestDigest())
          .field("tags", image.tags())
          .field("platform", image.platform())
          .endObject();
    }
    String line = json.endArray().endObject().text() + "\n";
    return line.getBytes(StandardCharsets.UTF_8);
  }

  /** The images in a receipt, by name: their IDs, or the digest of an index. */
  static Map<String, String> names(byte[] receipt) throws LayerliftException {
    JsonFields json = READER.read(receipt, "the receipt");
    Map<String, String> ids = new HashMap<>();
    for (JsonFields image : json.items("images")) {
      ids.put(image.text("manifestDigest"), image.text("id"));
    }
    Map<String, String> names = new TreeMap<>();
    for (JsonFields name : json.items("names")) {
      String digest = name.text("digest");
      names.put(name.text("name"), ids.getOrDefault(digest, digest));
    }
    return names;
  }
}
