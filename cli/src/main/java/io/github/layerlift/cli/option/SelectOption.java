package io.github.layerlift.cli.option;

import io.github.layerlift.options.Change;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which images of an archive are taken. */
@Under(Heading.TAKE)
public final class SelectOption {
  @Option(
      names = "--select",
      paramLabel = "NAME|DIGEST",
      description = "Take only this image; 12 digits of its ID will do. Can be repeated.")
  private List<String> select = new ArrayList<>();

  /** The changes to the images: which are taken, and then {@code others}. */
  public List<Change> changes(List<? extends Change> others) {
    List<Change> changes = new ArrayList<>();
    if (!select.isEmpty()) {
      changes.add(new Change.Select(select));
    }
    changes.addAll(others);
    return changes;
  }
}
