package io.github.layerlift.it.oracle;

/**
 * One input on the edge of what can be loaded.
 *
 * @param name what it is
 * @param archive an archive of it, with the one tag {@link #TAG}
 * @param verdict who takes it
 * @param why where Layerlift and Docker differ: the reason
 */
record PreTenEdge(String name, PreTenArchive archive, Verdict verdict, String why) {
  static final String NAME = "pre10/edge";
  static final String TAG = NAME + ":t";

  /** What Docker and Layerlift do with an input. */
  enum Verdict {
    /** Both take it, with the same image ID. */
    BOTH_TAKE,
    /** Both refuse it. */
    BOTH_REFUSE,
    /** Docker takes it, Layerlift refuses it as malformed. */
    DOCKER_TAKES,
    /** Docker refuses it, Layerlift makes an image of it. */
    LAYERLIFT_TAKES
  }

  @Override
  public String toString() {
    return name;
  }
}
