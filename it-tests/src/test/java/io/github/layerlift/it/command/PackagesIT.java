package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.Engine;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Engines;
import io.github.layerlift.it.engine.Engines.Startable;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.OutputCheck;
import io.github.layerlift.it.machine.Release;
import io.github.layerlift.it.machine.Samples;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.Runtime.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a release consists of, as far as this machine can try it: {@code packages.sh} tries it on new machines. */
@ExtendWith(EngineExtension.class)
final class PackagesIT {
  /** Neither a home nor a Java. */
  private static final String NOTHING = "env -i PATH=/usr/bin:/bin ";

  private static byte[] expected;

  @TempDir
  private Path folder;

  @BeforeAll
  static void convert(@TempDir Path converted) throws Exception {
    Path modern = converted.resolve("modern.tar");
    Launcher.convert(Samples.path(Samples.HELLO), modern);
    expected = Files.readAllBytes(modern);
  }

  private Finished shell(String script) throws Exception {
    return Command.of("sh", "-c", "cd '" + folder + "' && " + script).run();
  }

  /** The JVM, which archives the classes, may write other bytes in rare cases; they are not the rule. */
  @Test
  void pack_twice_givesTheSameBytes() throws Exception {
    Path another = folder.resolve("another");
    Release.pack(another);
    assertEquals(withoutClasses(Release.folder()), withoutClasses(another));
    if (!sums(Release.folder()).equals(sums(another))) {
      Path third = folder.resolve("third");
      Release.pack(third);
      assertTrue(
          Stream.of(Release.folder(), another)
              .anyMatch(release -> sums(release).equals(sums(third))),
          "three packages that differ");
    }
  }

