package io.github.layerlift.edit;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.GivenName;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.options.Edit;
import java.util.ArrayList;
import java.util.List;

/** Changes the names of images, which changes nothing else of them. */
final class Names {
  private Names() {}

  /** Whether {@code edit} is about names only. */
  static boolean isFor(Edit edit) {
    return edit instanceof Edit.Tag || edit instanceof Edit.Untag || edit instanceof Edit.Retag;
  }

  /** Refuses names that nothing can have. */
  static void check(Edit edit) throws LayerliftException {
    if (edit instanceof Edit.Tag tag) {
      new GivenName(tag.name()).name();
    } else if (edit instanceof Edit.Untag untag) {
      new GivenName(untag.name()).name();
    } else if (edit instanceof Edit.Retag retag) {
      new GivenName(retag.old()).name();
      new GivenName(retag.name()).name();
    }
  }

  static List<Root> apply(Edit edit, List<Root> roots) throws LayerliftException {
    if (edit instanceof Edit.Tag tag) {
      return add(new GivenName(tag.name()).name(), roots);
    }
    if (edit instanceof Edit.Untag untag) {
      return replace(new GivenName(untag.name()).name(), List.of(), roots);
    }
    Edit.Retag retag = (Edit.Retag) edit;
    return replace(
        new GivenName(retag.old()).name(), List.of(new GivenName(retag.name()).name()), roots);
  }

  private static List<Root> add(Reference name, List<Root> roots) throws LayerliftException {
    if (roots.size() != 1) {
      throw Fault.of(
              ErrorCode.BAD_OPTION,
              "a tag can only name one image, but " + roots.size() + " are selected")
          .hint(WayOut.of(Setting.CONVERT_SELECT, " takes one of them"))
          .exception();
    }
    List<Reference> tags = new ArrayList<>(roots.get(0).tags());
    tags.add(name);
    return List.of(roots.get(0).withTags(tags));
  }

  private static List<Root> replace(Reference old, List<Reference> others, List<Root> roots)
      throws LayerliftException {
    List<Root> renamed = new ArrayList<>(roots.size());
    boolean found = false;
    for (Root root : roots) {
      List<Reference> tags = new ArrayList<>(root.tags());
      boolean has = tags.remove(old);
      if (has) {
        tags.addAll(others);
      }
      found |= has;
      renamed.add(has ? root.withTags(tags) : root);
    }
    if (!found) {
      List<String> all = new ArrayList<>();
      roots.forEach(root -> root.tags().forEach(tag -> all.add(tag.toString())));
      throw Fault.of(ErrorCode.NOTHING_SELECTED, "no image is called \"" + old + "\"")
          .hint(all.isEmpty() ? "no image has a name" : "there are " + String.join(", ", all))
          .exception();
    }
    return renamed;
  }
}
