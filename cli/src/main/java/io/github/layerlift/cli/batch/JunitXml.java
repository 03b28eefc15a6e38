package io.github.layerlift.cli.batch;

import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import io.github.layerlift.text.Printable;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A batch as a test suite, one test for each archive, in the XML of Ant's JUnit task, which GitLab,
 * Jenkins and GitHub actions show. Files that are not image archives are left out.
 *
 * @see <a href="https://github.com/testmoapp/junitxml">the format, as it is commonly used</a>
 */
final class JunitXml {
  private static final String SUITE = "layerlift.batch";

  private final List<Case> cases = new ArrayList<>();

  /** What is kept for each archive until the end; its whole report would be too much. */
  private record Case(
      String input, Duration duration, Status status, String reason, Optional<BatchFault> fault) {}

  void add(BatchResult result) {
    if (result.status() != Status.IGNORED) {
      cases.add(new Case(
          result.item().input(),
          result.duration(),
          result.status(),
          result.reason(),
          result.fault().map(BatchFault::of)));
    }
  }

  /** The whole document. */
  String text(BatchTally tally) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      attribute(xml, "name", SUITE);
      attribute(xml, "tests", Integer.toString(cases.size()));
      attribute(xml, "failures", count(Status.FAILED));
      attribute(xml, "errors", "0");
      attribute(xml, "skipped", count(Status.SKIPPED, Status.NOT_RUN));
      attribute(xml, "time", seconds(tally.duration()));
      if (tally.plan().listing().isPresent()) {
        writeListing(xml, tally.plan());
      }
      for (Case each : cases) {
        xml.writeCharacters("\n  ");
        write(xml, each);
      }
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.writeCharacters("\n");
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("text in memory can't be written", e);
    }
    return text.toString();
  }

  /** What tells whether the reports of several shards belong together. */
  private static void writeListing(XMLStreamWriter xml, BatchPlan plan) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("properties");
    property(xml, "shard", plan.options().shard().toString());
    property(xml, "listing", plan.listing().orElseThrow());
    xml.writeEndElement();
  }

  private static void property(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeEmptyElement("property");
    attribute(xml, "name", name);
    attribute(xml, "value", value);
  }

  private static void write(XMLStreamWriter xml, Case done) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute(xml, "classname", SUITE);
    attribute(xml, "name", done.input);
    attribute(xml, "time", seconds(done.duration));
    if (done.status == Status.FAILED) {
      BatchFault fault = done.fault.orElseThrow();
      xml.writeStartElement("failure");
      attribute(xml, "type", fault.code());
      attribute(xml, "message", fault.sentence());
      String hint = fault.hint().isEmpty() ? "" : " - " + fault.hint();
      xml.writeCharacters(fit(fault.sentence()) + fit(hint));
      xml.writeEndElement();
    } else if (done.status != Status.CONVERTED) {
      xml.writeEmptyElement("skipped");
      attribute(xml, "message", done.reason);
    }
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, fit(value));
  }

  private String count(Status... statuses) {
    List<Status> counted = List.of(statuses);
    return Long.toString(
        cases.stream().filter(each -> counted.contains(each.status)).count());
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", Sizes.seconds(duration));
  }

  /** Characters that XML can't represent are escaped as on a terminal, or become a question mark. */
  private static String fit(String raw) {
    return Printable.text(raw).replace('\ufffe', '?').replace('\uffff', '?');
  }
}
