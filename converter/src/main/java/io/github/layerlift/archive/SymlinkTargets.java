package io.github.layerlift.archive;

import io.github.layerlift.text.EntryNames;
import java.util.Optional;

/** Resolves the target of a symlink. */
final class SymlinkTargets {
  private static final int ID_LENGTH = 64;

  private SymlinkTargets() {}

  /** Empty if it leaves the archive. */
  static Optional<String> resolve(String link, String target) {
    Optional<String> inside = EntryNames.resolve(EntryNames.parent(link), target);
    return inside.isPresent() ? inside : ofEarlyDocker(target);
  }

  /**
   * Docker's pre-releases of 1.12 wrote {@code ../../ID/layer.tar}, one step too high, and Docker
   * has always read it as {@code ../ID/layer.tar} (moby issue 24951). Only exactly this form is
   * accepted.
   */
  private static Optional<String> ofEarlyDocker(String target) {
    String inner = target.startsWith("../../") ? target.substring("../../".length()) : "";
    boolean known = inner.length() == ID_LENGTH + "/layer.tar".length()
        && inner.endsWith("/layer.tar")
        && inner.indexOf('/') == ID_LENGTH
        && inner.indexOf('.') == ID_LENGTH + "/layer".length();
    return known ? Optional.of(inner) : Optional.empty();
  }
}
