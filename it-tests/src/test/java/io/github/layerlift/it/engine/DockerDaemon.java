package io.github.layerlift.it.engine;

import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** Starts {@code dockerd} in a machine, without a network of its own; it ends with the machine. */
final class DockerDaemon {
  private DockerDaemon() {}

  /** Returns where it listens. */
  static String start(Machine machine, boolean classicStore) throws IOException {
    String host = "unix://" + machine.own("docker.sock");
    Files.write(
        machine.state().resolve("daemon.json"),
        Json.bytes(Map.of("features", Map.of("containerd-snapshotter", !classicStore))));
    Command daemon = machine.command(
        "dockerd",
        "--config-file",
        machine.own("daemon.json"),
        "--data-root",
        machine.own("data"),
        "--exec-root",
        machine.runtime("docker"),
        "--host",
        host,
        "--bridge=none",
        "--iptables=false",
        "--ip-masq=false",
        "--ip-forward=false");
    machine.daemon("docker.log", daemon, machine.command("docker", "--host", host, "version"));
    return host;
  }
}
