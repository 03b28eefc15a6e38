package io.github.layerlift.verify;

import com.google.common.collect.Sets;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.report.FindingCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the names of images in an archive and in a layout. */
final class AgainstNames {
  private final Findings findings;
  private final Map<Digest, Set<Reference>> names = new LinkedHashMap<>();

  AgainstNames(Findings findings) {
    this.findings = findings;
  }

  /** Records names that the archive has for an image. */
  void add(Digest id, Collection<Reference> more) {
    names.computeIfAbsent(id, any -> new TreeSet<>()).addAll(more);
  }

  /** Whether the archive has an image, with names or without. */
  boolean has(Digest id) {
    return names.containsKey(id);
  }

  /**
   * Reports what differs.
   *
   * @param subset whether the layout may lack names
   */
  void check(LayoutCheck layout, boolean subset) {
    Set<Digest> listed = new HashSet<>();
    layout.images().forEach(image -> listed.addAll(image.listed()));
    names.forEach((id, old) -> {
      Set<Reference> found = new TreeSet<>();
      layout.images().stream()
          .filter(image -> image.id().equals(id))
          .forEach(image -> found.addAll(image.names()));
      check(id, old, found, listed.size() == 1, subset);
    });
  }

  /**
   * Compares the names of one image.
   *
   * @param single whether the layout has no other image, so that this one may have been renamed
   */
  private void check(
      Digest id, Set<Reference> old, Set<Reference> found, boolean single, boolean subset) {
    Set<Reference> missing = Sets.difference(old, found);
    Set<Reference> added = Sets.difference(found, old);
    if (single && !added.isEmpty()) {
      findings.add(
          FindingCode.AGAINST_RENAMED,
          "",
          "the image " + id + " is called " + found + ", but " + old
              + " in the archive: it was renamed");
      return;
    }
    if (!missing.isEmpty() && !subset) {
      findings.add(FindingCode.AGAINST_TAGS, "", "the image " + id + " has lost " + missing);
    }
    if (!added.isEmpty()) {
      findings.add(
          FindingCode.AGAINST_TAGS,
          "",
          "the image " + id + " is called " + added + ", but was not in the archive");
    }
  }
}
