package io.github.layerlift.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.gojson.GoCompact;
import io.github.layerlift.gojson.GoOrder;
import io.github.layerlift.gojson.GoTypes;
import io.github.layerlift.gojson.GoVersion;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Platform;
import io.github.layerlift.json.GoFold;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the config of an image from before there were configs, byte for byte as Docker's loader does.
 *
 * @see <a href="https://github.com/moby/moby/blob/v20.10.24/image/v1/imagev1.go">MakeConfigFromV1Config</a>
 *
 * @param source makes the bytes
 * @param platform that the config names
 */
record V1Config(ConfigSource source, Platform platform) {
  /** Docker keeps the JSON of this version and later as it is; older JSON passes through its struct. */
  private static final String FIRST_VERBATIM = "1.8.3";

  private static final String ROOTFS = "rootfs";
  private static final String HISTORY = "history";

  /** Fields of a v1 layer that mean nothing in a config; in exactly this spelling. */
  private static final Set<String> DROPPED =
      Set.of("id", "parent", "Size", "parent_id", "layer_id", "throwaway", ROOTFS, HISTORY);

  /**
   * The config of the image whose top layer has {@code top}.
   *
   * @param history of all layers
   */
  static V1Config of(V1Json top, V1History history, Context context) throws LayerliftException {
    boolean verbatim = !GoVersion.isLess(top.dockerVersion(), FIRST_VERBATIM);
    String text = verbatim ? top.raw() : top.normal();
    JsonFields view = verbatim
        ? top.view()
        : context.json().read(text.getBytes(UTF_8), top.view().entry());
    requireReadable(view);
    Map<String, String> fields = fields(text, view);
    requireSpelling(fields, top.view().entry());
    Platform platform = addPlatform(fields, top.view(), context);
    fields.put(HISTORY, history.json());
    fields.put(ROOTFS, "");
    return new V1Config(
        new ConfigSource.Made(diffIds -> write(fields, diffIds), history.metadata()), platform);
  }

  private static Map<String, String> fields(String text, JsonFields view)
      throws LayerliftException {
    Map<String, String> fields = new TreeMap<>(GoOrder.KEYS);
    Iterator<String> values = GoCompact.values(text).iterator();
    for (String key : view.object().keySet()) {
      String value = values.next();
      if (!DROPPED.contains(key)) {
        fields.put(key, value);
      }
    }
    return fields;
  }

  /** Docker reads its own result again, with two fields that a v1 layer doesn't have. */
  private static void requireReadable(JsonFields view) throws LayerliftException {
    view.text("os.version");
    GoTypes.STRINGS.isEmpty(view.field("os.features"));
  }

  /** Readers of the config would mistake {@code RootFS} or {@code History} for ours. */
  private static void requireSpelling(Map<String, String> fields, String entry)
      throws LayerliftException {
    for (String key : fields.keySet()) {
      if (GoFold.matches(key, ROOTFS) || GoFold.matches(key, HISTORY)) {
        throw Fault.of(
                ErrorCode.JSON_KEY_TWICE,
                "the key \"" + key + "\" would be in the config along with its own in lower case")
            .in(entry)
            .exception();
      }
    }
  }

  /** OCI requires the platform of an image; until 0.8, Docker didn't record it. */
  private static Platform addPlatform(Map<String, String> fields, JsonFields top, Context context)
      throws LayerliftException {
    Platform given = ConfigView.platform(top);
    if (given.isComplete()) {
      return given;
    }
    Platform wanted = context.platform() == null ? Platform.LINUX_AMD64 : context.platform();
    Platform platform = new Platform(
        given.os().isEmpty() ? wanted.os() : given.os(),
        given.architecture().isEmpty() ? wanted.architecture() : given.architecture(),
        given.architecture().isEmpty() ? wanted.variant() : given.variant(),
        given.osVersion());
    put(fields, "os", given.os(), platform.os());
    put(fields, "architecture", given.architecture(), platform.architecture());
    put(fields, "variant", given.variant(), platform.variant());
    context.warn(
        WarningCode.PLATFORM_ADDED,
        "\""
            + top.entry()
            + "\" doesn't record its platform, so "
            + platform
            + " was written; the image ID differs from Docker's");
    return platform;
  }

  private static void put(Map<String, String> fields, String key, String given, String wanted) {
    if (!given.equals(wanted)) {
      fields.keySet().removeIf(other -> GoFold.matches(other, key));
      fields.put(key, new JsonWriter().value(wanted).text());
    }
  }

  private static byte[] write(Map<String, String> fields, List<Digest> diffIds) {
    JsonWriter out = new JsonWriter().startObject();
    fields.forEach((key, value) -> {
      out.key(key);
      if (key.equals(ROOTFS)) {
        rootfs(diffIds, out);
      } else {
        out.raw(value);
      }
    });
    return out.endObject().bytes();
  }

  private static void rootfs(List<Digest> diffIds, JsonWriter out) {
    out.startObject().field("type", "layers");
    if (!diffIds.isEmpty()) {
      out.field("diff_ids", diffIds.stream().map(Digest::toString).toList());
    }
    out.endObject();
  }
}
