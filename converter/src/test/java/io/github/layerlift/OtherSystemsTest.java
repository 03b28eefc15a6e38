package io.github.layerlift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OutputArchive;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.location.Destination;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.VerificationReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The library on file systems in memory that follow the rules of other systems: backslashes, no case,
 * no POSIX attributes, no folder that can be opened and flushed, nothing replaced unasked.
 */
final class OtherSystemsTest {
  private static final ArchiveFixture ARCHIVE =
      DockerSave.of(ImageFixture.hello("app:1")).archive();

  @TempDir
  private Path disk;

  static Stream<Configuration> systems() {
    return Stream.of(Configuration.windows(), Configuration.osX(), Configuration.unix());
  }

  @FunctionalInterface
  private interface Trial {
    void in(Path folder) throws Exception;
  }

  private static void on(Configuration system, Trial trial) throws Exception {
    try (FileSystem files = Jimfs.newFileSystem(system)) {
      trial.in(Files.createDirectories(files.getPath("käse")).toAbsolutePath());
    }
  }

  private static void convert(Path from, Output to) throws LayerliftException {
    Converter.convert(new Input.OfPath(from), to, ConvertOptions.builder().build());
  }

  private byte[] expected() throws IOException {
    Path output = disk.resolve("expected.tar");
    convert(
        Files.write(disk.resolve("old.tar"), ARCHIVE.bytes()), new Output.TarFile(output, true));
    return Files.readAllBytes(output);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void convert_file_givesTheSameBytes(Configuration system) throws Exception {
    on(system, folder -> {
      Path plain = Files.write(folder.resolve("old.tar"), ARCHIVE.bytes());
      Path packed = Files.write(folder.resolve("old.gz"), Packing.GZIP.pack(ARCHIVE.bytes()));
      Path output = folder.resolve("new.tar");

      convert(plain, new Output.TarFile(output, false));
      assertArrayEquals(expected(), Files.readAllBytes(output));
      Files.writeString(output, "replace me");
      convert(packed, new Output.TarFile(output, true));
      assertArrayEquals(expected(), Files.readAllBytes(output));

      assertEquals(List.of("new.tar", "old.gz", "old.tar"), names(folder));
    });
  }

  @ParameterizedTest
  @MethodSource("systems")
  void convert_existingFile_staysUnlessReplaced(Configuration system) throws Exception {
    on(system, folder -> {
      Path plain = Files.write(folder.resolve("old.tar"), ARCHIVE.bytes());
      Path output = Files.writeString(folder.resolve("new.tar"), "precious");

      LayerliftException fault = assertThrows(
          LayerliftException.class, () -> convert(plain, new Output.TarFile(output, false)));

      assertEquals(ErrorCode.TARGET_EXISTS, fault.code());
      assertEquals("precious", Files.readString(output));
    });
  }

  @ParameterizedTest
  @MethodSource("systems")
  void convert_unpackedFolder_toAnEmptyFolder_isTheSameLayout(Configuration system)
      throws Exception {
    on(system, folder -> {
      Path input = ARCHIVE.unpack(folder.resolve("old"));
      Path output = Files.createDirectory(folder.resolve("layout"));

      convert(input, new Output.Folder(output));

      OutputArchive made = OutputArchive.ofFolder(output);
      OutputArchive wanted = OutputArchive.ofTar(expected());
      for (String name : made.names()) {
        assertArrayEquals(wanted.bytes(name), made.bytes(name), name);
      }
      assertEquals(new TreeSet<>(wanted.blobs()), new TreeSet<>(made.blobs()));
      assertEquals(List.of("layout", "old"), names(folder));
    });
  }

  @ParameterizedTest
  @MethodSource("systems")
  void inspectAndVerify_fileOrFolder_findTheImage(Configuration system) throws Exception {
    on(system, folder -> {
      Path old = Files.write(folder.resolve("old.tar"), ARCHIVE.bytes());
      Path output = folder.resolve("layout");
      convert(old, new Output.Folder(output));
      ReadOptions options = ReadOptions.builder().build();

      assertEquals(
          List.of("docker.io/library/app:1"),
          Inspector.inspect(new Input.OfPath(old), options).images().get(0).tags());
      VerificationReport report =
          Verifier.verifyAgainst(new Input.OfPath(output), new Input.OfPath(old), false, options);

      assertEquals(List.of(), report.findings());
      assertEquals(1, report.images().size());
    });
  }

  @ParameterizedTest
  @MethodSource("systems")
  void batch_folders_convertsOnceAndKeepsTheirNames(Configuration system) throws Exception {
    on(system, folder -> {
      Path images = Files.createDirectories(folder.resolve("images").resolve("sub"));
      Files.write(images.resolve("bücher.tar"), ARCHIVE.bytes());
      V1Save.hello("b:1").archive().unpack(images.resolve("unpacked"));
      BatchOptions options = BatchOptions.builder(folder.resolve("out"))
          .paths(List.of(folder.resolve("images")))
          .name("{path}/{stem}.tar")
          .build();

      assertEquals(List.of("bücher.tar CONVERTED", "unpacked CONVERTED"), run(options));
      assertEquals(List.of("bücher.tar SKIPPED", "unpacked SKIPPED"), run(options));

      assertEquals(
          List.of("bücher.tar", "unpacked.tar"), names(folder.resolve("out").resolve("sub")));
      String ledger = Files.readString(folder.resolve("out").resolve(".layerlift-ledger.jsonl"));
      assertTrue(ledger.contains("\"output\":\"sub/bücher.tar\""), ledger);
      assertEquals(
          List.of(".layerlift-ledger.jsonl", ".layerlift-ledger.lock", "sub"),
          names(folder.resolve("out")));
    });
  }

  private static List<String> run(BatchOptions options) throws LayerliftException {
    List<String> results = new ArrayList<>();
    Batch.run(Batch.plan(options), result -> results.add(name(result) + " " + result.status()));
    results.sort(null);
    return results;
  }

  /** The last part of what a slash divides, on every system. */
  private static String name(BatchResult result) {
    String input = result.item().input();
    return input.substring(input.lastIndexOf('/') + 1);
  }

  @Test
  void batch_patternInAnotherFileSystem_isExpandedThere() throws Exception {
    on(Configuration.unix(), folder -> {
      Path images = Files.createDirectories(folder.resolve("images/sub"));
      Files.write(images.resolve("a.tar"), ARCHIVE.bytes());
      BatchOptions options = BatchOptions.builder(folder.resolve("out"))
          .files(folder.getFileSystem())
          .sources(List.of(folder + "/images/**/*.tar"))
          .build();

      assertEquals(List.of("a.tar CONVERTED"), run(options));
    });
  }

  @ParameterizedTest
  @MethodSource("systems")
  void extract_toAFolderWithoutModes_isRefusedButNotToATar(Configuration system) throws Exception {
    on(system, folder -> {
      Path old = Files.write(folder.resolve("old.tar"), ARCHIVE.bytes());
      ExtractOptions options = ExtractOptions.builder().build();
      ByteArrayOutputStream tar = new ByteArrayOutputStream();

      Extractor.extract(
          new Input.OfPath(old),
          new Destination.TarStream("a tar", Channels.newChannel(tar)),
          options);
      LayerliftException fault = assertThrows(
          LayerliftException.class,
          () -> Extractor.extract(
              new Input.OfPath(old),
              new Destination.Folder(folder.resolve("files"), false),
              options));

      assertTrue(tar.toString(UTF_8).contains("ustar"));
      assertEquals(ErrorCode.TARGET_UNWRITABLE, fault.code());
      assertEquals(List.of("old.tar"), names(folder));
    });
  }
}
