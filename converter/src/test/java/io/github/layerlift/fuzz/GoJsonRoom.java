package io.github.layerlift.fuzz;

import static io.github.layerlift.gojson.GoField.always;
import static io.github.layerlift.gojson.GoField.omitEmpty;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.layerlift.gojson.GoCompact;
import io.github.layerlift.gojson.GoField;
import io.github.layerlift.gojson.GoOrder;
import io.github.layerlift.gojson.GoStruct;
import io.github.layerlift.gojson.GoTime;
import io.github.layerlift.gojson.GoTypes;
import io.github.layerlift.gojson.GoVersion;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a text as a time, as two versions, as two keys, and as a document for a struct of every type. */
final class GoJsonRoom implements Room {
  private static final GoStruct STRUCT = new GoStruct(fields(), false);

  private static List<GoField> fields() {
    List<GoField> fields = new ArrayList<>();
    for (GoTypes type : GoTypes.values()) {
      fields.add(always(type.name(), type));
      fields.add(omitEmpty("_" + type.name(), type));
    }
    fields.add(always("s", new GoStruct(List.copyOf(fields), true)));
    return fields;
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    return Seeds.goJsons();
  }

  @Override
  public void read(byte[] data) throws IOException {
    String text = new String(data, UTF_8);
    Optional<String> time = GoTime.normalise(text);
    assertEquals(time, time.flatMap(GoTime::normalise));
    // never within a surrogate pair: a key can't have half of one
    int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
    String head = text.substring(0, middle);
    String tail = text.substring(middle);
    assertFalse(GoVersion.isLess(head, tail) && GoVersion.isLess(tail, head));
    requireUtf8Order(head, tail);

    JsonFields view = JsonRoom.READER.read(data, "fuzzed.json");
    if (view.isObject()) {
      requireMembers(text, view);
    }
    JsonWriter out = new JsonWriter();
    STRUCT.write(Optional.of(view), out);
    JsonWriter again = new JsonWriter();
    STRUCT.write(Optional.of(JsonRoom.READER.read(out.bytes(), "struct.json")), again);
    assertEquals(out.text(), again.text());
  }

  /** Each value that was kept is the value that was read. */
  private static void requireMembers(String text, JsonFields view) throws IOException {
    List<String> values = GoCompact.values(text);
    assertEquals(view.object().size(), values.size());
    int at = 0;
    for (String key : view.object().keySet()) {
      JsonFields value = JsonRoom.READER.read(values.get(at++).getBytes(UTF_8), key);
      assertEquals(view.object().get(key), value.json(), key);
    }
  }

  private static void requireUtf8Order(String one, String other) {
    int wanted = Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    assertEquals(Integer.signum(wanted), Integer.signum(GoOrder.KEYS.compare(one, other)));
  }
}
