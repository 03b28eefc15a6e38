package io.github.layerlift.output;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.RootBlobs;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What goes to one repository. Made by adding roots; then only read. */
final class Shipment {
  private final String domain;
  private final String path;
  private final Set<Digest> blobs = new LinkedHashSet<>();
  private final Set<RootBlobs.Manifest> manifests = new LinkedHashSet<>();
  private final Map<String, RootBlobs.Manifest> tags = new LinkedHashMap<>();

  private Shipment(Reference name) {
    this.domain = name.domain();
    this.path = name.path();
  }

  /**
   * One for each repository that the roots' names tell, by its name.
   *
   * @param documents the manifests by their digests
   */
  static Map<String, Shipment> of(Layout layout, Map<Digest, byte[]> documents)
      throws LayerliftException {
    Map<String, Shipment> all = new LinkedHashMap<>();
    for (RootBlobs each : layout.roots()) {
      for (Reference tag : each.root().tags()) {
        Shipment shipment = all.computeIfAbsent(tag.name(), name -> new Shipment(tag));
        shipment.add(each);
        shipment.tags.put(tag.tag(), each.own());
      }
    }
    for (RootBlobs each : layout.roots()) {
      if (each.root().tags().isEmpty()) {
        byte[] bytes = Objects.requireNonNull(documents.get(each.own().digest()));
        Optional<Digest> subject = Referrer.of(each.own(), bytes).map(Referrer::subject);
        all.values().stream()
            .filter(shipment -> shipment.isPlaceFor(subject))
            .forEach(shipment -> shipment.add(each));
      }
    }
    return all;
  }

  /** Whether what has no name belongs here: beside what it is about, or anywhere if that isn't known. */
  private boolean isPlaceFor(Optional<Digest> subject) {
    return subject.isEmpty()
        || manifests.stream().anyMatch(manifest -> manifest.digest().equals(subject.get()));
  }

  private void add(RootBlobs root) {
    blobs.addAll(root.blobs());
    manifests.addAll(root.manifests());
  }

  /** The registry. */
  String domain() {
    return domain;
  }

  /** The repository's path in it. */
  String path() {
    return path;
  }

  Set<Digest> blobs() {
    return blobs;
  }

  /** Children before the index that lists them. */
  Set<RootBlobs.Manifest> manifests() {
    return manifests;
  }

  Map<String, RootBlobs.Manifest> tags() {
    return tags;
  }
}
