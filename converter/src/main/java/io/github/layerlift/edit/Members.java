package io.github.layerlift.edit;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The members of a field of the config; a missing field has none. */
final class Members {
  private Members() {}

  /** Those of an object, to be changed. */
  static Map<String, Json> copy(Draft draft, Json.Obj config, String field)
      throws LayerliftException {
    return new LinkedHashMap<>(draft.object(config, "config.", field).fields());
  }

  /** Those of an array. */
  static List<Json> array(Draft draft, Json.Obj config, String field) throws LayerliftException {
    Json value = config.field(field);
    if (value == null || value instanceof Json.Null) {
      return List.of();
    }
    if (value instanceof Json.Arr array) {
      return array.items();
    }
    throw draft.wrong("config." + field, "an array", value);
  }
}
