package io.github.layerlift.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;

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
}
