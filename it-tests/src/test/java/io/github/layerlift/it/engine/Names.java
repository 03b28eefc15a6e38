package io.github.layerlift.it.engine;

/** Names of images, as Docker reads them. */
final class Names {
  private Names() {}

  /** The full form of a name that Docker shows: with a registry, and {@code library/} where it belongs. */
  static String full(String familiar) {
    int slash = familiar.indexOf('/');
    if (slash < 0) {
      return "docker.io/library/" + familiar;
    }
    String first = familiar.substring(0, slash);
    boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
    return registry ? familiar : "docker.io/" + familiar;
  }

  /** A digest without its algorithm. */
  static String hex(String digest) {
    return digest.replace("sha256:", "");
  }
}
