package io.github.layerlift.edit;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.options.Edit;
import java.util.List;

/** An image whose config is rewritten to say what its layers are. */
public final class OtherLayers {
  private OtherLayers() {}

  /**
   * {@code image} with other layers.
   *
   * @param layers as many as the image has, so that its history stays right
   * @param mark an edit of the config that says what has been done
   */
  public static Root.Image of(Root.Image image, List<Layer> layers, Edit.Set mark, JsonReader json)
      throws LayerliftException {
    Draft draft = Draft.of(image, json);
    new Instructions(new Warnings()).apply(mark, draft);
    draft.layers(layers);
    return draft.image();
  }
}
