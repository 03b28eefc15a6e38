package io.github.layerlift.cli.batch;

import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import io.github.layerlift.text.Printable;
import java.time.Duration;
import java.util.Locale;

/**
 * A batch as a suite of tests, one for each archive, in the XML of Ant's JUnit task, which GitLab,
 * Jenkins and GitHub's actions show. Files that are no archives of images aren't in it.
 *
 * @see <a href="https://github.com/testmoapp/junitxml">the format, as it is commonly used</a>
 */
final class JunitXml {
  private static final double NANOS = 1e9;
  private static final String SUITE = "layerlift.batch";

  private final StringBuilder cases = new StringBuilder();
  private int tests;
  private int failures;
  private int skipped;

  void add(BatchResult result) {
    if (result.status() == Status.IGNORED) {
      return;
    }
    tests++;
    cases
        .append("  <testcase classname=\"" + SUITE + "\" name=\"")
        .append(escaped(result.item().input()))
        .append("\" time=\"")
        .append(seconds(result.duration()))
        .append('"');
    switch (result.status()) {
      case FAILED -> addFailure(result);
      case SKIPPED, NOT_RUN -> addSkipped(result);
      case CONVERTED, IGNORED -> cases.append("/>\n");
    }
  }

  /** The whole document. */
  String text(Duration duration) {
    String counts = " tests=\"" + tests + "\" failures=\"" + failures + "\" errors=\"0\""
        + " skipped=\"" + skipped + "\" time=\"" + seconds(duration) + "\"";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" + SUITE + "\"" + counts
        + ">\n" + cases + "</testsuite>\n";
  }

  private void addFailure(BatchResult result) {
    failures++;
    BatchFault fault = BatchFault.of(
        result.fault().orElseGet(() -> new IllegalStateException("failed without a fault")));
    cases
        .append(">\n    <failure type=\"")
        .append(escaped(fault.code()))
        .append("\" message=\"")
        .append(escaped(fault.sentence()))
        .append("\">")
        .append(escaped(fault.sentence()))
        .append(escaped(fault.hint().isEmpty() ? "" : " - " + fault.hint()))
        .append("</failure>\n  </testcase>\n");
  }

  private void addSkipped(BatchResult result) {
    skipped++;
    cases
        .append(">\n    <skipped message=\"")
        .append(escaped(result.reason()))
        .append("\"/>\n  </testcase>\n");
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / NANOS);
  }

  /** Fit for an attribute; what XML has no way to write is escaped as on a terminal, or left out. */
  private static String escaped(String raw) {
    StringBuilder xml = new StringBuilder();
    Printable.text(raw).codePoints().forEach(point -> {
      switch (point) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        default -> {
          boolean allowed =
              (point < 0xd800 || point > 0xdfff) && point != 0xfffe && point != 0xffff;
          xml.appendCodePoint(allowed ? point : '?');
        }
      }
    });
    return xml.toString();
  }
}
