package io.github.layerlift.it.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/** The kinds of archives that go through the engines. */
public final class ArchiveKinds {
  private static final String LAYER = "layer.tar";

  private final Path folder;
  private final List<ArchiveKind> kinds = new ArrayList<>();

  private ArchiveKinds(Path folder) {
    this.folder = folder;
  }

  /** The kinds that differ most; those that are not samples are written into {@code folder}. */
  public static List<ArchiveKind> some(Path folder) throws IOException {
    ArchiveKinds some = new ArchiveKinds(folder);
    some.samples();
    some.beforeManifestJson();
    some.layers();
    return List.copyOf(some.kinds);
  }

  /** Every kind. */
  static List<ArchiveKind> all(Path folder) throws IOException, InterruptedException {
    ArchiveKinds all = new ArchiveKinds(folder);
    all.kinds.addAll(some(folder));
    all.packed();
    all.outputs();
    return List.copyOf(all.kinds);
  }

  private void samples() throws IOException {
    for (String sample : Samples.names()) {
      kinds.add(new ArchiveKind(
          "`" + sample + "`", Samples.path(sample), List.of(), sample.equals(Samples.HELLO)));
    }
  }

  /** Docker 20.10 still wrote everything that versions before 1.10 wrote, and more. */
  private void beforeManifestJson() throws IOException {
    add("before Docker 1.10", "v1-19.tar", v1().changed(by("1.9.1")), true);
    add("before Docker 1.8.3", "v1-16.tar", v1().changed(by("1.6.2")), true);
    add(
        "before Docker 1.10, no `repositories`",
        "v1-untagged.tar",
        v1().changed(by("1.9.1")).without(name -> name.equals("repositories")),
        true);
  }

  private static Tar v1() throws IOException {
    return hello()
        .without(name -> !name.matches("repositories|[0-9a-f]{64}/(VERSION|json|layer\\.tar)"));
  }

  private static BiFunction<String, byte[], byte[]> by(String docker) {
    return (name, bytes) -> name.endsWith("/json")
        ? new String(bytes, UTF_8)
            .replaceFirst("(\"docker_version\":\")[^\"]*", "$1" + docker)
            // what later versions make up for lower layers
            .replace("1970-01-01T00:00:00Z", "2015-11-03T21:37:38Z")
            .getBytes(UTF_8)
        : bytes;
  }

  private void layers() throws IOException {
    add(
        "layers packed with gzip",
        "layers-gzip.tar",
        hello().changed(layers(ArchiveKinds::gzip)),
        true);
    add("layers packed with xz", "layers-xz.tar", hello().changed(layers(ArchiveKinds::xz)), true);
    add(
        "some layers packed with gzip, some plain",
        "layers-mixed.tar",
        hello()
            .changed((name, bytes) -> name.endsWith(LAYER) && bytes.length < 1 << 16
                ? packed(bytes, ArchiveKinds::gzip)
                : bytes),
        true);
  }

  private static BiFunction<String, byte[], byte[]> layers(Packer packer) {
    return (name, bytes) -> name.endsWith(LAYER) ? packed(bytes, packer) : bytes;
  }

  private void packed() throws IOException, InterruptedException {
    for (String program : List.of("gzip", "bzip2", "xz", "zstd")) {
      Path archive = folder.resolve("packed." + program);
      Command.of("bash", "-c", program + " -c " + Samples.path(Samples.HELLO) + " >" + archive)
          .run()
          .orFail();
      kinds.add(new ArchiveKind("the whole packed with " + program, archive, List.of(), true));
    }
  }

  /** One archive, converted with each option. */
  private void outputs() {
    output("`--compress gzip`", "--compress", "gzip");
    output("`--compress zstd`", "--compress", "zstd");
    output("`--format folder`, packed with tar", "--format", "folder");
    output("`--platform-in-index`", "--platform-in-index");
    output("`--no-repositories`", "--no-repositories");
    output("`--no-manifest-json`", "--no-manifest-json");
  }

  private void output(String title, String... options) {
    kinds.add(new ArchiveKind(title, Samples.path(Samples.HELLO), List.of(options), true));
  }

  private void add(String title, String file, Tar tar, boolean runs) throws IOException {
    Path archive = folder.resolve(file);
    tar.write(archive);
    kinds.add(new ArchiveKind(title, archive, List.of(), runs));
  }

  private static Tar hello() throws IOException {
    return Tar.read(Samples.path(Samples.HELLO));
  }

  /** A stream that packs what is written into it. */
  private interface Packer {
    OutputStream into(OutputStream packed) throws IOException;
  }

  private static OutputStream gzip(OutputStream packed) throws IOException {
    return new GZIPOutputStream(packed);
  }

  private static OutputStream xz(OutputStream packed) throws IOException {
    return new XZCompressorOutputStream(packed);
  }

  private static byte[] packed(byte[] bytes, Packer packer) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packer.into(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
