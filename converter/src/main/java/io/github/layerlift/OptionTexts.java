package io.github.layerlift;

import io.github.layerlift.archive.TarLimits;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.Packing;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.image.Platform;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Warnings;
import java.util.Optional;

/** Reads the options that come as text. */
final class OptionTexts {
  /** Configs are held until they are written; ten thousand layers have a quarter of this. */
  private static final long MOST_JSON = 256L << 20;

  private OptionTexts() {}

  /** What dialects are given. */
  static Context context(ConvertOptions options, Warnings warnings) throws LayerliftException {
    return new Context(
        json(options.limits()),
        warnings,
        options.limits().layers(),
        options.platform().isPresent() ? platform(options.platform().get()) : null,
        options.dropEmptyLayers());
  }

  /** What dialects are given by who only looks. */
  static Context context(ReadOptions options, Warnings warnings) {
    Limits limits = options.limits();
    return new Context(json(limits), warnings, limits.layers(), null, false);
  }

  /** How layers are to be compressed, if they are. */
  static Optional<Packing> packing(ConvertOptions options) throws LayerliftException {
    Optional<String> text = options.compress();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Packing> packing = Packing.parse(text.get());
    if (packing.isEmpty()) {
      throw bad("--compress \"" + text.get() + "\" is not gzip[:1-9] or zstd[:1-19]");
    }
    return packing;
  }

  /** Finds wrong options before any archive is touched. */
  static void requireValid(ConvertOptions options) throws LayerliftException {
    packing(options);
    context(options, new Warnings());
  }

  /** What unpacks under {@code limits}. */
  static Decoder decoder(Limits limits) {
    return new Decoder(
        new UnpackLimits(limits.unpackedBytes(), limits.unpackRatio(), limits.windowBytes()));
  }

  /** How much of a tar is believed under {@code limits}. */
  static TarLimits tarLimits(Limits limits) {
    return new TarLimits(limits.entries(), limits.unpackedBytes(), limits.unpackRatio());
  }

  /** A reader of JSON, for one archive. */
  static JsonReader json(Limits limits) {
    return new JsonReader(new JsonLimits(limits.jsonBytes(), limits.jsonDepth(), MOST_JSON));
  }

  static Platform platform(String text) throws LayerliftException {
    return Platform.parse(text)
        .orElseThrow(() -> bad("--platform \"" + text + "\" is not of the form os/arch[/variant]"));
  }

  private static LayerliftException bad(String sentence) {
    return Fault.of(ErrorCode.BAD_OPTION, sentence).exception();
  }
}
