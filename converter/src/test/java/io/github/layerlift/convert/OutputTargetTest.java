package io.github.layerlift.convert;

import static io.github.layerlift.fixture.Workbench.options;
import static io.github.layerlift.fixture.Workbench.usual;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OutputArchive;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Soundness;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.registry.FakeRegistry;
import io.github.layerlift.report.ConversionReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the target, above all when something goes wrong. */
class OutputTargetTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final byte[] ARCHIVE = DockerSave.of(HELLO).archive().bytes();

  /** Its last layer doesn't match the config, so it fails after everything was poured. */
  private static final byte[] BROKEN = DockerSave.of(HELLO)
      .archive()
      .with(DockerSave.of(HELLO).v1Id(HELLO, 1) + "/layer.tar", LayerTar.of("other", "x"))
      .bytes();

  @TempDir
  private Path folder;

  private Workbench bench;
  private Path target;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
    target = bench.outputs().resolve("modern.tar");
  }

  private LayerliftException refuse(ErrorCode code, byte[] archive, Output output)
      throws IOException {
    return bench.refuse(code, new Input.OfPath(bench.input(archive)), output, options(usual()));
  }

  private ConversionReport convert(Output output) throws IOException {
    return Converter.convert(new Input.OfPath(bench.input(ARCHIVE)), output, options(usual()));
  }

  /** A new kind belongs here: the compiler doesn't ask for the place where it is opened. */
  @Test
  void convert_everyKind_reportsItsSize() throws IOException {
    WritableByteChannel stream = Channels.newChannel(new ByteArrayOutputStream());
    RegistryOptions access = RegistryOptions.builder()
        .credentials((name, repository) -> Optional.empty())
        .build();
    List<Output> every = List.of(
        new Output.TarFile(target, false),
        new Output.TarStream("stream", stream),
        new Output.Folder(bench.outputs().resolve("layout")),
        new Output.Registry("registry", access, Optional.of("gzip"), false),
        new Output.Nowhere());
    assertEquals(
        Set.of(Output.class.getPermittedSubclasses()),
        every.stream().map(Object::getClass).collect(Collectors.toSet()));

    try (FakeRegistry registry = new FakeRegistry()) {
      List<Change> moved = List.of(new Change.Move(registry.domain() + "/old/"));
      for (Output output : every) {
        Input input = new Input.OfPath(bench.input(ARCHIVE));
        ConversionReport done =
            Converter.convert(input, output, options(options -> options.changes(moved)));
        assertTrue(done.outputBytes() > 0, output.name());
      }
    }
  }

  @Test
  void convert_ontoAFile_leavesItWithoutForce() throws IOException {
    Files.writeString(target, "precious");
    LayerliftException fault =
        refuse(ErrorCode.TARGET_EXISTS, ARCHIVE, new Output.TarFile(target, false));
    assertEquals("precious", Files.readString(target));
    assertTrue(fault.getMessage().contains(target.toString()), fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("Output.TarFile.replace"));
  }

  @Test
  void convert_ontoAFileWithForce_replacesIt() throws IOException {
    Files.writeString(target, "old");
    convert(new Output.TarFile(target, true));
    Soundness.require(OutputArchive.ofTar(Files.readAllBytes(target)));
    assertEquals(1, bench.outputs().toFile().list().length);
  }

  @Test
  void convert_brokenArchiveWithForce_leavesTheOldFile() throws IOException {
    Files.writeString(target, "precious");
    refuse(ErrorCode.DIFF_ID_MISMATCH, BROKEN, new Output.TarFile(target, true));
    assertEquals("precious", Files.readString(target));
  }

  @Test
  void convert_ontoAFolder_isRefused() throws IOException {
    Files.createDirectory(target);
    for (boolean force : new boolean[] {false, true}) {
      LayerliftException fault =
          refuse(ErrorCode.TARGET_UNWRITABLE, ARCHIVE, new Output.TarFile(target, force));
      assertTrue(fault.getMessage().contains("is a folder"), fault.getMessage());
    }
  }

  @Test
  void convert_intoAMissingFolder_isRefused() throws IOException {
    Path absent = bench.outputs().resolve("absent/modern.tar");
    LayerliftException fault =
        refuse(ErrorCode.TARGET_UNWRITABLE, ARCHIVE, new Output.TarFile(absent, false));
    assertTrue(fault.getMessage().contains("folder does not exist"), fault.getMessage());
    refuse(ErrorCode.TARGET_UNWRITABLE, ARCHIVE, new Output.Folder(absent));
  }

  @Test
  void convert_belowAFile_isRefused() throws IOException {
    Path file = Files.writeString(bench.outputs().resolve("file"), "x");
    Path below = file.resolve("modern.tar");
    refuse(ErrorCode.TARGET_UNWRITABLE, ARCHIVE, new Output.TarFile(below, false));
  }

  @Test
  void convert_ontoItself_isRefusedEvenWithForce() throws IOException {
    Path both = Files.write(target, ARCHIVE);
    for (Path name : List.of(both, bench.outputs().resolve("./../out/modern.tar"))) {
      bench.refuse(
          ErrorCode.SAME_FILE,
          new Input.OfPath(both),
          new Output.TarFile(name, true),
          options(usual()));
    }
    assertArrayEquals(ARCHIVE, Files.readAllBytes(both));
  }

  @Test
  void convert_ontoALinkToItself_isRefused() throws IOException {
    Path input = bench.input(ARCHIVE);
    Files.createSymbolicLink(target, input);
    bench.refuse(
        ErrorCode.SAME_FILE,
        new Input.OfPath(input),
        new Output.TarFile(target, true),
        options(usual()));
    assertArrayEquals(ARCHIVE, Files.readAllBytes(input));
  }

  @Test
  void convert_folderInput_isNeverWrittenInto() throws IOException {
    Path input = DockerSave.of(HELLO)
        .archive()
        .unpack(Files.createDirectory(bench.inputs().resolve("u")));
    Path inner = Files.createDirectory(input.resolve("new"));
    Files.createSymbolicLink(target, inner.resolve("modern.tar"));
    for (Output output : List.of(
        new Output.Folder(input),
        new Output.Folder(inner),
        new Output.Folder(input.resolve("absent/deeper")),
        new Output.TarFile(input.resolve("modern.tar"), true),
        new Output.TarFile(input.resolve("modern.tar.gz"), false),
        new Output.TarFile(target, false))) {
      LayerliftException fault =
          bench.refuse(ErrorCode.SAME_FILE, new Input.OfPath(input), output, options(usual()));
      assertTrue(fault.hint().orElseThrow().contains("outside of it"), fault.getMessage());
    }
    try (Stream<Path> left = Files.list(inner)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void convert_besideTheInputFolder_works() throws IOException {
    Path input = DockerSave.of(HELLO)
        .archive()
        .unpack(Files.createDirectory(bench.inputs().resolve("u")));
    Files.createSymbolicLink(input.resolve("out.tar"), target);
    Converter.convert(new Input.OfPath(input), new Output.TarFile(target, false), options(usual()));
    Soundness.require(OutputArchive.ofTar(Files.readAllBytes(target)));
  }

  @Test
  void convert_throughALink_writesWhatItLeadsTo() throws IOException {
    Path real = bench.outputs().resolve("real.tar");
    Files.createSymbolicLink(target, real.getFileName());
    convert(new Output.TarFile(target, false));
    assertTrue(Files.isSymbolicLink(target));
    Soundness.require(OutputArchive.ofTar(Files.readAllBytes(real)));
  }

  @Test
  void convert_intoAnEmptyFolder_fillsIt() throws IOException {
    Path layout = Files.createDirectory(bench.outputs().resolve("layout"));
    convert(new Output.Folder(layout));
    Soundness.requireFolder(OutputArchive.ofFolder(layout));
  }

  @Test
  void convert_intoAFolderWithSomethingInIt_isRefused() throws IOException {
    Path layout = Files.createDirectory(bench.outputs().resolve("layout"));
    Path precious = Files.writeString(layout.resolve("precious"), "x");
    refuse(ErrorCode.TARGET_EXISTS, ARCHIVE, new Output.Folder(layout));
    assertTrue(Files.exists(precious));
    Path file = Files.writeString(bench.outputs().resolve("file"), "x");
    refuse(ErrorCode.TARGET_EXISTS, ARCHIVE, new Output.Folder(file));
  }

  @Test
  void convert_brokenArchiveIntoAFolder_leavesNothing() throws IOException {
    Path layout = bench.outputs().resolve("layout");
    refuse(ErrorCode.DIFF_ID_MISMATCH, BROKEN, new Output.Folder(layout));
    assertFalse(Files.exists(layout));
  }

  @Test
  void convert_brokenArchiveIntoAStream_writesNotOneByte() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    refuse(
        ErrorCode.DIFF_ID_MISMATCH, BROKEN, new Output.TarStream("pipe", Channels.newChannel(out)));
    assertEquals(0, out.size());
  }

  @Test
  void convert_streamInput_leavesNoSpool() throws IOException {
    for (byte[] broken : List.of(BROKEN, Packing.GZIP.pack(BROKEN))) {
      bench.refuse(
          ErrorCode.DIFF_ID_MISMATCH,
          Workbench.stream(broken),
          new Output.TarFile(target, false),
          options(usual()));
    }
  }

  @Test
  void convert_closedPipe_saysSo() throws IOException {
    LayerliftException fault = refuse(ErrorCode.WRITE_FAILED, ARCHIVE, failing("Broken pipe"));
    assertTrue(fault.getMessage().contains("Broken pipe"), fault.getMessage());
  }

  @Test
  void convert_fullDisk_saysSo() throws IOException {
    LayerliftException fault =
        refuse(ErrorCode.NO_SPACE, ARCHIVE, failing("No space left on device"));
    assertTrue(fault.getMessage().contains("standard output"), fault.getMessage());
  }

  @Test
  void convert_stopAskedFor_leavesTheOldFile() throws IOException {
    Files.writeString(target, "precious");
    Cancellation stop = new Cancellation();
    stop.request();
    for (byte[] archive : List.of(ARCHIVE, Packing.GZIP.pack(ARCHIVE))) {
      bench.refuse(
          ErrorCode.INTERRUPTED_BY_USER,
          new Input.OfPath(bench.input(archive)),
          new Output.TarFile(target, true),
          options(options -> options.reading(
              ReadOptions.builder().monitor(new Monitor(new Progress(), stop)).build())));
    }
    assertEquals("precious", Files.readString(target));
  }

  @Test
  void convert_leftoverOfAKilledRun_isCleanedUp() throws IOException {
    Path stale =
        Files.writeString(bench.outputs().resolve(".modern.tar.layerlift-0123abcd.tmp"), "stale");
    Path other = Files.writeString(bench.outputs().resolve(".other.tar.layerlift-1.tmp"), "x");
    convert(new Output.TarFile(target, false));
    assertFalse(Files.exists(stale));
    assertTrue(Files.exists(other), "belongs to another target");
  }

  @Test
  void convert_inputThatChangesMeanwhile_isNoticed() throws IOException {
    Path input = bench.input(ARCHIVE);
    WritableByteChannel meddler = channel(bytes -> {
      byte[] changed = ARCHIVE.clone();
      for (int i = 0; i < changed.length; i++) {
        changed[i] ^= 1;
      }
      Files.write(input, changed);
    });
    bench.refuse(
        ErrorCode.INPUT_CHANGED,
        new Input.OfPath(input),
        new Output.TarStream("pipe", meddler),
        options(usual()));
  }

  @Test
  void convert_longFileName_stillHasRoomForTheTemporaryOne() throws IOException {
    Path longest = bench.outputs().resolve("x".repeat(251) + ".tar");
    convert(new Output.TarFile(longest, false));
    assertTrue(Files.exists(longest));
  }

  private static Output failing(String reason) {
    return new Output.TarStream("standard output", channel(bytes -> {
      throw new IOException(reason);
    }));
  }

  @FunctionalInterface
  private interface OnWrite {
    void write(ByteBuffer bytes) throws IOException;
  }

  private static WritableByteChannel channel(OnWrite action) {
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer bytes) throws IOException {
        action.write(bytes);
        int count = bytes.remaining();
        bytes.position(bytes.limit());
        return count;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no FIFOs")
  void convert_ontoAFifo_writesIntoIt() throws Exception {
    Process made = new ProcessBuilder("mkfifo", target.toString()).start();
    assertEquals(0, made.waitFor());
    Path copy = bench.inputs().resolve("copy.tar");
    // opened by the shell: a process builder would wait for the writer
    Process reader = new ProcessBuilder("sh", "-c", "cat '" + target + "' >'" + copy + "'").start();
    convert(new Output.TarFile(target, true));
    assertEquals(0, reader.waitFor());
    assertFalse(Files.isRegularFile(target));
    assertTrue(Files.size(copy) > 0);
    Files.delete(target);
  }

  @Test
  void convert_textInPlaceOfAnArchive_createsNoTarget() throws IOException {
    refuse(ErrorCode.NOT_AN_ARCHIVE, "text".getBytes(UTF_8), new Output.TarFile(target, false));
    assertFalse(Files.exists(target));
  }
}
