package io.github.layerlift.credentials;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.Credential;
import io.github.layerlift.options.Credentials;
import io.github.layerlift.progress.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials that {@code docker login} and {@code podman login} have stored. Files are looked
 * at in the order of <a
 * href="https://github.com/containers/image/blob/v5.36.0/docs/containers-auth.json.5.md">containers-auth.json(5)</a>;
 * the first that has some for the registry counts. They are read anew each time, since a login may
 * happen meanwhile.
 */
public final class StoredCredentials implements Credentials {
  private final List<Path> files;
  private final HelperProgram.Runner helpers;

  StoredCredentials(Map<String, String> environment, Path home, HelperProgram.Runner helpers) {
    this.files = files(environment, home);
    this.helpers = helpers;
  }

  /** Those of a user with this environment and this home. */
  public static StoredCredentials of(
      Map<String, String> environment, Path home, Cancellation cancellation) {
    return new StoredCredentials(
        environment, home, new HelperProcesses(cancellation, HelperProgram.PATIENCE));
  }

  /**
   * Those of the user who runs this program.
   *
   * @param cancellation ends helper programs that are running
   */
  public static StoredCredentials ofThisUser(Cancellation cancellation) {
    return of(System.getenv(), Path.of(System.getProperty("user.home")), cancellation);
  }

  @Override
  public Optional<Credential> of(String registry, String repository) throws LayerliftException {
    Wanted wanted = new Wanted(registry, repository);
    for (Path file : files) {
      if (Files.exists(file)) {
        Optional<Credential> found = new AuthFile(file, helpers).find(wanted);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static List<Path> files(Map<String, String> environment, Path home) {
    List<Path> files = new ArrayList<>();
    path(environment, "REGISTRY_AUTH_FILE").ifPresent(files::add);
    path(environment, "XDG_RUNTIME_DIR").map(StoredCredentials::containers).ifPresent(files::add);
    files.add(containers(path(environment, "XDG_CONFIG_HOME").orElse(home.resolve(".config"))));
    files.add(
        path(environment, "DOCKER_CONFIG").orElse(home.resolve(".docker")).resolve("config.json"));
    return List.copyOf(files);
  }

  private static Path containers(Path folder) {
    return folder.resolve("containers").resolve("auth.json");
  }

  private static Optional<Path> path(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isEmpty())
        .map(Path::of);
  }
}
