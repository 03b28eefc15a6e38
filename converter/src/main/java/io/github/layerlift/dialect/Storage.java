package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.WayOut;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folders where registries and engines store images, which people pack and take away as a whole. */
enum Storage {
  GRAPH(
      "(.*/)?graph/[0-9a-f]{64}/(?:json|layersize|VERSION)",
      "the storage of a Docker before 1.10 (its graph folder)") {
    @Override
    WayOut wayOut(Commands way, String inner) {
      return WayOut.of(
          "start such a Docker on all of it, including the folder of its storage driver: "
              + way.unpack() + "docker daemon -g \"$(realpath " + way.folder(inner)
              + ")\"; then docker save -o FILE IMAGE");
    }
  },
  DOCKER(
      "(.*/)?image/[a-z0-9-]+/(?:imagedb|layerdb)/.*", "the storage of a Docker (its data root)") {
    @Override
    WayOut wayOut(Commands way, String inner) {
      return WayOut.of("start a Docker on it: " + way.unpack() + "dockerd --data-root \"$(realpath "
          + way.folder(inner) + ")\"; then docker save -o FILE IMAGE");
    }
  },
  PODMAN(
      "(.*/)?[a-z0-9]+-(?:images|layers)/(?:images|layers)\\.json",
      "the storage of podman, buildah or CRI-O") {
    @Override
    WayOut wayOut(Commands way, String inner) {
      return WayOut.of(way.unpack() + "podman --root \"$(realpath " + way.folder(inner)
          + ")\" save --format oci-archive -o OUT IMAGE");
    }
  };

  private final Pattern mark;
  private final String what;

  Storage(String mark, String what) {
    this.mark = Pattern.compile(mark, Pattern.DOTALL);
    this.what = what;
  }

  /**
   * @param inner the folder that holds it; empty for the top
   */
  abstract WayOut wayOut(Commands way, String inner);

  /** What is wrong with {@code archive}, if it is one of these. */
  static Optional<Fault> fault(Archive archive, List<String> names) {
    for (Storage each : values()) {
      for (String name : names) {
        Matcher matcher = each.mark.matcher(name);
        if (matcher.matches()) {
          String prefix = matcher.group(1) == null ? "" : matcher.group(1);
          String inner = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
          return Optional.of(Fault.of(ErrorCode.STORAGE_FOLDER, archive.name() + " is " + each.what)
              .hint(each.wayOut(Commands.of(archive), inner)));
        }
      }
    }
    return Optional.empty();
  }
}
