package io.github.layerlift.cli.console;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the JAR file. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  /** The program's name and version. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "layerlift " + (version == null ? "(unpackaged)" : version);
  }
}
