package io.github.layerlift.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConfigField;
import io.github.layerlift.options.ConvertOptionsBuilder;
import io.github.layerlift.options.Edit;
import io.github.layerlift.options.Limits;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** For each code, one call that fails with it. A new code must be added here: the test insists. */
final class ErrorCases {
  /**
   * One call.
   *
   * @param leavesNothing false if the folder had content before
   */
  record Case(
      Input input,
      Output output,
      UnaryOperator<ConvertOptionsBuilder> options,
      boolean leavesNothing) {
    Case to(Output other) {
      return new Case(input, other, options, leavesNothing);
    }

    Case with(UnaryOperator<ConvertOptionsBuilder> change) {
      return new Case(input, output, change, leavesNothing);
    }

    Case leavingSomething() {
      return new Case(input, output, options, false);
    }
  }

  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final ArchiveFixture DOCKER = DockerSave.of(HELLO).archive();
  private static final String LAYER = DockerSave.of(HELLO).v1Id(HELLO, 0) + "/layer.tar";
  private static final String CONFIG = HELLO.id() + ".json";
  private static final String ABSENT = "f".repeat(64);

  private final Path folder;
  private final Path target;

  ErrorCases(Path folder, Path target) {
    this.folder = folder;
    this.target = target;
  }

  Case of(ErrorCode code) throws IOException {
    return switch (code.kind()) {
      case USAGE, STORAGE, INTERRUPTED -> ofMachine(code);
      case UNSUPPORTED ->
        code == ErrorCode.INDEX_NOT_EDITED || code == ErrorCode.ARTIFACT_NOT_EDITED
            ? ofEdit(code)
            : ofStranger(code);
      case MALFORMED ->
        code == ErrorCode.INPUT_ENDLESS
            ? new Case(endless(), file(), Workbench.usual(), true)
            : archive(ofArchive(code)).with(options -> strict(code, options));
    };
  }

  private Case ofMachine(ErrorCode code) throws IOException {
    Case good = archive(DOCKER.bytes());
    return switch (code) {
      case BAD_OPTION -> good.with(options -> options.platform("linux"));
      case SAME_FILE -> good.to(new Output.TarFile(Path.of(good.input().name()), true));
      case NOTHING_SELECTED ->
        good.with(options -> options.changes(List.of(new Change.Select(List.of("absent")))));
      case INDEX_PLATFORMS ->
        archive(DockerSave.of(HELLO, HELLO.command("/other").tag("x:1"))
                .archive()
                .bytes())
            .with(options -> options.changes(List.of(new Change.Index("all:1"))));
      case INPUT_MISSING -> path(folder.resolve("absent"));
      case INPUT_UNREADABLE -> path(folder.resolve("x".repeat(300)));
      case INPUT_CHANGED ->
        good.to(onWrite(
            () -> Files.write(Path.of(good.input().name()), Arrays.copyOf(DOCKER.bytes(), 600))));
      case TARGET_EXISTS -> {
        Files.writeString(target, "precious");
        yield good.leavingSomething();
      }
      case TARGET_UNWRITABLE -> good.to(new Output.TarFile(folder, false));
      case READ_FAILED -> new Case(brokenStream(), file(), Workbench.usual(), true);
      case WRITE_FAILED ->
        good.to(onWrite(() -> {
          throw new IOException("Broken pipe");
        }));
      case NO_SPACE ->
        good.to(onWrite(() -> {
          throw new IOException("No space left on device");
        }));
      case INTERRUPTED_BY_USER -> {
        Cancellation stop = new Cancellation();
        stop.request();
        yield good.with(options -> options.reading(
            ReadOptions.builder().monitor(new Monitor(new Progress(), stop)).build()));
      }
      default -> throw new AssertionError("no case for " + code);
    };
  }

