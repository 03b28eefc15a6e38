package io.github.layerlift.cli.option;

/** The headings of options in {@code --help} and the manual, in this order. */
public enum Heading {
  TAKE("What to take"),
  NAMES("Names of images"),
  CONFIG("How containers are started and described"),
  FILES("Files and layers"),
  HISTORY("Times and history"),
  REGISTRY("How to reach the registry"),
  READ("How to read it"),
  WRITE("What to write"),
  CHECK("What to check"),
  REPORT("What to print and report"),
  RUN("How to run"),
  GENERAL("General"),
  LIMITS("Limits, against damaged and malicious archives");

  private final String text;

  Heading(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
