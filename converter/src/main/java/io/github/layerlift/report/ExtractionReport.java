package io.github.layerlift.report;

import io.github.layerlift.fault.Warning;
import java.time.Duration;
import java.util.List;

/**
 * What was extracted from an image.
 *
 * @param input the name of the archive
 * @param dialect the kind of the archive: {@code docker-archive}, {@code v1} or {@code oci-layout}
 * @param tags the image's names, fully qualified; none if it is untagged
 * @param platform {@code os/architecture[/variant]}
 * @param layers how many were read
 * @param files how many files; one with several names counts once
 * @param folders how many folders
 * @param links how many symlinks and hard links
 * @param specials how many devices and FIFOs the requested files include
 * @param bytes of all files
 * @param warnings in the order in which they were found
 * @param duration from the call to the return
 */
public record ExtractionReport(
    String input,
    String dialect,
    List<String> tags,
    String platform,
    int layers,
    long files,
    long folders,
    long links,
    long specials,
    long bytes,
    List<Warning> warnings,
    Duration duration) {
  public ExtractionReport {
    tags = List.copyOf(tags);
    warnings = List.copyOf(warnings);
  }
}
