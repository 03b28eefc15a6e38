package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The calls of this program in lines of a shell: in pipes and lists, after variables, with quoted words. */
final class ShellCalls {
  private static final Pattern WORD =
      Pattern.compile("'([^']*)'|\"([^\"]*)\"|(&&|\\|\\||[|;()<>])|((?:[^\\s'\"|;&()<>]|&(?!&))+)");

  private static final Set<String> PROGRAMS =
      Set.of("layerlift", "bin/layerlift", "convert", "bin/convert");

  private ShellCalls() {}

  /** Their words, with the command first: {@code convert IN OUT} is {@code layerlift convert IN OUT}. */
  static List<List<String>> of(String line) {
    List<List<String>> calls = new ArrayList<>();
    List<String> call = new ArrayList<>();
    // what find runs ends with a semicolon, too
    Matcher words = WORD.matcher(line.replaceFirst("(^|\\s)#.*", "").replace("\\;", ";"));
    while (words.find()) {
      if (words.group(3) != null) {
        addTo(calls, call);
        call = new ArrayList<>();
      } else {
        call.add(words.group().replaceAll("^(['\"])(.*)\\1$", "$2"));
      }
    }
    addTo(calls, call);
    return calls;
  }

  private static void addTo(List<List<String>> calls, List<String> words) {
    List<String> call =
        words.stream().dropWhile(word -> !PROGRAMS.contains(word)).toList();
    // the name alone is a folder's, as in "cd layerlift"
    if (call.size() > 1) {
      boolean converts = call.get(0).endsWith("convert");
      calls.add(converts ? withCommand(call) : call.subList(1, call.size()));
    }
  }

  private static List<String> withCommand(List<String> call) {
    List<String> words = new ArrayList<>(call);
    words.set(0, "convert");
    return words;
  }

  /** The command and each option exist, and have the values they need. */
  static void requireUnderstood(List<String> call) {
    try {
      CommandLine.ParseResult parsed =
          Commands.line(new FakeConsole().console()).parseArgs(call.toArray(new String[0]));
      boolean asksForHelp = parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
      assertTrue(parsed.hasSubcommand() || asksForHelp, call.toString());
    } catch (ParameterException e) {
      throw new AssertionError(call + ": " + e.getMessage(), e);
    }
  }
}
