package io.github.layerlift.dialect;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.image.BadName;
import io.github.layerlift.image.Reference;
import io.github.layerlift.json.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The name of a descriptor in {@code index.json}.
 *
 * @param tags none or one
 * @param annotations the other ones
 */
record OciName(List<Reference> tags, Map<String, String> annotations) {
  static final OciName NONE = new OciName(List.of(), Map.of());

  private static final String IMAGE_NAME = "io.containerd.image.name";
  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  OciName {
    tags = List.copyOf(tags);
    annotations = Map.copyOf(annotations);
  }

  /** The name as it is written; none if there is none. */
  static List<String> text(JsonFields descriptor) throws LayerliftException {
    String full = descriptor.text("annotations", IMAGE_NAME);
    String name = full.isEmpty() ? descriptor.text("annotations", REF_NAME) : full;
    return name.isEmpty() ? List.of() : List.of(name);
  }

  /**
   * containerd's annotation holds a full name. OCI's own holds a full name from some writers, and
   * only a tag from others, which is of no use without a repository.
   */
  static OciName of(JsonFields descriptor, Context context) throws LayerliftException {
    Map<String, String> annotations = annotations(descriptor);
    String full = annotations.getOrDefault(IMAGE_NAME, "");
    String reference = annotations.getOrDefault(REF_NAME, "");
    String name = full.isEmpty() && isName(reference) ? reference : full;
    if (name.contains("@")) {
      context.warn(
          WarningCode.DIGEST_NAME,
          "\"" + name + "\" refers to an image by digest, which is not a tag",
          Tags.name(new BadName(name).better()));
      return new OciName(List.of(), annotations);
    }
    if (name.isEmpty()) {
      if (!reference.isEmpty()) {
        context.warnings().leaveOut(reference);
        context.warn(
            WarningCode.TAG_WITHOUT_NAME,
            "the index calls an image \""
                + reference
                + "\" without a repository, so Docker and podman will load it untagged",
            Tags.name(""));
      }
      return new OciName(List.of(), annotations);
    }
    annotations.remove(IMAGE_NAME);
    annotations.remove(REF_NAME);
    return new OciName(
        Tags.parse(name, descriptor.entry(), descriptor.text("digest"), context.warnings()).stream()
            .toList(),
        annotations);
  }

  private static Map<String, String> annotations(JsonFields descriptor) throws LayerliftException {
    Map<String, String> annotations = new LinkedHashMap<>();
    Optional<JsonFields> given = descriptor.field("annotations");
    if (given.isPresent()) {
      for (Map.Entry<String, JsonFields> each : given.get().members().entrySet()) {
        annotations.put(each.getKey(), each.getValue().text());
      }
    }
    return annotations;
  }

  private static boolean isName(String reference) {
    return reference.contains("/") || reference.contains(":");
  }
}
