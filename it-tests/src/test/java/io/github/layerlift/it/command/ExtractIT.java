package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Umoci;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.CraftedImage;
import io.github.layerlift.it.machine.FileTree;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Extracted files are the same as those that engines unpack. The tests run as root. */
@ExtendWith(EngineExtension.class)
final class ExtractIT {
  /** What a container has, but its image need not have. */
  private static final Set<String> OF_CONTAINERS = Set.of(
      ".dockerenv",
      "dev",
      "proc",
      "sys",
      "etc",
      "etc/hostname",
      "etc/hosts",
      "etc/resolv.conf",
      "etc/mtab");

  /** Steps of a build, on top of the sample that has busybox. */
  private static final String DOCKERFILE = """
      FROM layerlift/hello:1.0
      USER 0
      RUN mkdir -p /a/b/c /opaque/deep /replaced/x /tmp /real /etc && \
          echo one >/a/file && ln /a/file /a/second && ln -s ../a/file /real/link && \
          ln -s /real /linked && echo x >/opaque/deep/x && echo x >/replaced/x/y && \
          echo s >/a/suid && chmod 4755 /a/suid && chmod 1777 /tmp && chmod 2775 /a/b && \
          echo owned >/owned && chown 1000:1001 /owned && chown -h 12:34 /linked && \
          echo gone >/gone && echo becomes-folder >/becomes && echo secret >/secret && \
          touch -d '2001-02-03 04:05:06' /a/old && mkfifo -m 640 /pipe && \
          mkdir -p "/ünï/$(printf %0120d 0)/$(printf %0120d 1)" && echo x >"/ünï/$(printf %0120d 0)/ñ"
      RUN rm /gone && rm -rf /opaque && mkdir /opaque && echo new >/opaque/new && \
          rm -rf /replaced && echo file >/replaced && rm /becomes && mkdir -m 700 /becomes && \
          echo y >/becomes/y && echo through >/linked/through && ln /a/file /a/third && \
          chmod 0 /secret
      RUN chmod 711 /a && rm -rf /a/b && echo changed >/a/second && rm /linked && mkdir /linked && \
          echo back >/gone && ln -s /nowhere /dangling && mknod /null c 1 3
      """;

  @TempDir
  private Path folder;

  /** The program is built by then, so that no test waits for it. */
  @BeforeAll
  static void build() throws Exception {
    Command.of(Checkout.layerlift(), "--version").run().orFail();
  }

  /** JUnit would warn about every link, and wouldn't remove what it may not open. */
  @AfterEach
  void removeTrees() throws Exception {
    Command.of("find", folder, "-mindepth", 1, "-delete").run().orFail();
  }

  @Test
  void extract_builtImage_equalsExportAndUnpack(Docker docker, Umoci umoci) throws Exception {
    Path legacy = folder.resolve("legacy.tar");
    Path export = folder.resolve("export.tar");
    docker.load(Samples.path(Samples.HELLO));
    Files.writeString(
        Files.createDirectory(folder.resolve("context")).resolve("Dockerfile"), DOCKERFILE);
    try {
      shell(docker, "docker build --no-cache --network none -t layerlift/tree:1 context");
      shell(docker, "docker save -o legacy.tar layerlift/tree:1");
      docker.export("layerlift/tree:1", export);
    } finally {
      docker.remove(List.of("layerlift/tree:1"));
      docker.remove(Samples.ids(Samples.path(Samples.HELLO)));
    }

    FileTree ours = extract(legacy, "rootfs", "security.*", "--devices");
    assertTrue(ours.size() > 280, "only " + ours.size());
    assertTrue(
        ours.line("a/third").contains("also called [a/file, a/third]"), ours.line("a/third"));
    assertEquals(
        List.of(),
        ours.without(OF_CONTAINERS::contains)
            .differences(FileTree.ofTar(export).without(ExtractIT::isContainers)));
    assertEquals(List.of(), ours.differences(unpack(umoci, legacy, "security.*")));
  }

