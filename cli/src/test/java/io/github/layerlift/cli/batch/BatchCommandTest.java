package io.github.layerlift.cli.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchCommandTest {
  @TempDir
  private Path folder;

  private String in = "";
  private String out = "";

  @BeforeEach
  void makeArchives() throws IOException {
    Path source = Files.createDirectories(folder.resolve("in"));
    Files.write(source.resolve("good.tar"), SmallArchive.hello().bytes());
    Files.write(source.resolve("warns.tar"), SmallArchive.withWarning().bytes());
    Files.write(
        source.resolve("bad <&\"\u0001\u00e4>.tar"),
        SmallArchive.hello().without("layer.tar").bytes());
    Files.writeString(source.resolve("notes.txt"), "text");
    in = source.toString();
    out = folder.resolve("out").toString();
  }

  private FakeConsole batch(String... more) {
    return batch(new FakeConsole(), more);
  }

  private FakeConsole batch(FakeConsole console, String... more) {
    List<String> words = new ArrayList<>(List.of("batch", in, "--into", out));
    words.addAll(List.of(more));
    return console.run(words.toArray(String[]::new));
  }

  private static List<JsonNode> lines(String text) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void run_someFail_exitsWith6AndSaysWhich() {
    FakeConsole console = batch();
    assertEquals(6, console.code());
    assertTrue(console.err().contains("error: "), console.err());
    assertTrue(console.err().contains("bad <&\"\\u0001\u00e4>.tar"), console.err());
    assertTrue(console.err().contains("hint: "), console.err());
    assertTrue(console.out().contains("converted       2  "), console.out());
    assertTrue(console.out().contains("1 with warnings"), console.out());
    assertTrue(console.out().contains("left alone      1  no images found"), console.out());
    assertTrue(console.out().contains("  " + in + "/notes.txt is a text file"), console.out());
    assertTrue(console.out().contains("failed          1"), console.out());
    assertTrue(console.out().contains(": layer-missing"), console.out());
    assertTrue(console.out().contains("4 inputs in "), console.out());
  }

  @Test
  void run_noneFails_exitsWith0() throws IOException {
    batch();
    Files.delete(Path.of(in).resolve("bad <&\"\u0001\u00e4>.tar"));
    FakeConsole console = batch();
    assertEquals(0, console.code(), console.err());
    assertTrue(console.out().contains("skipped         2  already up to date"), console.out());
    assertEquals("", console.err());
  }

  @Test
  void run_quiet_printsErrorsOnly() {
    FakeConsole console = batch("-q");
    assertEquals(6, console.code());
    assertEquals("", console.out());
    assertTrue(console.err().startsWith("error: "), console.err());
  }

  @Test
  void run_inCi_printsALineForEach() {
    FakeConsole console = batch(new FakeConsole().environment(Map.of("CI", "true")));
    assertTrue(console.err().contains("converted  " + in + "/good.tar -> " + out), console.err());
    assertTrue(console.err().contains("warning: " + in + "/warns.tar: "), console.err());
    assertFalse(console.err().contains("\u001b"), "no colours in a log");
  }

  @Test
  void run_onATerminal_colorsUnlessItMustNot() {
    Map<String, String> xterm = Map.of("TERM", "xterm");
    String colored = batch(new FakeConsole().terminal().environment(xterm)).err();
    assertTrue(colored.contains("\u001b[31merror:\u001b[0m"), colored);
    for (Map<String, String> plain :
        List.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), Map.of("TERM", "dumb"))) {
      FakeConsole console = batch(new FakeConsole().terminal().environment(plain));
      assertFalse(console.err().contains("\u001b[3"), console.err());
      assertFalse(console.out().contains("\u001b[3"), console.out());
    }
  }

  @Test
  void run_dry_saysWhatAndWhyAndDoesNothing() {
    FakeConsole console = batch("--dry-run");
    assertEquals(0, console.code());
    assertTrue(
        console.out().contains("convert  " + in + "/good.tar -> " + out + "/good-oci.tar  (new)"),
        console.out());
    assertTrue(
        console.out().contains("ignore   " + in + "/notes.txt  (not-an-archive): "), console.out());
    assertTrue(console.out().contains("3 to convert"), console.out());
    assertTrue(Files.notExists(Path.of(out)));
    assertEquals(6, batch("-n", in + "/notes.txt").code(), "what is named would fail");
  }

  @Test
  void run_report_hasALineForEachAndASummary() throws IOException {
    Path report = folder.resolve("report.jsonl");
    batch("--report", report.toString());
    List<JsonNode> lines = lines(Files.readString(report));
    assertEquals(5, lines.size());
    JsonNode summary = lines.get(4).get("summary");
    assertEquals(2, summary.get("converted").asInt());
    assertEquals(1, summary.get("failed").asInt());
    assertEquals(1, summary.get("ignored").asInt());
    assertEquals(1, summary.at("/ignoredByReason/not-an-archive").asInt());
    assertEquals("1/1", summary.get("shard").asText());
    for (JsonNode line : lines.subList(0, 4)) {
      boolean converted = line.get("status").asText().equals("converted");
      assertEquals(converted, line.has("conversion"), line.toString());
      assertEquals(!converted, line.has("error"), line.toString());
    }
    JsonNode bad = lines.stream()
        .filter(line -> line.path("status").asText().equals("failed"))
        .findFirst()
        .orElseThrow();
    assertEquals("layer-missing", bad.at("/error/code").asText());
    assertEquals(in + "/bad <&\"\u0001\u00e4>.tar", bad.get("input").asText());
  }

  @Test
  void run_reportToStdout_isAloneThere() throws IOException {
    assertEquals(5, lines(batch("--report", "-").out()).size());
    assertEquals(5, lines(batch("--report", "-", "--dry-run").out()).size());
  }

  @Test
  void run_html_isThePageOfTheReport() throws IOException {
    String report = folder.resolve("report.jsonl").toString();
    Path page = folder.resolve("batch.html");
    Path later = folder.resolve("report.html");
    for (String status : List.of("2 converted", "2 up to date")) {
      batch("--report", report, "--html", page.toString());
      FakeConsole console = new FakeConsole().run("report", report, "--html", later.toString());
      assertEquals(0, console.code(), console.err());
      assertEquals(later + ": 4 inputs: 1 failed, " + status + ", 1 left alone\n", console.out());
      assertEquals(Files.readString(page), Files.readString(later));
    }
    assertTrue(Files.readString(page).contains("up to date came with warnings"));
  }

  @Test
  void run_htmlAfterReports_knowsWhatSecondRunsDont() throws IOException {
    String first = folder.resolve("first.jsonl").toString();
    String second = folder.resolve("second.jsonl").toString();
    Path page = folder.resolve("page.html");
    batch("--report", first);
    batch("--report", second);
    new FakeConsole().run("report", second, "--html", page.toString());
    assertFalse(Files.readString(page).contains("id=\"layers\""), "no report says");
    new FakeConsole().run("report", first, second, "--html", page.toString());
    assertTrue(Files.readString(page).contains("id=\"layers\""));
    assertFalse(Files.readString(page).contains("These figures cover"));
  }

  @Test
  void run_reportOfSkipped_saysWhatTheLedgerKnows() throws IOException {
    String report = folder.resolve("report.jsonl").toString();
    batch();
    batch("--report", report);
    for (JsonNode line : lines(Files.readString(Path.of(report)))) {
      if (line.path("status").asText().equals("skipped")) {
        Path input = Path.of(line.get("input").asText());
        assertEquals(Files.size(input), line.get("inputBytes").asLong());
        assertEquals(
            Files.size(Path.of(line.get("output").asText())),
            line.get("outputBytes").asLong());
        assertEquals(
            input.endsWith("warns.tar") ? 1 : 0, line.get("earlierWarnings").asInt());
      } else {
        assertFalse(line.has("outputBytes"), line.toString());
      }
    }
  }

  @Test
  void run_junit_fitsTheSchema() throws Exception {
    Path file = folder.resolve("junit.xml");
    batch("--junit", file.toString());
    requireValid(file);
    String xml = Files.readString(file);
    assertTrue(xml.contains("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"0\""), xml);
    assertTrue(xml.contains("bad &lt;&amp;&quot;\\u0001\u00e4&gt;.tar"), xml);
    assertTrue(xml.contains("<failure type=\"layer-missing\""), xml);
    batch("--junit", file.toString());
    requireValid(file);
    xml = Files.readString(file);
    assertTrue(xml.contains("skipped=\"2\""), xml);
    assertTrue(xml.contains("<skipped message=\"current\"/>"), xml);
  }

  private static void requireValid(Path xml) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(BatchCommandTest.class.getResource("/junit/junit.xsd"))
        .newValidator()
        .validate(new StreamSource(xml.toFile()));
  }

  @Test
  void run_listOnStdin_isRead() {
    String names = in + "/good.tar\0" + in + "/warns.tar\0";
    FakeConsole console = new FakeConsole()
        .stdin(names.getBytes(UTF_8))
        .run("batch", "--from-file", "-", "-0", "-o", out);
    assertEquals(0, console.code(), console.err());
    assertTrue(Files.exists(Path.of(out, "good-oci.tar")));
    assertTrue(Files.exists(Path.of(out, "warns-oci.tar")));
  }

  @Test
  void run_shardAuto_asksTheEnvironment() {
    Map<String, String> gitlab = Map.of("CI_NODE_INDEX", "2", "CI_NODE_TOTAL", "2");
    int all = 0;
    for (String index : List.of("1", "2")) {
      Map<String, String> job = Map.of("CI_NODE_INDEX", index, "CI_NODE_TOTAL", "2");
      FakeConsole console = batch(new FakeConsole().environment(job), "--shard", "auto", "-n");
      all +=
          (int) console.out().lines().filter(line -> line.startsWith("convert")).count();
      assertTrue(console.out().contains("; shard " + index + "/2"), console.out());
    }
    assertEquals(3, all);
    assertEquals(2, batch("--shard", "auto").code());
    assertEquals(
        2, batch(new FakeConsole().environment(gitlab), "--shard", "auto/1").code());
  }

  @Test
  void run_balance_saysWhichListing() throws Exception {
    List<String> listings = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      Path report = folder.resolve("report.jsonl");
      Path junit = folder.resolve("junit.xml");
      FakeConsole console =
          batch("--shard", i + "/2", "--balance", "--report", "" + report, "--junit", "" + junit);
      List<JsonNode> lines = lines(Files.readString(report));
      String listing = lines.get(lines.size() - 1).at("/summary/listing").asText();
      listings.add(listing);
      String text = "; shard " + i + "/2 of listing " + listing.substring(7, 19) + ", ";
      assertTrue(console.out().contains(text), console.out());
      requireValid(junit);
      String property = "<property name=\"listing\" value=\"" + listing + "\"/>";
      assertTrue(Files.readString(junit).contains(property));
    }
    assertEquals(listings.get(0), listings.get(1));
    assertTrue(Files.exists(Path.of(out, "good-oci.tar")));
    assertTrue(Files.exists(Path.of(out, "warns-oci.tar")));
  }

  @Test
  void run_balanceOfAnotherListing_exitsWith3AndTheWayOut() throws IOException {
    batch("--shard", "1/2", "--balance");
    Files.write(Path.of(in, "more.tar"), SmallArchive.hello().bytes());
    FakeConsole console = batch("--shard", "2/2", "--balance");
    assertEquals(3, console.code(), console.err());
    assertTrue(console.err().contains("than shard 1 did"), console.err());
    assertTrue(console.err().contains(out + "/.layerlift-shards-2.jsonl"), console.err());
    assertTrue(console.err().contains("or do without --balance"), console.err());
    assertTrue(batch("--shard", "2/2").out().contains("; shard 2/2, "), "by name it goes on");
  }

  @Test
  void run_progressJson_isJson() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : batch("--progress", "json").err().lines().toList()) {
      if (line.startsWith("{")) {
        lines.add(new ObjectMapper().readTree(line));
      }
    }
    JsonNode last = lines.get(lines.size() - 1);
    assertEquals(3, last.get("finished").asInt());
    assertEquals(1, last.get("failed").asInt());
    assertEquals(last.get("totalBytes"), last.get("doneBytes"));
  }

  @ParameterizedTest
  @CsvSource({
    "batch --into out, nothing to convert",
    "batch in, --into",
    "batch in --into '', is empty",
    "batch '' --into out, SRC is empty",
    "batch in --into out -0, --from-file",
    "batch in --into out --fail-fast --keep-going, contradict",
    "batch in --into out --junit -, file",
    "batch in --into out --junit x --report ./x, both reports",
    "batch in --into out --html -, file",
    "batch in --into out --html x --report ./x, both reports",
    "batch in --into out --html ./x --junit x, both reports",
    "batch in --into out --html x --dry-run, --html can't be used with --dry-run",
    "batch in --into out --name {x}, {stem}",
    "batch in --into out --jobs 0, jobs",
    "batch in --into out --shard 3/2, --shard",
    "batch in --into out --balance, --balance needs --shard",
    "batch in --into out --compress lzma, the compression"
  })
  void run_wrongUse_exitsWith2AndSaysWhy(String line, String part) {
    String[] words = line.replace("in ", in + " ").split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].equals("''") ? "" : words[i].equals("out") ? out : words[i];
    }
    FakeConsole console = new FakeConsole().run(words);
    assertEquals(2, console.code(), console.err());
    assertTrue(console.err().contains(part), console.err());
    assertTrue(Files.notExists(Path.of(out)));
  }

  @Test
  void run_manyLeftAlone_areCountedByReason() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.writeString(Path.of(in).resolve("notes-" + i), i % 3 == 0 ? "" : "text");
    }
    String printed = batch().out();
    assertTrue(printed.contains("  10 empty-input"), printed);
    assertTrue(printed.contains("  21 not-an-archive"), printed);
    assertTrue(printed.contains("  use --report to list them all"), printed);
  }

  @Test
  void run_reportOntoAnArchive_isWrongUse() throws IOException {
    Path archive = Path.of(in, "good.tar");
    byte[] before = Files.readAllBytes(archive);
    for (String place : List.of(archive.toString(), out + "/good-oci.tar")) {
      Files.createDirectories(Path.of(out));
      assertEquals(2, batch("--report", place).code());
      assertEquals(2, batch("--html", place).code());
      FakeConsole console = batch("--junit", place);
      assertEquals(2, console.code());
      assertTrue(console.err().contains("can't replace an archive: " + place), console.err());
    }
    assertArrayEquals(before, Files.readAllBytes(archive));
    assertTrue(Files.notExists(Path.of(out, "good-oci.tar")));
  }

  @Test
  void run_reportsThatCantBeWritten_failBeforeTheWork() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed.xml"));
    for (String option : List.of("--report", "--junit", "--html")) {
      for (Path bad : List.of(folder.resolve("absent/x"), closed)) {
        FakeConsole console = batch(option, bad.toString());
        assertEquals(3, console.code());
        assertTrue(console.err().startsWith("error: " + bad + " "), console.err());
        assertTrue(console.err().contains("hint: " + option + " chooses"), console.err());
        assertTrue(Files.notExists(Path.of(out)));
      }
    }
  }
}
