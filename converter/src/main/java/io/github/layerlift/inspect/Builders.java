package io.github.layerlift.inspect;

import io.github.layerlift.report.InspectionReport.Source;
import java.util.Map;
import java.util.Optional;

/** Finds which tool built an image, from its config; it may differ from the tool that wrote the archive. */
public final class Builders {
  private static final Map<String, String> BY_AUTHOR = Map.of(
      "Bazel", "Bazel",
      "Jib", "Jib",
      "kaniko", "kaniko",
      "ko", "ko",
      "apko", "apko");

  private Builders() {}

  /** Empty if there is no evidence. */
  public static Optional<Source> of(ConfigFacts config) {
    for (ConfigFacts.Step step : config.history()) {
      String byAuthor = BY_AUTHOR.get(step.author());
      if (byAuthor != null) {
        return Optional.of(
            Source.of(byAuthor, "the history names \"" + step.author() + "\" as an author"));
      }
      if (step.comment().startsWith("buildkit.")) {
        return Optional.of(Source.of("BuildKit", "the history says \"" + step.comment() + "\""));
      }
      if (step.comment().startsWith("store paths:")) {
        return Optional.of(Source.of("Nix", "the history lists store paths"));
      }
    }
    String buildah = config.labels().getOrDefault("io.buildah.version", "");
    if (!buildah.isEmpty()) {
      return Optional.of(Source.of("Buildah " + buildah, "the label io.buildah.version"));
    }
    if (config.labels().keySet().stream().anyMatch(label -> label.startsWith("io.buildpacks."))) {
      return Optional.of(Source.of("Cloud Native Buildpacks", "labels io.buildpacks.*"));
    }
    return config.dockerVersion().isEmpty()
        ? Optional.empty()
        : Optional.of(Source.of("Docker " + config.dockerVersion(), "docker_version"));
  }
}
