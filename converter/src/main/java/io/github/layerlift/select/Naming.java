package io.github.layerlift.select;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.GivenName;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.options.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives images other names. */
final class Naming {
  private Naming() {}

  /** Gives the only image the names; what is there besides, such as its signature, goes along. */
  static List<Root> rename(List<Root> roots, List<String> names) throws LayerliftException {
    boolean anyImage = roots.stream().anyMatch(root -> !(root instanceof Root.Artifact));
    List<Reference> tags = new ArrayList<>();
    for (String name : names) {
      tags.add(new GivenName(name).name());
    }
    List<Root> renamed = new ArrayList<>();
    int images = 0;
    for (Root root : roots) {
      boolean isImage = !anyImage || !(root instanceof Root.Artifact);
      images += isImage ? 1 : 0;
      renamed.add(root.withTags(isImage ? tags : beside(root, tags)));
    }
    if (images != 1) {
      throw Fault.of(
              ErrorCode.BAD_OPTION,
              "a tag can only name one image, but " + images + " are selected")
          .hint(WayOut.of(Setting.CONVERT_SELECT, " takes one of them"))
          .exception();
    }
    return renamed;
  }

  /** The tags of an artifact, such as those that signatures have, in the repositories of an image. */
  static List<Reference> beside(Root artifact, List<Reference> image) {
    List<Reference> tags = new ArrayList<>();
    for (Reference own : artifact.tags()) {
      for (Reference name : image) {
        tags.add(new Reference(name.domain(), name.path(), own.tag()));
      }
    }
    return tags;
  }

  /** Leaves each name to one image. */
  static List<Root> prefer(List<Root> roots, Change.Prefer.Which which) {
    Map<Reference, Root> owners = new HashMap<>();
    for (Root root : roots) {
      for (Reference tag : root.tags()) {
        if (which == Change.Prefer.Which.LAST) {
          owners.put(tag, root);
        } else {
          owners.putIfAbsent(tag, root);
        }
      }
    }
    List<Root> settled = new ArrayList<>();
    for (Root root : roots) {
      settled.add(root.withTags(
          root.tags().stream().filter(tag -> owners.get(tag) == root).toList()));
    }
    return settled;
  }

  /** Moves all names below {@code prefix}. */
  static List<Root> move(List<Root> roots, String prefix) throws LayerliftException {
    new GivenName(prefix).registry();
    String start = prefix.replaceAll("/+$", "");
    Map<Reference, Root> owners = new HashMap<>();
    List<Root> moved = new ArrayList<>();
    for (Root root : roots) {
      List<Reference> tags = new ArrayList<>();
      for (Reference tag : root.tags()) {
        Reference now = below(start, tag);
        Root owner = owners.putIfAbsent(now, root);
        if (owner != null && owner != root) {
          throw Fault.of(ErrorCode.BAD_OPTION, "two images would be called " + now)
              .hint(WayOut.of(Setting.CONVERT_SELECT, " takes one of them"))
              .exception();
        }
        tags.add(now);
      }
      moved.add(root.withTags(tags));
    }
    return moved;
  }

  private static Reference below(String prefix, Reference name) throws LayerliftException {
    String familiar = name.familiarName();
    String path = familiar.startsWith(name.domain() + "/") ? name.path() : familiar;
    return new GivenName(prefix + "/" + path + ":" + name.tag()).name();
  }
}
