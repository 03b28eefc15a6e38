package io.github.layerlift.cli.console;

/**
 * Colours, if they are wanted.
 *
 * @param wanted whether there are any
 * @see <a href="https://no-color.org">NO_COLOR</a>
 */
public record Paint(boolean wanted) {
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String OFF = "\u001b[0m";

  public static final Paint NONE = new Paint(false);

  /** On a terminal with colours, unless the user has turned them off. */
  public static Paint of(Console console) {
    boolean refused = !console.environment().getOrDefault("NO_COLOR", "").isEmpty();
    return new Paint(console.terminal() && !console.isDumb() && !refused);
  }

  public String red(String text) {
    return wanted ? RED + text + OFF : text;
  }

  public String green(String text) {
    return wanted ? GREEN + text + OFF : text;
  }
}
