package io.github.layerlift.cli.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.report.FindingCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
  private static ConversionReport report(String output, ConversionReport.Image... images) {
    return new ConversionReport(
        "in.tar",
        output,
        "v1",
        "none",
        List.of(),
        List.of(images),
        List.of(),
        0,
        10,
        1_400_000,
        Duration.ofSeconds(1));
  }

  private static ConversionReport.Image image(String... tags) {
    return new ConversionReport.Image(
        "sha256:" + "ab".repeat(32),
        "sha256:" + "cd".repeat(32),
        List.of(tags),
        "linux/arm/v7",
        "",
        List.of(),
        Optional.empty());
  }

  private static FakeConsole print(ConversionReport report, boolean streamed, boolean taken) {
    FakeConsole console = new FakeConsole();
    Console of = console.console();
    new Summary(report, streamed || taken ? of.err() : of.out()).print(streamed);
    return console;
  }

  @Test
  void print_images_hasALineForEach() {
    String out =
        print(report("out.tar", image("a:1", "b:2"), image()), false, false).out();
    assertEquals(
        List.of(
            "sha256:abababababab  a:1, b:2  linux/arm/v7  0 layers",
            "sha256:abababababab  (untagged)  linux/arm/v7  0 layers",
            "out.tar: 2 images, 1.4 MB",
            "load it with: docker load -i out.tar"),
        out.lines().toList());
  }

  @ParameterizedTest
  @CsvSource({"CONFIG_REFUSED,2", "HISTORY_COUNT,2", "CONFIG_LOOSE,3"})
  void print_warning_namesNoCommandIfDockerRefuses(FindingCode code, int lines) {
    ConversionReport usual = report("out.tar", image("a:1"));
    ConversionReport report = new ConversionReport(
        usual.input(),
        usual.output(),
        usual.dialect(),
        usual.compression(),
        usual.names(),
        usual.images(),
        List.of(new Warning(code, "something", null)),
        0,
        10,
        1_400_000,
        usual.duration());
    assertEquals(lines, print(report, false, false).out().lines().count());
  }

  @Test
  void print_oneNameForTwoImages_saysThatClassicDockerTakesOne() {
    String out = print(report("out.tar", image("a:1"), image("a:1", "b:2")), false, false)
        .out();
    assertTrue(
        out.endsWith("a:1 has 2 images; Docker's classic image store takes only one of them\n"),
        out);
  }

  @Test
  void print_stdoutInUse_goesToStderr() {
    for (boolean streamed : new boolean[] {true, false}) {
      FakeConsole console = print(report("out.tar", image("a:1")), streamed, !streamed);
      assertEquals("", console.out());
      assertTrue(console.err().contains("out.tar: 1 image, 1.4 MB"), console.err());
      assertEquals(!streamed, console.err().contains("docker load"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/tmp/a-b_c+1.0@x:y=z,%/out.tar | /tmp/a-b_c+1.0@x:y=z,%/out.tar",
        "my out.tar | 'my out.tar'",
        "it's.tar | 'it'\\''s.tar'",
        "$(rm).tar | '$(rm).tar'",
        "a;b.tar | 'a;b.tar'",
        "~/x.tar | '~/x.tar'",
        "*.tar | '*.tar'",
        "größe.tar | größe.tar"
      })
  void print_anyName_canBeCopiedIntoAShell(String name, String quoted) {
    String out = print(report(name, image("a:1")), false, false).out();
    assertTrue(out.endsWith("docker load -i " + quoted + System.lineSeparator()), out);
  }
}
