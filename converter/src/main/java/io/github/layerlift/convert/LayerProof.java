package io.github.layerlift.convert;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.ExtentStream;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.Proof;
import io.github.layerlift.edit.OtherLayers;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Root;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.options.ConfigField;
import io.github.layerlift.options.Edit;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.Claims;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.pour.Hashing;
import io.github.layerlift.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the layers of an archive that may be damaged before its images are taken: each layer once,
 * and again when it is written.
 */
final class LayerProof implements Proof {
  /** Says in a config which image it was made from. */
  private static final String LABEL = "io.github.layerlift.salvaged-from";

  private static final int CHUNK = 1 << 16;

  private final OpenedInput opened;
  private final Hashing hashing;
  private final Decoder decoder;
  private final JsonReader json;
  private final boolean recompute;
  private final Warnings warnings;
  private final Map<Extent, Hashed> hashed = new HashMap<>();
  private final Map<Extent, MalformedArchiveException> broken = new ConcurrentHashMap<>();

  /**
   * @param recompute whether an image may be given another config, of which {@code warnings} tell
   */
  LayerProof(
      OpenedInput opened,
      Hashing hashing,
      Decoder decoder,
      JsonReader json,
      boolean recompute,
      Warnings warnings) {
    this.opened = opened;
    this.hashing = hashing;
    this.decoder = decoder;
    this.json = json;
    this.recompute = recompute;
    this.warnings = warnings;
  }

  @Override
  public boolean readsLayers() {
    return true;
  }

  @Override
  public void check(Root root) throws LayerliftException {
    Map<Extent, Hashed> found = hash(root);
    for (Extent extent : BlobTable.all(List.of(root))) {
      MalformedArchiveException fault = broken.get(extent);
      if (fault != null) {
        throw fault;
      }
    }
    Claims.check(root, found);
    if (root instanceof Root.Image image) {
      for (Layer layer : image.layers()) {
        if (layer.diffId() == null) {
          requireTar(layer);
        }
      }
    }
  }

  @Override
  public Root require(Root root) throws LayerliftException {
    try {
      check(root);
      return root;
    } catch (MalformedArchiveException e) {
      // what can't be read to its end has no other digest
      boolean differs = !broken.containsValue(e)
          && (e.code() == ErrorCode.DIFF_ID_MISMATCH || e.code() == ErrorCode.BLOB_MISMATCH);
      if (recompute && differs && root instanceof Root.Image image) {
        return recomputed(image, e);
      }
      throw e;
    }
  }

  @Override
  public Map<Digest, Stored> byDiffId(List<Stored> layers) throws LayerliftException {
    List<Layer> all = new ArrayList<>();
    layers.forEach(layer -> all.add(new Layer(layer, null, List.of())));
    Map<Extent, Hashed> found = hash(new Root.Image(
        new ConfigSource.Verbatim(new byte[0]), all, Platform.LINUX_AMD64, null, List.of()));
    Map<Digest, Stored> byDiffId = new HashMap<>();
    for (Stored layer : layers) {
      Hashed digests = found.get(layer.extent());
      if (digests != null) {
        byDiffId.putIfAbsent(digests.diffId(), layer);
      }
    }
    return byDiffId;
  }

  private Map<Extent, Hashed> hash(Root root) throws LayerliftException {
    List<Root> alone = List.of(root);
    // blobs of artifacts aren't unpacked, so they have no diff IDs that others could use
    boolean opaque = root instanceof Root.Artifact;
    ImageSet known = opened.addArrived(new ImageSet(alone, opaque ? Map.of() : hashed));
    List<Extent> extents = new ArrayList<>(BlobTable.all(alone));
    extents.removeAll(broken.keySet());
    Map<Extent, Hashed> found =
        Boundary.faults(() -> hashing.hash(known, extents, broken::put)).hashed();
    if (opaque) {
      return found;
    }
    hashed.putAll(found);
    if (root instanceof Root.Image image && image.manifest() == null) {
      for (Layer layer : image.layers()) {
        hashPadded(layer);
      }
    }
    return hashed;
  }

  /** Zeros may follow a gzip file that will be unpacked, as in {@code LayerUnpacker}. */
  private void hashPadded(Layer layer) throws LayerliftException {
    if (!(layer.content() instanceof Stored stored) || !broken.containsKey(stored.extent())) {
      return;
    }
    Extent file = stored.extent();
    MessageDigest hash = Digest.newHash();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = open(stored)) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        hash.update(chunk, 0, count);
      }
      Digest diffId = Digest.ofBytes(hash.digest());
      hashed.put(file, new Hashed(diffId, diffId));
      broken.remove(file);
    } catch (MalformedArchiveException e) {
      broken.put(file, e);
    } catch (IOException e) {
      throw Boundary.unexpected(e);
    }
  }

  private InputStream open(Stored layer) throws IOException {
    Extent file = layer.extent();
    return decoder.openPadded(layer.compression(), new ExtentStream(file), file.entry());
  }

  private void requireTar(Layer layer) throws LayerliftException {
    if (layer.content() instanceof Stored stored) {
      Boundary.faults(() -> {
        try (InputStream in = open(stored)) {
          TarReader<IOException> entries = TarReader.ofLayer(in, stored.extent().entry());
          while (entries.next() != null) {
            // each is checked when it is read
          }
          return layer;
        }
      });
    }
  }

  private Root.Image recomputed(Root.Image image, MalformedArchiveException fault)
      throws LayerliftException {
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : image.layers()) {
      requireTar(layer);
      layers.add(layer.content() instanceof Stored stored ? actual(layer, stored) : layer);
    }
    String id = Digest.of(image.config().bytes(List.of())).toString();
    warnings.add(
        WarningCode.ID_RECOMPUTED,
        "the image " + id + " comes out under another ID, with what its layers are now, since it is"
            + " damaged: " + fault.getMessage());
    return OtherLayers.of(image, layers, new Edit.Set(ConfigField.LABEL, LABEL + "=" + id), json);
  }

  private Layer actual(Layer layer, Stored stored) {
    Hashed found = hashed.get(stored.extent());
    return found == null
        ? layer
        : new Layer(
            new Stored(stored.extent(), stored.compression(), null), found.diffId(), layer.v1Ids());
  }
}
