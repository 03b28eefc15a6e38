package io.github.layerlift.convert;

import io.github.layerlift.codec.CompressionMethod;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Output;
import io.github.layerlift.pour.ArchiveCompression;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a whole archive is packed: as asked for, otherwise as its name says. */
final class ArchivePacking {
  private static final String NONE = "none";

  /** Those by which tools tell what a file is, too. */
  private static final Map<String, String> SUFFIXES = Map.of(
      ".tar.gz",
      "gzip",
      ".tgz",
      "gzip",
      ".tar.zst",
      "zstd",
      ".tzst",
      "zstd",
      ".tar.xz",
      "xz",
      ".txz",
      "xz");

  private ArchivePacking() {}

  /**
   * Empty if it isn't packed.
   *
   * @param threads how many may pack at once, at least 1
   */
  static Optional<ArchiveCompression> of(Output output, int threads) throws LayerliftException {
    Optional<String> packing = Optional.empty();
    if (output instanceof Output.TarFile file) {
      packing = file.packing().or(() -> suffix(file.path()));
    } else if (output instanceof Output.TarStream stream) {
      packing = stream.packing();
    }
    return method(packing).map(method -> new ArchiveCompression(method, threads));
  }

  private static Optional<String> suffix(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return SUFFIXES.entrySet().stream()
        .filter(suffix -> name.endsWith(suffix.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<CompressionMethod> method(Optional<String> text)
      throws LayerliftException {
    if (text.isEmpty() || text.get().equals(NONE)) {
      return Optional.empty();
    }
    Optional<CompressionMethod> method = CompressionMethod.parseForArchive(text.get());
    if (method.isEmpty()) {
      throw Fault.of(
              ErrorCode.BAD_OPTION,
              "the packing \"" + text.get() + "\" is not gzip[:1-9], zstd[:1-19], xz[:1-9] or none")
          .exception();
    }
    return method;
  }
}
