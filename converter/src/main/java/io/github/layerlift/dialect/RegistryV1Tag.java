package io.github.layerlift.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of docker-registry's storage that is a tag.
 *
 * @param entry its name in the archive
 * @param name of the image, such as {@code team/app:1.0}
 * @param id what the file says, which should be the ID of a layer
 */
record RegistryV1Tag(String entry, String name, String id) {
  private static final Pattern TAG =
      Pattern.compile("((?:.*/)?)repositories/([^/]+)/([^/]+)/tag_([^/]+)", Pattern.DOTALL);

  /** The namespace of names without one. */
  private static final String DEFAULT_NAMESPACE = "library";

  private static final int MAX_ID = 256;

  /**
   * Those of one storage.
   *
   * @param store the folder that it is in, with a slash; empty for the top
   */
  static List<RegistryV1Tag> in(Archive archive, String store) throws LayerliftException {
    List<RegistryV1Tag> tags = new ArrayList<>();
    for (String entry : archive.names()) {
      Matcher tag = TAG.matcher(entry);
      boolean isTag = tag.matches() && tag.group(1).equals(store);
      Optional<Extent> file = isTag ? archive.find(entry) : Optional.empty();
      if (file.isPresent()) {
        String id = new String(file.get().head(MAX_ID), UTF_8).strip();
        tags.add(new RegistryV1Tag(entry, name(tag), id));
      }
    }
    return tags;
  }

  private static String name(Matcher tag) {
    String namespace = decoded(tag.group(2));
    String repository = decoded(tag.group(3));
    return (namespace.equals(DEFAULT_NAMESPACE) ? repository : namespace + "/" + repository) + ":"
        + tag.group(4);
  }

  /** Names are quoted as in URLs; what isn't is left as it is. */
  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }
}
