package io.github.layerlift.edit;

import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Layer;
import io.github.layerlift.json.Json;
import io.github.layerlift.text.ByteNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The rows of an image's history. An edited image has either none or one for each layer, beside those
 * without a layer: Docker refuses some that don't match, and nobody can say what the others are about.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md">OCI config</a>
 */
final class History {
  private static final String HISTORY = "history";
  private static final String EMPTY = "empty_layer";
  private static final String COMMENT = "layerlift edit";

  private History() {}

  /** Adds a row for an edit that made no layer. */
  static void note(Draft draft, String by) {
    if (draft.historyInStep()) {
      add(draft, by, true);
    }
  }

  /** Adds a layer, and a row for it. */
  static void addLayer(Draft draft, Layer layer, String by) {
    List<Layer> layers = new ArrayList<>(draft.layers());
    layers.add(layer);
    draft.layers(layers);
    if (draft.historyInStep()) {
      add(draft, by, false);
    }
  }

  /** Replaces the layers from index {@code from} on by one; their rows stay as rows without a layer. */
  static void squash(Draft draft, int from, Layer merged, String by) {
    List<Layer> layers = new ArrayList<>(draft.layers().subList(0, from));
    layers.add(merged);
    draft.layers(layers);
    if (!draft.historyInStep()) {
      return;
    }
    List<Json> rows = new ArrayList<>();
    int layer = 0;
    for (Json row : rows(draft)) {
      boolean has = hasLayer(row);
      rows.add(has && layer >= from ? ((Json.Obj) row).with(EMPTY, new Json.Bool(true)) : row);
      layer += has ? 1 : 0;
    }
    put(draft, rows);
    add(draft, by, false);
  }

  /** Replaces all layers by one, and all rows by its own. */
  static void flatten(Draft draft, Layer merged, String by) {
    draft.layers(List.of(merged));
    put(draft, List.of());
    add(draft, by, false);
    draft.historyInStep(true);
  }

  static void drop(Draft draft) {
    draft.document(draft.document().without(HISTORY));
    draft.historyInStep(false);
  }

  /** Drops the history of an edited image if it doesn't match the layers. */
  static void settle(Draft draft, Warnings warnings) {
    Json history = draft.document().field(HISTORY);
    if (history == null || !draft.hasChanged() || draft.historyInStep()) {
      return;
    }
    drop(draft);
    boolean empty = history instanceof Json.Null || history.equals(new Json.Arr(List.of()));
    if (!empty) {
      warnings.add(
          WarningCode.HISTORY_DROPPED,
          "the history of " + draft.name()
              + " doesn't match its layers, so the edited image has none");
    }
  }

  /** The rows, as far as they can be understood. */
  static List<Json> rows(Draft draft) {
    return rows(draft.document());
  }

  private static List<Json> rows(Json.Obj document) {
    return document.field(HISTORY) instanceof Json.Arr array ? array.items() : List.of();
  }

  /** Changes each row that is one. */
  static void replace(Draft draft, UnaryOperator<Json.Obj> change) {
    List<Json> rows = new ArrayList<>();
    for (Json row : rows(draft)) {
      rows.add(row instanceof Json.Obj object ? change.apply(object) : row);
    }
    if (!rows.isEmpty()) {
      put(draft, rows);
    }
  }

  private static void put(Draft draft, List<Json> rows) {
    draft.document(draft.document().with(HISTORY, new Json.Arr(rows)));
  }

  private static void add(Draft draft, String by, boolean empty) {
    Map<String, Json> row = new LinkedHashMap<>();
    if (!draft.created().isEmpty()) {
      row.put("created", new Json.Str(draft.created()));
    }
    // a path may have bytes that JSON can't
    row.put("created_by", new Json.Str(ByteNames.isText(by) ? by : ByteNames.escaped(by)));
    row.put("comment", new Json.Str(COMMENT));
    if (empty) {
      row.put(EMPTY, new Json.Bool(true));
    }
    List<Json> rows = new ArrayList<>(rows(draft));
    rows.add(new Json.Obj(row));
    put(draft, rows);
  }

  /** Whether there is a row for each of {@code layers}. */
  static boolean matches(Json.Obj document, int layers) {
    List<Json> rows = rows(document);
    return rows.stream().filter(History::hasLayer).count() == layers
        && rows.stream().allMatch(Json.Obj.class::isInstance);
  }

  private static boolean hasLayer(Json row) {
    return row instanceof Json.Obj object && !new Json.Bool(true).equals(object.field(EMPTY));
  }
}
