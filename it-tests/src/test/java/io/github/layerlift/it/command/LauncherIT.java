package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Command.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher caches, and how it adapts to the machine, in a copy owned by a user. */
final class LauncherIT {
  private static final String NOBODY = "65534";

  @TempDir
  private Path folder;

  private Path home;

  @BeforeEach
  void copyProgram() throws Exception {
    home = Files.createDirectory(folder.resolve("Prögram"));
    Path checkout = Checkout.convert().toRealPath().getParent().getParent();
    Command.of(
            "sh",
            "-ec",
            "cp -r \"$1/bin\" \"$1/cli/target/dist/lib\" \"$1/cli/target/dist/layerlift.jar\" \"$2\";"
                + " mkdir \"$2/samples\"; cp \"$1/samples/skopeo.tar\" \"$2/samples\";"
                + " touch -d '3 hours ago' \"$2/layerlift.jar\"; chown -R " + NOBODY
                + " \"$3\"; chmod -R a+rX \"$3\"",
            "sh",
            checkout,
            home,
            folder)
        .run()
        .orFail();
  }

  @Test
  void classes_ofAnOlderProgram_areMadeAgain() throws Exception {
    convert("one.tar").run().orFail();
    Path classes = classes();
    assertTrue(Files.size(classes) > 0);

    Command.of("touch", "-d", "1 hour ago", classes).run().orFail();
    Command.of("touch", "-d", "1 minute ago", home.resolve("layerlift.jar"))
        .run()
        .orFail();
    Finished again = convert("two.tar").run();

    assertEquals("", again.err());
    assertEquals(0, again.code());
    assertTrue(Files.getLastModifiedTime(classes)
            .compareTo(Files.getLastModifiedTime(home.resolve("layerlift.jar")))
        > 0);
  }

  @Test
  void classes_thatAreEmpty_areMadeAgainAfterAWhile() throws Exception {
    convert("one.tar").run().orFail();
    Path classes = classes();
    Command.of("sh", "-ec", "rm \"$1\"; : >\"$1\"", "sh", classes).run().orFail();

    convert("two.tar").run().orFail();
    assertEquals(0, Files.size(classes), "an attempt was just made");
    Command.of("touch", "-d", "2 hours ago", classes).run().orFail();
    convert("three.tar").run().orFail();

    assertTrue(Files.size(classes) > 0);
  }

  @Test
  void classes_signalWhileTheyAreMade_leavesNothing() throws Exception {
    Running running = convert("one.tar").inForeground().start();
    while (running.process().isAlive() && list().stream().noneMatch(n -> n.endsWith(".new"))) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    long sent = System.nanoTime();
    running.signal("TERM");
    running.finished();

    assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent) < 1_500);
    assertTrue(
        list().stream().noneMatch(name -> name.startsWith("classes-")), list().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en_US.UTF-8", "de_DE.utf8", "ru_RU", "C", "POSIX", ""})
  void names_inALocaleThatIsNotInstalled_areTakenAsTheyAre(String locale) throws Exception {
    convert("größer.tar").with("LC_ALL", locale).with("LANG", locale).run().orFail();

    assertTrue(Files.size(folder.resolve("größer.tar")) > 0);
  }

  private Command convert(String output) {
    return Command.of(
        "setpriv",
        "--reuid=" + NOBODY,
        "--clear-groups",
        home.resolve("bin/convert"),
        "-q",
        home.resolve("samples/skopeo.tar"),
        folder.resolve(output));
  }

  private Path classes() throws Exception {
    return home.resolve(
        list().stream().filter(name -> name.startsWith("classes-")).findFirst().orElseThrow());
  }

  private List<String> list() throws Exception {
    try (Stream<Path> files = Files.list(home)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
