package io.github.layerlift.it.engine;

import io.github.layerlift.it.machine.Command;
import java.io.IOException;

/** What podman and buildah have in common: a store of containers/storage, and the words for it. */
abstract class ContainersStore implements Engine {
  final Place place;
  final Command program;

  ContainersStore(Place place, Command program) {
    this.place = place;
    this.program = program;
  }

  @Override
  public final String version() {
    return place.version(program.and("--version"));
  }

  @Override
  public final Identity identity() {
    return Identity.CONFIG;
  }

  @Override
  public final void pull(String reference) throws Refusal, IOException {
    place.run(program.and("pull", "--tls-verify=false", reference));
  }

  @Override
  public final void clear() throws Refusal, IOException {
    place.run(program.and("rmi", "--all", "--force"));
  }

  @Override
  public final void close() {
    place.close();
  }
}
