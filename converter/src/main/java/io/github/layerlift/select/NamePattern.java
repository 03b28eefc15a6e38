package io.github.layerlift.select;

import io.github.layerlift.image.Reference;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name with asterisks, each of which stands for any characters but slashes and colons.
 *
 * @param pattern of the text of a name
 * @param hasTag whether it ends with a tag; otherwise all tags are meant
 */
record NamePattern(Pattern pattern, boolean hasTag) {
  private static final String ANY = "[^/:]*";

  /** Whether {@code wanted} is one, rather than a name. */
  static boolean is(String wanted) {
    return wanted.indexOf('*') >= 0;
  }

  static NamePattern of(String wanted) {
    String regex =
        Arrays.stream(wanted.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(ANY));
    return new NamePattern(
        Pattern.compile(regex), wanted.lastIndexOf(':') > wanted.lastIndexOf('/'));
  }

  /** Whether it means {@code name}, in its full form or in the one that Docker shows. */
  boolean means(Reference name) {
    String end = hasTag ? ":" + name.tag() : "";
    return pattern.matcher(name.familiarName() + end).matches()
        || pattern.matcher(name.name() + end).matches();
  }
}
