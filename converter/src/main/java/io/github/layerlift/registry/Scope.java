package io.github.layerlift.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token has to allow.
 *
 * @param repository that is written to
 * @param from one that a blob is mounted from; null for none
 */
record Scope(String repository, @Nullable String from) {
  Scope(String repository) {
    this(repository, null);
  }

  /** In the words of token servers. */
  List<String> words() {
    String write = "repository:" + repository + ":pull,push";
    return from == null ? List.of(write) : List.of(write, "repository:" + from + ":pull");
  }
}
