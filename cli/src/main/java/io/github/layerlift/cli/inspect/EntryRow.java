package io.github.layerlift.cli.inspect;

import io.github.layerlift.cli.text.ShortHex;
import io.github.layerlift.report.ArchiveEntry;
import io.github.layerlift.report.ArchiveEntry.Fate;
import io.github.layerlift.report.InspectionReport;
import io.github.layerlift.text.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of files of an old archive, on a page, as texts that are safe to show.
 *
 * @param paths of files in one folder, the first as it is and the others by their names
 * @param text what they become
 * @param digest of the blob, as documents say; empty if they don't, or it is not a blob
 * @param blob which blob that is
 */
record EntryRow(String paths, String text, String digest, String blob) {
  static final int MAX_ROWS = 2000;

  /** The rows, at most {@link #MAX_ROWS}. */
  static List<EntryRow> of(InspectionReport inspection) {
    List<EntryRow> rows = new ArrayList<>();
    EntryRow last = new EntryRow("", "", "", "");
    String folder = "";
    for (ArchiveEntry entry : inspection.entries()) {
      EntryRow row = row(entry, inspection);
      int name = entry.path().lastIndexOf('/') + 1;
      boolean goesOn = name > 0
          && entry.path().substring(0, name).equals(folder)
          && row.blob.isEmpty()
          && last.text.equals(row.text);
      if (goesOn) {
        String more = Printable.name(entry.path().substring(name));
        last = new EntryRow(last.paths + ", " + more, row.text, "", "");
        rows.set(rows.size() - 1, last);
      } else if (rows.size() < MAX_ROWS) {
        last = row;
        rows.add(row);
      } else {
        return rows;
      }
      folder = entry.path().substring(0, name);
    }
    return rows;
  }

  private static EntryRow row(ArchiveEntry entry, InspectionReport inspection) {
    String text = switch (entry.fate()) {
      case LAYER -> "layer " + (entry.layer() + 1) + " of " + images(entry, inspection);
      case CONFIG -> "the config of " + images(entry, inspection);
      case HISTORY -> "history in the config of " + images(entry, inspection);
      case LISTS -> "names in index.json, and a manifest for each image";
      case OBSOLETE -> "left out: only old versions of Docker need it";
      case UNUSED -> "left out: no image refers to it";
    };
    boolean isBlob = entry.fate() == Fate.LAYER || entry.fate() == Fate.CONFIG;
    String unknown = isBlob ? "known after hashing" : "";
    String blob = entry.digest().isEmpty() ? unknown : ShortHex.of(entry.digest());
    return new EntryRow(Printable.name(entry.path()), text, entry.digest(), blob);
  }

  private static String images(ArchiveEntry entry, InspectionReport inspection) {
    InspectionReport.Image image = inspection.images().get(entry.image());
    String id = ShortHex.of(image.id().isEmpty() ? image.v1Id() : image.id());
    String name = image.tags().isEmpty() ? id : Printable.name(image.tags().get(0));
    int others = entry.images() - 1;
    String more = others == 1 ? " and of another image" : " and of " + others + " other images";
    return name + (others == 0 ? "" : more);
  }

  /** The paths with long digests cut. */
  String shortPaths() {
    return paths.replaceAll("([0-9a-f]{12})[0-9a-f]{52}", "$1…");
  }
}
