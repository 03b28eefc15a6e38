package io.github.layerlift.cli.verify;

import com.google.common.collect.Sets;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.report.Finding;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.report.VerificationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Loads an archive into the running engine, checks that all images are there, and removes what was
 * not there before. An archive that would change an image or a name of the engine isn't loaded at
 * all.
 */
final class EngineCheck {
  private static final Duration MIN_LOAD_TIME = Duration.ofMinutes(10);

  /** Slower than any disk that an engine is used with. */
  private static final long BYTES_PER_SECOND = 5_000_000;

  private final DockerCli docker;
  private final List<Finding> findings = new ArrayList<>();

  EngineCheck(DockerCli docker) {
    this.docker = docker;
  }

  /**
   * The engine's version.
   *
   * @throws LayerliftException if there is no answer
   */
  String version() throws LayerliftException {
    return docker.ask("version", "--format", "{{.Server.Version}}");
  }

  /** What is wrong with {@code file}, whose content is {@code verified}, once it is loaded. */
  List<Finding> check(String file, VerificationReport verified, Cancellation cancellation)
      throws LayerliftException {
    Set<String> digests = new HashSet<>();
    Map<String, Set<String>> byName = new TreeMap<>();
    for (VerificationReport.Image image : verified.images()) {
      digests.addAll(digests(image));
      for (String tag : image.tags()) {
        byName.computeIfAbsent(tag, any -> new HashSet<>()).addAll(digests(image));
      }
    }
    EngineImages before = EngineImages.of(docker);
    requireHarmless(before, byName, verified);
    cancellation.check();
    try {
      Duration longest = MIN_LOAD_TIME.plusSeconds(verified.bytes() / BYTES_PER_SECOND);
      DockerCli.Answer loaded = docker.call(longest, "load", "--quiet", "--input", file);
      cancellation.check();
      if (loaded.isGood()) {
        compare(EngineImages.of(docker), byName, verified);
      } else {
        add(FindingCode.ENGINE_REFUSED, "the engine rejects the archive: " + loaded.error());
      }
    } finally {
      restore(before.only(byName.keySet(), digests), byName.keySet(), digests);
    }
    return List.copyOf(findings);
  }

  /** An engine's image ID is the digest of the config, the manifest, or the index around it. */
  private static Set<String> digests(VerificationReport.Image image) {
    Set<String> digests = new HashSet<>(image.listedDigests());
    digests.add(image.id());
    digests.add(image.manifestDigest());
    return digests;
  }

  private static void requireHarmless(
      EngineImages before, Map<String, Set<String>> byName, VerificationReport verified)
      throws LayerliftException {
    for (Map.Entry<String, Set<String>> each : byName.entrySet()) {
      String id = before.id(each.getKey());
      if (!id.isEmpty() && !each.getValue().contains(id)) {
        throw inUse("the engine has another image called " + each.getKey());
      }
    }
    for (VerificationReport.Image image : verified.images()) {
      if (!image.tags().isEmpty() && before.hasUnnamed(digests(image))) {
        throw inUse("the engine has the image " + image.id() + " without a name");
      }
    }
  }

  private static LayerliftException inUse(String sentence) {
    return Fault.of(ErrorCode.ENGINE_IN_USE, sentence + ", which loading would change")
        .hint("verify with another engine, or remove that image; nothing was loaded")
        .exception();
  }

  private void compare(
      EngineImages after, Map<String, Set<String>> byName, VerificationReport verified) {
    for (Map.Entry<String, Set<String>> each : byName.entrySet()) {
      String id = after.id(each.getKey());
      if (id.isEmpty()) {
        add(FindingCode.ENGINE_IMAGE, "the engine has no image " + each.getKey());
      } else if (!each.getValue().contains(id)) {
        add(
            FindingCode.ENGINE_IMAGE,
            "the engine's image " + each.getKey() + " is " + id + ", and none of "
                + each.getValue().stream().sorted().toList());
      }
    }
    for (VerificationReport.Image image : verified.images()) {
      if (image.tags().isEmpty() && !after.hasAny(digests(image))) {
        add(FindingCode.ENGINE_IMAGE, "the engine has no image " + image.id());
      }
    }
  }

  /** Removes names first: with its last name, an engine removes an image itself. */
  private void restore(EngineImages before, Set<String> names, Set<String> digests)
      throws LayerliftException {
    EngineImages now = EngineImages.of(docker).only(names, digests);
    for (String name : now.names().keySet()) {
      if (!before.names().containsKey(name)) {
        docker.attempt("image", "rm", "--no-prune", name);
      }
    }
    // an image can't be removed before those that are based on it
    int left = Integer.MAX_VALUE;
    Set<String> ids = added(before, names, digests);
    while (!ids.isEmpty() && ids.size() < left) {
      left = ids.size();
      for (String id : ids) {
        docker.attempt("image", "rm", "--no-prune", id);
      }
      ids = added(before, names, digests);
    }
    if (!EngineImages.of(docker).only(names, digests).equals(before)) {
      add(FindingCode.ENGINE_LEFT, "the engine doesn't have the same images as before");
    }
  }

  private Set<String> added(EngineImages before, Set<String> names, Set<String> digests)
      throws LayerliftException {
    Set<String> now = EngineImages.of(docker).only(names, digests).ids();
    return Sets.difference(now, before.ids());
  }

  private void add(FindingCode code, String text) {
    findings.add(new Finding(code, "", text));
  }
}
