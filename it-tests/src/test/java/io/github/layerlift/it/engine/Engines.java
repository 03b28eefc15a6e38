package io.github.layerlift.it.engine;

import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The engines there are to try. */
public final class Engines {
  private static final List<String> RELEASES = List.of("bookworm", "trixie", "forky");

  private static final Kind DOCKER = new Kind("Docker", "classic store", Docker::withClassicStore);
  private static final Kind DOCKER_CONTAINERD =
      new Kind("Docker", "containerd store", Docker::withContainerdStore);
  private static final Kind CONTAINERD = new Kind("containerd", "", Containerd::start);
  private static final Kind PODMAN = new Kind("podman", "", Podman::new);
  private static final Kind BUILDAH = new Kind("buildah", "", Buildah::new);
  private static final Kind SKOPEO_DOCKER =
      new Kind("skopeo", "docker-archive:", Skopeo::ofDockerArchives);
  private static final Kind SKOPEO_OCI = new Kind("skopeo", "oci-archive:", Skopeo::ofOciArchives);
  private static final Kind UMOCI = new Kind("umoci", "", Umoci::new);

  private Engines() {}

  private record Release(String name, Path root) {}

  private record Kind(String program, String way, Starter starter) {
    Startable of(Release release) {
      return new Startable(program, way, release.name(), release.root(), starter);
    }
  }

  /** Makes an engine of the programs in a machine. */
  private interface Starter {
    Engine start(Machine machine) throws IOException;
  }

  /**
   * An engine that can be started.
   *
   * @param program its name
   * @param way which of the program's stores or formats is meant, or {@code ""}
   * @param release of Debian, that it comes from
   * @param root where that release is
   */
  public record Startable(String program, String way, String release, Path root, Starter starter) {

    /**
     * Starts it.
     *
     * @param shared the folder with the archives that it shall load
     */
    public Engine start(Path shared) throws IOException {
      Machine machine = Machine.start(root, shared);
      try {
        return starter.start(machine);
      } catch (IOException | RuntimeException e) {
        machine.close();
        throw e;
      }
    }

    /** What it has in common with those of other releases: its name, and the store or format that is meant. */
    public String family() {
      return way.isEmpty() ? program : program + ", " + way;
    }

    @Override
    public String toString() {
      return family() + ", of " + release;
    }
  }

  /** Every engine of every release; fetches what is missing. */
  public static List<Startable> all() throws IOException {
    List<Release> all = fetch();
    // Docker has a containerd store since 24; Debian 13 has the umoci of Debian 12.
    List<Release> later = all.subList(1, all.size());
    List<Release> ends = List.of(all.get(0), all.get(all.size() - 1));
    return Stream.of(
            of(DOCKER, all),
            of(DOCKER_CONTAINERD, later),
            of(CONTAINERD, all),
            of(PODMAN, all),
            of(BUILDAH, all),
            of(SKOPEO_DOCKER, all),
            of(SKOPEO_OCI, all),
            of(UMOCI, ends))
        .flatMap(engines -> engines)
        .toList();
  }

  /** Those that {@code engines.sh install} put on this machine. */
  public static List<Startable> here() {
    List<Release> here = List.of(new Release("this machine", Path.of("/")));
    return Stream.of(DOCKER, PODMAN, SKOPEO_DOCKER, SKOPEO_OCI, UMOCI)
        .flatMap(kind -> of(kind, here))
        .toList();
  }

  /** Those of {@link #all} whose archives are OCI layouts, in their latest version. */
  public static List<Startable> savingOci() throws IOException {
    List<Release> all = fetch();
    List<Release> last = all.subList(all.size() - 1, all.size());
    return Stream.of(DOCKER, DOCKER_CONTAINERD, CONTAINERD)
        .flatMap(kind -> of(kind, last))
        .toList();
  }

  /** Those on this machine that run containers of what they loaded. */
  public static List<Startable> running() {
    List<Release> here = List.of(new Release("this machine", Path.of("/")));
    return Stream.of(DOCKER, CONTAINERD, PODMAN).flatMap(kind -> of(kind, here)).toList();
  }

  private static Stream<Startable> of(Kind kind, List<Release> releases) {
    return releases.stream().map(kind::of);
  }

  private static List<Release> fetch() throws IOException {
    Path script = Checkout.engines().resolveSibling("debian/fetch.sh");
    try {
      List<String> roots =
          Command.of(script).and(RELEASES.toArray()).run().orFail().lines().toList();
      return roots.stream()
          .map(Path::of)
          .map(root -> new Release(root.getFileName().toString(), root))
          .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
