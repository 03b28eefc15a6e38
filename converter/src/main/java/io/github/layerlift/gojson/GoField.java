package io.github.layerlift.gojson;

/**
 * A field of a Go struct.
 *
 * @param omitEmpty whether it is left out if its value is Go's empty one
 */
public record GoField(String name, GoType type, boolean omitEmpty) {
  public static GoField always(String name, GoType type) {
    return new GoField(name, type, false);
  }

  public static GoField omitEmpty(String name, GoType type) {
    return new GoField(name, type, true);
  }
}
