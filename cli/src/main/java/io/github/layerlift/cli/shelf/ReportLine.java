package io.github.layerlift.cli.shelf;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.primitives.Ints;
import io.github.layerlift.text.Printable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The fields of a line of a report, or of an object in one. What is absent, or isn't what it should be, is empty. */
record ReportLine(JsonNode json) {
  static final String SUMMARY = "summary";

  private static final List<String> COUNTS = List.of(
      "inputBytes", "outputBytes", "size", "earlierWarnings", "inputs", "archivesInOtherShards");

  private static final String SECONDS = "seconds";

  /** Beyond it numbers are no longer exact in JSON, and no file is as large. */
  private static final long MAX_COUNT = 1L << 53;

  /** What became of the archive that it is about; empty if it isn't about one. */
  Optional<Status> status() {
    return json.path("input").isTextual() ? Status.of(raw("status")) : Optional.empty();
  }

  /** A number in the line, at any depth, that no batch can have counted; empty if there is none. */
  Optional<String> nonsense() {
    return Stream.concat(
            COUNTS.stream().flatMap(name -> values(name, value -> !isCount(value))),
            values(SECONDS, value -> !value.isNumber() || value.doubleValue() < 0))
        .findFirst();
  }

  private Stream<String> values(String name, Predicate<JsonNode> wanted) {
    return json.findValues(name).stream()
        .filter(wanted)
        .map(value -> name + " is " + Printable.text(value.toString()));
  }

  private static boolean isCount(JsonNode value) {
    return value.isIntegralNumber()
        && value.canConvertToLong()
        && value.longValue() >= 0
        && value.longValue() <= MAX_COUNT;
  }

  boolean has(String name) {
    return json.path(name).isObject();
  }

  ReportLine object(String name) {
    return new ReportLine(json.path(name));
  }

  List<ReportLine> objects(String name) {
    JsonNode list = json.path(name);
    return list.isArray()
        ? StreamSupport.stream(list.spliterator(), false).map(ReportLine::new).toList()
        : List.of();
  }

  List<String> texts(String name) {
    return objects(name).stream()
        .filter(each -> each.json.isTextual())
        .map(each -> Printable.text(each.json.textValue()))
        .toList();
  }

  /** Of any length, as it is: for what has to be compared. */
  String raw(String name) {
    JsonNode value = json.path(name);
    return value.isTextual() ? value.textValue() : "";
  }

  /** Safe to show, and cut if it is long. */
  String text(String name) {
    return Printable.text(raw(name));
  }

  /** Safe to show, and whole. */
  String name(String name) {
    return Printable.name(raw(name));
  }

  /** A number of bytes; {@link Archive#UNKNOWN} if it is absent. */
  long bytes(String name) {
    JsonNode value = json.path(name);
    return isCount(value) ? value.longValue() : Archive.UNKNOWN;
  }

  int count(String name) {
    return Ints.saturatedCast(Math.max(0, bytes(name)));
  }

  double seconds() {
    double seconds = json.path(SECONDS).asDouble(0);
    return seconds >= 0 && seconds < Long.MAX_VALUE ? seconds : 0;
  }
}