  private static String sums(Path release) {
    try {
      return Files.readString(release.resolve("SHA256SUMS"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String withoutClasses(Path release) throws Exception {
    return filesOf(release).replaceAll(".*\\.jsa .*\\n", "");
  }

  /** The files of the program with its own runtime, so that a test that fails says which differ. */
  private String filesOf(Path release) throws Exception {
    String program = "'" + release + "'/*-linux-*.tar.gz";
    return shell(
            "tar -xf " + program + " --to-command='printf \"%s \" \"$TAR_FILENAME\"; sha256sum'")
        .orFail();
  }

  @Test
  void ownRuntime_unpackedAnywhere_convertsWithoutAnything() throws Exception {
    Path place = Files.createDirectory(folder.resolve("a place"));
    Command.of("tar", "-xf", Release.program(), "-C", place).run().orFail();
    Command.of("chmod", "-R", "a-w", place).run().orFail();
    Path program = onlyOne(place).resolve("bin/layerlift");
    Path link =
        Files.createSymbolicLink(folder.resolve("convert"), program.resolveSibling("convert"));

    shell(NOTHING + "'" + program + "' convert " + Samples.path(Samples.HELLO) + " one.tar")
        .orFail();
    shell(NOTHING + link + " " + Samples.path(Samples.HELLO) + " two.tar").orFail();

    assertArrayEquals(expected, Files.readAllBytes(folder.resolve("one.tar")));
    assertArrayEquals(expected, Files.readAllBytes(folder.resolve("two.tar")));
    String log = shell(NOTHING + "LAYERLIFT_JAVA_OPTS=-Xlog:class+load:file=log '" + program
            + "' --version && cat log")
        .orFail();
    assertEquals(hasClassArchive(program), log.contains("shared objects file"), "class archive");
    assertEquals(hasClassArchive(program), !log.contains(" source: file:"), log);
  }

  /** An older JVM makes another one each time. */
  private static boolean hasClassArchive(Path program) throws IOException {
    Properties release = new Properties();
    try (Reader file = Files.newBufferedReader(program.resolveSibling("../runtime/release"))) {
      release.load(file);
    }
    return Version.parse(release.getProperty("JAVA_VERSION").replace("\"", "")).feature() >= 25;
  }

  @Test
  void library_fromTheRepository_convertsOnBothPaths() throws Exception {
    Path project = folder.resolve("library");
    Command.of("cp", "-r", Checkout.samples().resolve("library"), project).run().orFail();
    Command.of(
            Checkout.mvnw(),
            "-B",
            "-q",
            "-f",
            project,
            "package",
            "-Dlayerlift.repository=" + Release.folder().resolve("maven").toUri(),
            "-Dmaven.repo.local=" + folder.resolve("repository"),
            "-Dmaven.repo.local.tail=" + System.getProperty("layerlift.repository"))
        .run()
        .orFail();
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    String jar = "library/target/layerlift-sample-1.jar:library/target/lib/*";
    String modules = jar.replace("/*", "");
    String hello = Samples.path(Samples.HELLO).toString();

    shell(java + " -cp '" + jar + "' sample.Convert " + hello + " one.tar").orFail();
    shell(java + " -p " + modules + " -m sample/sample.Convert " + hello + " two.tar")
        .orFail();
    Finished broken = shell("head -c 100000 " + hello + " >cut.tar; " + java + " -cp '" + jar
        + "' sample.Convert cut.tar three.tar");
    Finished stopped = shell(java + " -cp '" + jar + "' sample.Convert " + hello + " four.tar 0");

    assertArrayEquals(expected, Files.readAllBytes(folder.resolve("one.tar")));
    assertArrayEquals(expected, Files.readAllBytes(folder.resolve("two.tar")));
    assertTrue(broken.code() == 1 && broken.err().contains("tar-truncated: "), broken.err());
    assertFalse(Files.exists(folder.resolve("three.tar")));
    assertTrue(stopped.code() == 1 && stopped.err().contains("interrupted: "), stopped.err());
    assertFalse(Files.exists(folder.resolve("four.tar")));
  }

  @Test
  void javaProgram_withAJava_converts() throws Exception {
    Command.of("tar", "-xf", Release.file("-java.tar.gz"), "-C", folder).run().orFail();
    Path home = onlyOne(folder);
    shell(home + "/bin/convert " + Samples.path(Samples.HELLO) + " one.tar").orFail();
    assertArrayEquals(expected, Files.readAllBytes(folder.resolve("one.tar")));
  }

  private static Path onlyOne(Path place) throws IOException {
    try (Stream<Path> folders = Files.list(place)) {
      List<Path> all = folders.filter(Files::isDirectory).toList();
      assertEquals(1, all.size(), all.toString());
      return all.get(0);
    }
  }

  @Test
  void deb_any_needsLibcOnlyAndLeavesConvertToOthers() throws Exception {
    Path deb = Release.file(".deb");
    String depends = Command.of("dpkg-deb", "--field", deb, "Depends").run().orFail();
    assertTrue(depends.startsWith("libc6 (>= 2."), depends);
    String files = Command.of("dpkg-deb", "--contents", deb).run().orFail();
    for (String path : List.of(
        "./usr/bin/layerlift\n",
        "./usr/share/man/man1/layerlift-convert.1.gz\n",
        "./usr/share/bash-completion/completions/layerlift\n",
        "./usr/share/doc/layerlift/copyright\n")) {
      assertTrue(files.contains(path), path);
    }
    assertFalse(files.contains("bin/convert\n"), files);
  }

  @Test
  void image_inDocker_convertsFromPipeToPipe(Docker docker) throws Exception {
    Path image = Release.file("-image.tar");
    OutputCheck.check(image);
    docker.load(image);
    String name = "layerlift:" + Release.version();
    try {
      shell("docker --host " + docker.host() + " run --rm -i --network none " + name
              + " convert - - <" + Samples.path(Samples.HELLO) + " >one.tar")
          .orFail();
      assertArrayEquals(expected, Files.readAllBytes(folder.resolve("one.tar")));
    } finally {
      docker.remove(List.of(name));
    }
  }

  @Test
  void image_inPodman_printsItsHelp() throws Exception {
    Startable startable = Engines.here().stream()
        .filter(engine -> engine.program().equals("podman"))
        .findFirst()
        .orElseThrow();
    try (Engine podman = startable.start(Release.folder())) {
      podman.load(Release.file("-image.tar"));
      String help = podman.run(podman.images().get(0));
      assertTrue(help.startsWith("Usage: layerlift "), help);
    }
  }
}
