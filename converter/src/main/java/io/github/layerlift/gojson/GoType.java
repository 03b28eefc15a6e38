package io.github.layerlift.gojson;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonWriter;
import java.util.Optional;

/**
 * How values of a Go type pass through {@code Unmarshal} and {@code Marshal}.
 *
 * <p>A value that doesn't fit its type is an error, as it is in Go.
 */
public interface GoType {
  /**
   * Writes what Go would write after reading {@code value}.
   *
   * @param value empty if the document has no such field, or {@code null} for it
   * @throws io.github.layerlift.fault.MalformedArchiveException if Go would reject the value
   */
  void write(Optional<JsonFields> value, JsonWriter out) throws LayerliftException;

  /** Whether Go's {@code omitempty} would leave it out. */
  boolean isEmpty(Optional<JsonFields> value) throws LayerliftException;
}
