package io.github.layerlift;

/**
 * What is taken although readers of archives disagree on it, since the user says how it is meant.
 *
 * @param joined whether an input may be several archives, one behind the other; the images of all
 *     are taken
 * @param takeLast whether the last entry of a name counts where entries of one name differ
 */
public record Leniency(boolean joined, boolean takeLast) {
  /** What readers disagree on is refused. */
  public static final Leniency NONE = new Leniency(false, false);
}
