package io.github.layerlift.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import gg.jte.TemplateOutput;
import java.util.Iterator;
import java.util.stream.Stream;

/** JSON in a page. */
public final class EmbeddedJson {
  /** In JSON these are in strings only, where an escape is the same character. */
  private static final Escaper MARKUP = Escapers.builder()
      .addEscape('<', "\\u003c")
      .addEscape('>', "\\u003e")
      .addEscape('&', "\\u0026")
      .addEscape('\u2028', "\\u2028")
      .addEscape('\u2029', "\\u2029")
      .build();

  private EmbeddedJson() {}

  /** The same JSON, without anything that could end the element it is in, or start another. */
  public static String of(JsonNode json) {
    return MARKUP.escape(json.toString());
  }

  /** Writes an array, of which each item is on a line of its own. */
  public static void write(Stream<? extends JsonNode> items, TemplateOutput output) {
    String separator = "[\n";
    for (Iterator<? extends JsonNode> each = items.iterator(); each.hasNext(); ) {
      output.writeContent(separator + of(each.next()));
      separator = ",\n";
    }
    output.writeContent(separator.equals("[\n") ? "[]" : "\n]");
  }
}
