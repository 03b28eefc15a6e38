package io.github.layerlift.cli.shelf;

import static io.github.layerlift.cli.shelf.ReportLines.converted;
import static io.github.layerlift.cli.shelf.ReportLines.failed;
import static io.github.layerlift.cli.shelf.ReportLines.summary;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.FakeConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandTest {
  private static final String DAY = "2016-02-04T12:00:00Z";

  @TempDir
  private Path folder;

  private Path report;
  private Path html;

  @BeforeEach
  void setUp() throws IOException {
    report = folder.resolve("report.jsonl");
    html = folder.resolve("report.html");
    write(
        converted("a.tar", DAY, List.of("x:10")), failed("b.tar", "tar-header"), summary("1/1", 2));
  }

  /** Each line as a batch writes it. */
  private void write(String... lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(ReportLines.json(line)).append('\n');
    }
    Files.writeString(report, text);
  }

  private FakeConsole run() {
    return new FakeConsole().run("report", report.toString(), "--html", html.toString());
  }

  @Test
  void run_report_writesThePage() throws IOException {
    FakeConsole console = run();
    assertEquals(0, console.code(), console.err());
    assertEquals(html + ": 2 inputs: 1 failed, 1 converted\n", console.out());
    assertEquals("", console.err());
    assertTrue(Files.readString(html).contains("<h1>1 of 2 archives is converted</h1>"));
  }

  @Test
  void run_twice_givesTheSameBytes() throws IOException {
    run();
    byte[] first = Files.readAllBytes(html);
    write(
        failed("b.tar", "tar-header"), converted("a.tar", DAY, List.of("x:10")), summary("1/1", 2));
    run();
    assertEquals(
        new String(first, UTF_8), Files.readString(html), "the order of the lines is chance");
  }

  @Test
  void run_stdin_isAReport() throws IOException {
    FakeConsole console = new FakeConsole()
        .stdin(Files.readAllBytes(report))
        .run("report", "-", "--html", html.toString());
    assertEquals(0, console.code(), console.err());
    assertTrue(Files.exists(html));
  }

  @Test
  void run_secondReport_counts() throws IOException {
    Path again = folder.resolve("again.jsonl");
    Files.writeString(again, converted("b.tar", DAY, List.of("x:10")) + summary("1/1", 1));
    FakeConsole console = new FakeConsole()
        .run("report", report.toString(), again.toString(), "--html", html.toString());
    assertEquals(html + ": 2 inputs: 2 converted\n", console.out());
  }

  @Test
  void run_reportWithGaps_warnsAndSaysSoOnThePage() throws IOException {
    write(converted("a.tar", DAY, List.of()), summary("1/2", 2));
    List<String> warnings = run().errLines();
    assertEquals(
        List.of(
            "warning: " + report + " is about 2 archives, but has 1 line",
            "warning: of 2 shards, one is missing: 2"),
        warnings);
    assertTrue(Files.readString(html).contains("<li>of 2 shards, one is missing: 2</li>"));
    FakeConsole quiet =
        new FakeConsole().run("report", "-q", report.toString(), "--html", html.toString());
    assertEquals("", quiet.err() + quiet.out());
  }

  @Test
  void run_hintsThatDiffer_areExamples() throws IOException {
    write(failed("a.tar", "bug"), failed("b.tar", "bug"), summary("1/1", 2));
    run();
    String page = Files.readString(html);
    assertTrue(page.contains("<b>What to do:</b> save it again"), page);
    write(
        failed("a.tar", "bug"),
        failed("b.tar", "bug").replace("save it again", "take the other"),
        summary("1/1", 2));
    run();
    page = Files.readString(html);
    assertTrue(
        page.contains(
            "<b>What to do,</b> for example with <span class=\"path\">a.tar</span>: save"),
        page);
    assertTrue(page.contains("<li>b.tar<p class=\"hint muted\">take the other</p></li>"), page);
    assertTrue(page.contains("[\"bug\",\"b.tar is bad\",\"take the other\"]"), "for the table");
  }

  @Test
  void run_layersThatNothingShares_saveNothing() throws IOException {
    run();
    assertTrue(Files.readString(html).contains("one store for all would save nothing"));
    write(
        converted("a.tar", DAY, List.of("x:10")),
        converted("b.tar", DAY, List.of("x:10")),
        summary("1/1", 2));
    run();
    assertTrue(Files.readString(html).contains("saves <b class=\"whole\">10 bytes</b>."));
  }

  @ParameterizedTest
  @CsvSource({
    "-5, inputBytes is -5",
    "'\"x\"', 'inputBytes is \"x\"'",
    "9999999999999999999999, inputBytes is 9999999999999999999999",
    "9007199254740993, inputBytes is 9007199254740993",
    "1.5, inputBytes is 1.5",
    "null, inputBytes is null",
    "'7, \"seconds\": -1', seconds is -1",
    "'7, \"conversion\": {\"outputBytes\": -1}', outputBytes is -1",
    "'7, \"conversion\": {\"images\": [{\"layers\": [{\"size\": []}]}]}', size is []"
  })
  void run_numberThatCantBe_saysWhichAndWritesNothing(String number, String which)
      throws IOException {
    Files.writeString(
        report,
        Files.readString(report) + "{\"input\": \"x\", \"status\": \"failed\", \"inputBytes\": "
            + number + "}");
    FakeConsole console = run();
    assertEquals(3, console.code());
    assertEquals(
        "error: line 4 of " + report + " has a number that can't be: " + which,
        console.errLines().get(0));
    assertFalse(Files.exists(html));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"input\": \"x\", \"sta;line 4 of REPORT is damaged, or not JSON",
        "oops;line 4 of REPORT is damaged, or not JSON",
        "{}garbage;line 4 of REPORT doesn't say what became of an archive",
        "{\"input\": \"x\"};line 4 of REPORT doesn't say what became of an archive",
        "[1];line 4 of REPORT doesn't say what became of an archive",
        "{\"input\": \"x\", \"status\": \"better\"};line 4 of REPORT doesn't say what became of an archive",
        "{\"input\": \"x\", \"action\": \"convert\"};line 4 of REPORT is of a dry run, which says what would be done"
      })
  void run_damagedLine_saysWhichAndWritesNothing(String line, String sentence) throws IOException {
    Files.writeString(report, Files.readString(report) + line);
    FakeConsole console = run();
    assertEquals(3, console.code());
    assertEquals(
        "error: " + sentence.replace("REPORT", report.toString()),
        console.errLines().get(0));
    assertTrue(console.errLines().get(1).startsWith("hint: "), console.err());
    assertFalse(Files.exists(html));
  }

  @Test
  void run_archiveInsteadOfReport_isNoReport() throws IOException {
    Files.write(report, new byte[10_240]);
    assertTrue(run().err().startsWith("error: line 1 of " + report + " is damaged"));
    Files.write(report, new byte[0]);
    assertTrue(run().err().startsWith("error: " + report + " is empty"));
    Files.write(report, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    assertTrue(run().err().startsWith("error: line 1 of " + report + " is damaged"));
    Files.delete(report);
    assertTrue(run().err().startsWith("error: " + report + " does not exist"));
    Files.createDirectory(report);
    assertEquals(3, run().code());
  }

  @Test
  void run_deepJson_isDamaged() throws IOException {
    Files.writeString(report, "[".repeat(100_000));
    FakeConsole console = run();
    assertEquals(3, console.code(), console.err());
  }

  @ParameterizedTest
  @CsvSource({
    "report, REPORT",
    "report x, --html",
    "report x --html -, needs a file",
    "report x --html '', empty",
    "report - - --html y, stdin",
    "report x --html ./x, replace a report"
  })
  void run_wrongUse_exitsWith2AndSaysWhy(String line, String part) {
    String[] words = line.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].equals("''") ? "" : words[i];
    }
    FakeConsole console = new FakeConsole().run(words);
    assertEquals(2, console.code(), console.err());
    assertTrue(console.err().contains(part), console.err());
  }

  @Test
  void run_pageOntoAnotherFile_leavesIt() throws IOException {
    Path second = folder.resolve("second.jsonl");
    Files.copy(report, second);
    html = second;
    FakeConsole console = run();
    assertEquals(2, console.code());
    assertEquals(
        "error: " + second + " is not a page of Layerlift, and is not replaced by one",
        console.errLines().get(0));
    assertEquals(Files.readString(report), Files.readString(second));
  }

  @Test
  void run_pageOntoAPage_replacesIt() throws IOException {
    Files.createFile(html);
    assertEquals(0, run().code());
    assertTrue(Files.readString(html).contains("<h1>"));
    Files.writeString(html, "<p>marker 1</p>", StandardOpenOption.APPEND);
    assertEquals(0, run().code());
    assertFalse(Files.readString(html).contains("marker 1"));
  }

  @Test
  void run_pageOntoAnotherPage_leavesIt() throws IOException {
    Files.writeString(html, "<!doctype html>\n<html lang=\"en\">\n<head>\n<title>Photos</title>");
    assertEquals(2, run().code());
    assertTrue(Files.readString(html).contains("Photos"));
  }

  @Test
  void run_pageThatCantBeWritten_saysSo() {
    html = folder.resolve("absent/report.html");
    FakeConsole console = run();
    assertEquals(3, console.code());
    assertTrue(console.err().contains("hint: --html chooses another file"), console.err());
  }

  /** Wherever text from a report goes: elements, attributes, the script's data. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "</title></style><!--<script>",
        "\" onmouseover=\"alert(1)",
        "javascript:alert(1)"
      })
  void run_hostileText_staysText(String text) throws IOException {
    String escaped = text.replace("\"", "\\\"");
    write(
        converted("in", DAY, List.of(escaped + ":10"), escaped)
            .replace("\"in\"", "\"" + escaped + "\"")
            .replace("app:in", escaped)
            .replace("docker-archive", escaped),
        failed("bad", "CODE").replace("CODE", escaped).replace("bad", "/" + escaped),
        summary("1/1", 2).replace("\"out\"", "\"" + escaped + "\""));
    assertEquals(0, run().code());
    String page = Files.readString(html);
    assertEquals(3, page.split("<script").length, "the data and the program's own");
    assertEquals(3, page.split("</script").length);
    assertEquals(2, page.split("<style").length);
    assertFalse(page.contains("<!--"));
    assertFalse(page.matches("(?s).*<[^>]* onmouseover=\"alert.*"));
    assertFalse(page.contains("href=\"javascript"));
  }
}
