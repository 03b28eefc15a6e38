package io.github.layerlift.edit;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.json.JsonWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An image while it is edited: what edits have made of it so far. */
final class Draft {
  private static final String CONFIG = "config";
  private static final String CONTAINER_CONFIG = "container_config";
  private static final Digest PLACEHOLDER = new Digest("0".repeat(Digest.HEX_LENGTH));

  private final Root.Image original;
  private final String name;
  private final Map<String, String> annotations;
  private final Json.Obj before;
  private Json.Obj document;
  private List<Layer> layers;
  private boolean commandSet;
  private boolean historyInStep;

  private Draft(Root.Image original, String name, Json.Obj document) {
    this.original = original;
    this.name = name;
    this.before = document;
    this.document = document;
    this.layers = original.layers();
    this.annotations = new LinkedHashMap<>(original.annotations());
    this.historyInStep = History.matches(document, layers.size());
  }

  static Draft of(Root.Image image, JsonReader json) throws LayerliftException {
    String name = image.tags().isEmpty() ? "the image" : image.tags().get(0).toString();
    byte[] config = image.config().bytes(Collections.nCopies(image.layers().size(), PLACEHOLDER));
    Json document = json.read(config, "the config of " + name).json();
    if (document instanceof Json.Obj object) {
      return new Draft(image, name, object);
    }
    throw wrong(name, "", "an object", document);
  }

  /** An image of nothing, to try edits on. */
  static Draft blank() {
    Json.Obj nothing = new Json.Obj(Map.of());
    byte[] config = new JsonWriter().value(nothing).bytes();
    return new Draft(
        new Root.Image(
            new ConfigSource.Verbatim(config), List.of(), Platform.LINUX_AMD64, null, List.of()),
        "",
        nothing);
  }

  /** What to call the image in a message. */
  String name() {
    return name;
  }

  /** The whole config document. */
  Json.Obj document() {
    return document;
  }

  void document(Json.Obj changed) {
    document = changed;
  }

  Map<String, String> annotations() {
    return annotations;
  }

  List<Layer> layers() {
    return layers;
  }

  void layers(List<Layer> changed) {
    layers = List.copyOf(changed);
  }

  /** Whether an edit has set the command. */
  boolean commandSet() {
    return commandSet;
  }

  void noteCommand() {
    commandSet = true;
  }

  /** Whether the history has matched the layers all the time, so that edits keep it in step. */
  boolean historyInStep() {
    return historyInStep;
  }

  void historyInStep(boolean now) {
    historyInStep = now;
  }

  /** How containers are started; an empty object if the image doesn't say. */
  Json.Obj config() throws LayerliftException {
    return object(document, "", CONFIG);
  }

  void config(Json.Obj changed) throws LayerliftException {
    if (!changed.equals(config())) {
      document = document.with(CONFIG, changed);
    }
  }

  /** Applies {@code change} to the config, and to the builder's copy of it, if there is one. */
  void everyConfig(Change change) throws LayerliftException {
    config(change.of(config()));
    if (document.field(CONTAINER_CONFIG) instanceof Json.Obj copy) {
      document = document.with(CONTAINER_CONFIG, change.of(copy));
    }
  }

  /** A change of one object. */
  @FunctionalInterface
  interface Change {
    Json.Obj of(Json.Obj object) throws LayerliftException;
  }

  String created() {
    return document.field("created") instanceof Json.Str time ? time.value() : "";
  }

  /** A field of {@code holder}, which is at {@code path}; empty if it is missing. */
  Json.Obj object(Json.Obj holder, String path, String field) throws LayerliftException {
    Json value = holder.field(field);
    if (value == null || value instanceof Json.Null) {
      return new Json.Obj(Map.of());
    }
    if (value instanceof Json.Obj object) {
      return object;
    }
    throw wrong(name, path + field, "an object", value);
  }

  /** The fault that a value in the config isn't {@code wanted}. */
  LayerliftException wrong(String field, String wanted, Json value) {
    return wrong(name, field, wanted, value);
  }

  private static LayerliftException wrong(String name, String field, String wanted, Json value) {
    return Fault.of(
            ErrorCode.JSON_SHAPE,
            (field.isEmpty() ? "it" : field) + " should be " + wanted + " but is " + value.kind())
        .in("the config of " + name)
        .mendable()
        .exception();
  }

  /** Whether it is another image than before; annotations are none of it. */
  boolean hasChanged() {
    return !document.equals(before) || !layers.equals(original.layers());
  }

  /** The edited image; the original if nothing has changed. */
  Root.Image image() {
    boolean sameConfig = !hasChanged();
    if (sameConfig && annotations.equals(original.annotations())) {
      return original;
    }
    return new Root.Image(
        sameConfig ? original.config() : new ConfigSource.Edited(original, recipe(document)),
        layers,
        platform(),
        null,
        annotations,
        original.tags());
  }

  private static ConfigSource.Recipe recipe(Json.Obj document) {
    Json.Obj rootfs = document.field("rootfs") instanceof Json.Obj given
        ? given
        : new Json.Obj(Map.of("type", new Json.Str("layers")));
    return diffIds -> {
      Json list = Json.Arr.of(diffIds.stream().map(Digest::toString).toList());
      return new JsonWriter()
          .value(document.with("rootfs", rootfs.with("diff_ids", list)))
          .bytes();
    };
  }

  private Platform platform() {
    return new Platform(text("os"), text("architecture"), text("variant"), text("os.version"));
  }

  private String text(String field) {
    return document.field(field) instanceof Json.Str value ? value.value() : "";
  }
}
