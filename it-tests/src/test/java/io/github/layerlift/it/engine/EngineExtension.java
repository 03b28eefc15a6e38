package io.github.layerlift.it.engine;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the engines of this computer: a {@link Docker}, which is one for the whole run, and the others
 * with a store for each test. Installs those that are missing.
 */
public final class EngineExtension implements BeforeAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(EngineExtension.class);

  private static final Map<Class<?>, Function<Place, Engine>> OF_ONE_TEST = Map.of(
      Podman.class, Podman::new, Skopeo.class, Skopeo::ofOciArchives, Umoci.class, Umoci::new);

  /** Installs once. */
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("install", key -> SharedDocker.engines("install"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Docker.class || OF_ONE_TEST.containsKey(type);
  }

  /** JUnit closes what is in its stores. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == Docker.class) {
      return SharedDocker.get();
    }
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            type, key -> OF_ONE_TEST.get(type).apply(ThisComputer.withNewFolder()));
  }
}
