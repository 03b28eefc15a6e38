package io.github.layerlift.dialect;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Platform;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of an image's config that are read; the rest of its bytes doesn't matter here.
 *
 * @param raw the config as stored
 * @param diffIds of its layers, base first
 */
record ConfigView(byte[] raw, List<Digest> diffIds, Platform platform) {
  ConfigView {
    diffIds = List.copyOf(diffIds);
  }

  static ConfigView read(Extent file, Context context) throws LayerliftException {
    byte[] raw = context.json().bytes(file);
    JsonFields config = context.json().read(raw, file.entry());
    if (!config.isObject()) {
      throw config.wrongKind("an image config, an object");
    }
    JsonFields rootfs = config
        .field("rootfs")
        .orElseThrow(() -> Fault.of(ErrorCode.CONFIG_INVALID, "the image config has no rootfs")
            .in(file.entry())
            .exception());
    List<Digest> diffIds = new ArrayList<>();
    for (JsonFields item : rootfs.items("diff_ids")) {
      diffIds.add(digest(item));
    }
    Platform platform = platform(config);
    if (!platform.isComplete()) {
      context.warn(
          WarningCode.NO_PLATFORM,
          "the config \"" + file.entry() + "\" has no os or architecture, which OCI requires",
          WayOut.of("an edit with ")
              .set(Setting.EDIT_PLATFORM)
              .then(" sets them, and changes the image ID"));
    }
    return new ConfigView(raw, diffIds, platform);
  }

  /** What a config says; a version of the system that isn't text is nothing that an index could list. */
  static Platform platform(JsonFields config) throws LayerliftException {
    Optional<JsonFields> version = config.field("os.version");
    return new Platform(
        config.text("os"),
        config.text("architecture"),
        config.text("variant"),
        version.isPresent() && version.get().json() instanceof Json.Str text ? text.value() : "");
  }

  /** The digest at {@code view}. */
  static Digest digest(JsonFields view) throws LayerliftException {
    String text = view.text();
    return Digest.parse(text)
        .orElseThrow(() -> Fault.of(
                ErrorCode.DIGEST_INVALID,
                view.path() + " is \"" + text + "\", which is not a sha256 digest")
            .in(view.entry())
            .hint(
                "no engine loads images with other digests; make the tool that wrote it use sha256")
            .exception());
  }
}
