package io.github.layerlift.output;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.pour.Slot;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.registry.Registries;
import io.github.layerlift.registry.Repository;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Registries. A layer can be sent as soon as its digest is known: what is there already is known by its
 * digest, and a registry checks the digest of what it gets. Everything else comes at the end.
 */
public final class RegistryTarget implements Target {
  private final Registries registries;
  private final boolean shared;
  private final boolean dryRun;
  private final Monitor monitor;
  private final Shipping shipping;
  private final EarlyShipping early;
  private final Map<Extent, Set<Repository>> places = new HashMap<>();

  /**
   * @param shared whether others use {@code registries} too; otherwise they are closed with the target
   * @param dryRun whether it is only looked up what is missing
   */
  public RegistryTarget(Registries registries, boolean shared, boolean dryRun, Monitor monitor) {
    this.registries = registries;
    this.shared = shared;
    this.dryRun = dryRun;
    this.monitor = monitor;
    this.shipping = new Shipping(monitor);
    this.early = new EarlyShipping(shipping);
  }

  @Override
  public boolean isSequential() {
    return true;
  }

  @Override
  public void requireFit(List<Root> roots) throws LayerliftException {
    for (Root root : roots) {
      for (Reference tag : root.tags()) {
        Repository place = registries.repository(tag.domain(), tag.path());
        // before layers are packed for nothing, and by one thread only
        place.greet();
        for (Extent layer : BlobTable.all(List.of(root))) {
          places.computeIfAbsent(layer, any -> new LinkedHashSet<>()).add(place);
        }
      }
    }
  }

  @Override
  public void ready(Extent layer, Extent content, Digest digest) throws IOException {
    Set<Repository> wanted = places.get(layer);
    if (!dryRun && wanted != null) {
      early.begin(digest, content, wanted);
    }
  }

  @Override
  public void stop() {
    early.stop();
  }

  @Override
  public Writing start(Layout layout, List<Blob> blobs) {
    return new Writing() {
      @Override
      public Slot slot(Blob blob) {
        return Slot.NOWHERE;
      }

      @Override
      public long finish(Layout layout, List<Digest> digests) throws IOException {
        shipping.show(0);
        early.finish();
        return new Push(layout, blobs, digests, registries, shipping, monitor).run(dryRun);
      }
    };
  }

  @Override
  public void close() {
    if (!shared) {
      registries.close();
    }
  }
}
