package io.github.layerlift.output;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.RootBlobs;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
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

  /** One for each repository that the roots' names tell, by its name. */
  static Map<String, Shipment> of(Layout layout) {
    Map<String, Shipment> all = new LinkedHashMap<>();
    for (RootBlobs each : layout.roots()) {
      for (Reference tag : each.root().tags()) {
        Shipment shipment = all.computeIfAbsent(tag.name(), name -> new Shipment(tag));
        shipment.add(each);
        shipment.tags.put(tag.tag(), each.own());
      }
    }
    for (RootBlobs each : layout.roots()) {
      // an artifact without a name is beside what it is about, in the same archive
      if (each.root() instanceof Root.Artifact artifact && artifact.tags().isEmpty()) {
        all.values().forEach(shipment -> shipment.add(each));
      }
    }
    return all;
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
