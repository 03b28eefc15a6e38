package io.github.layerlift.dialect;

import static io.github.layerlift.gojson.GoField.always;
import static io.github.layerlift.gojson.GoField.omitEmpty;
import static io.github.layerlift.gojson.GoTypes.BOOL;
import static io.github.layerlift.gojson.GoTypes.INT;
import static io.github.layerlift.gojson.GoTypes.INT_POINTER;
import static io.github.layerlift.gojson.GoTypes.MAP;
import static io.github.layerlift.gojson.GoTypes.SET;
import static io.github.layerlift.gojson.GoTypes.STRING;
import static io.github.layerlift.gojson.GoTypes.STRINGS;
import static io.github.layerlift.gojson.GoTypes.STRING_OR_STRINGS;
import static io.github.layerlift.gojson.GoTypes.TIME;

import io.github.layerlift.gojson.GoField;
import io.github.layerlift.gojson.GoStruct;
import java.util.List;

/**
 * The structs that Docker 20.10 reads a v1 layer's {@code json} into.
 *
 * @see <a href="https://github.com/moby/moby/blob/v20.10.24/image/image.go">V1Image</a>
 * @see <a href="https://github.com/moby/moby/blob/v20.10.24/api/types/container/config.go">Config</a>
 */
final class V1Structs {
  /** Its times are in nanoseconds. */
  private static final GoStruct HEALTH = new GoStruct(
      List.of(
          omitEmpty("Test", STRINGS),
          omitEmpty("Interval", INT),
          omitEmpty("Timeout", INT),
          omitEmpty("StartPeriod", INT),
          omitEmpty("Retries", INT)),
      true);

  private static final List<GoField> CONFIG = List.of(
      always("Hostname", STRING),
      always("Domainname", STRING),
      always("User", STRING),
      always("AttachStdin", BOOL),
      always("AttachStdout", BOOL),
      always("AttachStderr", BOOL),
      omitEmpty("ExposedPorts", SET),
      always("Tty", BOOL),
      always("OpenStdin", BOOL),
      always("StdinOnce", BOOL),
      always("Env", STRINGS),
      always("Cmd", STRING_OR_STRINGS),
      omitEmpty("Healthcheck", HEALTH),
      omitEmpty("ArgsEscaped", BOOL),
      always("Image", STRING),
      always("Volumes", SET),
      always("WorkingDir", STRING),
      always("Entrypoint", STRING_OR_STRINGS),
      omitEmpty("NetworkDisabled", BOOL),
      omitEmpty("MacAddress", STRING),
      always("OnBuild", STRINGS),
      always("Labels", MAP),
      omitEmpty("StopSignal", STRING),
      omitEmpty("StopTimeout", INT_POINTER),
      omitEmpty("Shell", STRING_OR_STRINGS));

  static final GoStruct IMAGE = new GoStruct(
      List.of(
          omitEmpty("id", STRING),
          omitEmpty("parent", STRING),
          omitEmpty("comment", STRING),
          always("created", TIME),
          omitEmpty("container", STRING),
          always("container_config", new GoStruct(CONFIG, false)),
          omitEmpty("docker_version", STRING),
          omitEmpty("author", STRING),
          omitEmpty("config", new GoStruct(CONFIG, true)),
          omitEmpty("architecture", STRING),
          omitEmpty("variant", STRING),
          omitEmpty("os", STRING),
          omitEmpty("Size", INT)),
      false);

  private V1Structs() {}
}
