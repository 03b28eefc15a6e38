package io.github.layerlift.layout;

import io.github.layerlift.image.IndexSource;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The manifest or index of a root, as it is written. */
final class RootDocument {
  private RootDocument() {}

  /** The document of {@code root}, of whose images {@code files} has the results. */
  static Root.Document of(Root root, Function<Root.Image, ImageFiles> files) {
    if (root instanceof Root.Image image) {
      ImageFiles made = files.apply(image);
      return new Root.Document(made.manifest(), made.manifestType(), Map.of());
    }
    if (root instanceof Root.Index index && index.index() instanceof IndexSource.Made made) {
      List<Root.Document> children = new ArrayList<>(index.children().size());
      index.children().forEach(child -> children.add(of(child, files)));
      return new Root.Document(made.recipe().bytes(children), MediaTypes.INDEX, Map.of());
    }
    return Objects.requireNonNull(root.document());
  }
}
