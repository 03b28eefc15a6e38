package io.github.layerlift.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.gojson.GoTypes;
import io.github.layerlift.gojson.GoVersion;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonWriter;
import java.util.Optional;

/**
 * The {@code json} of one v1 layer.
 *
 * @param raw the text as stored
 * @param normal the text as Docker's struct writes it, without unknown fields
 * @param parent the ID of the layer below; empty for a base layer
 * @param history this layer's item in the history of an image's config
 */
record V1Json(
    JsonFields view,
    String raw,
    String normal,
    String parent,
    String dockerVersion,
    String history) {
  static final String FIRST_WITH_MANIFEST = "1.10";

  /** Reads it as strictly as Docker does: a known field of a wrong type is an error. */
  static V1Json read(Extent file, Context context) throws LayerliftException {
    return read(context.json().bytes(file), file.entry(), context);
  }

  /** Reads it from {@code bytes} of the file {@code entry}. */
  static V1Json read(byte[] bytes, String entry, Context context) throws LayerliftException {
    JsonFields view = context.json().read(bytes, entry);
    if (!view.isObject()) {
      throw view.wrongKind("a v1 layer's metadata, an object");
    }
    JsonWriter normal = new JsonWriter();
    V1Structs.IMAGE.write(Optional.of(view), normal);
    // a field that the struct leaves out when empty has also been read, and so checked
    return new V1Json(
        view,
        new String(bytes, UTF_8),
        normal.text(),
        view.text("parent"),
        view.text("docker_version"),
        history(view));
  }

  /**
   * Whether Docker 1.10 or later wrote it. Those versions have no metadata any more for layers
   * below the top one, and write made-up ones.
   */
  boolean isOfLaterDocker() throws LayerliftException {
    return dockerVersion.isEmpty()
        ? view.text("created").equals("1970-01-01T00:00:00Z")
        : !GoVersion.isLess(dockerVersion, FIRST_WITH_MANIFEST);
  }

  private static String history(JsonFields view) throws LayerliftException {
    JsonWriter out =
        new JsonWriter().startObject().field("created", GoTypes.time(view.field("created")));
    field(out, "author", view.text("author"));
    field(out, "created_by", command(view));
    field(out, "comment", view.text("comment"));
    return out.endObject().text();
  }

  private static String command(JsonFields view) throws LayerliftException {
    Optional<JsonFields> config = view.field("container_config");
    return config.isPresent()
        ? String.join(" ", GoTypes.stringOrStrings(config.get().field("Cmd")))
        : "";
  }

  private static void field(JsonWriter out, String name, String text) {
    if (!text.isEmpty()) {
      out.field(name, text);
    }
  }
}
