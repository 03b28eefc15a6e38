package io.github.layerlift.convert;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.layout.RootDigest;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.Change;
import io.github.layerlift.text.ShellWord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Images that can't be pushed: a registry has places only for names.
 *
 * @param warnings of the conversion, of which some say what became of a name
 */
record NamelessImages(List<Input> inputs, List<Change> changes, List<Warning> warnings) {
  /** Codes of warnings that a name was left out. */
  private static final Set<WarningCode> LOST = Set.of(
      WarningCode.TAG_INVALID,
      WarningCode.DIGEST_TAG,
      WarningCode.DIGEST_NAME,
      WarningCode.TAG_WITHOUT_NAME);

  private static final String SAMPLE = "NAME:TAG";

  /** The registry of names without one. */
  private static final String HUB = "docker.io";

  private static final int MAX_SHOWN = 5;

  /** The digests of layers. */
  @FunctionalInterface
  interface Digests {
    /**
     * What is known.
     *
     * @param all whether those are computed that aren't known, which may take long
     */
    LayerDigests of(boolean all) throws IOException;
  }

  /**
   * Finds those among {@code roots}.
   *
   * @throws LayerliftException if there is one
   */
  void requireNone(List<Root> roots, Digests digests) throws IOException {
    boolean anyName = roots.stream().anyMatch(root -> !root.tags().isEmpty());
    List<Root> nameless = roots.stream()
        .filter(root -> root.tags().isEmpty() && !(anyName && root instanceof Root.Artifact))
        .toList();
    if (!nameless.isEmpty()) {
      boolean several = roots.size() > 1;
      // a single image can be pushed without its ID
      boolean unknown = several && nameless.stream().anyMatch(RootDigest::idDependsOnLayers);
      throw fault(nameless, several, digests.of(unknown));
    }
  }

  /**
   * Refuses {@code roots} under the names of an archive that doesn't say which registry's they are:
   * engines would take them for Docker Hub's.
   *
   * @throws LayerliftException if one has such a name, and no other one is given
   */
  void requirePlace(List<Root> roots) throws LayerliftException {
    Optional<Reference> name =
        roots.stream().flatMap(root -> root.tags().stream()).findFirst();
    if (name.isPresent() && changes.stream().noneMatch(NamelessImages::givesNames)) {
      throw Fault.of(
              ErrorCode.IMAGE_UNNAMED,
              "the names on a registry's disk don't say which registry that is: "
                  + name.get().familiarName() + ":" + name.get().tag() + " would go to "
                  + (name.get().domain().equals(HUB) ? "Docker Hub" : name.get().domain()))
          .hint(WayOut.of("").set(Setting.PUSH_AS, input() + " REGISTRY/").then(" names the place"))
          .exception();
    }
  }

  private static boolean givesNames(Change change) {
    return change instanceof Change.Move
        || change instanceof Change.Rename
        || change instanceof Change.Index;
  }

  private LayerliftException fault(List<Root> nameless, boolean several, LayerDigests digests) {
    List<Warning> lost = warnings.stream()
        .filter(warning -> LOST.contains(warning.code()) && isOf(nameless, warning, digests))
        .toList();
    String named = nameless.stream()
        .limit(MAX_SHOWN)
        .map(root -> describe(root, several, digests))
        .collect(Collectors.joining(", "));
    String what = nameless.size() == 1
        ? named + " has no name"
        : nameless.size() + " images have no name (" + named
            + (nameless.size() > MAX_SHOWN ? ", …" : "") + ")";
    String why = lost.isEmpty()
        ? ""
        : ": " + lost.get(0).sentence() + (lost.size() > 1 ? ", and others too" : "");
    return Fault.of(
            ErrorCode.IMAGE_UNNAMED,
            what + ", and a registry has no place for an image without one" + why)
        .hint(hint(nameless, several, lost, digests))
        .exception();
  }

  /** Whether {@code warning} may be about one of them: it says so if it is about another one. */
  private static boolean isOf(List<Root> nameless, Warning warning, LayerDigests digests) {
    Optional<String> image = value(warning.wayOut(), Setting.CONVERT_SELECT);
    return image.isEmpty()
        || nameless.stream()
            .anyMatch(root -> RootDigest.id(root, digests).toString().equals(image.get())
                || RootDigest.of(root, digests).toString().equals(image.get()));
  }

  private static Optional<String> value(@Nullable WayOut wayOut, Setting setting) {
    return Stream.ofNullable(wayOut)
        .flatMap(way -> way.parts().stream())
        .filter(part -> part.setting() == setting && !part.text().isEmpty())
        .map(WayOut.Part::text)
        .findFirst();
  }

  private static String describe(Root root, boolean several, LayerDigests digests) {
    boolean isKnown = several || !RootDigest.idDependsOnLayers(root);
    String id = isKnown ? " " + RootDigest.shortId(root, digests) : "";
    if (root instanceof Root.Image image) {
      return "the image" + id
          + (image.platform().isComplete() ? " (" + image.platform() + ")" : "");
    }
    return (root instanceof Root.Index ? "the index" : "the artifact") + id;
  }

  private WayOut hint(
      List<Root> nameless, boolean several, List<Warning> lost, LayerDigests digests) {
    boolean isSure = nameless.size() == 1 && lost.size() == 1;
    Optional<String> better = isSure ? better(lost.get(0)) : Optional.empty();
    WayOut alone = WayOut.of("").set(Setting.PUSH_AS, call(better.orElse(SAMPLE)));
    if (!several) {
      return alone.then(" gives it one");
    }
    return alone
        .then(" ")
        .set(Setting.CONVERT_SELECT, RootDigest.shortId(nameless.get(0), digests))
        .then(" gives it one; ")
        .set(Setting.CONVERT_SELECT)
        .then(" also takes those that have names");
  }

  /** What a warning says how an image gets a name, for those that go to a place: they can't be given one more. */
  WayOut naming(WayOut wayOut) {
    Optional<String> name = value(wayOut, Setting.CONVERT_TAGS);
    if (name.isEmpty() || changes.stream().noneMatch(Change.Move.class::isInstance)) {
      return wayOut;
    }
    WayOut call = WayOut.of("")
        .set(
            Setting.PUSH_AS,
            call(Reference.parse(name.get()).map(NamelessImages::local).orElse(SAMPLE)));
    return value(wayOut, Setting.CONVERT_SELECT)
        .map(image -> call.then(" ").set(Setting.CONVERT_SELECT, image))
        .orElse(call)
        .then(" gives the image that name");
  }

  /** A name like the one that was lost, below the place that names are moved to. */
  private static Optional<String> better(Warning lost) {
    return value(lost.wayOut(), Setting.CONVERT_TAGS)
        .flatMap(Reference::parse)
        .map(NamelessImages::local);
  }

  private String call(String name) {
    return input() + " " + place() + "/" + name;
  }

  private static String local(Reference name) {
    String familiar = name.familiarName();
    String prefix = name.domain() + "/";
    return (familiar.startsWith(prefix) ? name.path() : familiar) + ":" + name.tag();
  }

  private String input() {
    if (inputs.get(0) instanceof Input.OfPart part) {
      return ShellWord.of(part.path().toString());
    }
    return inputs.get(0) instanceof Input.OfPath file ? ShellWord.of(file.path().toString()) : "-";
  }

  private String place() {
    return changes.stream()
        .flatMap(
            change -> change instanceof Change.Move move ? Stream.of(move.prefix()) : Stream.of())
        .map(prefix -> prefix.replaceAll("/+$", ""))
        .findFirst()
        .orElse("REGISTRY");
  }
}
