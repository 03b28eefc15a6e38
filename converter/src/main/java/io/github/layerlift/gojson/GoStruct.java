package io.github.layerlift.gojson;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonWriter;
import java.util.List;
import java.util.Optional;

/**
 * A Go struct: known fields only, written in the struct's order.
 *
 * @param pointer whether the field that holds it is a pointer, which is left out if it is nil; a
 *     plain struct is never empty
 */
public record GoStruct(List<GoField> fields, boolean pointer) implements GoType {
  public GoStruct {
    fields = List.copyOf(fields);
  }

  @Override
  public void write(Optional<JsonFields> value, JsonWriter out) throws LayerliftException {
    out.startObject();
    for (GoField field : fields) {
      Optional<JsonFields> member =
          value.isPresent() ? value.get().field(field.name()) : Optional.empty();
      if (!field.omitEmpty() || !field.type().isEmpty(member)) {
        field.type().write(member, out.key(field.name()));
      }
    }
    out.endObject();
  }

  @Override
  public boolean isEmpty(Optional<JsonFields> value) {
    return pointer && value.isEmpty();
  }
}
