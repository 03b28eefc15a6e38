package io.github.layerlift;

import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.inspect.Inspection;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.InspectionReport;

/** Shows what is in archives. Stateless, and safe to use from several threads. */
public final class Inspector {
  private Inspector() {}

  /**
   * Reads the documents of the archive in {@code input}, however old or new it is, and no layers. A
   * plain file is read in place, so that the size of its layers doesn't matter; packed input, or a
   * stream, is unpacked into a scratch file first.
   *
   * <p>Of a damaged archive, the report says what is wrong, and which images seem to be whole.
   *
   * @throws LayerliftException if it is not an image archive, or nothing of it can be read
   */
  public static InspectionReport inspect(Input input, ReadOptions options)
      throws LayerliftException {
    return inspect(input, options, false);
  }

  /**
   * Like {@link #inspect}, and reads the headers of all layers, to tell what each did to the files of its
   * image: plain layers by seeking from header to header, packed ones by unpacking them. A layer that can't
   * be read is a fault of its image's files, in the report.
   *
   * @throws LayerliftException if it is not an image archive, or nothing of it can be read
   */
  public static InspectionReport inspectFiles(Input input, ReadOptions options)
      throws LayerliftException {
    return inspect(input, options, true);
  }

  private static InspectionReport inspect(Input input, ReadOptions options, boolean files)
      throws LayerliftException {
    return Boundary.faults(
        () -> Boundary.calling(Setting.INSPECT, () -> new Inspection(input, options, files).run()));
  }
}
