package io.github.layerlift.layout;

import io.github.layerlift.image.Platform;
import io.github.layerlift.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** A platform as descriptors list it. */
public final class PlatformJson {
  private PlatformJson() {}

  /** The object; what isn't known is left out, except for the required fields. */
  public static Json of(Platform platform) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("architecture", new Json.Str(platform.architecture()));
    fields.put("os", new Json.Str(platform.os()));
    if (!platform.osVersion().isEmpty()) {
      fields.put("os.version", new Json.Str(platform.osVersion()));
    }
    if (!platform.variant().isEmpty()) {
      fields.put("variant", new Json.Str(platform.variant()));
    }
    return new Json.Obj(fields);
  }
}
