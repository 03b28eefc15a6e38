package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.machine.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Writes the file {@code json} of a layer as the Dockers from 0.6 to 1.9 wrote it, and as nobody should
 * have.
 */
final class PreTenJson {
  /** The version that a Docker wrote; on which side of 1.8.3 decides how its bytes are kept. */
  private static final List<String> VERSIONS = List.of(
      "0.6.7",
      "1.0.1",
      "1.3.3",
      "1.5.0",
      "1.8.2",
      "1.8.3",
      "1.8.3-cs1",
      "1.8.3-rc1",
      "1.9.1",
      "1.9.0-dev",
      "1.10",
      "2",
      "",
      "1.8",
      "v1.9",
      "dev",
      "1.9.",
      "01.8.03",
      "1.8.3.1",
      "17.03.0-ce");

  private static final List<String> NUMBERS = List.of(
      "0",
      "-0",
      "1",
      "-1",
      "1.50",
      "1e3",
      "1E+3",
      "-2.5e-7",
      "12345678901234567890123",
      "0.1000",
      "9007199254740993",
      "1e400");

  private final Random random;
  private final FuzzTime times;

  /** Text for one file. */
  private FuzzText text;

  /**
   * @param strictTimes whether times are to be as RFC 3339 has them, and not as older Go takes them too
   */
  PreTenJson(Random random, boolean strictTimes) {
    this.random = random;
    times = new FuzzTime(random, strictTimes);
  }

  /** The file of the layer {@code id} upon {@code parent}, which may be {@code ""}. */
  String write(String id, String parent) {
    text = new FuzzText(random);
    Map<String, String> json = new LinkedHashMap<>();
    String version = one(VERSIONS);
    json.put("id", text.string(id));
    if (!parent.isEmpty()) {
      json.put("parent", text.string(parent));
    } else if (chance(4)) {
      json.put("parent", one(List.of("\"\"", "null")));
    }
    if (!chance(8)) {
      json.put("created", chance(20) ? "null" : "\"" + times.next() + "\"");
    }
    some(json, "container", text.string(Sha256.of(id.getBytes(UTF_8))));
    some(json, "container_config", config(version));
    if (!chance(4)) {
      json.put("docker_version", chance(20) ? "null" : text.string(version));
    }
    some(json, "author", string());
    some(json, "config", config(version));
    json.put("architecture", text.string("amd64"));
    json.put("os", text.string("linux"));
    some(json, "comment", string());
    some(
        json,
        one(List.of("Size", "size")),
        one(List.of("0", "-1", "12345", "9223372036854775807")));
    strangers(json);
    return text.object(oddCases(json));
  }

  /** Members that no Docker knows, or no longer. */
  private void strangers(Map<String, String> json) {
    some(json, "checksum", string());
    some(json, "parent_id", string());
    some(json, "layer_id", string());
    some(json, "virtual_size", one(NUMBERS));
    if (chance(3)) {
      json.put("x" + text.wholeWords(), stranger(3));
    }
  }

  private String stranger(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> one(NUMBERS);
      case 1 -> string();
      case 2 -> one(List.of("true", "false", "null"));
      case 3 -> one(List.of("{}", "[]"));
      case 4 -> text.array(List.of(stranger(depth - 1), stranger(depth - 1)));
      default ->
        text.object(members("b" + text.wholeWords(), stranger(depth - 1), "a", one(NUMBERS)));
    };
  }

  /** A config with the fields that a Docker of that version had. */
  private String config(String version) {
    if (chance(8)) {
      return one(List.of("null", "{}"));
    }
    Map<String, String> config = new LinkedHashMap<>();
    for (String name : List.of("Hostname", "Domainname", "User", "Image", "WorkingDir")) {
      some(config, name, one(List.of("\"\"", string(), "null")));
    }
    for (String name : List.of("AttachStdin", "AttachStdout", "Tty", "OpenStdin", "StdinOnce")) {
      some(config, name, one(List.of("false", "true", "null")));
    }
    some(config, "Env", strings());
    some(config, "Cmd", chance(6) ? string() : strings());
    some(config, "Entrypoint", chance(6) ? string() : strings());
    some(config, "Volumes", set(List.of("/data", "/" + text.wholeWords())));
    some(config, "OnBuild", strings());
    if (version.startsWith("0.") || version.isEmpty()) {
      for (String name : List.of("Memory", "MemorySwap", "CpuShares")) {
        some(config, name, one(NUMBERS));
      }
      some(config, "PortSpecs", strings());
      some(config, "VolumesFrom", string());
      some(config, "Dns", strings());
      some(config, "Privileged", "false");
    } else {
      some(config, "ExposedPorts", set(List.of("80/tcp", "53/udp", text.wholeWords())));
      some(config, "NetworkDisabled", one(List.of("false", "true")));
      some(config, "Cpuset", string());
      some(config, "MacAddress", string());
      some(config, "Labels", labels());
      some(config, "StopSignal", one(List.of("\"\"", "\"SIGTERM\"")));
      some(config, "VolumeDriver", string());
      some(config, "PublishService", string());
    }
    return text.object(oddCases(config));
  }

  private String labels() {
    Map<String, String> labels = members("z", string(), "a" + text.wholeWords(), string());
    labels.put("Ä", "null");
    return one(List.of("null", "{}", text.object(labels)));
  }

  /** Not {@code Map.of}, whose order changes from run to run. */
  private static Map<String, String> members(
      String first, String firstValue, String second, String secondValue) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put(first, firstValue);
    members.put(second, secondValue);
    return members;
  }

  private String set(List<String> keys) {
    Map<String, String> set = new LinkedHashMap<>();
    keys.forEach(key -> set.put(key, "{}"));
    return one(List.of("null", "{}", text.object(set)));
  }

  private String strings() {
    return one(List.of(
        "null",
        "[]",
        text.array(Stream.generate(this::string).limit(1 + random.nextInt(3)).toList())));
  }

  private String string() {
    return chance(6) ? "\"\"" : text.string(text.words());
  }

  /**
   * Sometimes writes names in another case, which Go doesn't mind. Not those of the platform: Docker keeps
   * such an {@code OS}, and Layerlift adds the {@code os} that OCI asks for.
   */
  private Map<String, String> oddCases(Map<String, String> members) {
    if (!chance(8)) {
      return members;
    }
    Map<String, String> odd = new LinkedHashMap<>();
    members.forEach((name, value) ->
        odd.put(List.of("os", "architecture").contains(name) ? name : oddCase(name), value));
    return odd;
  }

  private String oddCase(String name) {
    return switch (random.nextInt(6)) {
      case 0 -> name.toUpperCase(Locale.ROOT);
      case 1 -> name.toLowerCase(Locale.ROOT);
      case 2 -> name.replace('k', '\u212a').replace('s', 'ſ');
      default -> name;
    };
  }

  private void some(Map<String, String> members, String name, String value) {
    if (!chance(3)) {
      members.put(name, value);
    }
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
