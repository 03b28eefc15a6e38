package io.github.layerlift.dialect;

import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.BadName;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import java.util.Optional;
import java.util.Set;

/** Turns the text of a tag into a reference, or reports what is wrong with it. */
public final class Tags {
  /** Codes of warnings about names, which don't matter to an image that gets other ones. */
  public static final Set<WarningCode> WARNINGS = Set.of(
      WarningCode.DIGEST_TAG,
      WarningCode.DIGEST_NAME,
      WarningCode.TAG_WITHOUT_NAME,
      WarningCode.FOLDER_NAME,
      WarningCode.UNLISTED_NAME,
      WarningCode.TAG_INVALID,
      WarningCode.REF_NAME);

  private Tags() {}

  /**
   * The name {@code text}; empty if no engine accepts it, which affects nothing else of the image.
   *
   * @param entry where it is
   * @param image the digest that chooses the image; empty if there is only one, or it isn't known
   */
  static Optional<Reference> parse(String text, String entry, String image, Warnings warnings) {
    int colon = text.lastIndexOf(':');
    boolean isId = colon > 0 && Digest.isHex(text.substring(0, colon));
    Optional<Reference> reference = isId ? Optional.empty() : Reference.parse(text);
    if (reference.isEmpty()) {
      BadName bad = new BadName(text);
      if (!bad.isNone()) {
        warnings.leaveOut(text);
      }
      warnings.add(
          WarningCode.TAG_INVALID,
          "the name \"" + text + "\" in \"" + entry
              + "\" was left out, since no engine accepts it: " + bad.reason(),
          (image.isEmpty()
                  ? WayOut.of("")
                  : WayOut.of("").set(Setting.CONVERT_SELECT, image).then(" "))
              .then(name(bad.better())));
    } else if (!reference.get().isOciRefName()) {
      warnings.add(
          WarningCode.REF_NAME,
          "the tag \""
              + reference.get().tag()
              + "\" does not fit OCI's grammar for reference names; skopeo needs the image's"
              + " position instead");
    }
    return reference;
  }

  /** The way out for an image without a name. */
  static WayOut name(String name) {
    return WayOut.of("").set(Setting.CONVERT_TAGS, name).then(" gives the image a name");
  }
}
