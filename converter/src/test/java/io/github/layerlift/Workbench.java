package io.github.layerlift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.OutputArchive;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Soundness;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Warning;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A folder to convert in: inputs in one half, outputs and nothing else in the other. */
final class Workbench {
  private final Path inputs;
  private final Path outputs;
  private int count;

  Workbench(Path folder) throws IOException {
    this.inputs = Files.createDirectories(folder.resolve("in"));
    this.outputs = Files.createDirectories(folder.resolve("out"));
  }

  /**
   * What came out.
   *
   * @param tar the output, sound
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Done(byte[] tar, ConversionReport report) {
    OutputArchive archive() {
      return OutputArchive.ofTar(tar);
    }

    List<OutputImage> images() {
      return archive().images();
    }

    OutputImage image(String name) {
      return archive().image(name);
    }

    /** The only image. */
    OutputImage image() {
      assertEquals(1, images().size());
      return images().get(0);
    }

    List<String> warnings() {
      return report.warnings().stream().map(Warning::code).toList();
    }
  }

  static UnaryOperator<ConvertOptions.Builder> usual() {
    return options -> options;
  }

  static ConvertOptions options(UnaryOperator<ConvertOptions.Builder> change) {
    return change.apply(ConvertOptions.builder()).build();
  }

  Path inputs() {
    return inputs;
  }

  Path outputs() {
    return outputs;
  }

  /** A new input file. */
  Path input(byte[] bytes) throws IOException {
    return Files.write(inputs.resolve("archive-" + count++ + ".tar"), bytes);
  }

  Path input(ArchiveFixture archive) throws IOException {
    return input(archive.bytes());
  }

  /** A name for an output that isn't there yet. */
  Path output() {
    return outputs.resolve("modern-" + count++);
  }

  Done convert(ArchiveFixture archive) throws IOException {
    return convert(archive, usual());
  }

  Done convert(ArchiveFixture archive, UnaryOperator<ConvertOptions.Builder> change)
      throws IOException {
    return convert(input(archive), change);
  }

  Done convert(byte[] archive) throws IOException {
    return convert(input(archive), usual());
  }

  /** Converts into a file, and checks that it is sound and alone. */
  Done convert(Path archive, UnaryOperator<ConvertOptions.Builder> change) throws IOException {
    Path output = output();
    ConversionReport report = Converter.convert(
        new Input.OfPath(archive), new Output.TarFile(output, false), options(change));
    byte[] tar = Files.readAllBytes(output);
    Files.delete(output);
    assertNothingLeft();
    assertEquals(tar.length, report.outputBytes());
    Soundness.require(OutputArchive.ofTar(tar));
    Silence.require(tar, report);
    return new Done(tar, report);
  }

  /** Converts a stream into a stream. */
  Done pipe(byte[] archive) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ConversionReport report = Converter.convert(
        stream(archive),
        new Output.TarStream("standard output", Channels.newChannel(out)),
        options(options -> options.tempFolder(outputs)));
    assertNothingLeft();
    Silence.require(out.toByteArray(), report);
    return new Done(out.toByteArray(), report);
  }

  static Input stream(byte[] archive) {
    return new Input.OfStream("standard input", new ByteArrayInputStream(archive));
  }

  LayerliftException refuse(ErrorCode code, ArchiveFixture archive) throws IOException {
    return refuse(code, archive, usual());
  }

  LayerliftException refuse(
      ErrorCode code, ArchiveFixture archive, UnaryOperator<ConvertOptions.Builder> change)
      throws IOException {
    return refuse(code, input(archive), change);
  }

  LayerliftException refuse(ErrorCode code, byte[] archive) throws IOException {
    return refuse(code, input(archive), usual());
  }

  /** Checks that the conversion fails with {@code code}, says so in one line, and leaves nothing. */
  LayerliftException refuse(
      ErrorCode code, Path archive, UnaryOperator<ConvertOptions.Builder> change) {
    return refuse(
        code, new Input.OfPath(archive), new Output.TarFile(output(), false), options(change));
  }

  LayerliftException refuse(ErrorCode code, Input input, Output output, ConvertOptions options) {
    List<Path> before = outputs(outputs);
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> Converter.convert(input, output, options));
    assertEquals(code, fault.code(), fault.getMessage());
    assertEquals(before, outputs(outputs), "something was left");
    String message = fault.getMessage();
    assertTrue(message.length() > 10, message);
    assertTrue(message.lines().count() == 1, message);
    return fault;
  }

  /** Checks that the conversion fails, whatever with, and leaves nothing. */
  LayerliftException refuse(Path archive) {
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> Converter.convert(
            new Input.OfPath(archive), new Output.TarFile(output(), false), options(usual())));
    assertNothingLeft();
    return fault;
  }

  void assertNothingLeft() {
    assertEquals(List.of(), outputs(outputs));
  }

  private static List<Path> outputs(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
