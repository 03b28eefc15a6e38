package io.github.layerlift.output;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.image.Digest;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.TarPlan;
import io.github.layerlift.pour.ArchiveCompression;
import io.github.layerlift.pour.Slot;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * A tar into a pipe, or into anything else that can't be written out of order. Nothing is written
 * before every layer is hashed; while they are written they are hashed again, so that a source that
 * changed meanwhile is noticed.
 */
public final class TarStreamTarget implements Target {
  private static final int CHUNK = 1 << 20;

  private final TarSink out;
  private final Monitor monitor;

  TarStreamTarget(TarSink out, Monitor monitor) {
    this.out = out;
    this.monitor = monitor;
  }

  /**
   * A stream, which stays open.
   *
   * @param name what to call it in a message
   * @param packing how the whole is packed, if at all
   */
  public static TarStreamTarget to(
      String name,
      WritableByteChannel channel,
      Optional<ArchiveCompression> packing,
      Monitor monitor)
      throws LayerliftException {
    return of(new ChannelSink(name, channel, false), packing, monitor);
  }

  /**
   * What is there already, and isn't a file: a FIFO or a device.
   *
   * @param packing how the whole is packed, if at all
   */
  public static TarStreamTarget into(
      Path path, Optional<ArchiveCompression> packing, Monitor monitor) throws LayerliftException {
    try {
      FileOutputStream stream = new FileOutputStream(path.toFile());
      return of(new ChannelSink(path.toString(), stream.getChannel(), true), packing, monitor);
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw Fault.of(ErrorCode.TARGET_UNWRITABLE, path + " can't be written: " + Reason.of(e))
          .hint("choose another output")
          .exception(e);
    }
  }

  /**
   * A packed file, which appears when it is complete.
   *
   * @param replace whether an existing file may be replaced
   * @param finished called right before the file gets its name
   */
  public static TarStreamTarget file(
      Path path, boolean replace, ArchiveCompression packing, Monitor monitor, Finished finished)
      throws LayerliftException {
    AtomicFile file = AtomicFile.open(path, replace);
    monitor.cancellation().onRequest(file::abandon);
    return of(new FileSink(file, finished), Optional.of(packing), monitor);
  }

  private static TarStreamTarget of(
      TarSink out, Optional<ArchiveCompression> packing, Monitor monitor)
      throws LayerliftException {
    return new TarStreamTarget(
        packing.isPresent() ? new PackingSink(out, packing.get()) : out, monitor);
  }

  @Override
  public boolean isSequential() {
    return true;
  }

  @Override
  public Writing start(Layout layout, List<Blob> blobs) {
    return new Writing() {
      @Override
      public Slot slot(Blob blob) {
        return Slot.NOWHERE;
      }

      @Override
      public long finish(Layout layout, List<Digest> digests) throws IOException {
        return write(layout, blobs, digests);
      }
    };
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private long write(Layout layout, List<Blob> blobs, List<Digest> digests) throws IOException {
    long total = 0;
    for (Blob blob : blobs) {
      total += blob.size();
    }
    monitor.progress().enter(Progress.Stage.FINISHING, total);
    for (LayoutFile file : layout.named()) {
      write(file);
    }
    write(TarHeaders.folder("blobs/"));
    write(TarHeaders.folder(LayoutFile.BLOBS));
    for (LayoutFile file : layout.blobs()) {
      write(file);
    }
    for (Blob blob : blobs) {
      write(blob, digests.get(blob.index()));
    }
    write(ByteBuffer.allocate(TarPlan.END_LENGTH));
    return out.finish();
  }

  private void write(LayoutFile file) throws IOException {
    write(TarHeaders.file(file.name(), file.size()));
    write(ByteBuffer.wrap(file.bytes()));
    pad(file.size());
  }

  private void write(Blob blob, Digest digest) throws IOException {
    write(TarHeaders.file(LayoutFile.BLOBS + digest.hex(), blob.size()));
    Extent source = blob.source();
    MessageDigest hash = Digest.newHash();
    ByteBuffer chunk = ByteBuffer.allocateDirect((int) Math.max(1, Math.min(CHUNK, blob.size())));
    for (long at = 0; at < source.size(); ) {
      monitor.cancellation().check();
      int count = source.read(chunk.clear(), at);
      hash.update(chunk.flip().duplicate());
      write(chunk);
      monitor.progress().advance(count);
      at += count;
    }
    if (!Digest.ofBytes(hash.digest()).equals(digest)) {
      throw Fault.of(
              ErrorCode.INPUT_CHANGED, source.source().name() + " changed while it was being read")
          .in(source.entry())
          .hint("the output written so far is not usable")
          .exception();
    }
    pad(blob.size());
  }

  private void pad(long size) throws IOException {
    write(ByteBuffer.allocate((int) (TarPlan.padded(size) - size)));
  }

  private void write(ByteBuffer bytes) throws IOException {
    out.write(bytes);
  }
}
