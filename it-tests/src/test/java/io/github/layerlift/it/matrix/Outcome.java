package io.github.layerlift.it.matrix;

/**
 * The outcome of a step.
 *
 * @param message what the engine said, or what is wrong; why it wasn't tried
 */
record Outcome(State state, String message) {
  enum State {
    PASSED,
    FAILED,
    NOT_TRIED
  }

  static final Outcome PASSED = new Outcome(State.PASSED, "");

  static Outcome failed(String message) {
    return new Outcome(State.FAILED, message);
  }

  static Outcome notTried(String why) {
    return new Outcome(State.NOT_TRIED, why);
  }

  boolean passed() {
    return state == State.PASSED;
  }

  boolean failed() {
    return state == State.FAILED;
  }
}
