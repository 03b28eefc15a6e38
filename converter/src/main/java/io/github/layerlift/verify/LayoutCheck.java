package io.github.layerlift.verify;

import io.github.layerlift.archive.EntryList;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.pour.Pourer;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks one OCI image layout, whoever wrote it. Used once. */
public final class LayoutCheck {
  private final JsonReader json;
  private final Findings findings;
  private final Documents documents;
  private final BlobHashes hashes;
  private final List<Image> images = new ArrayList<>();
  private final Set<Digest> manifests = new HashSet<>();
  private long blobs;
  private long bytes;

  public LayoutCheck(JsonReader json, Pourer pourer, Progress progress, Findings findings) {
    this.json = json;
    this.findings = findings;
    this.documents = new Documents(json, findings);
    this.hashes = new BlobHashes(pourer, progress);
  }

  /**
   * An image that was found.
   *
   * @param config its bytes, read
   * @param listed digests of the descriptors of {@code index.json} that lead to it
   * @param unpacked the digests of its unpacked layers, base first; empty for one that is missing,
   *     or that can't be unpacked
   */
  public record Image(
      Digest id,
      Digest manifest,
      JsonFields config,
      Set<Digest> listed,
      Set<Reference> names,
      List<Optional<Digest>> unpacked) {
    public Image {
      listed = Set.copyOf(listed);
      names = Set.copyOf(names);
      unpacked = List.copyOf(unpacked);
    }
  }

  /**
   * Checks everything that the layout says about itself.
   *
   * @throws LayerliftException if the layout can't be read, or the user requested a stop
   */
  public void check(EntryList listing) throws IOException {
    LayoutFiles files = LayoutFiles.of(listing, findings);
    LayoutWalk walk = new DocumentCheck(json, documents, findings).check(files);
    unreferenced(files, walk);
    manifests.addAll(walk.visited());
    hash(files, walk);
  }

  /** In the order of the index, those below an index too. */
  public List<Image> images() {
    return List.copyOf(images);
  }

  /** Digests of all manifests and indexes, those of artifacts too. */
  public Set<Digest> manifests() {
    return Set.copyOf(manifests);
  }

  /** How many blobs there are. */
  public long blobs() {
    return blobs;
  }

  /** Bytes of all blobs. */
  public long bytes() {
    return bytes;
  }

  private void unreferenced(LayoutFiles files, LayoutWalk walk) {
    for (Map.Entry<String, Extent> blob : files.blobs().entrySet()) {
      if (!walk.referenced().contains(new Digest(blob.getKey()))) {
        findings.add(
            FindingCode.BLOB_UNREFERENCED,
            blob.getValue().entry(),
            "no descriptor refers to this blob");
      }
    }
  }

  private void hash(LayoutFiles files, LayoutWalk walk) throws IOException {
    Set<Extent> layers = new HashSet<>();
    for (ImageFound image : walk.images()) {
      for (ImageFound.LayerFound layer : image.layers()) {
        files.blob(layer.digest()).ifPresent(layers::add);
      }
    }
    for (Extent blob : files.blobs().values()) {
      blobs++;
      bytes += blob.size();
    }
    hashes.hash(files.blobs().values(), layers);
    LayerCheck check = new LayerCheck(files, hashes, findings);
    check.blobs();
    for (ImageFound image : walk.images()) {
      check.layers(image);
      images.add(image(image, walk, files, check));
    }
  }

  private static Image image(
      ImageFound image, LayoutWalk walk, LayoutFiles files, LayerCheck check) {
    Set<Digest> listed = new HashSet<>();
    for (LayoutWalk.Listed each : walk.listed()) {
      if (each.images().contains(image.manifest())) {
        listed.add(each.digest());
      }
    }
    return new Image(
        image.configDigest(),
        image.manifest(),
        image.config(),
        listed,
        walk.names(image),
        image.layers().stream()
            .map(layer -> files.blob(layer.digest()).flatMap(check::unpacked))
            .toList());
  }
}
