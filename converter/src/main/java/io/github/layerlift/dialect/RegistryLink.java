package io.github.layerlift.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a registry's storage that leads to a manifest.
 *
 * @param entry its name in the archive
 * @param store the folder that holds repositories and blobs, and a slash; empty for the top
 * @param repository such as {@code team/app}
 * @param tag empty if it is the link that each manifest of a repository has
 */
record RegistryLink(String entry, String store, String repository, String tag) {
  private static final Pattern LINK = Pattern.compile(
      "((?:.*/)?)repositories/([^_].*)/_manifests/"
          + "(?:tags/([^/]+)/current|revisions/sha256/[0-9a-f]{64})/link",
      Pattern.DOTALL);

  /** That are kept for the registry's own sake. */
  private static final Pattern LAYOUT =
      Pattern.compile(".*/(?:_manifests|_layers|_uploads)/.*", Pattern.DOTALL);

  private static final Pattern TAG_FOLDER =
      Pattern.compile("((?:.*/)?repositories/.+/_manifests/tags/[^/]+)(?:/.*)?", Pattern.DOTALL);

  /** Folders of repositories, and those in them. */
  private static final Pattern FOLDER = Pattern.compile(
      "(?:.*/)?repositories/(?:(?!.*/_(?:manifests|layers|uploads)/).+|.+/_manifests/tags)",
      Pattern.DOTALL);

  private static final Pattern UPLOAD = Pattern.compile(".*/_uploads/[^/]+/.*", Pattern.DOTALL);

  /** What the file {@code entry} is by its name; empty if it isn't a link to a manifest. */
  static Optional<RegistryLink> of(String entry) {
    if (!entry.endsWith("/link")) {
      return Optional.empty();
    }
    Matcher link = LINK.matcher(entry);
    return link.matches()
        ? Optional.of(new RegistryLink(
            entry, link.group(1), link.group(2), link.group(3) == null ? "" : link.group(3)))
        : Optional.empty();
  }

  /** Those among {@code names}, by the storages that they are of. */
  static Map<String, List<RegistryLink>> byStore(List<String> names) {
    Map<String, List<RegistryLink>> stores = new LinkedHashMap<>();
    for (String name : names) {
      of(name)
          .ifPresent(link ->
              stores.computeIfAbsent(link.store(), any -> new ArrayList<>()).add(link));
    }
    return stores;
  }

  /** Whether the storage has a file of this name that no image consists of. */
  static boolean isOfLayout(String entry) {
    return LAYOUT.matcher(entry).matches();
  }

  /** The folder of the tag that {@code entry} belongs to; empty for anything else. */
  static Optional<String> tagFolder(String entry) {
    Matcher folder = TAG_FOLDER.matcher(entry);
    return entry.contains("/_manifests/tags/") && folder.matches()
        ? Optional.of(folder.group(1))
        : Optional.empty();
  }

  /** Whether {@code entry}, if it is a file or a link, is where the storage has a folder. */
  static boolean isInPlaceOfFolder(String entry) {
    return FOLDER.matcher(entry).matches();
  }

  /** Whether {@code entry} is of an upload that hasn't ended. */
  static boolean isUpload(String entry) {
    return UPLOAD.matcher(entry).matches();
  }

  /** The name of the image, as a registry's client has it without the registry. */
  String name() {
    return repository + ":" + tag;
  }
}
