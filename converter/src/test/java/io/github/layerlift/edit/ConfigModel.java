package io.github.layerlift.edit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.options.ConfigField;
import io.github.layerlift.options.Edit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What edits do to a config, as simple as it can be said. */
final class ConfigModel {
  private final Map<String, String> env = new LinkedHashMap<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final TreeSet<String> ports = new TreeSet<>();
  private List<String> command = List.of();
  private List<String> entryPoint = List.of();
  private String user = "";
  private String workdir = "";
  private boolean commandSet;

  static ConfigModel of(JsonNode document) {
    ConfigModel model = new ConfigModel();
    JsonNode config = document.path("config");
    for (JsonNode each : config.path("Env")) {
      int equals = each.asText().indexOf('=');
      model.env.put(each.asText().substring(0, equals), each.asText().substring(equals + 1));
    }
    config
        .path("Labels")
        .properties()
        .forEach(label -> model.labels.put(label.getKey(), label.getValue().asText()));
    config.path("ExposedPorts").fieldNames().forEachRemaining(model.ports::add);
    model.command = words(config.path("Cmd"));
    model.entryPoint = words(config.path("Entrypoint"));
    model.user = config.path("User").asText();
    model.workdir = config.path("WorkingDir").asText();
    return model;
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }

  void apply(Edit edit) {
    if (edit instanceof Edit.Set set) {
      set(set.field(), set.value());
    } else if (edit instanceof Edit.Unset unset) {
      unset(unset.field(), unset.key());
    }
  }

  private void set(ConfigField field, String value) {
    switch (field) {
      case ENV -> env.put(value.split("=", 2)[0], value.split("=", 2)[1]);
      case LABEL -> labels.put(value.split("=", 2)[0], value.split("=", 2)[1]);
      case CMD -> {
        command = command(value);
        commandSet = true;
      }
      case ENTRYPOINT -> {
        entryPoint = command(value);
        command = commandSet ? command : List.of();
      }
      case USER -> user = value;
      case WORKDIR -> workdir = value.startsWith("/") ? value : workdir + "/" + value;
      case EXPOSE -> ports.addAll(ports(value));
      default -> throw new AssertionError("not modelled: " + field);
    }
  }

  private void unset(ConfigField field, String key) {
    switch (field) {
      case ENV -> env.remove(key);
      case LABEL -> labels.remove(key);
      case CMD -> command = List.of();
      case ENTRYPOINT -> entryPoint = List.of();
      case USER -> user = "";
      case EXPOSE -> ports.removeAll(ports(key));
      default -> throw new AssertionError("not modelled: " + field);
    }
  }

  private static List<String> command(String value) {
    return value.equals("[\"/x\",\"y\"]") ? List.of("/x", "y") : List.of("/bin/sh", "-c", value);
  }

  private static List<String> ports(String value) {
    return switch (value) {
      case "80" -> List.of("80/tcp");
      case "81/udp" -> List.of("81/udp");
      default -> List.of("81/udp", "82/udp");
    };
  }

  @Override
  public String toString() {
    return String.join(
        "|",
        env.toString(),
        labels.toString(),
        ports.toString(),
        command.toString(),
        entryPoint.toString(),
        user,
        workdir);
  }
}