  private Case ofEdit(ErrorCode code) throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> one = save.image(HELLO, Packing.PLAIN);
    Map<String, @Nullable Object> listed = code == ErrorCode.INDEX_NOT_EDITED
        ? save.index(one, save.image(HELLO.command("/x"), Packing.PLAIN))
        : save.attestation(one);
    List<Change> edit = List.of(new Edit.Set(ConfigField.USER, "me"));
    return archive(save.list(listed, "app:1.0").archive().bytes())
        .with(options -> options.changes(edit));
  }

  private Case ofStranger(ErrorCode code) throws IOException {
    return archive(
        switch (code) {
          case EMPTY_INPUT -> new byte[0];
          case EMPTY_ARCHIVE -> ArchiveFixture.empty().bytes();
          case NOT_AN_ARCHIVE -> "hello, world\n".getBytes(UTF_8);
          case ROOT_FILESYSTEM ->
            ArchiveFixture.empty().folder("bin/").folder("etc/").bytes();
          case BARE_LAYER -> ArchiveFixture.empty().file("a/.wh.b", "").bytes();
          case WRAPPED_ARCHIVE ->
            ArchiveFixture.empty().file("image.tar", DOCKER.bytes()).bytes();
          case DIR_LAYOUT ->
            ArchiveFixture.empty()
                .file("manifest.json", "{\"schemaVersion\":2}")
                .bytes();
          case STORAGE_FOLDER ->
            ArchiveFixture.empty().file("graph/" + ABSENT + "/json", "{}").bytes();
          case LAYER_ENCRYPTED -> encrypted();
          case UNKNOWN_ARCHIVE -> ArchiveFixture.empty().file("pom.xml", "x").bytes();
          case UNSUPPORTED_MEDIA_TYPE ->
            OciSave.hybrid(HELLO)
                .archive()
                .with("oci-layout", "{\"imageLayoutVersion\":\"2.0.0\"}")
                .bytes();
          default -> throw new AssertionError("no case for " + code);
        });
  }

  private static byte[] ofArchive(ErrorCode code) {
    String manifest = DOCKER.text("manifest.json");
    return switch (code) {
      case TAR_TRUNCATED -> Arrays.copyOf(DOCKER.bytes(), 512 * 7);
      case TAR_HEADER -> flipped(DOCKER.bytes(), 512);
      case ENTRY_NAME -> DOCKER.file("../evil", "x").bytes();
      case ENTRY_TWICE -> DOCKER.file("manifest.json", "[]").bytes();
      case ARCHIVE_FOLLOWS ->
        Bytes.concat(DOCKER.bytes(), V1Save.hello("x:1").archive().bytes());
      case TOO_MANY_ENTRIES -> DOCKER.bytes();
      case LINK_LEAVES -> DOCKER.with(link(LAYER, "/etc/passwd")).bytes();
      case LINK_LOOP -> DOCKER.with(link(LAYER, "layer.tar")).bytes();
      case WINDOW_TOO_BIG -> Packing.XZ.pack(DOCKER.bytes());
      case COMPRESSION_CORRUPT -> half(Packing.GZIP.pack(DOCKER.bytes()));
      case UNPACKED_TOO_BIG -> Packing.GZIP.pack(DOCKER.bytes());
      case JSON_TOO_BIG -> listing(" ".repeat((8 << 20) + 1));
      case JSON_TOO_DEEP -> listing("[".repeat(1000));
      case JSON_SYNTAX -> listing("[");
      case JSON_KEY_TWICE -> listing("[{\"a\":1,\"a\":2}]");
      case JSON_SHAPE -> listing("{}");
      case NO_IMAGES -> listing("[]");
      case CONFIG_MISSING -> DOCKER.without(CONFIG).bytes();
      case CONFIG_INVALID -> DOCKER.with(CONFIG, "{}").bytes();
      case LAYER_MISSING, NOTHING_WHOLE -> DOCKER.without(LAYER).bytes();
      case LAYER_COUNT -> listing(manifest.replace("\"" + LAYER + "\",", ""));
      case TOO_MANY_LAYERS -> manyLayers();
      case DIFF_ID_MISMATCH -> DOCKER.with(LAYER, LayerTar.of("other", "x")).bytes();
      case BLOB_MISSING -> oci(true);
      case BLOB_MISMATCH -> oci(false);
      case DIGEST_INVALID ->
        DOCKER.with(CONFIG, "{\"rootfs\":{\"diff_ids\":[\"x\",\"y\"]}}").bytes();
      case TAG_CONFLICT -> DockerSave.of(HELLO, HELLO.command("/x")).archive().bytes();
      case BLOB_COLLISION ->
        DialectFixture.BAZEL_PLAIN
            .archive(HELLO, ImageFixture.image().layer(HELLO.config()).tag("odd:1"))
            .bytes();
      case STRICT_WARNINGS -> DockerSave.of(HELLO.platformJson("")).archive().bytes();
      default -> ofV1(code);
    };
  }

  private static byte[] ofV1(ErrorCode code) {
    V1Save v1 = V1Save.hello("x:1");
    return switch (code) {
      case V1_ID_INVALID -> v1.tag("y", "1", "app").archive().bytes();
      case V1_ID_TWICE ->
        v1.on("")
            .layer("app", LayerTar.of("x", "y"))
            .field("id", v1.ids().get(0))
            .archive()
            .bytes();
      case V1_PARENT_MISSING ->
        v1.on(v1.ids().get(0)).field("parent", ABSENT).archive().bytes();
      case V1_PARENT_LOOP -> v1.field("parent", v1.id()).archive().bytes();
      case V1_JSON_MISSING -> v1.without("json").archive().bytes();
      case V1_TIME_INVALID -> v1.field("created", "now").archive().bytes();
      default -> throw new AssertionError("no case for " + code);
    };
  }

  private static byte[] listing(String manifest) {
    return DOCKER.with("manifest.json", manifest).bytes();
  }

  private static ArchiveFixture.Entry link(String name, String target) {
    return new ArchiveFixture.Entry(name, '2', new byte[0], target);
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private static byte[] flipped(byte[] bytes, int at) {
    bytes[at] ^= 1;
    return bytes;
  }

  private static byte[] manyLayers() {
    ImageFixture image = ImageFixture.image();
    for (int i = 0; i < 5; i++) {
      image = image.layer("f", "layer " + i);
    }
    return DockerSave.of(image).archive().bytes();
  }

  /** An OCI layout whose layers are said to be encrypted. */
  private static byte[] encrypted() {
    ArchiveFixture archive = OciSave.of(Packing.PLAIN, HELLO).archive();
    String index = archive.text("index.json");
    String manifest = index.replaceAll("(?s).*sha256:([0-9a-f]{64}).*", "$1");
    byte[] changed = archive
        .text("blobs/sha256/" + manifest)
        .replace("layer.v1.tar\"", "layer.v1.tar+encrypted\"")
        .getBytes(UTF_8);
    return archive
        .without("blobs/sha256/" + manifest)
        .file("blobs/sha256/" + Hashes.hex(changed), changed)
        .with(
            "index.json",
            index
                .replace(manifest, Hashes.hex(changed))
                .replaceAll("\"size\": ?\\d+", "\"size\":" + changed.length))
        .bytes();
  }

  /** An archive, followed by endless data. */
  private static Input endless() {
    return new Input.OfStream(
        "standard input",
        new SequenceInputStream(new ByteArrayInputStream(DOCKER.bytes()), new InputStream() {
          @Override
          public int read() {
            return 0;
          }

          @Override
          public int read(byte[] into, int start, int length) {
            Arrays.fill(into, start, start + length, (byte) 0);
            return length;
          }
        }));
  }

  /** An OCI layout whose config is missing, or has other bytes. */
  private static byte[] oci(boolean absent) {
    ArchiveFixture archive = OciSave.of(Packing.PLAIN, HELLO).archive();
    String config = "blobs/sha256/" + HELLO.id();
    return absent
        ? archive.without(config).bytes()
        : archive.with(config, flipped(archive.content(config), 0)).bytes();
  }

  private Case archive(byte[] bytes) throws IOException {
    return path(Files.write(folder.resolve("archive.tar"), bytes));
  }

  /** The options without which the archive would pass. */
  private static ConvertOptionsBuilder strict(ErrorCode code, ConvertOptionsBuilder options) {
    return switch (code) {
      case TOO_MANY_ENTRIES ->
        options.reading(ReadOptions.builder()
            .limits(new Limits(8 << 20, 128, 2, 10, 16, 1 << 30, 100))
            .build());
      case TOO_MANY_LAYERS ->
        options.reading(ReadOptions.builder()
            .limits(new Limits(8 << 20, 128, 99, 4, 16, 1 << 30, 100))
            .build());
      case UNPACKED_TOO_BIG ->
        options.reading(ReadOptions.builder()
            .limits(new Limits(8 << 20, 128, 99, 10, 16, 1000, 100))
            .build());
      case WINDOW_TOO_BIG ->
        options.reading(ReadOptions.builder()
            .limits(new Limits(8 << 20, 128, 99, 10, 16, 1 << 30, 100, 1 << 10))
            .build());
      case STRICT_WARNINGS -> options.strict(true);
      case NOTHING_WHOLE ->
        options.reading(ReadOptions.builder().salvage(Salvage.WHOLE).build());
      default -> options;
    };
  }

  private Case path(Path input) {
    return new Case(new Input.OfPath(input), file(), Workbench.usual(), true);
  }

  private Output file() {
    return new Output.TarFile(target, false);
  }

  private static Input brokenStream() {
    return new Input.OfStream(
        "standard input", new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] into, int start, int length) throws IOException {
            throw new IOException("Input/output error");
          }
        });
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  private static Output onWrite(Action action) {
    return new Output.TarStream("standard output", new WritableByteChannel() {
      @Override
      public int write(ByteBuffer bytes) throws IOException {
        action.run();
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
    });
  }
}
