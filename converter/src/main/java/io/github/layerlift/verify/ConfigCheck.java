package io.github.layerlift.verify;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.report.FindingCode;
import java.util.List;
import java.util.Optional;

/** Checks that a config is consistent with itself, its manifest and its platform. */
final class ConfigCheck {
  /** Fields of a v1 layer that mean nothing in a config. */
  private static final List<String> V1_FIELDS =
      List.of("id", "parent", "parent_id", "layer_id", "throwaway", "Size");

  private ConfigCheck() {}

  /**
   * Checks it against its manifest.
   *
   * @param diffIds receives those of the config
   */
  static void check(JsonFields config, JsonFields manifest, List<String> diffIds, Findings findings)
      throws LayerliftException {
    for (String field : V1_FIELDS) {
      if (config.object().containsKey(field)) {
        findings.add(
            FindingCode.CONFIG_V1_FIELD,
            config,
            "the config has the field " + field + " of a v1 layer");
      }
    }
    if (config.text("os").isEmpty() || config.text("architecture").isEmpty()) {
      findings.add(FindingCode.CONFIG_PLATFORM, config, "the config has no os or no architecture");
    }
    Optional<JsonFields> rootfs = config.field("rootfs");
    if (rootfs.isEmpty() || !rootfs.get().text("type").equals("layers")) {
      findings.add(
          FindingCode.CONFIG_ROOTFS, config, "the config has no rootfs of the type \"layers\"");
      return;
    }
    for (JsonFields diffId : rootfs.get().items("diff_ids")) {
      diffIds.add(diffId.text());
    }
    int layers = manifest.items("layers").size();
    if (layers != diffIds.size()) {
      findings.add(
          FindingCode.LAYER_COUNT,
          manifest,
          "the manifest has " + layers + " layers, but the config " + diffIds.size() + " diff IDs");
    }
    history(config, diffIds.size(), findings);
  }

  private static void history(JsonFields config, int layers, Findings findings)
      throws LayerliftException {
    List<JsonFields> history = config.items("history");
    int made = 0;
    for (JsonFields item : history) {
      made += item.isTrue("empty_layer") ? 0 : 1;
    }
    if (!history.isEmpty() && made != layers) {
      findings.add(
          FindingCode.HISTORY_COUNT,
          config,
          "the history has " + made + " layers, but there are " + layers
              + (made > layers ? "; Docker rejects the image" : ""));
    }
  }

  /** Checks that a descriptor in an index gives the platform that the config has. */
  static void platform(JsonFields descriptor, JsonFields config, Findings findings)
      throws LayerliftException {
    Optional<JsonFields> platform = descriptor.field("platform");
    boolean unknown = platform.isPresent() && platform.get().text("os").equals("unknown");
    if (platform.isEmpty() || unknown) {
      return;
    }
    for (String field : List.of("os", "architecture")) {
      String declared = platform.get().text(field);
      if (!declared.equals(config.text(field))) {
        findings.add(
            FindingCode.PLATFORM_DIFFERS,
            platform.get(),
            field + " is \"" + declared + "\", but \"" + config.text(field) + "\" in the config");
      }
    }
  }
}
