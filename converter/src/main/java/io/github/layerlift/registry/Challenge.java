package io.github.layerlift.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One way in which a server wants callers to prove who they are.
 *
 * @param scheme in lower case, such as {@code bearer}
 * @param parameters by their names in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {
  static final String BEARER = "bearer";
  static final String BASIC = "basic";

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** All challenges of an answer's {@code WWW-Authenticate} headers; what can't be read is left out. */
  static List<Challenge> of(List<String> headers) {
    List<Challenge> all = new ArrayList<>();
    headers.forEach(header -> new Parser(header).read(all));
    return List.copyOf(all);
  }

  /** Reads one header, which may have several challenges. */
  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    void read(List<Challenge> all) {
      skip(" \t,");
      while (at < text.length()) {
        String scheme = token();
        if (scheme.isEmpty()) {
          return;
        }
        skip(" \t");
        all.add(new Challenge(scheme.toLowerCase(Locale.ROOT), parameters()));
        skip(" \t,");
      }
    }

    /** Up to the next token that is not followed by {@code =}, which is the next scheme. */
    private Map<String, String> parameters() {
      Map<String, String> found = new LinkedHashMap<>();
      while (at < text.length()) {
        int start = at;
        String name = token();
        skip(" \t");
        if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
          at = start;
          return found;
        }
        at++;
        skip(" \t");
        String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
        found.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
        skip(" \t,");
      }
      return found;
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"') {
          at++;
          break;
        }
        if (c == '\\' && at + 1 < text.length()) {
          c = text.charAt(++at);
        }
        value.append(c);
      }
      return value.toString();
    }

    private String token() {
      int start = at;
      while (at < text.length() && " \t,=\"".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private void skip(String characters) {
      while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
