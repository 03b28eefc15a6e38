package io.github.layerlift.it.engine;

/** An engine would not do what it was asked; the message is what it said. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  Refusal(String message) {
    super(message);
  }
}
