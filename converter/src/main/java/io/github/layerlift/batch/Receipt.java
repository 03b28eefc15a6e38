package io.github.layerlift.batch;

import io.github.layerlift.json.JsonWriter;
import io.github.layerlift.report.ConversionReport;
import java.nio.charset.StandardCharsets;

/** What a batch leaves for an archive that it has pushed: the same bytes each time. */
final class Receipt {
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
}
