package io.github.layerlift.select;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.plan.BlobTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the image to use. */
public final class ImageChoice {
  private final @Nullable Platform wanted;
  private final Setting select;
  private final Setting choosePlatform;

  /**
   * @param platform the platform that it must have, if one was requested
   */
  public ImageChoice(Optional<Platform> platform) {
    this(platform, Setting.EXTRACT_SELECT, Setting.EXTRACT_PLATFORM);
  }

  /**
   * The same for callers with other settings, which hints name.
   *
   * @param platform the platform that it must have, if one was requested
   */
  public ImageChoice(Optional<Platform> platform, Setting select, Setting choosePlatform) {
    this.wanted = platform.orElse(null);
    this.select = select;
    this.choosePlatform = choosePlatform;
  }

  /**
   * The one image in {@code roots}; of several in one index the one for this machine.
   *
   * @throws io.github.layerlift.fault.UsageException if there is none, or there are several
   */
  public Root.Image of(List<Root> roots) throws LayerliftException {
    List<Root.Image> all = new ArrayList<>();
    roots.forEach(root -> collect(root, root, all));
    List<Root.Image> fitting = filter(all, image -> fits(image, wanted));
    if (fitting.isEmpty()) {
      throw none(all);
    }
    boolean oneName =
        roots.stream().filter(root -> !(root instanceof Root.Artifact)).count() == 1;
    if (fitting.size() > 1 && oneName && wanted == null) {
      fitting = filter(all, image -> fits(image, machine()));
    }
    if (fitting.size() != 1) {
      throw several(fitting.isEmpty() ? all : fitting, oneName);
    }
    return fitting.get(0);
  }

  /** The images in {@code roots} other than {@code chosen}. */
  public static List<Root.Image> others(List<Root> roots, Root.Image chosen) {
    List<Root.Image> all = new ArrayList<>();
    roots.forEach(root -> collect(root, root, all));
    return filter(all, image -> !isSame(image, chosen));
  }

  /** Images within an index have the index's names; one that is listed for each of its names has all of them. */
  private static void collect(Root root, Root named, List<Root.Image> into) {
    if (root instanceof Root.Image image) {
      List<Reference> tags = new ArrayList<>(named.tags());
      int place = 0;
      while (place < into.size() && !isSame(image, into.get(place))) {
        place++;
      }
      if (place < into.size()) {
        Root.Image known = into.get(place);
        tags.addAll(known.tags());
        into.set(place, known.withTags(tags));
      } else {
        into.add(image.withTags(tags));
      }
    } else if (root instanceof Root.Index index) {
      index.children().forEach(child -> collect(child, named, into));
    }
  }

  private static boolean isSame(Root.Image one, Root.Image other) {
    return one.config() instanceof ConfigSource.Verbatim config
        && other.config() instanceof ConfigSource.Verbatim otherConfig
        && Arrays.equals(config.raw(), otherConfig.raw());
  }

  private static List<Root.Image> filter(List<Root.Image> images, Predicate<Root.Image> wanted) {
    return images.stream().filter(wanted).toList();
  }

  private static boolean fits(Root.Image image, @Nullable Platform platform) {
    return platform == null
        || (image.platform().os().equals(platform.os())
            && image.platform().architecture().equals(platform.architecture())
            && (platform.variant().isEmpty()
                || image.platform().variant().equals(platform.variant())));
  }

  /** Java and Go have different names for processors. */
  private static Platform machine() {
    String arch = System.getProperty("os.arch", "");
    return new Platform(
        "linux",
        switch (arch) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          case "x86", "i386", "i686" -> "386";
          default -> arch;
        },
        "");
  }

  private LayerliftException none(List<Root.Image> all) {
    if (all.isEmpty()) {
      return Fault.of(ErrorCode.NOTHING_SELECTED, "this is an artifact without files, not an image")
          .exception();
    }
    return Fault.of(ErrorCode.NOTHING_SELECTED, "the archive contains no image for " + wanted)
        .hint("it contains " + platforms(all))
        .exception();
  }

  private LayerliftException several(List<Root.Image> images, boolean oneName) {
    Fault fault = Fault.of(
        ErrorCode.SELECT_ONE, "there are " + images.size() + " images; choose one of them");
    return oneName
        ? fault
            .hint(WayOut.of(choosePlatform, " chooses one of " + platforms(images)))
            .exception()
        : fault
            .hint(WayOut.of(
                select,
                " chooses one of "
                    + Selection.describe(
                        images, BlobTable.of(List.copyOf(images), Map.of()).placeholders())))
            .exception();
  }

  private static String platforms(List<Root.Image> images) {
    return String.join(
        ", ",
        images.stream().map(image -> image.platform().toString()).distinct().toList());
  }
}
