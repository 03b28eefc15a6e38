package io.github.layerlift.verify;

import io.github.layerlift.archive.EntryList;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.image.Digest;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.tar.Ending;
import io.github.layerlift.tar.Entry;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a layout by name. Links aren't followed: most readers of OCI layouts don't. Of
 * duplicate entries the first one counts, and the finding says so.
 */
final class LayoutFiles {
  static final String LAYOUT = "oci-layout";
  static final String INDEX = "index.json";
  static final String MANIFEST = "manifest.json";
  static final String REPOSITORIES = "repositories";

  private static final String BLOBS = "blobs/";
  private static final String SHA256 = "blobs/sha256/";
  private static final Set<String> TOP = Set.of(LAYOUT, INDEX, MANIFEST, REPOSITORIES);
  private static final Set<String> FOLDERS = Set.of("blobs", "blobs/sha256");

  private final Map<String, Extent> files = new LinkedHashMap<>();
  private final Map<String, Extent> blobs = new LinkedHashMap<>();
  private final Findings findings;

  private LayoutFiles(Findings findings) {
    this.findings = findings;
  }

  /** Sorts {@code listing}, and reports what doesn't belong there. */
  static LayoutFiles of(EntryList listing, Findings findings) throws LayerliftException {
    LayoutFiles files = new LayoutFiles(findings);
    Map<String, Entry> seen = new LinkedHashMap<>();
    HeaderCheck headers = listing
        .ending()
        .map(ending -> new HeaderCheck(ending.rest().source(), findings))
        .orElse(null);
    for (Entry entry : listing.entries()) {
      if (seen.putIfAbsent(entry.name(), entry) == null) {
        files.take(entry);
      } else {
        findings.add(
            FindingCode.ENTRY_TWICE,
            entry.name(),
            "the entry appears more than once, and readers disagree on which one counts");
      }
      if (headers != null) {
        headers.check(entry);
      }
    }
    if (headers != null) {
      headers.report();
    }
    listing.ending().ifPresent(files::noteEnding);
    return files;
  }

  private void noteEnding(Ending ending) {
    if (!ending.marked()) {
      findings.add(FindingCode.NO_END_MARK, "", "the archive has no end mark; it may be truncated");
    }
    if (ending.isTar()) {
      findings.add(
          FindingCode.ARCHIVE_FOLLOWS,
          "",
          "a second archive follows the end of the first, at offset "
              + ending.rest().offset());
    } else if (ending.hasStrangeRest()) {
      findings.add(FindingCode.TRAILING_DATA, "", ending.describeRest());
    }
  }

  /** Takes {@code named} files as they are, all of which belong there. */
  static LayoutFiles of(Collection<Extent> named, Map<Digest, Extent> blobs, Findings findings) {
    LayoutFiles files = new LayoutFiles(findings);
    named.forEach(file -> files.files.put(file.entry(), file));
    blobs.forEach((digest, file) -> files.blobs.put(digest.hex(), file));
    return files;
  }

  Optional<Extent> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  Optional<Extent> blob(Digest digest) {
    return Optional.ofNullable(blobs.get(digest.hex()));
  }

  /** Blobs by the 64 digits of their names, in the order of the archive. */
  Map<String, Extent> blobs() {
    return Collections.unmodifiableMap(blobs);
  }

  private void take(Entry entry) {
    String name = entry.name();
    boolean blob = name.startsWith(BLOBS) && !FOLDERS.contains(name);
    if (entry.kind() == FileKind.FOLDER) {
      if (!FOLDERS.contains(name)) {
        findings.add(FindingCode.ENTRY_STRAY, name, "the folder is not part of a layout");
      }
    } else if (!TOP.contains(name) && !blob) {
      findings.add(FindingCode.ENTRY_STRAY, name, "the file is not part of a layout");
    } else if (entry.kind() != FileKind.FILE) {
      findings.add(
          FindingCode.ENTRY_TYPE,
          name,
          "the entry is not a regular file, and links aren't followed");
    } else if (blob) {
      takeBlob(entry);
    } else {
      files.put(name, entry.content());
    }
  }

  private void takeBlob(Entry entry) {
    String name = entry.name();
    String hex = name.startsWith(SHA256) ? name.substring(SHA256.length()) : "";
    if (Digest.isHex(hex)) {
      blobs.put(hex, entry.content());
    } else {
      findings.add(
          FindingCode.BLOB_NAME, name, "the blob is not named by its sha256 digest in hex");
    }
  }
}