  @Test
  void extract_craftedLayers_equalsExport(Docker docker) throws Exception {
    Path legacy = folder.resolve("legacy.tar");
    Path export = folder.resolve("export.tar");
    CraftedImage.ofAnyEngine().save(legacy, "layerlift/crafted:1");
    docker.load(legacy);
    try {
      docker.export("layerlift/crafted:1", export);
    } finally {
      docker.remove(List.of("layerlift/crafted:1"));
    }

    FileTree ours = extract(legacy, "rootfs", "security.*", "--devices");
    assertNotEquals("null", ours.line("able"));
    assertTrue(ours.line("able").contains("security.capability"), ours.line("able"));
    assertEquals(
        List.of(),
        ours.without(OF_CONTAINERS::contains)
            .differences(FileTree.ofTar(export).without(ExtractIT::isContainers)));
  }

  /** Docker's overlay2 sees a layer alone when it unpacks it, and umoci the whole tree. */
  @Test
  void extract_linksAcrossLayers_equalsUnpack(Umoci umoci) throws Exception {
    Path legacy = folder.resolve("legacy.tar");
    CraftedImage.ofAnyEngine()
        .layer(tar -> tar.hardLink("four", "etc/three").hardLink("opaque/five", "again"))
        .layer(tar -> tar.file("one", "another file").file(".wh.two", ""))
        .save(legacy, "layerlift/crafted:1");

    FileTree ours = extract(legacy, "rootfs", "*", "--devices");
    assertTrue(ours.line("able").contains("user.note=höre"), ours.line("able"));
    assertTrue(ours.line("four").contains("[etc/three, four]"), ours.line("four"));
    assertEquals(List.of(), ours.differences(unpack(umoci, legacy, "*")));
  }

  /** The tar on stdout has the same content, and so does the folder that it is unpacked into. */
  @Test
  void extract_toStdout_equalsTheFolder() throws Exception {
    Path legacy = folder.resolve("legacy.tar");
    CraftedImage.ofAnyEngine().save(legacy, "layerlift/crafted:1");
    FileTree ours = extract(legacy, "rootfs", "*", "--devices");

    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    shell(Checkout.layerlift()
        + " extract legacy.tar --to - | tar --xattrs --xattrs-include='*' -C unpacked -xpf -");

    assertEquals(List.of(), ours.differences(FileTree.ofFolder(unpacked, folder, "*")));
  }

  /** As a user other than root: all content, no owners, and file permissions don't get in the way. */
  @Test
  void extract_asNobody_keepsContentAndModes() throws Exception {
    Path legacy = folder.resolve("legacy.tar");
    CraftedImage.ofAnyEngine().save(legacy, "layerlift/crafted:1");
    // the checkout itself may be in a place that others can't read
    Path bin = Checkout.layerlift().getParent();
    shell("cp -r " + bin.resolveSibling("cli/target/dist") + " program && cp -r " + bin
        + " program && chmod 755 . && mkdir -m 777 open && chmod 644 legacy.tar");
    String extract = "program/bin/layerlift extract legacy.tar --to open/rootfs";
    shell("setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/tmp " + extract);

    FileTree ours = FileTree.ofFolder(folder.resolve("open/rootfs"), folder, "user.*");
    assertTrue(ours.line("setuid").startsWith("0 755 65534:65534 "), ours.line("setuid"));
    assertTrue(ours.line("secret").startsWith("0 0 65534:65534 "), ours.line("secret"));
    assertTrue(ours.line("tmp").startsWith("5 1777 65534:65534"), ours.line("tmp"));
    assertEquals("null", ours.line("null"));
  }

  private static boolean isContainers(String path) {
    return OF_CONTAINERS.contains(path) || path.startsWith("dev/");
  }

  private FileTree extract(Path legacy, String name, String xattrs, Object... options)
      throws Exception {
    Path rootfs = folder.resolve(name);
    Command.of(Checkout.layerlift(), "extract", legacy, "--to", rootfs)
        .and(options)
        .run()
        .orFail();
    return FileTree.ofFolder(rootfs, folder, xattrs);
  }

  /** What umoci unpacks from the converted image. */
  private FileTree unpack(Umoci umoci, Path legacy, String xattrs) throws Exception {
    Path layout = folder.resolve("layout");
    Launcher.convert(legacy, layout, "--format", "folder");
    return FileTree.ofFolder(umoci.rootfs(layout, "1"), folder, xattrs);
  }

  private void shell(Docker docker, String script) throws Exception {
    shell("export DOCKER_BUILDKIT=0 DOCKER_HOST=" + docker.host() + "; " + script);
  }

  private void shell(String script) throws Exception {
    Command.of("bash", "-c", "set -eo pipefail; cd " + folder + "; " + script)
        .run()
        .orFail();
  }
}
