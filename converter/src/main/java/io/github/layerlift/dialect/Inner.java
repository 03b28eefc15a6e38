package io.github.layerlift.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * The archives that an archive holds which isn't an image archive itself.
 *
 * @param folders that hold what should be at the top
 * @param files that are tars, packed or not, whatever is in them
 */
public record Inner(List<String> folders, List<String> files) {
  /** As many names as fit into a message. */
  private static final int MAX_NAMED = 3;

  static final Inner NONE = new Inner(List.of(), List.of());

  public Inner {
    folders = List.copyOf(folders);
    files = List.copyOf(files);
  }

  public boolean isEmpty() {
    return folders.isEmpty() && files.isEmpty();
  }

  /** Up to three of the paths {@code all}, for a message. */
  public static String named(List<String> all) {
    String first =
        "\"" + String.join("\", \"", all.subList(0, Math.min(MAX_NAMED, all.size()))) + "\"";
    return all.size() > MAX_NAMED ? first + " and more" : first;
  }

  /** The paths of all, folders first. */
  public List<String> all() {
    List<String> all = new ArrayList<>(folders);
    all.addAll(files);
    return all;
  }
}
