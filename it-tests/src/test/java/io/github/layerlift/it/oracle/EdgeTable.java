package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.layerlift.it.oracle.PreTenEdge.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the tables in {@code edges/}. Each is a list of groups: every value of a group, which is one of its
 * {@code lines} or {@code values}, goes into the text of every one of its {@code edges} for {@code <value>}.
 * The other words in angle brackets are in {@link #fill}.
 */
final class EdgeTable {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern REPEATED = Pattern.compile("<(.)\\*(\\d+)>");

  private static final String PLATFORM = "\"os\":\"linux\",\"architecture\":\"amd64\"";
  private static final Map<String, String> WORDS = Map.of(
      "<platform>",
      PLATFORM,
      "<usual>",
      "\"created\":\"2014-01-02T03:04:05Z\"," + PLATFORM,
      "<kept>",
      "\"docker_version\":\"1.9.1\"");

  private EdgeTable() {}

  /** An input that is a text; {@code bytes} are the text, not always in UTF-8. */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  record Row(String text, byte[] bytes, Verdict verdict, String why) {}

  private record Group(String lines, List<String> values, List<Template> edges) {

    /** What goes into the gap; one empty text where there is none. */
    List<String> gaps() {
      List<String> several = lines == null ? List.of("") : lines.lines().toList();
      return Objects.requireNonNullElse(values, several);
    }
  }

  /**
   * An edge, or one for each value.
   *
   * @param alsoKept whether it is tried twice: through Docker's struct, and as text that is kept. What is
   *     refused, is refused before the ways part.
   * @param latin1 whether each character is to be one byte
   */
  private record Template(
      String text, boolean alsoKept, boolean latin1, Verdict verdict, String why) {

    List<Row> rows(String value) {
      String filled = fill(text.replace("<value>", value));
      return alsoKept ? List.of(row(filled), row(kept(filled))) : List.of(row(filled));
    }

    private Row row(String filled) {
      byte[] bytes = filled.getBytes(latin1 ? ISO_8859_1 : UTF_8);
      return new Row(filled, bytes, verdict, Objects.requireNonNullElse(why, ""));
    }

    private static String kept(String json) {
      return json.substring(0, json.length() - 1) + fill(",<kept>}");
    }
  }

  /** The rows of the table {@code edges/NAME.yaml}. */
  static List<Row> read(String name) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (InputStream file = EdgeTable.class.getResourceAsStream("edges/" + name + ".yaml")) {
      for (Group group : YAML.readValue(file, Group[].class)) {
        for (String gap : group.gaps()) {
          group.edges().forEach(edge -> rows.addAll(edge.rows(gap)));
        }
      }
    }
    return rows;
  }

  /**
   * Writes out the words in angle brackets: {@code <usual>} are the members that nearly every {@code json} has,
   * {@code <kept>} is one because of which Docker keeps the text, and {@code <x*3>} is {@code xxx}.
   */
  static String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> word : WORDS.entrySet()) {
      filled = filled.replace(word.getKey(), word.getValue());
    }
    return REPEATED
        .matcher(filled)
        .replaceAll(each ->
            Matcher.quoteReplacement(each.group(1).repeat(Integer.parseInt(each.group(2)))));
  }
}
