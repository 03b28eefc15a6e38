package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Changes one thing in a JSON text: a field goes, comes twice, gets another name, case or type; a text
 * becomes an odd one; an item goes, comes twice or moves.
 */
final class JsonMutator {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Ends a name that is to stand twice; taken away once all is written. */
  private static final String AGAIN = "-again-";

  private static final List<String> TYPES = List.of(
      "null", "true", "1", "-5", "1.5", "\"\"", "\"1\"", "[]", "[\"x\"]", "{}", "{\"x\":1}");

  private static final List<String> NAMES =
      List.of("id", "Size", "variant", "author", "created", "history", "rootfs", "x", "", "config");

  private static final List<String> TEXTS = List.of(
      "",
      "x",
      "UPPER/case:x",
      "localhost/a:1",
      "localhost:5000/a:1",
      "library/a:1",
      "docker.io/a:1",
      "index.docker.io/library/a:2",
      "a",
      "a:",
      "a:b:c",
      "-a:1",
      "a--b__c.d:A_-.9",
      "a___b:1",
      "a..b:1",
      "ä:1",
      "a@sha256:" + "0".repeat(64),
      "0".repeat(64),
      "0".repeat(64) + ":1",
      "a:" + "t".repeat(128),
      "a:" + "t".repeat(129),
      "../up",
      "/abs",
      "./x",
      "1.9.1",
      "1.8.3",
      "0.6",
      "2014-01-02T03:04:05.120Z",
      "<&>\u2028");

  private final Random random;

  JsonMutator(Random random) {
    this.random = random;
  }

  /** Another text; the same if it is not JSON any more. */
  byte[] mutate(byte[] json) throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      return json;
    }
    List<JsonNode> all = new ArrayList<>();
    gather(root, all);
    all.removeIf(JsonNode::isEmpty);
    if (all.isEmpty()) {
      return "null".getBytes(UTF_8);
    }
    JsonNode node = all.get(random.nextInt(all.size()));
    if (node instanceof ObjectNode object) {
      change(object);
    } else {
      change((ArrayNode) node);
    }
    // half characters have no UTF-8
    String text = MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(root);
    return text.replace(AGAIN, "").getBytes(UTF_8);
  }

  private static void gather(JsonNode node, List<JsonNode> into) {
    if (node.isContainerNode()) {
      into.add(node);
      node.forEach(child -> gather(child, into));
    }
  }

  private void change(ObjectNode object) throws IOException {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = one(names);
    JsonNode value = object.get(name);
    switch (random.nextInt(7)) {
      case 0 -> object.remove(name);
      case 1 -> {
        object.remove(name);
        object.set(otherCase(name), value);
      }
      case 2 -> {
        object.remove(name);
        object.set(one(NAMES), value);
      }
      case 3 -> object.set(name, isKept(name) ? value : MAPPER.readTree(one(TYPES)));
      case 4 -> object.set(name + AGAIN, random.nextBoolean() ? value : otherText(name, value));
      case 5 -> object.set(one(NAMES), MAPPER.readTree(one(TYPES)));
      default -> object.set(name, otherText(name, value));
    }
  }

  private void change(ArrayNode array) throws IOException {
    int at = random.nextInt(array.size());
    switch (random.nextInt(5)) {
      case 0 -> array.remove(at);
      case 1 -> array.add(array.get(at));
      case 2 -> array.insert(0, array.remove(at));
      case 3 -> array.set(at, MAPPER.readTree(one(TYPES)));
      default -> array.set(at, otherText("", array.get(at)));
    }
  }

  /**
   * Whether Docker 20.10 could end of another value: of a parent that leads in a circle, and of a system
   * other than Linux.
   */
  private static boolean isKept(String name) {
    return name.equalsIgnoreCase("parent") || name.equalsIgnoreCase("os");
  }

  /** Another text in the place of one. */
  private JsonNode otherText(String name, JsonNode value) {
    return value.isTextual() && !isKept(name)
        ? MAPPER.getNodeFactory().textNode(one(TEXTS))
        : value;
  }

  private String otherCase(String name) {
    return switch (random.nextInt(4)) {
      case 0 -> name.toUpperCase(Locale.ROOT);
      case 1 -> name.toLowerCase(Locale.ROOT);
      case 2 -> name.replace('k', '\u212a').replace('s', 'ſ');
      default -> name + "x";
    };
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
