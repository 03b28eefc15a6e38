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
    return Boundary.faults(
        () -> Boundary.calling(Setting.INSPECT, () -> new Inspection(input, options).run()));
  }
}
