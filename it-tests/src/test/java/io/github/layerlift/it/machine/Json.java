package io.github.layerlift.it.machine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** JSON for tests: strict in what it reads. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper()
      .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final ObjectMapper LOOSE = new ObjectMapper();

  private Json() {}

  public static JsonNode parse(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + e.getMessage(), e);
    }
  }

  /** Reads what others wrote and we can't change: the last of two equal keys counts. */
  public static JsonNode loose(byte[] bytes) {
    try {
      return LOOSE.readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + e.getMessage(), e);
    }
  }

  /** The tree of Java maps and lists. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The texts of an array; none if it is absent or null. */
  public static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
