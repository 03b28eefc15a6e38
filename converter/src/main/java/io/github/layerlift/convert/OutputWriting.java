package io.github.layerlift.convert;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import io.github.layerlift.layout.LayoutOptions;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.output.Target;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.Claims;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.pour.Hashing;
import io.github.layerlift.pour.Pour;
import io.github.layerlift.pour.Slot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans the output for settled images, and pours their layers into it. */
final class OutputWriting {
  private final Target target;
  private final Hashing hashing;
  private final boolean compressed;
  private final LayoutOptions parts;

  OutputWriting(Target target, Hashing hashing, ConvertOptions options) {
    this.target = target;
    this.hashing = hashing;
    this.compressed = options.compress().isPresent();
    this.parts = new LayoutOptions(
        options.manifestJson(), options.repositories(), options.platformInIndex());
  }

  /** Where compressed layers go: to the place they would have if they shrank only a little. */
  Optional<Spool> place(ImageSet preview) {
    if (!compressed) {
      return Optional.empty();
    }
    BlobTable table = preview.table();
    return target.place(Layout.of(preview.roots(), table.placeholders(), parts), table.blobs());
  }

  /**
   * What is written except the documents, which are known now.
   *
   * @param images with all layers hashed
   * @param digests of the layers' blobs, in the order in which they are written
   */
  record Poured(ImageSet images, Layout layout, List<Digest> digests, Target.Writing writing) {
    /** Writes the documents, makes the output visible, and returns its size in bytes. */
    long finish() throws IOException {
      return writing.finish(layout, digests);
    }
  }

  /**
   * Pours all layers into the places that the plan gives them, and checks them against the claims.
   *
   * @param replaced layers that are not written, but checked as well
   */
  Poured pour(ImageSet settled, ReplacedLayers replaced) throws IOException {
    BlobTable table = settled.table();
    Target.Writing writing =
        target.start(Layout.of(settled.roots(), table.placeholders(), parts), table.blobs());
    List<Pour> pours = pours(settled.hashed(), table, writing);
    pours.addAll(replaced.pours(settled.hashed()));
    ImageSet images = hashing.pour(settled, pours);
    Claims.check(table, images.hashed());
    replaced.check(images.hashed());
    Layout layout = Layout.of(images.roots(), images.digests(), parts);
    List<Digest> digests = images.digests(table);
    requireDistinct(layout, digests);
    return new Poured(images, layout, digests, writing);
  }

  /** Refuses a layer that is, byte for byte, some image's config or manifest: nobody builds that. */
  private static void requireDistinct(Layout layout, List<Digest> layers)
      throws LayerliftException {
    Set<String> names = new HashSet<>();
    layout.blobs().forEach(file -> names.add(file.name()));
    for (Digest layer : layers) {
      if (!names.add(LayoutFile.BLOBS + layer.hex())) {
        throw Fault.of(
                ErrorCode.BLOB_COLLISION,
                "the blob " + layer + " is both a layer and something else")
            .hint("this looks malicious: get the archive again from a source you trust")
            .exception();
      }
    }
  }

  /**
   * Layers that are written out of order are hashed on the way; twins are hashed to prove that they
   * are equal.
   */
  private List<Pour> pours(Map<Extent, Hashed> known, BlobTable table, Target.Writing writing) {
    List<Pour> pours = new ArrayList<>();
    if (!target.isSequential()) {
      for (Blob blob : table.blobs()) {
        pours.add(new Pour(blob, writing.slot(blob), fixed(blob.source(), known)));
      }
    }
    for (Blob twin : table.twins()) {
      if (!known.containsKey(twin.source())) {
        pours.add(new Pour(twin, Slot.NOWHERE));
      }
    }
    return pours;
  }

  /** The digest of bytes that nobody else can change; null if they have to be hashed. */
  private static @Nullable Hashed fixed(Extent extent, Map<Extent, Hashed> known) {
    return extent.source().isPrivate() ? known.get(extent) : null;
  }
}
