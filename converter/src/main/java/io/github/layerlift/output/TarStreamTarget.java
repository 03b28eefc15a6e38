package io.github.layerlift.output;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.image.Digest;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.TarPlan;
import io.github.layerlift.pour.Slot;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.List;

/**
 * A tar into a pipe, or into anything else that can't be written out of order. Nothing is written
 * before every layer is hashed; while they are written they are hashed again, so that a source that
 * changed meanwhile is noticed.
 */
public final class TarStreamTarget implements Target {
  private static final int CHUNK = 1 << 20;

  private final String name;
  private final WritableByteChannel out;
  private final boolean owned;
  private final Monitor monitor;

  /**
   * @param name what to call it in a message
   * @param owned whether {@code out} is closed with the target
   */
  public TarStreamTarget(String name, WritableByteChannel out, boolean owned, Monitor monitor) {
    this.name = name;
    this.out = out;
    this.owned = owned;
    this.monitor = monitor;
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
    if (owned) {
      out.close();
    }
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
    return TarPlan.of(layout, blobs).size();
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
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw WriteFaults.ofStream(name, e);
    }
  }
}
