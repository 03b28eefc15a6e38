package io.github.layerlift.credentials;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The repository that credentials are wanted for, and the keys under which they may be stored.
 *
 * @param registry such as {@code docker.io}
 * @param repository such as {@code library/app}
 */
record Wanted(String registry, String repository) {
  private static final String DOCKER = "docker.io";

  /** What Docker calls its own registry. */
  private static final String DOCKER_KEY = "https://index.docker.io/v1/";

  private static final Set<String> DOCKER_HOSTS =
      Set.of(DOCKER, "index.docker.io", "registry-1.docker.io");

  /** The value under the key that fits best: that of the repository, a folder above it, or the registry. */
  <T> Optional<T> best(Map<String, T> stored) {
    for (String name = registry + "/" + repository; name.indexOf('/') > 0; name = above(name)) {
      T exact = stored.get(name);
      if (exact != null) {
        return Optional.of(exact);
      }
    }
    T plain = stored.get(registry);
    if (plain != null) {
      return Optional.of(plain);
    }
    return stored.entrySet().stream()
        .filter(each -> isOfRegistry(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The names by which a helper program may know the registry, the likeliest first. */
  List<String> helperNames() {
    List<String> names = new ArrayList<>();
    if (isDocker()) {
      names.add(DOCKER_KEY);
    }
    names.add(registry);
    return names;
  }

  private boolean isDocker() {
    return DOCKER_HOSTS.contains(registry);
  }

  /** Whether {@code key} is the registry's as Docker has written it: with a scheme, a version, or both. */
  private boolean isOfRegistry(String key) {
    int scheme = key.indexOf("://");
    String rest = scheme < 0 ? key : key.substring(scheme + 3);
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    boolean isRegistry = scheme >= 0 || path.isEmpty() || path.matches("/(v[12]/?)?");
    return isRegistry && (host.equals(registry) || (isDocker() && DOCKER_HOSTS.contains(host)));
  }

  private static String above(String name) {
    return name.substring(0, name.lastIndexOf('/'));
  }
}
