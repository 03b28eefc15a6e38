package io.github.layerlift.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fixture.Archives;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.progress.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Valid inputs, and some borderline ones, for fuzzers to start from. */
final class Seeds {
  /** Bigger samples slow a fuzzer down. */
  private static final int MAX_BYTES = 40_000;

  private static final ImageFixture IMAGE = ImageFixture.image()
      .layer("a", "a")
      .layer(LayerTar.empty())
      .layer("a", "a")
      .tag("app:1");

  private Seeds() {}

  static List<byte[]> texts(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  /** An archive of each dialect in its compact form. */
  static List<byte[]> archives() {
    return Arrays.stream(DialectFixture.values())
        .map(dialect -> FuzzedArchive.seed(dialect.archive(IMAGE)))
        .toList();
  }

  /** Archives as tars, the samples among them. */
  static List<byte[]> tars() throws IOException {
    List<byte[]> tars = new ArrayList<>();
    for (byte[] sample : samples()) {
      tars.add(FuzzedTar.seed(sample));
    }
    for (DialectFixture dialect : DialectFixture.values()) {
      tars.add(FuzzedTar.seed(dialect.archive(IMAGE).bytes()));
    }
    tars.addAll(layers());
    return tars;
  }

  /** The layer on top of which {@link #layers} are applied. */
  static byte[] baseLayer() {
    return LayerFixture.layer()
        .folder("etc/")
        .file("etc/motd", "welcome")
        .file("hello", "hello, world")
        .hardLink("again", "hello")
        .symlink("up", "../etc")
        .symlink("root", "/")
        .bytes();
  }

  static List<byte[]> layers() {
    byte[] links = LayerFixture.layer()
        .symlink("a", "etc")
        .file("a/b", "x")
        .hardLink("c", "a/b")
        .symlink("out", "../../outside/folder")
        .file("out/new", "x")
        .hardLink("d", "hello")
        .bytes();
    byte[] hidden = LayerFixture.layer()
        .whiteout("hello")
        .opaque("etc")
        .file("etc/new", "x")
        .file(".wh..wh.plnk/1", "x")
        .hardLink("kept", ".wh..wh.plnk/1")
        .bytes();
    byte[] odd = LayerFixture.layer()
        .pax("SCHILY.xattr.user.note", "x")
        .pax("path", "long/" + "n".repeat(120))
        .pax("mtime", "1400000000.5")
        .file("short", "x")
        .entry("././@LongLink", 'L', "", ("g/" + "n".repeat(150)).getBytes(UTF_8))
        .file("g", "x")
        .fifo("fifo")
        .device("tty", 5, 0)
        .bytes();
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] layer : List.of(links, hidden, odd, new byte[0])) {
      seeds.add(FuzzedTar.seed(layer));
      byte[] packed = FuzzedTar.seed(Packing.GZIP.pack(layer));
      packed[0] = 3;
      seeds.add(packed);
    }
    return seeds;
  }

  /** Every JSON file of the samples, and those of our own fixtures. */
  static List<byte[]> jsons() throws IOException {
    List<byte[]> jsons = new ArrayList<>();
    for (byte[] sample : samples()) {
      Archive archive = Archives.ofTar(new MemorySource(sample), 1_000, 16, new Cancellation());
      for (String name : archive.names()) {
        Optional<Extent> file = archive.find(name);
        if (file.isPresent() && (name.endsWith("json") || name.endsWith("repositories"))) {
          jsons.add(file.get().readAll(MAX_BYTES, name, Setting.JSON_BYTES));
        }
      }
    }
    jsons.add(IMAGE.config());
    jsons.addAll(texts("[1, -0.5e+3, \"\\ud83d\\ude00\\u2028<\", null, true, {}]", "", "\"x\""));
    return jsons;
  }

  static List<byte[]> goJsons() throws IOException {
    List<byte[]> jsons = new ArrayList<>(jsons());
    jsons.addAll(texts(
        "2014-10-01T20:46:08.914288461Z",
        "2014-01-02T3:04:05,120+02:30",
        "1.8.31.8.3-cs1",
        "{\"STRING\":\"x\",\"_BOOL\":true,\"INT\":-5,\"_INT_POINTER\":0,"
            + "\"STRINGS\":[\"x\",null],\"_STRING_OR_STRINGS\":\"x\"}",
        "{\"set\":{\"/z\":{},\"/a\":null},\"_MAP\":{\"k\":\"v\",\"j\":null},"
            + "\"TIME\":\"2014-01-02T03:04:05.120Z\",\"s\":{\"STRING\":null}}"));
    return jsons;
  }

  private static List<byte[]> samples() throws IOException {
    List<byte[]> samples = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".tar") && Files.size(file) < MAX_BYTES) {
          samples.add(Files.readAllBytes(file));
        }
      }
    }
    return samples;
  }

  /** The checkout's {@code samples}, from whichever of its folders this runs in. */
  private static Path folder() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(at.resolve("samples/SHA256SUMS"))) {
      at = at.getParent();
      if (at == null) {
        throw new IllegalStateException("not in the checkout: " + Path.of("").toAbsolutePath());
      }
    }
    return at.resolve("samples");
  }
}
