package io.github.layerlift.convert;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.layout.RootDigest;
import io.github.layerlift.naming.Template;
import io.github.layerlift.options.SplitOptions;
import io.github.layerlift.plan.ImageSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names of the outputs of a split. */
final class SplitNames {
  private static final List<String> FIELDS =
      List.of("image", "repo", "tag", "id", "platform", "stem", "name");

  private final Template template;
  private final SplitOptions.By by;
  private final String input;

  /**
   * @param input the name of the archive
   * @throws io.github.layerlift.fault.UsageException if the template is none
   */
  SplitNames(SplitOptions options, String input) throws LayerliftException {
    this.template = Template.parse(options.name(), FIELDS);
    this.by = options.by();
    this.input = Template.fileName(input);
  }

  /** Whether the names of {@code roots} depend on digests that only hashing can tell. */
  boolean needDigests(List<Root> roots) {
    return roots.stream()
        .anyMatch(root ->
            (template.has("id") || root.tags().isEmpty()) && RootDigest.idDependsOnLayers(root));
  }

  /**
   * Each output, by its name.
   *
   * @throws LayerliftException if two have one name, or one has a name that no file can have
   */
  Map<String, ImageSet> of(List<ImageSet> shares) throws LayerliftException {
    Map<String, ImageSet> outputs = new TreeMap<>();
    Map<String, ImageSet> rivals = new HashMap<>();
    for (ImageSet share : shares) {
      LayerDigests digests = share.table().placeholders();
      String filled = template.filled(values(share.roots().get(0), digests));
      String name = Template.fit(filled).orElseThrow(() -> unfit(share, filled));
      ImageSet rival = rivals.putIfAbsent(Template.folded(name), share);
      if (rival != null) {
        throw Fault.of(
                ErrorCode.TARGET_UNWRITABLE,
                "both " + describe(rival) + " and " + describe(share) + " would be written to "
                    + name)
            .hint(apart())
            .exception();
      }
      outputs.put(name, share);
    }
    return outputs;
  }

  /** What keeps outputs apart: images differ in their IDs, names don't. */
  private WayOut apart() {
    WayOut names = by == SplitOptions.By.TAG
        ? WayOut.of("").set(Setting.SPLIT_BY, "image").then(" ")
        : WayOut.of("");
    return names.set(Setting.BATCH_NAME, "'{image}-{id}.tar'").then(" keeps them apart");
  }

  private Map<String, String> values(Root root, LayerDigests digests) {
    String id = RootDigest.shortId(root, digests);
    boolean named = !root.tags().isEmpty();
    String repo = named ? Template.repo(root.tags().get(0)) : id;
    String tag = named ? root.tags().get(0).tag() : "untagged";
    return Map.of(
        "image",
        named ? Template.image(root.tags().get(0)) : id,
        "repo",
        repo,
        "tag",
        tag,
        "id",
        id,
        "platform",
        platform(root),
        "stem",
        Template.stem(input),
        "name",
        input);
  }

  /** What an archive says, which may be anything. */
  private static String platform(Root root) {
    if (!(root instanceof Root.Image image)) {
      return root instanceof Root.Index ? "index" : "artifact";
    }
    Platform platform = image.platform();
    String version = platform.osVersion().isEmpty() ? "" : "-" + platform.osVersion();
    return platform.isComplete()
        ? (platform + version).replaceAll("[^A-Za-z0-9._]+", "-")
        : "unknown";
  }

  private LayerliftException unfit(ImageSet share, String name) {
    return Fault.of(
            ErrorCode.TARGET_UNWRITABLE,
            describe(share) + " can't be written to \"" + name + "\", which is what \"" + template
                + "\" makes of it")
        .hint(WayOut.of("")
            .set(Setting.BATCH_NAME, "'oci-{image}-{id}.tar'")
            .then(" gives it a valid file name"))
        .exception();
  }

  private static String describe(ImageSet share) {
    Root root = share.roots().get(0);
    LayerDigests digests = share.table().placeholders();
    String tag =
        root.tags().stream().findFirst().map(Reference::toString).orElse("an untagged image");
    return tag + " (" + RootDigest.shortId(root, digests) + ")";
  }
}
