package io.github.layerlift.edit;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.UnsupportedArchiveException;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.tar.TarStart;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.Picked;
import io.github.layerlift.tree.Whiteouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A tar of this machine, plain or packed, that is unpacked into an image. */
record AddedTar(Extent plain, Picked files) {
  private static final String HINT =
      "a tar can be added plain, or packed with gzip, zstd, bzip2 or xz";

  /** Limits, which a setting raises. */
  private static final Set<ErrorCode> LIMITS =
      EnumSet.of(ErrorCode.TOO_MANY_ENTRIES, ErrorCode.UNPACKED_TOO_BIG, ErrorCode.WINDOW_TOO_BIG);

  /** Refuses what can't be a tar, whatever is in it. */
  static FileSource open(Path path) throws LayerliftException {
    if (Files.isDirectory(path)) {
      throw BadEdit.of(path + " is a folder, not a tar", "a folder can be added as it is");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw BadEdit.of(path + " is not a regular file", "a pipe can't be added");
    }
    return FileSource.open(path);
  }

  /** Reads the headers of {@code file}; its faults name it, since the archive is another one. */
  static AddedTar read(FileSource file, LayerBench bench) throws IOException {
    try {
      return unpack(file, bench);
    } catch (UnsupportedArchiveException e) {
      throw Fault.of(ErrorCode.BAD_OPTION, e.sentence()).hint(HINT).exception(e);
    } catch (MalformedArchiveException e) {
      boolean limit = LIMITS.contains(e.code());
      String what =
          e.code() == ErrorCode.TAR_TRUNCATED ? "it ends in the middle of an entry" : e.sentence();
      Fault fault = Fault.of(
          limit ? e.code() : ErrorCode.BAD_OPTION, file.name() + " can't be unpacked: " + what);
      String entry = e.entry().orElse(file.name());
      Fault placed = entry.equals(file.name()) ? fault : fault.in(entry);
      WayOut again = WayOut.of("it is damaged or incomplete; make or copy it again");
      throw placed.hint(limit ? e.wayOut().orElse(again) : again).exception(e);
    }
  }

  private static AddedTar unpack(FileSource file, LayerBench bench) throws IOException {
    Extent bytes = new Extent(file, file.name(), 0, file.size());
    Compression packing = Compression.detect(bytes.head(Compression.MAGIC_LENGTH));
    Stored tar = bench.plain(new Stored(bytes, packing, null));
    if (tar.size() == 0) {
      throw BadEdit.of(
          file.name() + " is empty, not a tar", "the command that made it has probably failed");
    }
    TarStart.requirePossible(file.name(), tar.extent().head(TarStart.STRANGER_LENGTH));
    Picked files = ImageTree.of(
            bench.stack(List.of(tar)), Whiteouts.FILES, bench.maxEntries(), bench.warnings())
        .pick(List.of());
    return new AddedTar(tar.extent(), files);
  }
}
