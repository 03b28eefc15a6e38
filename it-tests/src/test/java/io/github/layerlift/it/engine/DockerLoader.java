package io.github.layerlift.it.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.machine.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a Docker makes the config of an image from before 1.10, where Docker 1.10 to 24 did it in another way: what
 * {@code docs/image-ids.md} says, as code. Layerlift makes what those made.
 *
 * @param docker the first number of its version
 * @param go the second number of the Go that it was built with, 22 for 1.22
 */
public record DockerLoader(int docker, int go) {
  private static final String NO_TIME = "\"0001-01-01T00:00:00Z\"";
  private static final String CREATED = "\"created\"";
  private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|[\\[\\]{},:]");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(u0008|u000c|.)");

  /** {@code goVersion} is as Docker tells it: {@code go1.24.4}. */
  static DockerLoader of(int docker, String goVersion) {
    Matcher numbers = Pattern.compile("go1\\.(\\d+).*").matcher(goVersion);
    if (!numbers.matches()) {
      throw new IllegalArgumentException(goVersion);
    }
    return new DockerLoader(docker, Integer.parseInt(numbers.group(1)));
  }

  /** Whether times must be as RFC 3339 has them: an hour has two digits, a fraction no comma, a zone 23:59 at most. */
  public boolean hasStrictTimes() {
    return go >= 20;
  }

  /** Whether history is written as OCI has it: an author comes after the command, and no time is none. */
  private boolean writesOciHistory() {
    return docker >= 25;
  }

  private boolean escapesShort() {
    return go >= 22;
  }

  /** What this Docker makes where Layerlift makes {@code config}. */
  public String config(String config) {
    Map<String, String> members = members(config);
    boolean throughStruct = isThroughStruct(members);
    members.computeIfPresent("\"history\"", (name, items) -> history(items));
    if (throughStruct && writesOciHistory()) {
      members.replace(CREATED, NO_TIME, "null");
    }
    if (!escapesShort()) {
      return object(members);
    }
    if (throughStruct) {
      return shortEscapes(object(members));
    }
    // values keep their text
    Map<String, String> renamed = new LinkedHashMap<>();
    members.forEach((name, value) -> renamed.put(shortEscapes(name), value));
    return object(renamed);
  }

  private String history(String items) {
    return parts(items).stream().map(this::historyItem).collect(Collectors.joining(",", "[", "]"));
  }

  private String historyItem(String item) {
    Map<String, String> members = members(item);
    if (writesOciHistory()) {
      members.remove(CREATED, NO_TIME);
      for (String name : List.of("\"author\"", "\"comment\"")) {
        String value = members.remove(name);
        if (value != null) {
          members.put(name, value);
        }
      }
    }
    return escapesShort() ? shortEscapes(object(members)) : object(members);
  }

  /** Go writes these two in six characters until 1.21. */
  private static String shortEscapes(String json) {
    return ESCAPED
        .matcher(json)
        .replaceAll(escape -> Matcher.quoteReplacement(
            switch (escape.group(1)) {
              case "u0008" -> "\\b";
              case "u000c" -> "\\f";
              default -> escape.group();
            }));
  }

  /** Whether the Docker that wrote the {@code json} is from before 1.8.3: all of it is then written anew. */
  private static boolean isThroughStruct(Map<String, String> members) {
    for (Map.Entry<String, String> member : members.entrySet()) {
      String name = text(member.getKey()).replace('\u212a', 'k').replace('ſ', 's');
      if (name.toLowerCase(Locale.ROOT).equals("docker_version")) {
        return isBefore183(text(member.getValue()));
      }
    }
    return true;
  }

  private static boolean isBefore183(String version) {
    String[] numbers = version.split("\\.", -1);
    BigInteger[] bound = {BigInteger.ONE, BigInteger.valueOf(8), BigInteger.valueOf(3)};
    for (int i = 0; i < Math.max(numbers.length, bound.length); i++) {
      BigInteger number = i < numbers.length && numbers[i].matches("[0-9]+")
          ? new BigInteger(numbers[i])
          : BigInteger.ZERO;
      int order = number.compareTo(i < bound.length ? bound[i] : BigInteger.ZERO);
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  /** The text that a JSON string, or null, stands for. */
  private static String text(String json) {
    return Json.parse(json.getBytes(UTF_8)).asText("");
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> member.getKey() + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** The members of an object without white space; names and values as they are written. */
  private static Map<String, String> members(String object) {
    Map<String, String> members = new LinkedHashMap<>();
    List<String> parts = parts(object);
    for (int i = 0; i < parts.size(); i += 2) {
      members.put(parts.get(i), parts.get(i + 1));
    }
    return members;
  }

  /** What stands between the commas and colons of an array or object without white space. */
  private static List<String> parts(String json) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 1;
    for (Matcher tokens = TOKEN.matcher(json); tokens.find(); ) {
      char c = json.charAt(tokens.start());
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      boolean ends = depth == 0 || (depth == 1 && (c == ',' || c == ':'));
      if (ends && tokens.start() > start) {
        parts.add(json.substring(start, tokens.start()));
        start = tokens.end();
      }
    }
    return parts;
  }
}
