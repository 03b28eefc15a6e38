package io.github.layerlift.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonView;
import io.github.layerlift.json.JsonWriter;
import io.github.layerlift.report.LayerliftException;
import java.util.List;
import java.util.Map;

/** Takes off an index what the archive doesn't have; all its other fields stay. */
final class OciPruning {
  private OciPruning() {}

  static byte[] index(JsonView document, List<JsonView> present) throws LayerliftException {
    JsonWriter out = new JsonWriter().startObject();
    for (Map.Entry<String, Json> field : document.object().entrySet()) {
      out.key(field.getKey());
      if (field.getKey().equalsIgnoreCase("manifests")) {
        out.startArray();
        present.forEach(child -> out.value(child.json()));
        out.endArray();
      } else {
        out.value(field.getValue());
      }
    }
    return out.endObject().text().getBytes(UTF_8);
  }
}
