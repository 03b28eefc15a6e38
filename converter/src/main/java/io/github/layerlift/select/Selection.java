package io.github.layerlift.select;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.layout.RootDigest;
import io.github.layerlift.options.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Selects some of an archive's images. */
final class Selection {
  /** As many digits as Docker shows, or more. */
  private static final Pattern DIGEST = Pattern.compile("(sha256:)?[0-9a-f]{12,64}");

  private Selection() {}

  /** Whether a digest is requested that only hashing can tell: any except a known ID. */
  static boolean needsDigests(
      List<String> wanted, List<Root> roots, Supplier<LayerDigests> placeholders) {
    Set<String> asked = askedByDigest(wanted, roots);
    if (asked.isEmpty()) {
      return false;
    }
    LayerDigests digests = placeholders.get();
    Set<String> known = new HashSet<>();
    for (Root root : withChildren(roots)) {
      if (!RootDigest.idDependsOnLayers(root)) {
        known.add(RootDigest.id(root, digests).hex());
      }
    }
    // a short one may begin others, too
    return asked.stream().anyMatch(each -> !known.contains(hex(each)))
        && roots.stream().anyMatch(RootDigest::dependsOnLayers);
  }

  /**
   * The requested images, under the requested names.
   *
   * @param wanted names or digests of images; of a digest the first digits will do, if they are in one
   *     image only
   * @throws io.github.layerlift.fault.UsageException if one is missing, or means several
   */
  static List<Root> apply(List<String> wanted, List<Root> roots, LayerDigests digests)
      throws LayerliftException {
    List<Root> selected = new ArrayList<>();
    List<String> unmet = new ArrayList<>(wanted);
    List<Root> all = withChildren(roots);
    Set<String> asked = askedByDigest(wanted, roots);
    Map<String, Predicate<Reference>> named = new HashMap<>();
    wanted.forEach(each -> named.computeIfAbsent(each, Selection::named));
    Map<String, Set<Digest>> meant = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Root root = all.get(i);
      // after the roots come their children, which have no names of their own
      List<Reference> names = i < roots.size() ? root.tags() : List.of();
      boolean byDigest = false;
      List<Reference> tags = new ArrayList<>();
      for (String each : wanted) {
        List<Reference> matching =
            names.stream().filter(Objects.requireNonNull(named.get(each))).toList();
        boolean isThis = asked.contains(each) && isDigestOf(each, root, digests);
        if (isThis) {
          meant
              .computeIfAbsent(each, any -> new LinkedHashSet<>())
              .add(RootDigest.id(root, digests));
        }
        byDigest |= isThis;
        tags.addAll(matching);
        if (isThis || !matching.isEmpty()) {
          unmet.remove(each);
        }
      }
      if (byDigest || !tags.isEmpty()) {
        selected.add(byDigest ? root : root.withTags(tags));
      }
    }
    if (!unmet.isEmpty()) {
      throw nothing(unmet.get(0), describe(roots, digests));
    }
    requireClear(meant);
    return selected;
  }

  /** The requested images of several archives. */
  static List<Root> apply(
      Change.Select select, List<Root> roots, List<Origin> origins, LayerDigests digests)
      throws LayerliftException {
    List<Root> selected = new ArrayList<>();
    Set<String> unmet = new LinkedHashSet<>(select.images());
    int start = 0;
    for (Origin origin : origins) {
      List<Root> its = roots.subList(start, start + origin.images());
      start += origin.images();
      List<String> wanted =
          new ArrayList<>(select.from().getOrDefault(origin.archive(), List.of()));
      boolean all = wanted.isEmpty() && select.images().isEmpty();
      select.images().stream().filter(each -> isIn(its, each, digests)).forEach(wanted::add);
      unmet.removeAll(wanted);
      if (all) {
        selected.addAll(its);
      } else if (!wanted.isEmpty()) {
        try {
          selected.addAll(apply(wanted, its, digests));
        } catch (LayerliftException e) {
          throw e.in(origin.archive());
        }
      }
    }
    if (!unmet.isEmpty()) {
      throw nothing(unmet.iterator().next(), describe(roots, digests));
    }
    return selected;
  }

  private static boolean isIn(List<Root> roots, String wanted, LayerDigests digests) {
    return haveName(roots, wanted)
        || (isDigest(wanted)
            && withChildren(roots).stream().anyMatch(root -> isDigestOf(wanted, root, digests)));
  }

  private static void requireClear(Map<String, Set<Digest>> meant) throws LayerliftException {
    for (Map.Entry<String, Set<Digest>> each : meant.entrySet()) {
      if (each.getValue().size() > 1) {
        throw Fault.of(
                ErrorCode.BAD_OPTION, "several images have an ID that starts with " + each.getKey())
            .hint("give more digits: "
                + each.getValue().stream().map(Digest::toString).collect(Collectors.joining(", ")))
            .exception();
      }
    }
  }

  /** Those that mean a digest. Names come first: one may look like the start of a digest. */
  private static Set<String> askedByDigest(List<String> wanted, List<Root> roots) {
    Set<String> asked = new HashSet<>();
    for (String each : wanted) {
      if (isDigest(each) && !haveName(roots, each)) {
        asked.add(each);
      }
    }
    return asked;
  }

  /** All roots, and the images within indexes under the names of those, which only a digest can mean. */
  private static List<Root> withChildren(List<Root> roots) {
    List<Root> all = new ArrayList<>(roots);
    for (Root root : roots) {
      if (root instanceof Root.Index index) {
        for (Root child : withChildren(index.children())) {
          if (!(child instanceof Root.Artifact)) {
            all.add(child.withTags(index.tags()));
          }
        }
      }
    }
    return all;
  }

  private static LayerliftException nothing(String wanted, String images) {
    boolean known =
        isDigest(wanted) || NamePattern.is(wanted) || Reference.parse(wanted).isPresent();
    return known
        ? Fault.of(ErrorCode.NOTHING_SELECTED, "the archive contains no image \"" + wanted + "\"")
            .hint("it contains " + images)
            .exception()
        : Fault.of(
                ErrorCode.NOTHING_SELECTED,
                "\"" + wanted + "\" is not a valid name, so no image has it")
            .hint("select the image by its digest; the archive contains " + images)
            .exception();
  }

  private static boolean haveName(List<Root> roots, String wanted) {
    Predicate<Reference> named = named(wanted);
    return roots.stream().anyMatch(root -> root.tags().stream().anyMatch(named));
  }

  /** With a tag, it means that tag; without, all tags of the repository; or it is a pattern. */
  private static Predicate<Reference> named(String wanted) {
    if (NamePattern.is(wanted)) {
      return NamePattern.of(wanted)::means;
    }
    boolean hasTag = wanted.lastIndexOf(':') > wanted.lastIndexOf('/');
    Optional<Reference> name = Reference.parse(wanted);
    return tag -> name.isPresent()
        && (hasTag ? name.get().equals(tag) : name.get().name().equals(tag.name()));
  }

  private static boolean isDigest(String wanted) {
    return DIGEST.matcher(wanted).matches();
  }

  private static boolean isDigestOf(String wanted, Root root, LayerDigests digests) {
    return RootDigest.id(root, digests).hex().startsWith(hex(wanted))
        || RootDigest.of(root, digests).hex().startsWith(hex(wanted))
        || v1Id(root).startsWith(hex(wanted));
  }

  /** All that is known of an image without a name whose ID depends on its layers; otherwise empty. */
  private static String v1Id(Root root) {
    List<Layer> layers = root instanceof Root.Image image && RootDigest.idDependsOnLayers(root)
        ? image.layers()
        : List.of();
    return layers.isEmpty() ? "" : String.join("", layers.get(layers.size() - 1).v1Ids());
  }

  private static String hex(String digest) {
    return digest.substring(digest.indexOf(':') + 1);
  }

  /** The names of {@code roots}. */
  static String describe(List<? extends Root> roots, LayerDigests digests) {
    List<String> all = new ArrayList<>();
    for (Root root : roots) {
      if (root.tags().isEmpty()) {
        all.add(
            RootDigest.idDependsOnLayers(root)
                ? ("an untagged image " + v1Id(root)).strip()
                : RootDigest.id(root, digests).toString());
      }
      root.tags().forEach(tag -> all.add(tag.toString()));
    }
    return String.join(", ", all);
  }
}
