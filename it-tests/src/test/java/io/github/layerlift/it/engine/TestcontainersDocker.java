package io.github.layerlift.it.engine;

import java.net.URI;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/** Has Testcontainers run its containers on the Docker of the run. */
public final class TestcontainersDocker extends DockerClientProviderStrategy {
  @Override
  public String getDescription() {
    return "the Docker that is tested with";
  }

  @Override
  public TransportConfig getTransportConfig() {
    return TransportConfig.builder()
        .dockerHost(URI.create(SharedDocker.get().host()))
        .build();
  }

  @Override
  protected int getPriority() {
    return Integer.MAX_VALUE;
  }

  /** Not to be remembered in the user's home. */
  @Override
  protected boolean isPersistable() {
    return false;
  }
}
