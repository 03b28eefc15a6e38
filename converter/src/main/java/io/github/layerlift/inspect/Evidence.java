package io.github.layerlift.inspect;

import java.util.List;

/**
 * A tool that must have been at work, and why.
 *
 * @param name such as {@code docker save (Docker 17.05 to 24)}
 * @param because the evidence, each a short sentence; at least one
 */
public record Evidence(String name, List<String> because) {
  public Evidence {
    because = List.copyOf(because);
    if (because.isEmpty()) {
      throw new IllegalArgumentException("nothing is claimed without evidence");
    }
  }

  static Evidence of(String name, String... because) {
    return new Evidence(name, List.of(because));
  }
}
