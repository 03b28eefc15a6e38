package io.github.layerlift.output;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import io.github.layerlift.layout.RootBlobs.Manifest;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.pour.Crew;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.registry.Put;
import io.github.layerlift.registry.Registries;
import io.github.layerlift.registry.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Brings a layout to registries: first blobs, each to a registry only once; then manifests, children
 * before their index; then names. So no name ever leads to an image that isn't complete.
 */
final class Push {
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Map<Digest, byte[]> documents = new HashMap<>();
  private final Map<Digest, Extent> contents = new HashMap<>();
  private final Monitor monitor;

  /** Image IDs by the digests of manifests. */
  private final Map<Digest, Digest> images = new HashMap<>();

  private final Set<Claim> claimed = ConcurrentHashMap.newKeySet();
  private final Shipping shipping;

  Push(
      Layout layout,
      List<Blob> blobs,
      List<Digest> digests,
      Registries registries,
      Shipping shipping,
      Monitor monitor)
      throws LayerliftException {
    this.shipping = shipping;
    this.monitor = monitor;
    layout.images().forEach(image -> images.put(image.manifest(), image.id()));
    for (LayoutFile file : layout.blobs()) {
      byte[] bytes = file.bytes();
      Digest digest = Digest.of(bytes);
      documents.put(digest, bytes);
      contents.put(digest, MemorySource.extent(file.name(), bytes));
    }
    for (Shipment shipment : Shipment.of(layout, documents).values()) {
      deliveries.add(
          new Delivery(shipment, registries.repository(shipment.domain(), shipment.path())));
    }
    for (Blob blob : blobs) {
      contents.put(digests.get(blob.index()), blob.source());
    }
  }

  private record Delivery(Shipment shipment, Repository repository) {}

  /** A tag that isn't at the registry yet. */
  private record Claim(Repository repository, String tag, Digest image) {}

  private Claim claim(Delivery delivery, Map.Entry<String, Manifest> tag) {
    Digest manifest = tag.getValue().digest();
    return new Claim(delivery.repository, tag.getKey(), images.getOrDefault(manifest, manifest));
  }

  /**
   * A blob of a registry.
   *
   * @param missing repositories that don't have it
   * @param unasked repositories that may not have it, while another one certainly has
   */
  private record Need(Digest digest, List<Repository> missing, List<Repository> unasked) {}

  /**
   * Does it.
   *
   * @param dryRun whether it is only looked up what is missing
   * @return bytes of blobs that were sent, or would be
   */
  long run(boolean dryRun) throws IOException {
    boolean done = false;
    try {
      for (Delivery delivery : deliveries) {
        for (Map.Entry<String, Manifest> tag : delivery.shipment.tags().entrySet()) {
          Claim claim = claim(delivery, tag);
          claim.repository.claim(claim.tag, claim.image);
          claimed.add(claim);
        }
      }
      long bytes = bring(dryRun);
      done = !dryRun;
      return bytes;
    } finally {
      if (!done) {
        claimed.forEach(claim -> claim.repository.release(claim.tag, claim.image));
      }
    }
  }

  private long bring(boolean dryRun) throws IOException {
    List<Need> needs = needs();
    long bytes = needs.stream().mapToLong(this::bytes).sum();
    if (dryRun) {
      return bytes;
    }
    shipping.show(bytes);
    each(needs, this::send);
    each(deliveries, this::putManifests);
    each(deliveries, this::putTags);
    return shipping.sent();
  }

  /** Asks for every blob where it has to be, unless it can be taken from where it was brought before. */
  private List<Need> needs() throws IOException {
    monitor.progress().enter(Progress.Stage.LOOKING, 0);
    Map<String, Need> needs = new LinkedHashMap<>();
    List<Question> questions = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      Repository repository = delivery.repository;
      for (Digest digest : delivery.shipment.blobs()) {
        Need need = needs.computeIfAbsent(
            delivery.shipment.domain() + " " + digest,
            key -> new Need(digest, new ArrayList<>(), new ArrayList<>()));
        if (repository.knowsBlob(digest)) {
          continue;
        }
        if (repository.holder(digest).isPresent()) {
          need.unasked.add(repository);
        } else {
          questions.add(new Question(need, repository));
        }
      }
    }
    each(questions, Question::ask);
    return List.copyOf(needs.values());
  }

  private record Question(Need need, Repository repository) {
    void ask() throws IOException {
      if (!repository.hasBlob(need.digest)) {
        synchronized (need) {
          need.missing.add(repository);
        }
      }
    }
  }

  /** Bytes to send if the registry can take the blob from a repository that has it. */
  private long bytes(Need need) {
    boolean isNowhere =
        !need.missing.isEmpty() && need.missing.get(0).holder(need.digest).isEmpty();
    return isNowhere ? content(need.digest).size() : 0;
  }

  private void send(Need need) throws IOException {
    shipping.bring(need.digest, content(need.digest), need.missing, need.unasked);
  }

  private void putManifests(Delivery delivery) throws IOException {
    Collection<Manifest> named = delivery.shipment.tags().values();
    for (Manifest manifest : delivery.shipment.manifests()) {
      if (!named.contains(manifest)) {
        put(delivery.repository, manifest.digest().toString(), manifest);
      }
    }
  }

  private void putTags(Delivery delivery) throws IOException {
    for (Map.Entry<String, Manifest> tag : delivery.shipment.tags().entrySet()) {
      put(delivery.repository, tag.getKey(), tag.getValue());
      claimed.remove(claim(delivery, tag));
    }
  }

  private void put(Repository repository, String reference, Manifest manifest) throws IOException {
    boolean there =
        repository.manifest(reference).filter(manifest.digest()::equals).isPresent();
    if (there) {
      return;
    }
    byte[] bytes = Objects.requireNonNull(documents.get(manifest.digest()), "not a document");
    Put put = repository.put(reference, bytes, manifest.mediaType(), manifest.digest());
    Optional<Referrer> referrer = Referrer.of(manifest, bytes);
    if (referrer.isPresent() && !put.subjectKnown()) {
      list(referrer.get(), repository);
    }
  }

  private static void list(Referrer referrer, Repository repository) throws IOException {
    // another push must not change the list between reading and writing
    synchronized (repository) {
      Optional<byte[]> before = repository.manifestBytes(referrer.tag());
      byte[] after = referrer.addedTo(before);
      if (before.isEmpty() || !Arrays.equals(after, before.get())) {
        repository.put(referrer.tag(), after, MediaTypes.INDEX, Digest.of(after));
      }
    }
  }

  private Extent content(Digest digest) {
    return Objects.requireNonNull(contents.get(digest), "not in the layout");
  }

  /** What is done for each of many things, by any thread. */
  @FunctionalInterface
  private interface Action<T> {
    void of(T thing) throws IOException;
  }

  private <T> void each(Collection<T> things, Action<T> action) throws IOException {
    Queue<T> queue = new ConcurrentLinkedQueue<>(things);
    Crew crew = new Crew(monitor.cancellation());
    crew.run(Math.max(1, Math.min(Shipping.CONNECTIONS, things.size())), () -> {
      for (T next = queue.poll(); next != null; next = queue.poll()) {
        crew.check();
        action.of(next);
      }
    });
  }
}
