package io.github.layerlift.spark;

import io.github.layerlift.Converter;
import io.github.layerlift.batch.OutputMaker;
import io.github.layerlift.convert.Conversion;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.output.WriteFaults;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * Pours an output on this machine's disk, since stores write only in order, and brings it to its name in one upload.
 * Where the store is a disk itself, one that machines may share, the output is poured there and only renamed.
 *
 * @param scratch an empty folder of this machine
 * @param unfinished the output's name until it is whole, if the store needs one; on a disk, that of its folder
 * @param millis the time that outputs get where the store lets us choose: the same for each attempt at one
 * @param again whether an earlier attempt may have written the output already
 */
record Publication(Store store, Path scratch, Path unfinished, long millis, boolean again)
    implements OutputMaker {
  @Override
  public ConversionReport make(
      BatchItem item,
      Input input,
      Path output,
      ConvertOptions options,
      Conversion.Completion completion)
      throws IOException {
    boolean replace = item.mayReplace() || again;
    requireFree(output, replace);
    String name = String.valueOf(output.getFileName());
    Optional<Path> disk = store.onDisk(unfinished);
    Path local = disk.orElse(scratch).resolve(name);
    if (disk.isPresent()) {
      Files.createDirectories(disk.get());
    }
    ConversionReport report = Converter.convert(input, new Output.TarFile(local, true), options);
    try {
      if (store.showsOnlyWhole(output)) {
        // only the store knows what time it will have
        completion.complete(Files.size(local), FileTime.fromMillis(0), report.warnings());
        store.upload(local, output);
      } else {
        Path whole = disk.isPresent() ? unfinished.resolve(name) : unfinished;
        if (disk.isEmpty()) {
          store.upload(local, whole);
        }
        store.setTime(whole, millis);
        completion.complete(Files.size(whole), Files.getLastModifiedTime(whole), report.warnings());
        store.rename(whole, output, replace);
      }
      if (disk.isPresent()) {
        Files.delete(disk.get());
      }
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw WriteFaults.of(output.toString(), e);
    }
    return at(output, report);
  }

  private static void requireFree(Path output, boolean replace) throws LayerliftException {
    if (!replace && Files.exists(output)) {
      throw Fault.of(ErrorCode.TARGET_EXISTS, output + " exists, and no batch has written it")
          .hint(WayOut.of(Setting.BATCH_FORCE, " replaces it"))
          .exception();
    }
  }

  private static ConversionReport at(Path output, ConversionReport report) {
    return new ConversionReport(
        report.input(),
        output.toString(),
        report.dialect(),
        report.compression(),
        report.names(),
        report.images(),
        report.warnings(),
        report.skippedFiles(),
        report.inputBytes(),
        report.outputBytes(),
        report.duration());
  }
}
