package io.github.layerlift.dialect;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WayOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The archives that an archive holds which isn't an image archive itself.
 *
 * @param folders that hold what should be at the top
 * @param files that are tars, or are called so, packed or not, whatever is in them
 * @param packed other packed files, which may be archives
 */
public record Inner(List<String> folders, List<String> files, List<String> packed) {
  /** As many names as fit into a message. */
  private static final int MAX_NAMED = 3;

  static final Inner NONE = new Inner(List.of(), List.of(), List.of());

  public Inner {
    folders = List.copyOf(folders);
    files = List.copyOf(files);
    packed = List.copyOf(packed);
  }

  /** Whether nothing in it is known to be an archive. */
  public boolean isEmpty() {
    return folders.isEmpty() && files.isEmpty();
  }

  /** Up to three of the paths {@code all}, for a message. */
  public static String named(List<String> all) {
    String first =
        "\"" + String.join("\", \"", all.subList(0, Math.min(MAX_NAMED, all.size()))) + "\"";
    return all.size() > MAX_NAMED ? first + " and more" : first;
  }

  /** A fault of the archive at {@code place}, with what to do with that. */
  public static LayerliftException said(LayerliftException fault, String place) {
    LayerliftException named = fault.sentence().contains(place) ? fault : fault.in(place);
    Optional<WayOut> way =
        fault.wayOut().filter(known -> WayOut.INPUT.matcher(known.text()).find());
    return way.isEmpty()
        ? named
        : named.with(WayOut.of("take \"" + place + "\" out of it first; then: ")
            .then(way.get().replace(WayOut.INPUT, "FILE")));
  }

  /** The paths of all that are known to be archives, folders first. */
  public List<String> all() {
    List<String> all = new ArrayList<>(folders);
    all.addAll(files);
    return all;
  }
}
