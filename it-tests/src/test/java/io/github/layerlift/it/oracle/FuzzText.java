package io.github.layerlift.it.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Writes JSON in every way that means the same: members in any order, white space anywhere, characters
 * escaped or not.
 */
final class FuzzText {
  private static final List<String> PIECES = List.of(
      "a",
      "Z",
      " ",
      "/bin/sh -c",
      "#(nop) ",
      "=",
      "$PATH",
      "\"",
      "\\",
      "/",
      "<",
      ">",
      "&",
      "&&",
      "'",
      "\u2028",
      "\u2029",
      "é",
      "ß",
      "中文",
      "😀",
      "\u00a0",
      "\u007f",
      "\u0080",
      "\ufeff",
      "\ufffd",
      "\uffff",
      "\n",
      "\r",
      "\t",
      "\b",
      "\f",
      "\u0000",
      "\u001f",
      "\ud83d",
      "\ude00",
      "K",
      "ſ",
      "ı");

  private final Random random;
  private final boolean spaces;

  FuzzText(Random random) {
    this.random = random;
    this.spaces = random.nextInt(4) == 0;
  }

  /** Some characters that are hard on writers of JSON. */
  String words() {
    return IntStream.range(0, 1 + random.nextInt(6))
        .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
        .reduce("", String::concat);
  }

  /** Some characters that are hard on writers of JSON, and none of them half a one. */
  String wholeWords() {
    return words().replaceAll("\\p{Cs}", "");
  }

  /** A JSON string of the text, each character written in one of the ways that it can be. */
  String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
      if (pair && random.nextInt(3) > 0) {
        json.append(c).append(text.charAt(++i));
      } else if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        json.append(escaped(c));
      } else {
        json.append(random.nextInt(8) == 0 ? escaped(c) : Character.toString(c));
      }
    }
    return json.append('"').toString();
  }

  private String escaped(char c) {
    int at = "\"\\/\b\f\n\r\t".indexOf(c);
    if (at >= 0 && random.nextInt(3) > 0) {
      return "\\" + "\"\\/bfnrt".charAt(at);
    }
    String hex = "\\u%04x".formatted((int) c);
    return random.nextBoolean() ? hex : "\\u" + hex.substring(2).toUpperCase(Locale.ROOT);
  }

  /** A JSON object; the values are JSON already. */
  String object(Map<String, String> members) {
    List<Map.Entry<String, String>> shuffled = new ArrayList<>(members.entrySet());
    if (random.nextBoolean()) {
      Collections.shuffle(shuffled, random);
    }
    return list(
        '{',
        shuffled.stream()
            .map(m -> string(m.getKey()) + space() + ":" + space() + m.getValue())
            .toList(),
        '}');
  }

  String array(List<String> items) {
    return list('[', items, ']');
  }

  private String list(char start, List<String> items, char end) {
    StringBuilder json = new StringBuilder().append(start).append(space());
    for (int i = 0; i < items.size(); i++) {
      json.append(i == 0 ? "" : "," + space()).append(items.get(i)).append(space());
    }
    return json.append(end).toString();
  }

  private String space() {
    return spaces ? List.of("", " ", "\n", "\t", "\r\n  ").get(random.nextInt(5)) : "";
  }
}
