package io.github.layerlift.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.json.JsonWriter;
import java.io.IOException;
import java.util.List;

/** Reads JSON, writes it, and reads it again. */
final class JsonRoom implements Room {
  static final JsonReader READER = new JsonReader(new JsonLimits(1 << 20, 128));

  @Override
  public List<byte[]> seeds() throws IOException {
    return Seeds.jsons();
  }

  @Override
  public void read(byte[] data) throws IOException {
    JsonFields view = READER.read(data, "fuzzed.json");
    byte[] written = new JsonWriter().value(view.json()).bytes();
    byte[] again =
        new JsonWriter().value(READER.read(written, "written.json").json()).bytes();
    assertArrayEquals(written, again);
    String text = new String(again, UTF_8);
    // half a surrogate pair becomes U+FFFD, as in Go
    if (text.indexOf('\ufffd') < 0) {
      assertEquals(Jsons.read(data), Jsons.read(again), text);
    }
  }
}
