package io.github.layerlift.options;

import io.github.layerlift.fault.LayerliftException;
import java.util.Optional;

/** Where credentials for registries come from. Only asked for a registry that demands some; by any thread. */
@FunctionalInterface
public interface Credentials {
  /**
   * The credential for a repository.
   *
   * @param registry as names of images have it, such as {@code docker.io} or {@code localhost:5000}
   * @param repository its path there, such as {@code library/app}
   * @return empty if there is none, so that the registry is asked without
   */
  Optional<Credential> of(String registry, String repository) throws LayerliftException;

  /** The same credential wherever one is demanded. */
  static Credentials always(Credential credential) {
    return (registry, repository) -> Optional.of(credential);
  }
}
