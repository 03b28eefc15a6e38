package io.github.layerlift.dialect;

import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import java.util.Optional;
import java.util.Set;

/** Turns the text of a tag into a reference, or says what is wrong with it. */
public final class Tags {
  static final String DIGEST_TAG = "digest-tag";
  static final String DIGEST_NAME = "digest-name";
  static final String TAG_WITHOUT_NAME = "tag-without-name";
  static final String FOLDER_NAME = "folder-name";
  static final String UNLISTED_NAME = "unlisted-name";
  private static final String TAG_INVALID = "tag-invalid";
  private static final String REF_NAME = "ref-name";

  /** Codes of warnings about names, which mean nothing to an image that gets others. */
  public static final Set<String> WARNINGS = Set.of(
      DIGEST_TAG, DIGEST_NAME, TAG_WITHOUT_NAME, FOLDER_NAME, UNLISTED_NAME, TAG_INVALID, REF_NAME);

  private Tags() {}

  /**
   * The name {@code text}; empty if no engine takes it, which costs the image nothing else.
   *
   * @param entry where it stands
   * @param image the digest that chooses the image; empty if there is only one, or it isn't known
   */
  static Optional<Reference> parse(String text, String entry, String image, Warnings warnings) {
    int colon = text.lastIndexOf(':');
    boolean isId = colon > 0 && Digest.isHex(text.substring(0, colon));
    Optional<Reference> reference = isId ? Optional.empty() : Reference.parse(text);
    if (reference.isEmpty()) {
      BadName bad = new BadName(text);
      warnings.add(
          TAG_INVALID,
          "the name \"" + text + "\" in \"" + entry + "\" was left out, since no engine takes it: "
              + bad.reason() + "; " + (image.isEmpty() ? "" : "--select " + image + " ")
              + "--tag " + bad.better() + " gives the image a name");
    } else if (!reference.get().isOciRefName()) {
      warnings.add(
          REF_NAME,
          "the tag \""
              + reference.get().tag()
              + "\" does not fit OCI's grammar for reference names; skopeo needs the image's"
              + " position instead");
    }
    return reference;
  }
}
