package io.github.layerlift.extract;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.Extractor;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.location.Destination;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Enough files for several threads. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nothing is extracted where files have no modes")
class ManyFilesTest {
  private static final int FILES = 200;

  @TempDir
  private Path folder;

  /** A file with a long content, among short ones. */
  private static LayerFixture files(String kind) {
    LayerFixture layer = layer();
    for (int i = 0; i < FILES; i++) {
      layer.mode(0400 + i).file(name(kind, i), content(kind, i));
    }
    return layer;
  }

  private static String name(String kind, int number) {
    return "f" + number % 7 + "/" + kind + number;
  }

  private static String content(String kind, int number) {
    return (kind + number + "\n").repeat(number == 3 ? 100_000 : number);
  }

  private Input archive(ImageFixture image) throws IOException {
    byte[] bytes = DockerSave.of(image.tag("app:1")).archive().bytes();
    return new Input.OfPath(Files.write(folder.resolve("archive.tar"), bytes));
  }

  private void extract(Input input, int jobs, Monitor monitor) throws IOException {
    ReadOptions reading = ReadOptions.builder().jobs(jobs).monitor(monitor).build();
    Extractor.extract(
        input,
        new Destination.Folder(folder.resolve("rootfs"), false),
        ExtractOptions.builder().reading(reading).build());
  }

  @ParameterizedTest
  @CsvSource({
    "1, PLAIN, PLAIN",
    "4, PLAIN, PLAIN",
    "4, PLAIN, GZIP",
    "2, GZIP, ZSTD",
    "9, ZSTD, PLAIN"
  })
  void extract_anyNumberOfThreads_eachFileHasItsContentAndMode(
      int jobs, Packing lower, Packing upper) throws IOException {
    ImageFixture image = ImageFixture.image()
        .layer(lower.pack(files("a").file("f1/b1", "replaced").bytes()))
        .layer(upper.pack(files("b").bytes()));
    Progress progress = new Progress();
    extract(archive(image), jobs, new Monitor(progress, new Monitor().cancellation()));

    for (String kind : List.of("a", "b")) {
      for (int i = 0; i < FILES; i++) {
        Path file = folder.resolve("rootfs").resolve(name(kind, i));
        assertEquals(
            0400 + i, (Integer) Files.getAttribute(file, "unix:mode") & 07777, name(kind, i));
        assertEquals(content(kind, i), read(file));
      }
    }
  }

  /** As a user other than root, too. */
  private static String read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      Files.setAttribute(file, "unix:mode", 0600);
    }
    return Files.readString(file);
  }

  @ParameterizedTest
  @CsvSource({"PLAIN", "GZIP"})
  void extract_aFileThatCannotBeWritten_isOneFaultAndNothingStays(Packing packing)
      throws IOException {
    LayerFixture layer = files("a").pax("path", "f2/" + "x".repeat(300)).file("short", "long");
    Input input = archive(ImageFixture.image().layer(packing.pack(layer.bytes())));

    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> extract(input, 4, new Monitor()));

    assertEquals(ErrorCode.WRITE_FAILED, fault.code());
    assertEquals(List.of("archive.tar"), names());
  }

  @Test
  void extract_requestToStop_stopsAllThreads() throws IOException {
    Input input = archive(ImageFixture.image().layer(files("a").bytes()));
    Monitor monitor = new Monitor();
    monitor.cancellation().request();

    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> extract(input, 4, monitor));

    assertEquals(ErrorCode.INTERRUPTED_BY_USER, fault.code());
    assertEquals(List.of("archive.tar"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
