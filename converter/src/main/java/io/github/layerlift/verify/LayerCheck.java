package io.github.layerlift.verify;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.report.FindingCode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the hashes of blobs with what the documents declare. */
final class LayerCheck {
  private final LayoutFiles files;
  private final BlobHashes hashes;
  private final Findings findings;
  private final Set<String> reported = new HashSet<>();

  LayerCheck(LayoutFiles files, BlobHashes hashes, Findings findings) {
    this.files = files;
    this.hashes = hashes;
    this.findings = findings;
  }

  /** Every blob must hash to its name. */
  void blobs() {
    for (Map.Entry<String, Extent> blob : files.blobs().entrySet()) {
      Optional<Hashed> found = hashes.of(blob.getValue());
      if (found.isPresent() && !found.get().blob().hex().equals(blob.getKey())) {
        findings.add(
            FindingCode.BLOB_DIGEST,
            blob.getValue().entry(),
            "the blob hashes to " + found.get().blob() + ", not to its name");
      }
    }
  }

  /** Layers must be packed as declared, and unpack to their diff IDs. */
  void layers(ImageFound image) throws LayerliftException {
    for (int i = 0; i < image.layers().size(); i++) {
      ImageFound.LayerFound layer = image.layers().get(i);
      Optional<Extent> file = files.blob(layer.digest());
      if (file.isPresent()) {
        packing(layer, file.get());
        if (i < image.diffIds().size()) {
          diffId(layer, file.get(), image.diffIds().get(i));
        }
      }
    }
  }

  private void packing(ImageFound.LayerFound layer, Extent file) throws LayerliftException {
    Compression compression = Compression.detect(file.head(Compression.MAGIC_LENGTH));
    // an empty layer can't show it, nor can data that isn't packed as layers are
    boolean fits = file.size() == 0
        || !MediaTypes.isLayer(layer.mediaType())
        || MediaTypes.fits(layer.mediaType(), compression);
    if (!fits) {
      findings.add(
          FindingCode.LAYER_PACKING,
          layer.where(),
          "the layer's media type is " + layer.mediaType() + ", but its packing is "
              + compression.name().toLowerCase(Locale.ROOT));
    }
    hashes
        .corrupt(file)
        .filter(any -> reported.add(file.entry()))
        .ifPresent(fault -> findings.add(
            FindingCode.LAYER_CORRUPT, file.entry(), String.valueOf(fault.getMessage())));
  }

  private void diffId(ImageFound.LayerFound layer, Extent file, String declared) {
    Optional<Digest> unpacked = unpacked(file);
    if (unpacked.isPresent() && !unpacked.get().toString().equals(declared)) {
      findings.add(
          FindingCode.DIFF_ID,
          layer.where(),
          "the layer unpacks to " + unpacked.get() + ", but the config says " + declared);
    }
  }

  /** The digest of a layer's unpacked bytes, if it can be unpacked. */
  Optional<Digest> unpacked(Extent file) {
    return hashes.corrupt(file).isPresent()
        ? Optional.empty()
        : hashes.of(file).map(Hashed::diffId);
  }
}
