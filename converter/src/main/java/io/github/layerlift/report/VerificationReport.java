package io.github.layerlift.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of checking a layout.
 *
 * @param input the name of the layout
 * @param against the name of the archive that it was compared with; empty if it wasn't
 * @param images those below an index too, in the order of the index
 * @param blobs how many blobs were hashed
 * @param bytes of all blobs
 * @param findings in the order in which they were found
 */
public record VerificationReport(
    String input,
    String against,
    List<Image> images,
    long blobs,
    long bytes,
    List<Finding> findings) {
  public VerificationReport {
    images = List.copyOf(images);
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong; there may be notes. */
  public boolean isSound() {
    return findings.stream().allMatch(finding -> finding.grade() == Finding.Grade.NOTE);
  }

  /** The same with more findings, such as those of an engine. */
  public VerificationReport withFindings(List<Finding> more) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(more);
    return new VerificationReport(input, against, images, blobs, bytes, all);
  }

  /**
   * One image.
   *
   * @param id the image ID: the digest of its config
   * @param manifestDigest the digest of its manifest
   * @param listedDigests digests of the descriptors of {@code index.json} that lead to it, its own or
   *     an index's; sorted
   * @param tags its names, fully qualified; sorted
   */
  public record Image(
      String id, String manifestDigest, List<String> listedDigests, List<String> tags) {
    public Image {
      listedDigests = List.copyOf(listedDigests);
      tags = List.copyOf(tags);
    }
  }
}
