package io.github.layerlift.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Publisher;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.SampleImages;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.registry.FakeRegistry;
import io.github.layerlift.registry.Registries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a push sends before all is known. */
class EarlyShippingTest {
  private static final byte[] BYTES = "a layer".getBytes(UTF_8);
  private static final Extent LAYER = MemorySource.extent("layer", BYTES);
  private static final Digest DIGEST = Digest.of(BYTES);

  @TempDir
  private Path folder;

  private FakeRegistry registry;
  private RegistryOptions access;

  @BeforeEach
  void open() throws IOException {
    registry = new FakeRegistry();
    access = RegistryOptions.builder()
        .plainHttp(true)
        .credentials((name, repository) -> Optional.empty())
        .build();
  }

  @AfterEach
  void closeRegistry() throws IOException {
    registry.close();
  }

  private Root image(String name) {
    return SampleImages.image(
        "{}",
        List.of(SampleImages.layer(new Stored(LAYER, Compression.NONE, null), null)),
        registry.domain() + "/" + name);
  }

  private RegistryTarget target(boolean dryRun) throws IOException {
    Monitor monitor = new Monitor();
    return new RegistryTarget(new Registries(access, monitor), false, dryRun, monitor);
  }

  private void awaitBlob(String repository) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!registry.hasBlob(repository, DIGEST)) {
      assertTrue(System.nanoTime() < end, "not brought to " + repository);
      Thread.sleep(5);
    }
  }

  @Test
  void ready_layer_isBroughtToAllPlacesRightAway() throws Exception {
    try (RegistryTarget target = target(false)) {
      target.requireFit(List.of(image("app:1"), image("me/other:2")));
      target.ready(LAYER, LAYER, DIGEST);
      awaitBlob("app");
      awaitBlob("me/other");
      target.stop();
    }
    assertEquals(1, registry.requests("PUT .*").size());
  }

  @Test
  void ready_dryRun_sendsNothing() throws IOException {
    try (RegistryTarget target = target(true)) {
      target.requireFit(List.of(image("app:1")));
      target.ready(LAYER, LAYER, DIGEST);
      target.stop();
    }
    assertEquals(List.of(), registry.requests("(POST|PUT|PATCH) .*"));
  }

  @Test
  void requireFit_noRegistry_fault() throws IOException {
    registry.close();
    try (RegistryTarget target = target(false)) {
      LayerliftException fault =
          assertThrows(LayerliftException.class, () -> target.requireFit(List.of(image("app:1"))));
      assertEquals(ErrorCode.REGISTRY_UNREACHABLE, fault.code());
    }
  }

  @Test
  void stop_registryIsGone_endsAtOnce() throws IOException {
    try (RegistryTarget target = target(false)) {
      target.requireFit(List.of(image("app:1")));
      registry.close();
      target.ready(LAYER, LAYER, DIGEST);
      assertTimeoutPreemptively(Duration.ofSeconds(10), target::stop);
    }
  }

  @Test
  void push_layerThatIsNotWhatTheConfigSays_saysSoAndNamesNothing() throws IOException {
    ImageFixture image = ImageFixture.hello("app:1");
    byte[] archive = DockerSave.of(image)
        .archive()
        .with(DockerSave.of(image).v1Id(image, 1) + "/layer.tar", LayerTar.of("other", "x"))
        .bytes();
    Workbench bench = new Workbench(folder);
    Output.Registry output = new Output.Registry("registry", access, Optional.empty(), false);
    List<Input> inputs = List.of(new Input.OfPath(bench.input(archive)));
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> Publisher.push(
            inputs,
            output,
            Workbench.options(
                options -> options.changes(List.of(new Change.Move(registry.domain() + "/old"))))));
    assertEquals(ErrorCode.DIFF_ID_MISMATCH, fault.code());
    assertEquals(List.of(), registry.requests("PUT .*/manifests/.*"));
  }
}
