package io.github.layerlift.input;

import io.github.layerlift.codec.CompressionMethod;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.Proof;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Platform;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.Limits;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.tar.TarLimits;
import java.nio.file.Path;
import java.util.Optional;

/** Parses the options that are given as text. */
public final class Readers {
  /** Configs are kept in memory until they are written; ten thousand layers need a quarter of this. */
  private static final long MAX_JSON_BYTES = 256L << 20;

  private Readers() {}

  /** The context for dialects. */
  public static Context context(ConvertOptions options, Warnings warnings)
      throws LayerliftException {
    return context(options, warnings, Damage.refused(), Proof.NONE);
  }

  /** The context for dialects whose archive may be damaged. */
  public static Context context(
      ConvertOptions options, Warnings warnings, Damage damage, Proof proof)
      throws LayerliftException {
    return new Context(
        json(options.reading().limits()),
        warnings,
        options.reading().limits().layers(),
        options.platform().isPresent() ? platform(options.platform().get()) : null,
        options.dropEmptyLayers(),
        damage,
        proof);
  }

  /** The context for dialects if nothing is converted. */
  public static Context context(ReadOptions options, Warnings warnings) {
    return context(options, warnings, Damage.refused());
  }

  /** The same if the archive may be damaged. */
  public static Context context(ReadOptions options, Warnings warnings, Damage damage) {
    Limits limits = options.limits();
    return new Context(json(limits), warnings, limits.layers(), null, false, damage, Proof.NONE);
  }

  /** How to compress layers, if at all. */
  public static Optional<CompressionMethod> compression(ConvertOptions options)
      throws LayerliftException {
    return compression(options.compress());
  }

  /** How to compress layers, if at all. */
  public static Optional<CompressionMethod> compression(Optional<String> text)
      throws LayerliftException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<CompressionMethod> method = CompressionMethod.parse(text.get());
    if (method.isEmpty()) {
      throw bad("the compression \"" + text.get() + "\" is not gzip[:1-9] or zstd[:1-19]");
    }
    return method;
  }

  /** Finds wrong options before any archive is touched. */
  public static void requireValid(ConvertOptions options) throws LayerliftException {
    compression(options);
    context(options, new Warnings());
  }

  /** A decoder with {@code limits}. */
  public static Decoder decoder(Limits limits) {
    return new Decoder(
        new UnpackLimits(limits.unpackedBytes(), limits.unpackRatio(), limits.windowBytes()));
  }

  /** The limits for a tar under {@code limits}. */
  static TarLimits tarLimits(Limits limits) {
    return new TarLimits(limits.entries(), limits.unpackedBytes(), limits.unpackRatio());
  }

  /** A reader of JSON, for one archive. */
  public static JsonReader json(Limits limits) {
    return new JsonReader(new JsonLimits(limits.jsonBytes(), limits.jsonDepth(), MAX_JSON_BYTES));
  }

  public static Platform platform(String text) throws LayerliftException {
    return Platform.parse(text)
        .orElseThrow(
            () -> bad("the platform \"" + text + "\" doesn't have the form " + Platform.FORM));
  }

  /** Where scratch files go if nothing is written. */
  public static Path scratch(ReadOptions options) {
    return options.tempFolder().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
  }

  private static LayerliftException bad(String sentence) {
    return Fault.of(ErrorCode.BAD_OPTION, sentence).exception();
  }
}
