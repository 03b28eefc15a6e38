package io.github.layerlift.tar;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
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

  /** Lists the entries of a tar that must not be damaged. */
  public static TarIndex of(
      ByteSource source, long start, TarLimits limits, Cancellation cancellation)
      throws LayerliftException {
    return of(source, start, limits, Damage.refused(), cancellation);
  }

  /**
   * Lists the entries.
   *
   * @param start where the first header is
   * @param damage takes in what is wrong; if it collects, entries are listed as far as they can be found
   * @throws io.github.layerlift.fault.UnsupportedArchiveException if this is not a tar
   * @throws io.github.layerlift.fault.MalformedArchiveException if it is damaged
   */
  public static TarIndex of(
      ByteSource source, long start, TarLimits limits, Damage damage, Cancellation cancellation)
      throws LayerliftException {
    Resync resync = new Resync(source, limits, cancellation);
    long from = start == 0 ? resync.start(damage) : start;
    List<Entry> entries = new ArrayList<>();
    ArchiveRules rules = new ArchiveRules(source, limits);
    EndScan scan = new EndScan(source, cancellation);
    while (true) {
      TarReader<LayerliftException> reader =
          new TarReader<>(new SeekingCursor(source, cancellation), from, rules);
      Ending ending = scan.unmarked();
      try {
        list(reader, entries, limits);
        ending = reader.isMarked() ? scan.marked(reader.offset()) : ending;
        from = damage.isCollected() ? resync.behind(ending, damage) : -1;
      } catch (MalformedArchiveException e) {
        damage.meet(e);
        from = resync.after(reader.offset(), e);
      }
      if (from < 0) {
        return new TarIndex(entries, ending);
      }
    }
  }

  private static void list(
      TarReader<LayerliftException> reader, List<Entry> entries, TarLimits limits)
      throws LayerliftException {
    for (Entry each = reader.next(); each != null; each = reader.next()) {
      if (!each.name().isEmpty()) {
        entries.add(each);
      }
      if (entries.size() > limits.entries()) {
        throw tooManyEntries(limits.entries());
      }
    }
  }

  public static LayerliftException tooManyEntries(int most) {
    return Fault.of(ErrorCode.TOO_MANY_ENTRIES, "the archive has more than " + most + " entries")
        .hint(WayOut.raise(Setting.ENTRIES))
        .exception();
  }
}
