package io.github.layerlift.edit;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.json.Json;
import io.github.layerlift.layering.Clamp;
import io.github.layerlift.options.Edit;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets times that are later than a given one to that: those of files, of configs, and of histories. */
final class Clamping {
  private static final String CREATED = "created";

  private Clamping() {}

  static void apply(Edit.ClampTimes edit, List<Draft> drafts, LayerBench bench) throws IOException {
    Map<Extent, Stored> known = new HashMap<>();
    for (Draft draft : drafts) {
      draft.layers(layers(draft, edit.time(), known, bench));
      draft.document(clamp(draft.document(), edit.time()));
      History.replace(draft, row -> clamp(row, edit.time()));
    }
  }

  private static List<Layer> layers(
      Draft draft, Instant time, Map<Extent, Stored> known, LayerBench bench) throws IOException {
    List<Layer> layers = new ArrayList<>();
    for (Stored stored : LayerBench.stored(draft, 1)) {
      Layer layer = draft.layers().get(layers.size());
      Stored plain = bench.plain(stored);
      Stored clamped = known.get(plain.extent());
      if (clamped == null) {
        clamped = Clamp.of(plain, time.getEpochSecond(), bench.monitor().cancellation());
        known.put(plain.extent(), clamped);
      }
      layers.add(clamped.equals(plain) ? layer : new Layer(clamped, null, List.of()));
    }
    return layers;
  }

  private static Json.Obj clamp(Json.Obj object, Instant time) {
    boolean later =
        object.field(CREATED) instanceof Json.Str created && isLater(created.value(), time);
    return later ? object.with(CREATED, new Json.Str(time.toString())) : object;
  }

  private static boolean isLater(String text, Instant time) {
    try {
      return OffsetDateTime.parse(text).toInstant().isAfter(time);
    } catch (DateTimeException e) {
      // nobody else reads it either
      return false;
    }
  }
}
