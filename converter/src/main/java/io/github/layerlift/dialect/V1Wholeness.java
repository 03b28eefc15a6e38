package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.gojson.GoVersion;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.util.List;
import java.util.Set;

/**
 * Tells an archive from before Docker 1.10 from a later one that was cut before its {@code
 * manifest.json}: that would look the same, and give wrong images.
 */
final class V1Wholeness {
  private static final String FIRST_WITH_MANIFEST = "1.10";

  private V1Wholeness() {}

  /**
   * Refuses what may be the start of a later archive.
   *
   * @param tops the IDs that {@code repositories} names
   */
  static void require(Archive archive, V1Layers layers, Set<String> tops)
      throws LayerliftException {
    if (hasConfig(archive)) {
      throw fault("the archive has an image config and no manifest.json").exception();
    }
    if (!archive.isEnded() && !isSurelyOld(archive, layers, tops)) {
      throw fault("the archive ends without its end mark, and may have lost its manifest.json")
          .hint(
              "copy or download it again; if it is whole, give it the mark: truncate -s +1024 FILE")
          .exception();
    }
  }

  /** What Docker wrote last is there, and what it says of itself is from before 1.10. */
  private static boolean isSurelyOld(Archive archive, V1Layers layers, Set<String> tops)
      throws LayerliftException {
    List<String> names = archive.names();
    boolean old = !tops.isEmpty() && names.get(names.size() - 1).equals(V1Archive.REPOSITORIES);
    for (String top : tops) {
      String version = layers.dockerVersion(top);
      old &= !version.isEmpty() && GoVersion.isLess(version, FIRST_WITH_MANIFEST);
    }
    return old;
  }

  private static boolean hasConfig(Archive archive) {
    for (String name : archive.names()) {
      if (!V1Names.id(name, ".json").isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static Fault fault(String sentence) {
    return Fault.of(ErrorCode.TAR_TRUNCATED, sentence)
        .hint("the archive was cut short; copy or download it again");
  }
}
