package io.github.layerlift.verify;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Reference;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.report.FindingCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names that descriptors of {@code index.json} have by their annotations. */
final class Names {
  private static final String IMAGE_NAME = "io.containerd.image.name";
  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  private final Findings findings;
  private final Map<String, String> digests = new HashMap<>();

  Names(Findings findings) {
    this.findings = findings;
  }

  /** The full name of what {@code descriptor} points to, if it has a valid one. */
  Optional<Reference> of(JsonFields descriptor) throws LayerliftException {
    // annotations are a map, so its keys are exact
    String full = descriptor.text("annotations", IMAGE_NAME);
    String reference = descriptor.text("annotations", REF_NAME);
    boolean isName = reference.indexOf('/') >= 0 || reference.indexOf(':') >= 0;
    String name = full.isEmpty() && isName ? reference : full;
    if (name.isEmpty() || name.indexOf('@') >= 0) {
      return Optional.empty();
    }
    Optional<Reference> parsed = Reference.parse(name);
    if (parsed.isEmpty()) {
      findings.add(
          FindingCode.NAME_INVALID,
          descriptor,
          "\"" + name + "\" is not a valid name of a tagged image");
      return parsed;
    }
    if (!full.isEmpty() && !parsed.get().toString().equals(full)) {
      findings.add(
          FindingCode.NAME_INVALID,
          descriptor,
          "containerd accepts names only in their full form: \"" + full + "\" should be \""
              + parsed.get() + "\"");
    }
    if (!parsed.get().isOciRefName()) {
      findings.add(
          FindingCode.REF_NAME,
          descriptor,
          "the tag \"" + parsed.get().tag() + "\" doesn't fit OCI's grammar for reference names");
    }
    requireOnce(parsed.get(), descriptor);
    return parsed;
  }

  private void requireOnce(Reference name, JsonFields descriptor) throws LayerliftException {
    String digest = descriptor.text("digest");
    String before = digests.putIfAbsent(name.toString(), digest);
    if (before != null && !before.equals(digest)) {
      findings.add(
          FindingCode.NAME_TWICE, descriptor, "\"" + name + "\" is already the name of " + before);
    }
  }
}
