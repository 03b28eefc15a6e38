package io.github.layerlift.dialect;

import io.github.layerlift.image.Reference;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Warnings;

/** Turns the text of a tag into a reference, or says what is wrong with it. */
final class Tags {
  private Tags() {}

  static Reference parse(String text, String entry, Warnings warnings) throws LayerliftException {
    Reference reference = Reference.parse(text)
        .orElseThrow(() -> Fault.of(
                ErrorCode.TAG_INVALID,
                "\"" + text + "\" is not a name that Docker takes for a tagged image")
            .in(entry)
            .hint("names are lower case, such as registry.example/team/app:1.0")
            .exception());
    if (!reference.isOciRefName()) {
      warnings.add(
          "ref-name",
          "the tag \""
              + reference.tag()
              + "\" does not fit OCI's grammar for reference names; skopeo needs the image's"
              + " position instead");
    }
    return reference;
  }
}
