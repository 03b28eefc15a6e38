package io.github.layerlift.output;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.PiecewiseWriter;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.TarPlan;
import io.github.layerlift.pour.Slot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tar file. Layers go to their final places at once; the documents that name them are filled in last. */
public final class TarFileTarget implements Target {
  private final Path path;
  private final boolean replace;
  private final Finished finished;
  private AtomicFile file;
  /** Layers that were written before their place was certain; null if there are none. */
  private @Nullable AtomicFile misplaced;

  private @Nullable Spool early;
  private boolean abandoned;

  /**
   * Opens a temporary file beside {@code path}.
   *
   * @param replace whether an existing file may be replaced
   * @param finished called right before the file gets its name
   * @throws io.github.layerlift.fault.StorageException if it may not, or can't be written
   */
  public TarFileTarget(Path path, boolean replace, Finished finished) throws LayerliftException {
    this.path = path;
    this.replace = replace;
    this.finished = finished;
    this.file = AtomicFile.open(path, replace);
  }

  /** Removes the temporary file at once; later writes to it are lost. */
  public synchronized void abandon() {
    abandoned = true;
    file.abandon();
    if (misplaced != null) {
      misplaced.abandon();
    }
  }

  @Override
  public Optional<Spool> place(Layout layout, List<Blob> all) {
    TarPlan rough = TarPlan.of(layout, all);
    long start = rough.layers().length > 0 ? rough.layers()[0] : rough.end();
    early = Spool.on(file.channel(), file.name(), start, file::wrote);
    return Optional.of(early);
  }

  @Override
  public synchronized Writing start(Layout layout, List<Blob> blobs) throws LayerliftException {
    TarPlan plan = TarPlan.of(layout, blobs);
    if (early != null && !blobs.stream().allMatch(blob -> stands(blob.source(), plan.data(blob)))) {
      misplaced = file;
      file = AtomicFile.open(path, replace);
      if (abandoned) {
        file.abandon();
      }
    }
    return new Filling(plan, List.copyOf(blobs));
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      if (misplaced != null) {
        misplaced.close();
      }
    }
  }

  /** Whether {@code layer} is already written, at {@code offset} of the file. */
  private boolean stands(Extent layer, long offset) {
    return misplaced == null && layer.source() == early && layer.offset() == offset;
  }

  /** Layers that were written early may have turned out not to be needed. */
  private void cut(long size) throws IOException {
    try {
      file.channel().truncate(size);
    } catch (IOException e) {
      throw WriteFaults.of(file.name(), e);
    }
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

  /** Fills a file whose every offset is known. */
  private final class Filling implements Writing {
    private final TarPlan plan;
    private final List<Blob> blobs;

    Filling(TarPlan plan, List<Blob> blobs) {
      this.plan = plan;
      this.blobs = blobs;
    }

    @Override
    public Slot slot(Blob blob) {
      return new Place(plan.data(blob));
    }

    @Override
    public long finish(Layout layout, List<Digest> digests) throws IOException {
      List<LayoutFile> small = new ArrayList<>(layout.named());
      small.addAll(layout.blobs());
      for (int i = 0; i < small.size(); i++) {
        writeSmall(small.get(i), plan.files()[i], next(i));
      }
      long folders = next(layout.named().size() - 1) - 2L * TarPlan.BLOCK;
      write(TarHeaders.folder("blobs/"), folders);
      write(TarHeaders.folder(LayoutFile.BLOBS), folders + TarPlan.BLOCK);
      for (Blob blob : blobs) {
        String name = LayoutFile.BLOBS + digests.get(blob.index()).hex();
        write(TarHeaders.file(name, blob.size()), plan.layers()[blob.index()]);
      }
      write(ByteBuffer.allocate(TarPlan.END_LENGTH), plan.end());
      cut(plan.size());
      file.commit(finished);
      return plan.size();
    }

    /** Where the part after the small file {@code i} starts. */
    private long next(int i) {
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

    /** One at a time: a copy goes to the channel's position. */
    @Override
    public long copy(Extent source, long position, long count) throws IOException {
      if (stands(source, start)) {
        return Math.min(count, source.size() - position);
      }
      long copied;
      synchronized (TarFileTarget.this) {
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
