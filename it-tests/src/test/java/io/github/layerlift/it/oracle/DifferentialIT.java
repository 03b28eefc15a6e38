package io.github.layerlift.it.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Refusal;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.FaultLog;
import io.github.layerlift.it.machine.OutputCheck;
import io.github.layerlift.it.machine.Seed;
import io.github.layerlift.it.machine.TarEntries;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Archives that were honest until something in them was changed: what Docker 20.10 still loads, Layerlift
 * converts to the same images, or refuses for a reason that {@code docs/differences.md} gives. Where it
 * says that it added a platform, the images are the same but for that.
 *
 * <p>The archives follow from a {@link Seed}; {@code -Dlayerlift.mutants=N} tries more of them. What fails
 * is left in {@code target/differential}.
 */
@ExtendWith(EngineExtension.class)
final class DifferentialIT {
  private static final String AREA = "An archive that was changed at random, beside Docker 20.10";
  private static final String BOTH = "the same images as Docker's";
  private static final int MUTANTS =
      Integer.getInteger("layerlift.mutants", FaultLog.rounds(80, 500));
  private static final Path FOLDER = Checkout.target().resolve("differential");

  @TempDir
  private Path folder;

  private final List<String> failures = new ArrayList<>();

  /** How often what came of an archive. */
  private final Map<String, Integer> outcomes = new TreeMap<>();

  @Test
  void convert_changedArchives_asDockerOrForAReason(Docker docker) throws Exception {
    assumeTrue(docker.major() >= 20 && docker.major() < 25, "written down from Docker 20.10");
    Set<String> reasons = Differences.codes();
    for (int i = 0; i < MUTANTS; i++) {
      Random random = Seed.random(i);
      MutantSeeds seeds = new MutantSeeds(random);
      Mutant honest = i % 2 == 0 ? seeds.preTen() : seeds.sinceTen();
      Path archive = folder.resolve("mutant.tar");
      new Mutator(random).mutate(honest).write(archive);
      compare(i, docker(docker, archive), layerlift(archive), reasons, archive);
    }
    System.out.println("DifferentialIT: " + MUTANTS + " archives: " + outcomes);
    assertEquals("", String.join("\n", failures));
    int both = outcomes.getOrDefault(BOTH, 0);
    assertTrue(both > MUTANTS / 8 && both < MUTANTS, "a poor choice of archives: " + outcomes);
  }

  private void compare(
      int number, LoadResult docker, LoadResult layerlift, Set<String> reasons, Path archive)
      throws IOException {
    String failure = "";
    String outcome;
    if (docker.isRefused()) {
      outcome = layerlift.isRefused() ? "refused, as by Docker" : "converted, refused by Docker";
    } else if (layerlift.isRefused()) {
      String code = layerlift.refusal().replaceFirst(":.*", "");
      outcome = "refused as `" + code + "`, loaded by Docker";
      failure = reasons.contains(code) ? "" : "no reason for " + layerlift.refusal();
    } else {
      outcome = layerlift.addsPlatform() ? BOTH + ", but for a platform that it lacked" : BOTH;
      failure = layerlift.isIn(docker) ? "" : "Docker " + docker + "\nLayerlift " + layerlift;
    }
    outcomes.merge(outcome, 1, Integer::sum);
    if (failure.isEmpty()) {
      FaultLog.note(AREA, "one to three changes in it", outcome);
    } else {
      Path kept = Files.createDirectories(FOLDER).resolve(number + ".tar");
      Files.copy(archive, kept, StandardCopyOption.REPLACE_EXISTING);
      failures.add(kept + ": " + failure);
    }
  }

  private static LoadResult docker(Docker docker, Path archive) throws Refusal, IOException {
    Set<String> before = docker.ids();
    String refusal = "";
    try {
      docker.load(archive);
    } catch (Refusal e) {
      // or it broke off, as one request of Docker's ended in a panic; if all of it did, the next
      // one fails
      refusal = "refused: " + e.getMessage();
    }
    Set<String> ids = new TreeSet<>(docker.ids());
    ids.removeAll(before);
    Map<String, byte[]> configs = new TreeMap<>();
    for (String id : ids) {
      configs.put(id, docker.storedConfig(id).orElseThrow());
    }
    Map<String, String> tags = new TreeMap<>(docker.tags());
    tags.values().retainAll(ids);
    docker.remove(ids);
    return refusal.isEmpty()
        ? new LoadResult(configs, tags, false, "")
        : LoadResult.refused(refusal);
  }

  private LoadResult layerlift(Path archive) throws IOException {
    Path modern = folder.resolve("modern.tar");
    ConversionReport report;
    try {
      report = Converter.convert(
          new Input.OfPath(archive),
          new Output.TarFile(modern, true),
          ConvertOptions.builder()
              .reading(ReadOptions.builder().jobs(1).build())
              .build());
    } catch (LayerliftException e) {
      return LoadResult.refused(e.code().id() + ": " + e.getMessage());
    }
    Map<String, byte[]> blobs = new TreeMap<>();
    TarEntries.read(modern).forEach(entry -> blobs.put("sha256:" + entry.sha256(), entry.bytes()));
    Map<String, byte[]> configs = new TreeMap<>();
    Map<String, String> tags = new TreeMap<>();
    for (ConversionReport.Image image : report.images()) {
      configs.put(image.id(), blobs.get(image.id()));
      for (String tag : image.tags()) {
        tags.put(OutputCheck.familiar(tag), image.id());
      }
    }
    boolean addsPlatform = report.warnings().stream()
        .anyMatch(warning -> warning.code() == WarningCode.PLATFORM_ADDED);
    return new LoadResult(configs, tags, addsPlatform, "");
  }
}
