package io.github.layerlift.image;

/**
 * The grammar of names and tags, by hand rather than by regular expressions: every start needs it.
 *
 * @see <a href="https://github.com/distribution/reference/blob/v0.6.0/regexp.go">its source</a>
 */
final class ReferenceGrammar {
  static final int MAX_NAME_LENGTH = 255;
  private static final int MAX_TAG_LENGTH = 128;

  private ReferenceGrammar() {}

  /** Host names of letters, digits and inner hyphens, or an IPv6 address in brackets; a port. */
  static boolean isDomain(String domain) {
    int port = domain.lastIndexOf(':');
    boolean bracketed = domain.startsWith("[");
    if (bracketed && domain.endsWith("]")) {
      port = -1;
    }
    String host = port < 0 ? domain : domain.substring(0, port);
    if (port >= 0 && !isAll(domain.substring(port + 1), ReferenceGrammar::isDigit)) {
      return false;
    }
    return bracketed ? isIpv6(host) : isHost(host);
  }

  /** Components of lower-case letters and digits, joined inside by {@code . _ __} or hyphens. */
  static boolean isPath(String path) {
    int start = 0;
    while (true) {
      int slash = path.indexOf('/', start);
      String component = path.substring(start, slash < 0 ? path.length() : slash);
      if (!isPathComponent(component)) {
        return false;
      }
      if (slash < 0) {
        return true;
      }
      start = slash + 1;
    }
  }

  /** {@code [\w][\w.-]{0,127}}. */
  static boolean isTag(String tag) {
    return tag.length() <= MAX_TAG_LENGTH
        && isAll(tag, c -> isWord(c) || c == '.' || c == '-')
        && isWord(tag.charAt(0));
  }

  /** {@code component *("/" component)}, of {@code alphanum *(separator alphanum)}. */
  static boolean isOciRefName(String name) {
    boolean afterAlphanum = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isLower(c) || isUpper(c) || isDigit(c)) {
        afterAlphanum = true;
      } else if ("-._:@+/".indexOf(c) >= 0 && afterAlphanum) {
        i += name.startsWith("--", i) ? 1 : 0;
        afterAlphanum = false;
      } else {
        return false;
      }
    }
    return afterAlphanum;
  }

  private static boolean isPathComponent(String component) {
    int i = 0;
    while (true) {
      int run = i;
      while (i < component.length()
          && (isLower(component.charAt(i)) || isDigit(component.charAt(i)))) {
        i++;
      }
      if (i == run) {
        return false;
      }
      if (i == component.length()) {
        return true;
      }
      // without a separator, the run is empty
      i += separatorLength(component, i);
    }
  }

  private static int separatorLength(String text, int at) {
    return switch (text.charAt(at)) {
      case '.' -> 1;
      case '_' -> text.startsWith("__", at) ? 2 : 1;
      case '-' -> {
        int end = at;
        while (end < text.length() && text.charAt(end) == '-') {
          end++;
        }
        yield end - at;
      }
      default -> 0;
    };
  }

  private static boolean isHost(String host) {
    int start = 0;
    while (true) {
      int dot = host.indexOf('.', start);
      String label = host.substring(start, dot < 0 ? host.length() : dot);
      boolean valid = isAll(label, c -> isLower(c) || isUpper(c) || isDigit(c) || c == '-')
          && !label.startsWith("-")
          && !label.endsWith("-");
      if (!valid) {
        return false;
      }
      if (dot < 0) {
        return true;
      }
      start = dot + 1;
    }
  }

  private static boolean isIpv6(String host) {
    return host.endsWith("]")
        && isAll(
            host.substring(1, host.length() - 1),
            c -> isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':');
  }

  private static boolean isAll(String text, CharTest test) {
    for (int i = 0; i < text.length(); i++) {
      if (!test.accepts(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isWord(char c) {
    return isLower(c) || isUpper(c) || isDigit(c) || c == '_';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  @FunctionalInterface
  private interface CharTest {
    boolean accepts(char c);
  }
}
