package io.github.layerlift.cli.console;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the JAR file. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"layerlift " + (version == null ? "(unpackaged)" : version)};
  }
}
