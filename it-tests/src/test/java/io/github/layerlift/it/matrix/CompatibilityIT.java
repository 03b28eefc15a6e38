package io.github.layerlift.it.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.Engine;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Engines;
import io.github.layerlift.it.engine.Engines.Startable;
import io.github.layerlift.it.engine.Registry;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.matrix.Results.Column;
import io.github.layerlift.it.matrix.Results.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of archive through every engine. With {@code -Pit-all}, those are the engines of all
 * releases, and {@code docs/measured/compatibility.md} is written; otherwise some kinds go through
 * the engines of this machine. With {@code -Dlayerlift.only=umoci}, only those whose names contain
 * that.
 */
@ExtendWith(EngineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CompatibilityIT {
  /** A pattern for the names of engines: others are left out, and no page is written. */
  private static final String ONLY = System.getProperty("layerlift.only", "");

  private final boolean all = "all".equals(System.getProperty("layerlift.engines"));
  private final List<Row> rows = new ArrayList<>();
  private List<Startable> engines;
  private Results results;
  private Path shared;
  private Optional<Registry> registry = Optional.empty();

  @BeforeAll
  void prepare() throws Exception {
    results = new Results(Limits.read());
    Pattern only = Pattern.compile(ONLY);
    List<Startable> found = all ? Engines.all() : Engines.here();
    engines =
        found.stream().filter(engine -> only.matcher(engine.toString()).find()).toList();
    shared = Files.createTempDirectory("layerlift-matrix-");
    if (all) {
      // the newest skopeo pushes, whichever engines are wanted
      registry = Optional.of(Registry.start(found.get(found.size() - 1).root(), shared));
    }
    Path sources = Files.createDirectory(shared.resolve("sources"));
    List<ArchiveKind> kinds =
        new ArrayList<>(all ? ArchiveKinds.all(sources) : ArchiveKinds.some(sources));
    if (all) {
      for (Startable startable : Engines.savingOci()) {
        kinds.add(SavedToday.by(startable, shared, sources));
      }
    }
    for (ArchiveKind kind : kinds) {
      Path folder = Files.createDirectory(shared.resolve("kind-" + rows.size()));
      rows.add(Row.of(kind, folder, registry));
    }
  }

  List<Startable> engines() {
    return engines;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("engines")
  @Execution(ExecutionMode.CONCURRENT)
  void everyKind_throughAnEngine_failsByKnownLimitsOnly(Startable startable) throws Exception {
    List<String> unexplained = new ArrayList<>();
    Instant start = Instant.now();
    try (Engine engine = startable.start(shared)) {
      Column column = new Column(startable.family(), engine.version(), startable.release());
      for (Row row : rows) {
        results.put(column, row.title(), Trial.of(engine, row));
        for (Failure failure : results.failures(column, row.title())) {
          if (failure.limit().isEmpty()) {
            unexplained.add(failure.row() + ", " + failure.step() + ": " + failure.message());
          }
        }
      }
    }

    System.out.printf(
        "%s: tried with %d kinds of archives in %d s%n",
        startable, rows.size(), Duration.between(start, Instant.now()).toSeconds());
    assertEquals(
        List.of(), unexplained, () -> startable + ":\n" + String.join("\n", unexplained) + "\n");
  }

  @Test
  void push_everyKind_keepsTheManifests() throws Exception {
    for (Row row : rows) {
      for (Map.Entry<String, ExpectedImage> pushed : row.pushed().entrySet()) {
        assertEquals(
            pushed.getValue().manifest(),
            registry.orElseThrow().digest(pushed.getKey()),
            row.title());
      }
    }
  }

  @AfterAll
  void report() throws Exception {
    registry.ifPresent(Registry::close);
    if (shared != null) {
      Command.of("find", shared, "-delete").run().orFail();
    }
    Files.writeString(Checkout.target().resolve("compatibility-failures.txt"), results.failures());
    if (all && ONLY.isEmpty()) {
      assertTrue(results.isComplete(engines.size(), rows.size()), "not every cell was tried");
      writePage();
      assertEquals(List.of(), results.unused(), "these limits explain nothing any more");
    }
  }

  private void writePage() throws IOException {
    List<String> families = engines.stream().map(Startable::family).distinct().toList();
    List<String> releases = engines.stream().map(Startable::release).distinct().toList();
    Files.writeString(
        Checkout.compatibility(),
        CompatibilityPage.of(
            results, families, releases, rows.stream().map(Row::title).toList()));
  }
}
