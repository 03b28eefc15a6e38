package io.github.layerlift.convert;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.Reference;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.layout.ImageSummary;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.report.Finding;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.verify.DocumentCheck;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Warns of what {@code verify} will find wrong in the documents of a layout, by running it on them
 * before they are written: so no warning means no finding. Layers are checked as they are read.
 */
final class Foresight {
  private static final String STAYS = "; it is left as it is, since its bytes are the image ID";

  private final Map<Digest, Extent> blobs = new HashMap<>();

  /** The description of a document, by its path. */
  private final Map<String, String> subjects = new HashMap<>();

  /** The paths of configs that no edit has changed. */
  private final Set<String> kept = new HashSet<>();

  private Foresight() {}

  /**
   * Adds to {@code warnings}.
   *
   * @param layout of {@code images}, whose layers are all hashed
   */
  static void warn(Layout layout, ImageSet images, JsonReader json, Warnings warnings)
      throws LayerliftException {
    Foresight foresight = new Foresight();
    foresight.addLayers(images);
    foresight.addDocuments(layout);
    List<Extent> named = layout.named().stream().map(Foresight::extent).toList();
    for (Finding finding : DocumentCheck.foresee(named, foresight.blobs, json)) {
      if (finding.grade() == Finding.Grade.ERROR || finding.code() == FindingCode.CONFIG_LOOSE) {
        String where = foresight.where(finding.where());
        boolean stays = foresight.kept.contains(file(finding.where()));
        warnings.add(finding.code(), where + ": " + finding.text() + (stays ? STAYS : ""));
      }
    }
  }

  private void addLayers(ImageSet images) {
    for (Blob blob : BlobTable.each(images.roots())) {
      Hashed hashed = Objects.requireNonNull(images.hashed().get(blob.source()));
      blobs.put(hashed.blob(), blob.source());
    }
  }

  private void addDocuments(Layout layout) {
    for (LayoutFile file : layout.blobs()) {
      blobs.put(new Digest(file.name().substring(LayoutFile.BLOBS.length())), extent(file));
    }
    for (ImageSummary image : layout.images()) {
      List<Reference> tags = image.tags();
      String name = (tags.isEmpty() ? image.id() : tags.get(0)).toString();
      String config = LayoutFile.BLOBS + image.id().hex();
      subjects.putIfAbsent(config, "the config of " + name);
      if (!(image.image().config() instanceof ConfigSource.Edited)) {
        kept.add(config);
      }
      subjects.putIfAbsent(LayoutFile.BLOBS + image.manifest().hex(), "the manifest of " + name);
    }
  }

  private static Extent extent(LayoutFile file) {
    return MemorySource.extent(file.name(), file.bytes());
  }

  /** People know images by name, not by the files of a layout. */
  private String where(String where) {
    String file = file(where);
    String subject = subjects.get(file);
    return subject == null ? where : subject + where.substring(file.length());
  }

  private static String file(String where) {
    int space = where.indexOf(' ');
    return space < 0 ? where : where.substring(0, space);
  }
}
