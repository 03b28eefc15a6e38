package io.github.layerlift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The library doesn't mention command-line options: a program with a command line adds its own names. */
class NoCommandLineTest {
  /** In comments and texts, neither of which decrements anything. */
  private static final Pattern OPTION = Pattern.compile("--[a-z]|layerlift [a-z]+ ");

  private static final Pattern COMMENT = Pattern.compile("^\\s*(/?\\*|//).*");
  private static final Pattern TEXT = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");

  /** Other programs, which people run before ours. */
  private static final Pattern OTHERS =
      Pattern.compile("\\b(tar|tar's|skopeo copy|dockerd|podman|save|crane|sh IN) --[a-z-]+");

  @Test
  void sources_textsAndComments_nameNoOptions() throws IOException {
    List<String> wrong = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        for (String line : Files.readAllLines(file)) {
          if (namesOption(line)) {
            wrong.add(file.getFileName() + ": " + line.strip());
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void namesOption_ownAndOthers_tellsThemApart() {
    assertTrue(namesOption("  .hint(\"--force replaces it\")"));
    assertTrue(namesOption("  .hint(\"7z x IN | layerlift convert - OUT\")"));
    assertTrue(namesOption("   * {@code --force} does it"));
    assertEquals(false, namesOption("  .hint(\"pack it with tar --dereference\")"));
    assertEquals(false, namesOption("  if (--left < 0) {"));
  }

  private static boolean namesOption(String line) {
    return COMMENT.matcher(line).matches()
        ? isOption(line)
        : TEXT.matcher(line).results().anyMatch(text -> isOption(text.group()));
  }

  private static boolean isOption(String text) {
    return OPTION.matcher(OTHERS.matcher(text).replaceAll("")).find();
  }
}
