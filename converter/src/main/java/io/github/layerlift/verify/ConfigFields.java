package io.github.layerlift.verify;

import static io.github.layerlift.verify.ConfigFields.Refused.BY_ALL;
import static io.github.layerlift.verify.ConfigFields.Refused.BY_ALL_BUT_DOCKER;
import static io.github.layerlift.verify.ConfigFields.Refused.BY_DOCKER;
import static io.github.layerlift.verify.ConfigFields.Refused.BY_LATER;
import static io.github.layerlift.verify.FieldType.FLAG;
import static io.github.layerlift.verify.FieldType.LIST;
import static io.github.layerlift.verify.FieldType.NUMBER;
import static io.github.layerlift.verify.FieldType.OBJECT;
import static io.github.layerlift.verify.FieldType.OBJECTS;
import static io.github.layerlift.verify.FieldType.SET;
import static io.github.layerlift.verify.FieldType.TEXT;
import static io.github.layerlift.verify.FieldType.TEXTS;
import static io.github.layerlift.verify.FieldType.TEXT_MAP;
import static io.github.layerlift.verify.FieldType.TEXT_OR_TEXTS;
import static io.github.layerlift.verify.FieldType.TIME;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.report.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every field of a config for which an engine expects a type, and who rejects an image with
 * another: the only table of these. {@code ConfigTypesIT} tries each row on engines.
 *
 * @see <a href="https://github.com/moby/moby/blob/v20.10.24/image/image.go">Docker's Image</a>
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/specs-go/v1/config.go">OCI's</a>
 */
final class ConfigFields {
  /** Means each item of an array. */
  private static final String EACH = "*";

  /** Fields that Docker and OCI's spec have in common. */
  private static final List<Field> COMMON = List.of(
      field(TIME, BY_ALL, "created"),
      field(TEXT, BY_ALL, "author"),
      field(TEXT, BY_ALL, "architecture"),
      field(TEXT, BY_ALL, "variant"),
      field(TEXT, BY_ALL, "os"),
      field(TEXT, BY_ALL, "os.version"),
      field(TEXTS, BY_ALL, "os.features"),
      field(OBJECT, BY_ALL, "rootfs"),
      field(TEXT, BY_ALL, "rootfs", "type"),
      field(TEXTS, BY_ALL, "rootfs", "diff_ids"),
      field(OBJECTS, BY_ALL, "history"),
      field(TIME, BY_ALL, "history", EACH, "created"),
      field(TEXT, BY_ALL, "history", EACH, "author"),
      field(TEXT, BY_ALL, "history", EACH, "created_by"),
      field(TEXT, BY_ALL, "history", EACH, "comment"),
      field(FLAG, BY_ALL, "history", EACH, "empty_layer"),
      field(OBJECT, BY_ALL, "config"),
      field(TEXT, BY_ALL, "config", "User"),
      field(SET, BY_ALL, "config", "ExposedPorts"),
      field(TEXTS, BY_ALL, "config", "Env"),
      field(TEXT_OR_TEXTS, BY_ALL, "config", "Cmd"),
      field(LIST, BY_ALL_BUT_DOCKER, "config", "Cmd"),
      field(TEXT_OR_TEXTS, BY_ALL, "config", "Entrypoint"),
      field(LIST, BY_ALL_BUT_DOCKER, "config", "Entrypoint"),
      field(SET, BY_ALL, "config", "Volumes"),
      field(TEXT, BY_ALL, "config", "WorkingDir"),
      field(TEXT_MAP, BY_ALL, "config", "Labels"),
      field(TEXT, BY_ALL, "config", "StopSignal"),
      field(FLAG, BY_ALL, "config", "ArgsEscaped"));

  /** Fields of Docker's image only. */
  private static final List<Field> DOCKERS = List.of(
      field(TEXT, BY_DOCKER, "id"),
      field(TEXT, BY_DOCKER, "parent"),
      field(TEXT, BY_DOCKER, "comment"),
      field(TEXT, BY_DOCKER, "container"),
      field(TEXT, BY_DOCKER, "docker_version"),
      field(NUMBER, BY_DOCKER, "Size"),
      field(OBJECT, BY_DOCKER, "container_config"));

