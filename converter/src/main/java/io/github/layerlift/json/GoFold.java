package io.github.layerlift.json;

/**
 * Whether Go's {@code encoding/json} matches a key to a struct's field: letters match in either
 * case, and the two characters that Unicode folds to ASCII letters count as these.
 */
public final class GoFold {
  private static final char LONG_S = '\u017f';
  private static final char KELVIN = '\u212a';

  private GoFold() {}

  /**
   * Compares.
   *
   * @param field an ASCII name
   */
  public static boolean matches(String key, String field) {
    if (key.length() != field.length()) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      if (fold(key.charAt(i)) != fold(field.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static char fold(char c) {
    if (c >= 'A' && c <= 'Z') {
      return (char) (c + ('a' - 'A'));
    }
    return switch (c) {
      case LONG_S -> 's';
      case KELVIN -> 'k';
      default -> c;
    };
  }
}
