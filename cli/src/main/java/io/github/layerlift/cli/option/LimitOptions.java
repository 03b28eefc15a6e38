package io.github.layerlift.cli.option;

import io.github.layerlift.cli.text.ByteCount;
import io.github.layerlift.options.Limits;
import picocli.CommandLine.Option;

/** How much of an archive is believed. */
@Under(Heading.LIMITS)
final class LimitOptions {
  @Option(
      names = "--max-json-size",
      paramLabel = "BYTES",
      converter = ByteCount.class,
      description = "Size of a JSON file. Default: 8M.")
  private long jsonBytes = Limits.DEFAULT.jsonBytes();

  @Option(
      names = "--max-json-depth",
      paramLabel = "N",
      description = "Levels of nesting in JSON. Default: 128.")
  private int jsonDepth = Limits.DEFAULT.jsonDepth();

  @Option(
      names = "--max-entries",
      paramLabel = "N",
      description = "Entries in an archive. Default: 1000000.")
  private int entries = Limits.DEFAULT.entries();

  @Option(
      names = "--max-layers",
      paramLabel = "N",
      description = "Layers in an image. Default: 10000.")
  private int layers = Limits.DEFAULT.layers();

  @Option(
      names = "--max-link-hops",
      paramLabel = "N",
      description = "Links that lead to one file. Default: 16.")
  private int linkHops = Limits.DEFAULT.linkHops();

  @Option(
      names = "--max-unpacked",
      paramLabel = "BYTES",
      converter = ByteCount.class,
      description = "Bytes of a stream, or unpacked. Default: 1T.")
  private long unpackedBytes = Limits.DEFAULT.unpackedBytes();

  @Option(
      names = "--max-ratio",
      paramLabel = "N",
      description = "Growth when it is unpacked. Default: 10000 times.")
  private int unpackRatio = Limits.DEFAULT.unpackRatio();

  @Option(
      names = "--max-window",
      paramLabel = "BYTES",
      converter = ByteCount.class,
      description = "Memory that zstd or xz may ask for. Default: 128M.")
  private long windowBytes = Limits.DEFAULT.windowBytes();

  /**
   * @throws IllegalArgumentException if one is below 1
   */
  Limits limits() {
    return new Limits(
        (int) Math.min(Integer.MAX_VALUE - 8, jsonBytes),
        jsonDepth,
        entries,
        layers,
        linkHops,
        unpackedBytes,
        unpackRatio,
        windowBytes);
  }
}
