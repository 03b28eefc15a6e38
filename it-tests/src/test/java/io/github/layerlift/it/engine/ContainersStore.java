package io.github.layerlift.it.engine;

import io.github.layerlift.it.machine.Command;
import java.io.IOException;

/** What podman and buildah have in common: a store of containers/storage, and the words for it. */
abstract class ContainersStore implements Engine {
  final Machine machine;
  final Command program;

  ContainersStore(Machine machine, Command program) {
    this.machine = machine;
    this.program = program;
  }

  @Override
  public final String version() {
    return Programs.version(machine, program.and("--version"));
  }

  @Override
  public final Identity identity() {
    return Identity.CONFIG;
  }

  @Override
  public final void pull(String reference) throws Refusal, IOException {
    machine.run(program.and("pull", "--tls-verify=false", reference));
  }

  @Override
  public final void clear() throws Refusal, IOException {
    machine.run(program.and("rmi", "--all", "--force"));
  }

  @Override
  public final void close() {
    machine.close();
  }
}
