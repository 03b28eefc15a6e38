package io.github.layerlift.edit;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tar.EntryHeader;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a new layer into a spool, and hashes it. */
final class LayerWriter {
  private static final int BLOCK = 512;
  private static final int CHUNK = 1 << 18;

  private final Spool to;
  private final Monitor monitor;
  private final long start;
  private final MessageDigest hash = Digest.newHash();
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
  private @Nullable Digest digest;

  LayerWriter(Spool to, Monitor monitor) {
    this.to = to;
    this.monitor = monitor;
    this.start = to.size();
  }

  /** Something without content. */
  void entry(String path, FileKind kind, String link, Attributes attributes)
      throws LayerliftException {
    append(EntryHeader.of(path, kind, link, 0, attributes));
  }

  void file(String path, Extent content, Attributes attributes) throws LayerliftException {
    append(EntryHeader.of(path, FileKind.FILE, "", content.size(), attributes));
    for (long at = 0; at < content.size(); ) {
      monitor.cancellation().check();
      int count = content.read(chunk.clear(), at);
      hash.update(chunk.flip().duplicate());
      to.append(chunk);
      at += count;
    }
    append(new byte[(int) (-content.size() & (BLOCK - 1))]);
  }

  Extent end() throws LayerliftException {
    append(new byte[2 * BLOCK]);
    digest = Digest.ofBytes(hash.digest());
    return new Extent(to, "an added layer", start, to.size() - start);
  }

  /** The digests of the whole layer, once it has ended. */
  Hashed hashed() {
    Digest known = Objects.requireNonNull(digest, "not ended");
    return new Hashed(known, known);
  }

  private void append(byte[] bytes) throws LayerliftException {
    hash.update(bytes);
    to.append(ByteBuffer.wrap(bytes));
  }
}
