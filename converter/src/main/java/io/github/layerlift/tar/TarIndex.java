package io.github.layerlift.tar;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.progress.Cancellation;
import java.util.ArrayList;
import java.util.List;

/** The entries of a plain archive, in its order, and how it ends. */
public record TarIndex(List<Entry> entries, Ending ending) {
  public TarIndex {
    entries = List.copyOf(entries);
  }

  /**
   * Lists the entries.
   *
   * @param start where the first header is
   * @throws io.github.layerlift.fault.UnsupportedArchiveException if this is not a tar
   * @throws io.github.layerlift.fault.MalformedArchiveException if it is damaged
   */
  public static TarIndex of(
      ByteSource source, long start, TarLimits limits, Cancellation cancellation)
      throws LayerliftException {
    if (start == 0) {
      TarStart.requireTar(source);
    }
    TarReader<LayerliftException> reader = new TarReader<>(
        new SeekingCursor(source, cancellation), start, new ArchiveRules(source, limits));
    List<Entry> entries = new ArrayList<>();
    for (Entry each = reader.next(); each != null; each = reader.next()) {
      if (!each.name().isEmpty()) {
        entries.add(each);
      }
      if (entries.size() > limits.entries()) {
        throw tooManyEntries(limits.entries());
      }
    }
    EndScan scan = new EndScan(source, cancellation);
    return new TarIndex(
        entries, reader.isMarked() ? scan.marked(reader.offset()) : scan.unmarked());
  }

  public static LayerliftException tooManyEntries(int most) {
    return Fault.of(ErrorCode.TOO_MANY_ENTRIES, "the archive has more than " + most + " entries")
        .hint(WayOut.raise(Setting.ENTRIES))
        .exception();
  }
}
