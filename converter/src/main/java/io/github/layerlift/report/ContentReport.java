package io.github.layerlift.report;

import io.github.layerlift.fault.Warning;
import java.util.List;

/**
 * How the content of one file differs between two images.
 *
 * @param a the first image
 * @param b the second image
 * @param equal whether the bytes are the same
 * @param binary whether one of them isn't text, which has no lines to compare
 * @param sizeA bytes in the first image; -1 if it has no such file
 * @param sizeB bytes in the second image; -1 if it has no such file
 * @param lines a unified diff, with its two lines of names; none if the files are equal or binary.
 *     Bytes that aren't UTF-8 are lone surrogates, U+DC80 to U+DCFF; control characters are as they are
 * @param warnings in the order in which they were found
 */
public record ContentReport(
    DiffReport.Image a,
    DiffReport.Image b,
    boolean equal,
    boolean binary,
    long sizeA,
    long sizeB,
    List<String> lines,
    List<Warning> warnings) {
  public ContentReport {
    lines = List.copyOf(lines);
    warnings = List.copyOf(warnings);
  }
}
