package io.github.layerlift.it.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LoadImageCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.LoadResponseItem;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.github.layerlift.it.machine.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.testcontainers.shaded.com.github.dockerjava.core.DefaultDockerClientConfig;
import org.testcontainers.shaded.com.github.dockerjava.core.DockerClientConfig;
import org.testcontainers.shaded.com.github.dockerjava.core.DockerClientImpl;

/** A running Docker engine. */
public final class DockerEngine {
  private static final Duration ANSWER = Duration.ofMinutes(5);

  private final URI host;
  private final DockerClient client;
  private final int major;

  /** Where the classic store keeps configs, as the engine sees it. */
  private final Path configs;

  /** The engine at {@code host}; fails if nothing answers there. */
  DockerEngine(URI host) {
    this.host = host;
    DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
        .withDockerHost(host.toString())
        .build();
    client = DockerClientImpl.getInstance(
        config,
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(host)
            .sslConfig(config.getSSLConfig())
            .responseTimeout(ANSWER)
            .build());
    major = Integer.parseInt(version().replaceFirst("\\D.*", ""));
    var info = client.infoCmd().exec();
    configs = Path.of(info.getDockerRootDir(), "image", info.getDriver(), "imagedb/content/sha256");
  }

  /** Where it listens. */
  public URI host() {
    return host;
  }

  public String version() {
    return client.versionCmd().exec().getVersion();
  }

  /** The first number of its version. */
  public int major() {
    return major;
  }

  /** How it loads archives from before 1.10. */
  public DockerLoader loader() {
    return DockerLoader.of(major, client.versionCmd().exec().getGoVersion());
  }

  /** Whether its image IDs are the digests of configs, not those of manifests. */
  boolean hasClassicStore() {
    List<List<String>> status = client.infoCmd().exec().getDriverStatuses();
    return status == null
        || status.stream().flatMap(List::stream).noneMatch(word -> word.contains("io.containerd"));
  }

  /** The bytes of a config as the engine keeps them, if this machine can see its files. */
  public Optional<byte[]> storedConfig(String id) throws IOException {
    Path file = configs.resolve(id.replace("sha256:", ""));
    return Files.isReadable(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  /**
   * Loads an archive; returns what the engine says.
   *
   * @throws LoadException if the engine refuses it
   */
  public String load(Path archive) throws LoadException, IOException {
    Answer answer = new Answer();
    try (InputStream bytes = Files.newInputStream(archive)) {
      client.loadImageAsyncCmd(bytes).exec(answer).awaitCompletion();
    } catch (DockerException e) {
      throw new LoadException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    if (answer.error != null) {
      throw new LoadException(answer.error, null);
    }
    return answer.words.toString();
  }

  /** Saves an image into an archive. */
  public void save(String name, Path archive) throws IOException {
    try (InputStream bytes = client.saveImageCmd(name).exec()) {
      Files.copy(bytes, archive);
    }
  }

  /** What the engine knows of an image, under the field names of its API, or nothing. */
  Optional<JsonNode> inspect(String nameOrId) {
    try {
      return Optional.of(Json.tree(client.inspectImageCmd(nameOrId).exec().getRawValues()));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** The IDs of all images. */
  public Set<String> ids() {
    return client.listImagesCmd().withShowAll(true).exec().stream()
        .map(Image::getId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ID of each name. */
  public Map<String, String> tags() {
    return client.listImagesCmd().exec().stream()
        .filter(image -> image.getRepoTags() != null)
        .flatMap(
            image -> Arrays.stream(image.getRepoTags()).map(tag -> Map.entry(tag, image.getId())))
        .filter(entry -> !entry.getKey().equals("<none>:<none>"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Removes images by name or ID, and their untagged parents; those that are gone don't matter. */
  public void remove(Collection<String> namesOrIds) {
    List<String> parents = new ArrayList<>();
    for (String image : namesOrIds) {
      try {
        client.removeImageCmd(image).withForce(true).exec();
      } catch (NotFoundException e) {
        // Gone already: it was the parent of one that was removed before.
      } catch (ConflictException e) {
        parents.add(image);
      }
    }
    if (parents.size() == namesOrIds.size() && !parents.isEmpty()) {
      throw new AssertionError("the engine keeps " + parents);
    }
    if (!parents.isEmpty()) {
      remove(parents);
    }
  }

  /** Runs a container without a network until it ends; returns what it printed. */
  public String run(String image, String... arguments) throws InterruptedException {
    String id = client
        .createContainerCmd(image)
        .withCmd(arguments)
        .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
        .exec()
        .getId();
    try {
      client.startContainerCmd(id).exec();
      int code =
          client.waitContainerCmd(id).exec(new WaitContainerResultCallback()).awaitStatusCode();
      String output = output(id);
      if (code != 0) {
        throw new AssertionError(image + " ended with " + code + ": " + output);
      }
      return output;
    } finally {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    }
  }

  private String output(String container) throws InterruptedException {
    StringBuilder output = new StringBuilder();
    client
        .logContainerCmd(container)
        .withStdOut(true)
        .withStdErr(true)
        .exec(new ResultCallback.Adapter<Frame>() {
          @Override
          public void onNext(Frame frame) {
            output.append(new String(frame.getPayload(), UTF_8));
          }
        })
        .awaitCompletion();
    return output.toString();
  }

  /** Gathers what the engine says while it loads. */
  private static final class Answer extends LoadImageCallback {
    private final StringBuilder words = new StringBuilder();
    private String error;

    @Override
    public void onNext(LoadResponseItem item) {
      if (item.getErrorDetail() != null) {
        error = item.getErrorDetail().getMessage();
      } else if (item.getStream() != null) {
        words.append(item.getStream());
      }
    }
  }

  /** The engine refused an archive. */
  public static final class LoadException extends Exception {
    private static final long serialVersionUID = 1;

    LoadException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
