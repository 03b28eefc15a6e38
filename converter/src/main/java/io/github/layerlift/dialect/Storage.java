package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.text.ShellWord;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folders where registries and engines store images, which people pack and take away as a whole. */
enum Storage {
  REGISTRY_2(
      "(.*/)?docker/registry/v2/(?:blobs|repositories)/.*", "the storage of a registry (2.x)") {
    @Override
    WayOut wayOut(Commands way, String inner, List<String> names) {
      String image = find(
              names, ".*docker/registry/v2/repositories/(.+)/_manifests/tags/([^/]+)/.*", "$1:$2")
          .orElse("NAME:TAG");
      return WayOut.of(
          way.unpack() + "docker run -d -p 5000:5000 -v \"$(realpath " + way.folder(inner)
              + ")\":/var/lib/registry registry:2 && skopeo copy --src-tls-verify=false"
              + " docker://localhost:5000/" + ShellWord.of(image) + " oci-archive:OUT");
    }
  },
  REGISTRY_1(
      "(.*/)?images/[0-9a-f]{64}/(?:ancestry|layer)",
      "the storage of an old registry (docker-registry 0.x)") {
    @Override
    WayOut wayOut(Commands way, String inner, List<String> names) {
      Optional<String> tag =
          find(names, "(?:.*/)?repositories/(?:library/)?(.+)/tag_([^/]+)", "$1:$2");
      WayOut convert = WayOut.of(way.unpack() + "mkdir V1 && for i in " + way.folder(inner)
              + "/images/*; do mkdir V1/${i##*/} && cp \"$i\"/json V1/${i##*/}/ &&"
              + " cp \"$i\"/layer V1/${i##*/}/layer.tar; done && ")
          .set(Setting.CONVERT, "V1");
      return tag.isEmpty()
          ? convert
          : convert.then(" ").set(Setting.CONVERT_TAGS, ShellWord.of(tag.get()));
    }
  },
  GRAPH(
      "(.*/)?graph/[0-9a-f]{64}/(?:json|layersize|VERSION)",
      "the storage of a Docker before 1.10 (its graph folder)") {
    @Override
    WayOut wayOut(Commands way, String inner, List<String> names) {
      return WayOut.of(
          "start such a Docker on all of it, including the folder of its storage driver: "
              + way.unpack() + "docker daemon -g \"$(realpath " + way.folder(inner)
              + ")\"; then docker save -o FILE IMAGE");
    }
  },
  DOCKER(
      "(.*/)?image/[a-z0-9-]+/(?:imagedb|layerdb)/.*", "the storage of a Docker (its data root)") {
    @Override
    WayOut wayOut(Commands way, String inner, List<String> names) {
      return WayOut.of("start a Docker on it: " + way.unpack() + "dockerd --data-root \"$(realpath "
          + way.folder(inner) + ")\"; then docker save -o FILE IMAGE");
    }
  },
  PODMAN(
      "(.*/)?[a-z0-9]+-(?:images|layers)/(?:images|layers)\\.json",
      "the storage of podman, buildah or CRI-O") {
    @Override
    WayOut wayOut(Commands way, String inner, List<String> names) {
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
  abstract WayOut wayOut(Commands way, String inner, List<String> names);

  /** What is wrong with {@code archive}, if it is one of these. */
  static Optional<Fault> fault(Archive archive, List<String> names) {
    for (Storage each : values()) {
      for (String name : names) {
        Matcher matcher = each.mark.matcher(name);
        if (matcher.matches()) {
          String prefix = matcher.group(1) == null ? "" : matcher.group(1);
          String inner = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
          return Optional.of(Fault.of(ErrorCode.STORAGE_FOLDER, archive.name() + " is " + each.what)
              .hint(each.wayOut(Commands.of(archive), inner, names)));
        }
      }
    }
    return Optional.empty();
  }

  /** What {@code shown} makes of the only name that {@code pattern} matches; empty if several names match. */
  private static Optional<String> find(List<String> names, String pattern, String shown) {
    Pattern compiled = Pattern.compile(pattern, Pattern.DOTALL);
    TreeSet<String> found = new TreeSet<>();
    for (String name : names) {
      Matcher matcher = compiled.matcher(name);
      if (matcher.matches()) {
        found.add(matcher.replaceFirst(shown));
      }
    }
    return found.size() == 1 ? Optional.of(found.first()) : Optional.empty();
  }
}