  /** Fields of Docker's container only, which an image has twice. */
  private static final List<Field> CONTAINERS = List.of(
      field(TEXT, BY_DOCKER, "Hostname"),
      field(TEXT, BY_DOCKER, "Domainname"),
      field(FLAG, BY_DOCKER, "AttachStdin"),
      field(FLAG, BY_DOCKER, "AttachStdout"),
      field(FLAG, BY_DOCKER, "AttachStderr"),
      field(FLAG, BY_DOCKER, "Tty"),
      field(FLAG, BY_DOCKER, "OpenStdin"),
      field(FLAG, BY_DOCKER, "StdinOnce"),
      field(TEXT, BY_DOCKER, "Image"),
      field(FLAG, BY_DOCKER, "NetworkDisabled"),
      field(TEXT, BY_DOCKER, "MacAddress"),
      field(TEXTS, BY_DOCKER, "OnBuild"),
      field(NUMBER, BY_DOCKER, "StopTimeout"),
      field(TEXT_OR_TEXTS, BY_DOCKER, "Shell"),
      field(OBJECT, BY_DOCKER, "Healthcheck"),
      field(TEXTS, BY_DOCKER, "Healthcheck", "Test"),
      field(NUMBER, BY_DOCKER, "Healthcheck", "Interval"),
      field(NUMBER, BY_DOCKER, "Healthcheck", "Timeout"),
      field(NUMBER, BY_DOCKER, "Healthcheck", "StartPeriod"),
      field(NUMBER, BY_LATER, "Healthcheck", "StartInterval"),
      field(NUMBER, BY_DOCKER, "Healthcheck", "Retries"));

  private static final List<Field> ALL = Stream.of(
          COMMON.stream(),
          DOCKERS.stream(),
          CONTAINERS.stream().map(field -> field.in("config", field.refused())),
          CONTAINERS.stream().map(field -> field.in("container_config", field.refused())),
          COMMON.stream()
              .filter(field -> field.path().size() > 1 && field.path().get(0).equals("config"))
              .filter(field -> field.refused() == BY_ALL)
              .map(field -> new Field(
                  field.type(), BY_DOCKER, field.path().subList(1, field.path().size())))
              .map(field -> field.in("container_config", BY_DOCKER)))
      .flatMap(fields -> fields)
      .toList();

  private ConfigFields() {}

  /** Who rejects an image. */
  enum Refused {
    BY_ALL("Docker, podman and skopeo reject the image"),
    BY_DOCKER("Docker rejects the image, and podman can't show it"),
    BY_LATER("Docker 25 and newer reject the image, and podman 5.1 and newer can't show it"),
    BY_ALL_BUT_DOCKER(
        "podman and skopeo reject the image; only Docker accepts a string for a list");

    private final String words;

    Refused(String words) {
      this.words = words;
    }

    /** What they do, for messages. */
    String words() {
      return words;
    }
  }

  /** A field, by the names that lead to it from the root of a config. */
  record Field(FieldType type, Refused refused, List<String> path) {
    Field {
      path = List.copyOf(path);
    }

    /** Such as {@code history[].created}. */
    @Override
    public String toString() {
      return String.join(".", path).replace("." + EACH, "[]");
    }

    private Field in(String object, Refused by) {
      return new Field(type, by, Stream.concat(Stream.of(object), path.stream()).toList());
    }
  }

  private static Field field(FieldType type, Refused refused, String... path) {
    return new Field(type, refused, List.of(path));
  }

  static List<Field> all() {
    return ALL;
  }

  /**
   * Reports each value that an engine can't read.
   *
   * @return whether there is none
   */
  static boolean check(JsonFields config, Findings findings) throws LayerliftException {
    boolean readable = true;
    for (Field field : ALL) {
      for (JsonFields value : at(field.path(), config)) {
        if (!field.type().fits(value)) {
          boolean note = field.refused() == BY_ALL_BUT_DOCKER;
          readable &= note;
          findings.add(
              note ? FindingCode.CONFIG_LOOSE : FindingCode.CONFIG_REFUSED,
              value,
              "it is " + shown(value.json()) + ", but should be " + field.type().words() + "; "
                  + field.refused().words());
        }
      }
    }
    return readable;
  }

  /** The values at {@code path}; none if something else is in the way, which is reported itself. */
  private static List<JsonFields> at(List<String> path, JsonFields config)
      throws LayerliftException {
    List<JsonFields> values = List.of(config);
    for (String name : path) {
      List<JsonFields> below = new ArrayList<>();
      for (JsonFields value : values) {
        if (name.equals(EACH) && value.isArray()) {
          below.addAll(value.items());
        } else if (value.isObject()) {
          Optional<JsonFields> field = value.field(name);
          field.ifPresent(below::add);
        }
      }
      values = below;
    }
    return values;
  }

  private static String shown(Json json) {
    if (json instanceof Json.Str text) {
      return "\"" + text.value() + "\"" + (text.escaped() ? " with an escape in it" : "");
    }
    return json instanceof Json.Num number ? number.text() : json.kind();
  }
}
