package io.github.layerlift.output;

import io.github.layerlift.archive.Extent;
import io.github.layerlift.archive.PiecewiseWriter;
import io.github.layerlift.image.Digest;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.TarPlan;
import io.github.layerlift.pour.Slot;
import io.github.layerlift.report.LayerliftException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tar file. Layers go to their final places at once; what names them is filled in last. */
public final class TarFileTarget implements Target {
  private final AtomicFile file;
  private final Finished finished;
  private @Nullable TarPlan plan;
  private List<Blob> blobs = List.of();

  private TarFileTarget(AtomicFile file, Finished finished) {
    this.file = file;
    this.finished = finished;
  }

  /**
   * Opens a temporary file beside {@code path}.
   *
   * @param replace whether an existing file may be replaced
   * @param finished told right before the file gets its name
   * @throws io.github.layerlift.report.StorageException if it may not, or can't be written
   */
  public static TarFileTarget open(Path path, boolean replace, Finished finished)
      throws IOException {
    return new TarFileTarget(AtomicFile.open(path, replace), finished);
  }

  /** Removes the temporary file at once; what is still written to it is lost. */
  public void abandon() {
    file.abandon();
  }

  @Override
  public void start(Layout layout, List<Blob> all) {
    plan = TarPlan.of(layout, all);
    blobs = List.copyOf(all);
  }

  @Override
  public Slot slot(Blob blob) {
    return new Place(plan().data(blob));
  }

  @Override
  public long finish(Layout layout, List<Digest> digests) throws IOException {
    TarPlan fixed = plan();
    List<LayoutFile> small = new ArrayList<>(layout.named());
    small.addAll(layout.blobs());
    for (int i = 0; i < small.size(); i++) {
      writeSmall(small.get(i), fixed.files()[i], next(fixed, i));
    }
    long folders = next(fixed, layout.named().size() - 1) - 2L * TarPlan.BLOCK;
    write(TarHeaders.folder("blobs/"), folders);
    write(TarHeaders.folder(LayoutFile.BLOBS), folders + TarPlan.BLOCK);
    for (Blob blob : blobs) {
      String name = LayoutFile.BLOBS + digests.get(blob.index()).hex();
      write(TarHeaders.file(name, blob.size()), fixed.layers()[blob.index()]);
    }
    write(ByteBuffer.allocate(TarPlan.END_LENGTH), fixed.end());
    file.commit(finished);
    return fixed.size();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private TarPlan plan() {
    return Objects.requireNonNull(plan, "start comes first");
  }

  /** Where the part after the small file {@code i} starts. */
  private static long next(TarPlan plan, int i) {
    if (i + 1 < plan.files().length) {
      return plan.files()[i + 1];
    }
    return plan.layers().length > 0 ? plan.layers()[0] : plan.end();
  }

  private void writeSmall(LayoutFile small, long offset, long limit) throws IOException {
    if (offset + TarPlan.BLOCK + TarPlan.padded(small.size()) > limit) {
      throw new IllegalStateException(small.name() + " outgrew its place");
    }
    write(TarHeaders.file(small.name(), small.size()), offset);
    write(ByteBuffer.wrap(small.bytes()), offset + TarPlan.BLOCK);
  }

  private void write(ByteBuffer bytes, long offset) throws IOException {
    FileChannel channel = file.channel();
    try {
      int count = bytes.remaining();
      PiecewiseWriter.write(channel, bytes, offset);
      file.wrote(count);
    } catch (IOException e) {
      throw WriteFaults.of(file.name(), e);
    }
  }

  /** Where one blob goes: from {@code start} on. */
  private final class Place implements Slot {
    private final long start;

    Place(long start) {
      this.start = start;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      TarFileTarget.this.write(bytes, start + position);
    }

    /** One at a time: a copy goes to where the channel stands. */
    @Override
    public long copy(Extent source, long position, long count) throws IOException {
      long copied;
      synchronized (file) {
        try {
          copied = source.transfer(position, count, file.channel().position(start + position));
        } catch (LayerliftException e) {
          throw e;
        } catch (IOException e) {
          throw WriteFaults.of(file.name(), e);
        }
      }
      file.wrote(copied);
      return copied;
    }
  }
}
