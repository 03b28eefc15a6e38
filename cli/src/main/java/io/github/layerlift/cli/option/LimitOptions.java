package io.github.layerlift.cli.option;

import io.github.layerlift.cli.text.ByteCount;
import io.github.layerlift.options.Limits;
import java.util.Map;
import picocli.CommandLine.Option;

/** How far an archive is trusted. */
@Under(Heading.LIMITS)
final class LimitOptions {
  private static final Map<String, String> NAMES = Map.of(
      "jsonBytes", "--max-json-size",
      "jsonDepth", "--max-json-depth",
      "entries", "--max-entries",
      "layers", "--max-layers",
      "linkHops", "--max-link-hops",
      "unpackedBytes", "--max-unpacked",
      "unpackRatio", "--max-ratio",
      "windowBytes", "--max-window");

  @Option(
      names = "--max-json-size",
      paramLabel = "BYTES",
      description = "Size of a JSON file. Default: ${DEFAULT-VALUE}.")
  private ByteCount jsonBytes = new ByteCount(Limits.DEFAULT.jsonBytes());

  @Option(
      names = "--max-json-depth",
      paramLabel = "N",
      description = "Levels of nesting in JSON. Default: ${DEFAULT-VALUE}.")
  private int jsonDepth = Limits.DEFAULT.jsonDepth();

  @Option(
      names = "--max-entries",
      paramLabel = "N",
      description = "Entries in an archive. Default: ${DEFAULT-VALUE}.")
  private int entries = Limits.DEFAULT.entries();

  @Option(
      names = "--max-layers",
      paramLabel = "N",
      description = "Layers in an image. Default: ${DEFAULT-VALUE}.")
  private int layers = Limits.DEFAULT.layers();

  @Option(
      names = "--max-link-hops",
      paramLabel = "N",
      description = "Links followed to one file. Default: ${DEFAULT-VALUE}.")
  private int linkHops = Limits.DEFAULT.linkHops();

  @Option(
      names = "--max-unpacked",
      paramLabel = "BYTES",
      description = "Bytes of a stream, unpacked. Default: ${DEFAULT-VALUE}.")
  private ByteCount unpackedBytes = new ByteCount(Limits.DEFAULT.unpackedBytes());

  @Option(
      names = "--max-ratio",
      paramLabel = "N",
      description = "Growth when unpacked. Default: ${DEFAULT-VALUE} times.")
  private int unpackRatio = Limits.DEFAULT.unpackRatio();

  @Option(
      names = "--max-window",
      paramLabel = "BYTES",
      description = "Memory that zstd or xz may request. Default: ${DEFAULT-VALUE}.")
  private ByteCount windowBytes = new ByteCount(Limits.DEFAULT.windowBytes());

  /**
   * What they make together.
   *
   * @throws IllegalArgumentException if one is out of its range, with the name of its option
   */
  Limits limits() {
    try {
      return inLibrary();
    } catch (IllegalArgumentException e) {
      String sentence = String.valueOf(e.getMessage());
      String field = sentence.substring(0, Math.max(0, sentence.indexOf(' ')));
      throw new IllegalArgumentException(
          NAMES.getOrDefault(field, field) + sentence.substring(field.length()), e);
    }
  }

  private Limits inLibrary() {
    return new Limits(
        (int) Math.min(Integer.MAX_VALUE - 8, jsonBytes.bytes()),
        jsonDepth,
        entries,
        layers,
        linkHops,
        unpackedBytes.bytes(),
        unpackRatio,
        windowBytes.bytes());
  }
}
