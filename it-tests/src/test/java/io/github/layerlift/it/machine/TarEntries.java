package io.github.layerlift.it.machine;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The entries of a tar with the digests of their data, in the archive's order. */
public final class TarEntries {
  /** Data up to this size is kept. */
  private static final int SMALL = 8 << 20;

  private static final int MAGIC = 4;

  private TarEntries() {}

  /**
   * One entry.
   *
   * @param header what commons-compress read
   * @param sha256 the digest of the data
   * @param diffId the digest of the data, unpacked if it is gzip or zstd
   * @param compression how it is packed: {@code ""}, {@code "gzip"} or {@code "zstd"}
   * @param small the data, if it is small
   */
  public record Entry(
      TarArchiveEntry header,
      String sha256,
      String diffId,
      String compression,
      Optional<byte[]> small) {

    public String name() {
      return header.getName();
    }

    public long size() {
      return header.getSize();
    }

    public byte[] bytes() {
      return small.orElseThrow(() -> new AssertionError(name() + " is too big for what it is"));
    }
  }

  public static List<Entry> read(Path tar) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(tar), 1 << 20);
        TarArchiveInputStream in = new TarArchiveInputStream(file)) {
      for (TarArchiveEntry header = in.getNextEntry(); header != null; header = in.getNextEntry()) {
        entries.add(read(header, in));
      }
    }
    return entries;
  }

  private static Entry read(TarArchiveEntry header, InputStream data) throws IOException {
    if (header.getSize() <= SMALL) {
      byte[] bytes = data.readAllBytes();
      return entry(header, new ByteArrayInputStream(bytes), Optional.of(bytes));
    }
    return entry(header, data, Optional.empty());
  }

  private static Entry entry(TarArchiveEntry header, InputStream data, Optional<byte[]> small)
      throws IOException {
    byte[] magic = data.readNBytes(MAGIC);
    String compression = compression(magic);
    DigestInputStream packed = new DigestInputStream(
        new SequenceInputStream(new ByteArrayInputStream(magic), new Unclosed(data)),
        Sha256.digest());
    String diffId = compression.isEmpty() ? "" : Sha256.of(unpacked(packed, compression));
    packed.transferTo(OutputStream.nullOutputStream());
    String sha256 = Sha256.hex(packed.getMessageDigest());
    return new Entry(header, sha256, diffId.isEmpty() ? sha256 : diffId, compression, small);
  }

  private static String compression(byte[] magic) {
    ByteArrayInputStream start = new ByteArrayInputStream(magic);
    int first = start.read();
    int second = start.read();
    int third = start.read();
    int fourth = start.read();
    if (first == 0x1f && second == 0x8b) {
      return "gzip";
    }
    return first == 0x28 && second == 0xb5 && third == 0x2f && fourth == 0xfd ? "zstd" : "";
  }

  private static InputStream unpacked(InputStream packed, String compression) throws IOException {
    return compression.equals("gzip")
        ? new GZIPInputStream(packed, 1 << 16)
        : new ZstdInputStream(packed);
  }

  /** Keeps the tar open when the stream on top of it is closed. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
