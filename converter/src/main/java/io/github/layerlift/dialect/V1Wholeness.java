package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.gojson.GoVersion;
import io.github.layerlift.tar.Ending;
import java.util.List;
import java.util.Set;

/**
 * Tells an archive from before Docker 1.10 from a later one that was truncated before its
 * {@code manifest.json}, which would look the same, and produce wrong images.
 */
final class V1Wholeness {
  private V1Wholeness() {}

  /**
   * Refuses an archive that may be the start of a later one.
   *
   * @param tops the IDs that {@code repositories} names
   */
  static void require(Archive archive, V1Layers layers, Set<String> tops, Warnings warnings)
      throws LayerliftException {
    String config = UnlistedImages.config(archive);
    if (!config.isEmpty()) {
      throw Fault.of(
              ErrorCode.TAR_TRUNCATED,
              "the archive has the image config \"" + config + "\" but no manifest.json: it was"
                  + " truncated, or manifest.json was removed")
          .hint(asV1("copy or download it again")
              .then(" without the config, which gives the image another ID"))
          .exception();
    }
    if (!archive.isEnded() && !isSurelyOld(archive, layers, tops)) {
      throw fault("the archive has no end mark, and may have lost its manifest.json")
          .hint(
              "copy or download it again; if it is complete, add the mark: truncate -s +1024 FILE")
          .exception();
    }
    if (!archive.isFile(V1Archive.REPOSITORIES)) {
      requireNothingLost(archive, layers);
      warnOfNoNames(tops, warnings);
    } else if (archive.isEnded() && archive.mayBeCut() && !endsAsWritten(archive)) {
      warnings.add(
          WarningCode.ZERO_FILLED,
          "the archive doesn't end with a plain end mark; if its download was incomplete, images without"
              + " a tag may be lost");
    }
  }

  /** Without {@code repositories}, which Docker wrote last, there is no list of the layers. */
  private static void requireNothingLost(Archive archive, V1Layers layers)
      throws LayerliftException {
    Ending ending = archive.ending().orElse(null);
    if (ending != null && (ending.isZeroFilled() || ending.hasStrangeRest())) {
      throw fault("the archive has neither manifest.json nor repositories, and zeros from offset "
              + ending.offset() + " on in their place")
          .at(ending.offset())
          .hint("its download was probably incomplete: get it again; if it is complete, cut the"
              + " zeros off: truncate -s " + ending.cleanSize() + " FILE")
          .exception();
    }
    for (String id : layers.ids()) {
      if (layers.isOfLaterDocker(id)) {
        throw fault("the layer " + id + " was written by Docker 1.10 or later, and the archive has"
                + " neither manifest.json nor repositories")
            .exception();
      }
    }
  }

  /** An archive that was saved by name, and cut at the end of a layer, looks the same. */
  private static void warnOfNoNames(Set<String> named, Warnings warnings) {
    if (named.isEmpty()) {
      warnings.add(
          WarningCode.NO_REPOSITORIES,
          "the archive has no file \"repositories\", so its images have no names; if they were saved"
              + " by name, the archive is truncated, and layers may be missing too",
          Tags.name(""));
    }
  }

  /** Docker wrote {@code repositories} last, so that nothing is missing before it. */
  private static boolean endsAsWritten(Archive archive) {
    List<String> names = archive.names();
    return names.get(names.size() - 1).equals(V1Archive.REPOSITORIES);
  }

  /** The last file that Docker wrote is there, and its own metadata is from before 1.10. */
  private static boolean isSurelyOld(Archive archive, V1Layers layers, Set<String> tops)
      throws LayerliftException {
    boolean old = !tops.isEmpty() && endsAsWritten(archive);
    for (String top : tops) {
      String version = layers.dockerVersion(top);
      old &= !version.isEmpty() && GoVersion.isLess(version, V1Json.FIRST_WITH_MANIFEST);
    }
    return old;
  }

  /**
   * Refuses an image of a damaged archive that a later Docker may have written. What such a Docker
   * wrote for lower layers doesn't have its version.
   */
  static void requireOld(List<V1Layer> chain, V1Layers layers) throws LayerliftException {
    for (V1Layer layer : chain) {
      V1Json json = layers.json(layer);
      if (json.dockerVersion().isEmpty() || json.isOfLaterDocker()) {
        throw fault("the layer " + layer.id() + " may be from Docker 1.10 or later, and the"
                + " manifest.json of the archive lost")
            .exception();
      }
    }
  }

  /** Warns of what is lost when a later archive is read as an old one. */
  static void warn(Archive archive, Warnings warnings) {
    String config = UnlistedImages.config(archive);
    if (!config.isEmpty() || archive.isFile(DockerArchive.MANIFEST)) {
      warnings.add(
          WarningCode.READ_AS,
          "the archive was read as v1, so image IDs are made from the layers' json, and differ from"
              + " those of the configs"
              + (config.isEmpty() ? "" : ", such as \"" + config + "\""));
    }
    if (!archive.isEnded()) {
      warnings.add(
          WarningCode.NO_END_MARK,
          "the archive has no end mark; there is no way to tell what may be missing");
    }
  }

  private static Fault fault(String sentence) {
    return Fault.of(ErrorCode.TAR_TRUNCATED, sentence)
        .hint(asV1("the archive is truncated: copy or download it again").then(" as it is"));
  }

  private static WayOut asV1(String otherwise) {
    return WayOut.of(otherwise + "; if it is complete, ")
        .set(Setting.READ_AS, "v1")
        .then(" converts it");
  }
}
