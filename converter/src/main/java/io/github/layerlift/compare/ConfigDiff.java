package io.github.layerlift.compare;

import io.github.layerlift.json.Json;
import io.github.layerlift.report.DiffReport.FieldChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the configs of images. What they say of layers is apart from the rest. */
final class ConfigDiff {
  private static final String HISTORY = "history";
  private static final String ROOTFS = "rootfs";
  private static final String CREATED_BY = "created_by";

  /** What no container notices. */
  private static final Set<String> OF_BUILD =
      Set.of("created", "docker_version", "container", "container_config", HISTORY);

  private static final Set<String> OF_PLATFORM =
      Set.of("os", "architecture", "variant", "os.version");

  private ConfigDiff() {}

  /** The fields that tell what the images run on, as far as they differ. */
  static List<FieldChange> platform(Json a, Json b) {
    return FieldDiff.of(only(OF_PLATFORM, a), only(OF_PLATFORM, b), CREATED_BY);
  }

  /** The fields that differ, without the platform, the diff IDs and what tells of the build. */
  static List<FieldChange> fields(Json a, Json b) {
    return FieldDiff.of(described(a), described(b), CREATED_BY);
  }

  /** The fields that tell when and how the images were built, as far as they differ. */
  static List<FieldChange> history(Json a, Json b) {
    return FieldDiff.of(only(OF_BUILD, a), only(OF_BUILD, b), CREATED_BY);
  }

  /**
   * The commands that made the layers, base first; empty texts if the history doesn't fit them.
   *
   * @param layers how many there are
   */
  static List<String> commands(Json config, int layers) {
    List<String> commands = new ArrayList<>();
    if (field(config, HISTORY) instanceof Json.Arr steps) {
      for (Json step : steps.items()) {
        if (!new Json.Bool(true).equals(field(step, "empty_layer"))) {
          commands.add(field(step, CREATED_BY) instanceof Json.Str text ? text.value() : "");
        }
      }
    }
    return commands.size() == layers ? commands : Collections.nCopies(layers, "");
  }

  private static Json described(Json config) {
    if (!(config instanceof Json.Obj all)) {
      return config;
    }
    Map<String, Json> fields = new LinkedHashMap<>(all.fields());
    fields.keySet().removeAll(OF_BUILD);
    fields.keySet().removeAll(OF_PLATFORM);
    Json.Obj rest = new Json.Obj(fields);
    return rest.field(ROOTFS) instanceof Json.Obj rootfs
        ? rest.with(ROOTFS, rootfs.without("diff_ids"))
        : rest;
  }

  private static Json only(Set<String> names, Json config) {
    Map<String, Json> fields = new LinkedHashMap<>();
    if (config instanceof Json.Obj all) {
      fields.putAll(all.fields());
      fields.keySet().retainAll(names);
    }
    return new Json.Obj(fields);
  }

  private static @Nullable Json field(@Nullable Json json, String name) {
    return json instanceof Json.Obj object ? object.field(name) : null;
  }
}
