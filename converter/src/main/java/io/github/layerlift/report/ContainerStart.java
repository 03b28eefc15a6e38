package io.github.layerlift.report;

import java.util.List;

/**
 * How containers of an image are started, as its config says. What isn't there, or isn't text, is empty.
 *
 * @param environment items such as {@code PATH=/bin}
 * @param ports such as {@code 80/tcp}
 */
public record ContainerStart(
    List<String> entrypoint,
    List<String> command,
    List<String> environment,
    String user,
    String workingFolder,
    List<String> ports,
    List<String> volumes,
    String stopSignal) {
  public ContainerStart {
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    environment = List.copyOf(environment);
    ports = List.copyOf(ports);
    volumes = List.copyOf(volumes);
  }
}
