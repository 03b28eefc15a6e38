package io.github.layerlift.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.InspectionReport.Source;
import java.util.Optional;

/** Finds which tool wrote an archive, from names, their order and small documents. Never guesses. */
public final class Writers {
  private static final String MANIFEST = "manifest.json";

  private Writers() {}

  /** Empty if there is no evidence, as for an archive that was repacked. */
  public static Optional<Source> of(Archive archive, JsonReader json) throws LayerliftException {
    if (archive.isFile("oci-layout")) {
      return OciWriters.of(archive, json);
    }
    return archive.isFile(MANIFEST) ? DockerWriters.of(archive, json) : ofV1(archive);
  }

  /** Docker wrote three bytes; the script uses echo. */
  private static Optional<Source> ofV1(Archive archive) throws LayerliftException {
    for (String name : archive.names()) {
      String version = name.endsWith("/VERSION") ? text(archive, name) : "";
      if (version.equals("1.0")) {
        return Optional.of(Source.of(
            "docker save (Docker before 1.10)",
            "a folder for each layer, with a VERSION of three bytes",
            "no manifest.json"));
      }
      if (version.equals("1.0\n")) {
        return Optional.of(
            Source.of("download-frozen-image", "the VERSION of a layer ends with a line feed"));
      }
    }
    return Optional.empty();
  }

  /** The start of the small file {@code name}; empty if it is missing. */
  static String text(Archive archive, String name) throws LayerliftException {
    Optional<Extent> file = archive.find(name);
    return file.isPresent() ? new String(file.get().head(16), UTF_8) : "";
  }

  /** Whether {@code path} is 64 hex digits and {@code suffix}. */
  static boolean isHexAnd(String suffix, String path) {
    return path.endsWith(suffix)
        && Digest.isHex(path.substring(0, path.length() - suffix.length()));
  }
}
