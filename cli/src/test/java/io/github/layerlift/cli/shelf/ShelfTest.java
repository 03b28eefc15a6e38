package io.github.layerlift.cli.shelf;

import static io.github.layerlift.cli.shelf.ReportLines.converted;
import static io.github.layerlift.cli.shelf.ReportLines.failed;
import static io.github.layerlift.cli.shelf.ReportLines.notRun;
import static io.github.layerlift.cli.shelf.ReportLines.shelf;
import static io.github.layerlift.cli.shelf.ReportLines.skipped;
import static io.github.layerlift.cli.shelf.ReportLines.summary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShelfTest {
  private static final String DAY = "2016-02-04T12:00:00Z";

  private static Archive only(String... lines) {
    List<Archive> archives = shelf(lines).archives();
    assertEquals(1, archives.size());
    return archives.get(0);
  }

  @Test
  void add_secondRun_lastLineCounts() {
    String good = converted("a", DAY, List.of("x:10"));
    String bad = failed("a", "layer-missing");
    String end = summary("1/1", 1);
    assertEquals(Status.CONVERTED, only(bad, end, good, end).status());
    assertEquals(Status.FAILED, only(good, end, bad, end).status());
    assertTrue(only(good, bad).contents().isEmpty(), "what was there before doesn't count");
  }

  @Test
  void add_skippedAfterConverted_keepsWhatIsKnownOfTheOutput() {
    Archive archive =
        only(converted("a", DAY, List.of("x:10"), "ref-name"), skipped("a", 1000, 900, 1));
    assertEquals(Status.SKIPPED, archive.status());
    assertEquals(List.of(new Layer("x", 10)), archive.contents().orElseThrow().layers());
    assertEquals("ref-name", archive.warnings().get(0).code());
    assertEquals(900, archive.after());
  }

  @Test
  void add_notRunAfterAnything_saysNothing() {
    Archive archive = only(converted("a", DAY, List.of("x:10")), notRun("a"));
    assertEquals(Status.CONVERTED, archive.status());
    assertEquals(1, archive.contents().orElseThrow().layers().size());
    assertEquals(
        Status.FAILED, only(failed("a", "bug"), notRun("a"), notRun("a")).status());
    assertEquals(
        Status.CONVERTED, only(notRun("a"), converted("a", DAY, List.of())).status());
    assertEquals(Status.NOT_RUN, only(notRun("a"), notRun("a")).status());
  }

  @ParameterizedTest
  @CsvSource({
    "sx/a, /w/sx/a",
    "/w/sx/a, sx/a",
    "../sx/a, /w/sx/a",
    "sx/a, file:/w/sx/a",
    "/w/sx/a, file:///w/sx/a",
    "a, hdfs://host:9000/w/a"
  })
  void add_otherSpellingOfThePath_isTheSameArchive(String one, String other) {
    String first = converted("a", DAY, List.of("x:10")).replace("\"a\"", '"' + one + '"');
    String second = skipped("a", 1000, 900, 0).replace("\"a\"", '"' + other + '"');
    Archive archive = only(first, second, summary("1/1", 1));
    assertEquals(other, archive.input(), "the last line counts");
    assertEquals(Status.SKIPPED, archive.status());
    assertEquals(1, archive.contents().orElseThrow().layers().size());
    assertEquals(one, only(first, second, first).input());
  }

  @ParameterizedTest
  @CsvSource({
    "a, /w/a, 1001",
    "a, b/a, 1000",
    "b/a, /w/a, 1000",
    "/v/a, /w/a, 1000",
    "hdfs://one/a, hdfs://other/a, 1000"
  })
  void add_otherArchiveWithTheSameOutput_isAnother(String one, String other, int size) {
    List<Archive> archives = shelf(
            converted("a", DAY, List.of()).replace("\"a\"", '"' + one + '"'),
            skipped("a", size, 900, 0).replace("\"a\"", '"' + other + '"'))
        .archives();
    assertEquals(2, archives.size());
  }

  @Test
  void add_otherSpellingWithoutOutput_isTheSameIfAnOutputTellsTheFolder() {
    String end = summary("1/1", 2);
    String good = converted("a", DAY, List.of());
    List<Archive> archives = shelf(
            failed("b", "bug"),
            good,
            end,
            failed("/w/b", "tar-header"),
            failed("/w/c", "bug"),
            good.replace("\"a\"", "\"/w/a\""),
            failed("/v/b", "bug"),
            end)
        .archives();
    assertEquals(
        List.of("/v/b", "/w/a", "/w/b", "/w/c"),
        archives.stream().map(Archive::input).toList());
    assertEquals("tar-header", archives.get(2).reason());
    assertEquals(
        2, shelf(failed("b", "bug"), failed("/w/b", "bug")).archives().size(), "nothing tells it");
  }

  @Test
  void add_notRunUnderAnotherSpelling_saysNothing() {
    String stopped = notRun("a").replace("\"a\"", "\"/w/a\"");
    assertEquals(Status.CONVERTED, only(converted("a", DAY, List.of()), stopped).status());
    assertEquals(
        Status.CONVERTED,
        only(failed("a", "bug"), stopped, converted("a", DAY, List.of()), stopped, notRun("a"))
            .status());
  }

  @Test
  void add_otherSpellingWithAnotherOutput_isAnother() {
    String second = skipped("/w/a", 1000, 900, 0);
    assertEquals(2, shelf(converted("a", DAY, List.of()), second).archives().size());
  }

  @ParameterizedTest
  @CsvSource({"999,900", "1000,901"})
  void add_skippedAfterAnotherOutput_knowsNothingOfIt(int before, int after) {
    Archive archive = only(converted("a", DAY, List.of("x:10")), skipped("a", before, after, 0));
    assertTrue(archive.contents().isEmpty());
    assertEquals(after, archive.after());
  }

  @Test
  void add_receiptThatIsCurrent_keepsWhatWasSent() {
    String receipt = skipped("a", 1000, 0, 0).replace("\"outputBytes\": 0, ", "");
    assertEquals(900, only(converted("a", DAY, List.of("x:10")), receipt).after());
  }

  @Test
  void archives_anyOrderOfLines_isThatOfNames() {
    assertEquals(
        List.of("a", "b"),
        shelf(failed("b", "bug"), failed("a", "bug")).archives().stream()
            .map(Archive::input)
            .toList());
  }

  @Test
  void add_sameLayerTwice_isOneObject() {
    List<Archive> archives = shelf(
            converted("a", DAY, List.of("x:10")), converted("b", DAY, List.of("x:10")))
        .archives();
    assertSame(
        archives.get(0).contents().orElseThrow().layers().get(0),
        archives.get(1).contents().orElseThrow().layers().get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "2016-02-04T12:00:00.120Z,2016-02-04",
    "2016-02-04T23:30:00-02:00,2016-02-05",
    "yesterday,''",
    "'',''"
  })
  void add_created_isADayInUtc(String time, String day) {
    assertEquals(
        day, only(converted("a", time, List.of())).contents().orElseThrow().created());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"input\": 5, \"status\": \"failed\"}",
        "{\"input\": \"a\", \"status\": \"new-status\"}",
        "{\"input\": \"a\"}",
        "[]",
        "7"
      })
  void add_anythingElse_isRefused(String line) {
    assertThrows(IllegalArgumentException.class, () -> shelf(line));
  }

  /** A report is as a program wrote it, but what the fields have is up to the archive. */
  @Test
  void add_fieldsOfOtherKinds_areLeftOut() {
    Archive archive = only("""
        {"input": "a", "status": "converted", "output": [], "seconds": "x", "error": 5,
        "conversion": {"images": [7, {"layers": {}}], "names": "n", "warnings": [null],
        "inputBytes": -3, "outputBytes": 1e400}}
        """);
    assertEquals("", archive.output());
    assertEquals(Archive.UNKNOWN, archive.before());
    assertEquals(Archive.UNKNOWN, archive.after());
    assertFalse(archive.hasBothSizes());
    assertEquals(0, archive.seconds());
    assertTrue(archive.error().isEmpty());
  }

  @Test
  void add_oddNames_areShownEscaped() {
    Archive archive = only(failed("a\\u202e\\u0000\\u001b[31m\\u2028", "bug"));
    assertEquals("a\\u202e\\u0000\\u001b[31m\\u2028", archive.input());
  }

  @Test
  void add_manyNames_keepsTheFirst() {
    String names = "{\"name\": \"n\"},".repeat(9) + "{\"name\": \"app:a\"}";
    Archive archive = only(converted("a", DAY, List.of()).replace("{\"name\": \"app:a\"}", names));
    assertEquals(5, archive.contents().orElseThrow().names().size());
    assertEquals(10, archive.contents().orElseThrow().nameCount());
  }
}
