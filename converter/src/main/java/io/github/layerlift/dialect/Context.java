package io.github.layerlift.dialect;

import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Platform;
import io.github.layerlift.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * The input of a dialect besides the archive.
 *
 * @param maxLayers how many layers one image may have
 * @param platform the platform of images from before Docker recorded it; null for linux on amd64
 * @param dropEmptyLayers whether empty layers of the oldest dialect become history entries only
 */
public record Context(
    JsonReader json,
    Warnings warnings,
    int maxLayers,
    @Nullable Platform platform,
    boolean dropEmptyLayers) {
  void warn(WarningCode code, String sentence) {
    warnings.add(code, sentence);
  }

  void warn(WarningCode code, String sentence, WayOut wayOut) {
    warnings.add(code, sentence, wayOut);
  }
}
