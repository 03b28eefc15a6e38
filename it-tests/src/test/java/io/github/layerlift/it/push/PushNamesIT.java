package io.github.layerlift.it.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Samples;
import io.github.layerlift.it.push.RegistryServer.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which repositories and tags the images of an archive get, and what isn't sent. */
@ExtendWith(EngineExtension.class)
final class PushNamesIT {
  private static final Path TWO = Samples.path("docker-20.10-two-images.tar");
  private static final int CREATED = 201;

  @TempDir
  private Path folder;

  private RegistryServer registry;

  @BeforeEach
  void start() throws Exception {
    registry = RegistryServer.start(folder);
  }

  @AfterEach
  void end() {
    registry.close();
  }

  @Test
  void push_toPrefix_keepsAllNamesAndMountsWhatTheyShare() throws Exception {
    String out = pushNamed().run().orFail();

    List<String> names =
        List.of("all/layerlift/one:1.0", "all/layerlift/two:2.0", "all/team/one:stable");
    assertEquals(
        names.stream().map(registry::name).toList(),
        out.lines()
            .filter(line -> line.contains("@sha256:"))
            .map(line -> line.replaceFirst("@.*", ""))
            .sorted()
            .toList());
    for (String name : names) {
      String[] parts = name.split(":", 2);
      assertTrue(registry.manifest(parts[0], parts[1]).isPresent(), name);
    }

    List<Request> requests = registry.newRequests();
    List<String> uploaded = requests.stream()
        .filter(request -> request.method().equals("PUT") && request.path().contains("digest="))
        .map(request -> request.path().replaceFirst(".*digest=", ""))
        .sorted()
        .toList();
    assertEquals(List.copyOf(new TreeSet<>(uploaded)), uploaded, "a blob was sent twice");
    assertEquals(6, uploaded.size(), uploaded.toString());
    List<Request> mounts =
        requests.stream().filter(request -> request.path().contains("mount=")).toList();
    // the layer that both images have, and all that is in the repository of the second name
    assertEquals(4, mounts.size(), mounts.toString());
    mounts.forEach(mount -> assertEquals(CREATED, mount.status(), mount.toString()));
  }

  @Test
  void push_again_sendsNothing() throws Exception {
    String first = pushNamed().run().orFail();
    registry.newRequests();

    String second = pushNamed().run().orFail();

    assertEquals(named(first), named(second));
    assertEquals(
        List.of(), registry.newRequests().stream().filter(Request::sends).toList());
  }

  @Test
  void push_dryRun_sendsNothing() throws Exception {
    String planned = pushNamed().and("--dry-run").run().orFail();

    List<Request> requests = registry.newRequests();
    assertTrue(requests.stream().anyMatch(request -> request.method().equals("HEAD")));
    assertEquals(List.of(), requests.stream().filter(Request::sends).toList());
    assertTrue(planned.contains("nothing was pushed"), planned);
    assertEquals(named(planned), named(pushNamed().run().orFail()));
  }

  @Test
  void push_imageWithoutName_isWrongUse() throws Exception {
    requireWrongUse(Pushing.command(folder, TWO, registry.name("all/")).run(), "has no name");
  }

  @Test
  void push_oneNameForSeveralImages_isWrongUse() throws Exception {
    requireWrongUse(Pushing.command(folder, TWO, registry.name("one:1.0")).run(), "one image");
  }

  private void requireWrongUse(Finished run, String words) throws Exception {
    Aftermath.requireWords(run, 2);
    assertTrue(run.err().contains(words), run.err());
    assertEquals(
        List.of(), registry.newRequests().stream().filter(Request::sends).toList());
  }

  /** Those two of three images that have names. */
  private Command pushNamed() throws Exception {
    Command push = Pushing.command(folder, TWO, registry.name("all/"));
    for (Reported image : Reported.of(TWO, folder)) {
      if (!image.names().isEmpty()) {
        push = push.and("--select", image.id());
      }
    }
    return push;
  }

  private static List<String> named(String out) {
    return out.lines().filter(line -> line.contains("@sha256:")).toList();
  }
}
