package io.github.layerlift.it.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Command.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must hold after a fault: the watched folders are unchanged, and the program has said in one
 * line what is wrong, and in another what to do.
 */
public final class Aftermath {
  /** Files above this size are compared by size and time only. */
  private static final long SMALL = 1 << 16;

  private final Map<Path, Map<String, String>> before = new TreeMap<>();

  private Aftermath() {}

  /** Remembers what is in {@code folders}, at any depth. */
  public static Aftermath watch(Path... folders) throws IOException {
    Aftermath aftermath = new Aftermath();
    for (Path folder : folders) {
      aftermath.before.put(folder, list(folder));
    }
    return aftermath;
  }

  /** Fails unless {@code run} ended with {@code code}, reported it properly, and changed nothing. */
  public void requireFault(Finished run, int code) throws IOException {
    requireWords(run, code);
    requireUnchanged(run);
  }

  /** Fails if anything was changed, added or left behind. */
  public void requireUnchanged(Finished run) throws IOException {
    for (Map.Entry<Path, Map<String, String>> folder : before.entrySet()) {
      assertEquals(folder.getValue(), list(folder.getKey()), () -> told(run));
    }
  }

  /** Fails unless the folders are unchanged, except for the file {@code target}. */
  public void requireUnchangedBut(Path target, Finished run) throws IOException {
    for (Map.Entry<Path, Map<String, String>> folder : before.entrySet()) {
      Map<String, String> expected = new TreeMap<>(folder.getValue());
      Map<String, String> found = list(folder.getKey());
      String name = folder.getKey().relativize(target).toString();
      expected.keySet().removeIf(each -> isIn(each, name));
      found.keySet().removeIf(each -> isIn(each, name));
      assertEquals(expected, found, () -> told(run));
    }
  }

  /** Fails unless {@code run} ended with {@code code}, and said why in one line, with a hint. */
  public static void requireWords(Finished run, int code) {
    assertEquals(code, run.code(), () -> told(run));
    List<String> lines =
        run.err().lines().filter(line -> !line.startsWith("warning: ")).toList();
    assertEquals(2, lines.size(), () -> told(run));
    assertTrue(lines.get(0).startsWith("error: "), () -> told(run));
    assertTrue(lines.get(1).startsWith("hint: "), () -> told(run));
    assertTrue(!run.err().contains("a bug in layerlift"), () -> told(run));
  }

  private static boolean isIn(String each, String name) {
    return each.equals(name) || each.startsWith(name + "/");
  }

  private static String told(Finished run) {
    return run.command() + "\nended with " + run.code() + "\n" + run.out() + run.err();
  }

  private static Map<String, String> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> !file.equals(folder))
          .collect(Collectors.toMap(
              file -> folder.relativize(file).toString(),
              Aftermath::describe,
              (one, other) -> one,
              TreeMap::new));
    }
  }

  private static String describe(Path file) {
    try {
      if (Files.isSymbolicLink(file)) {
        return "link to " + Files.readSymbolicLink(file);
      }
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Files.isDirectory(file) ? "folder" : "special";
      }
      return Files.size(file) <= SMALL
          ? new String(Files.readAllBytes(file), UTF_8)
          : Files.size(file) + " bytes of " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return "unreadable: " + e;
    }
  }
}
