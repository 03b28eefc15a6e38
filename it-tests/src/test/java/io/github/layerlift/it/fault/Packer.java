package io.github.layerlift.it.fault;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Programs that pack; each block of zeros becomes a member or frame of its own. */
enum Packer {
  GZIP,
  ZSTD,
  BZIP2,
  XZ;

  byte[] pack(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = switch (this) {
      case GZIP -> new GZIPOutputStream(packed);
      case ZSTD -> OutputStream.nullOutputStream();
      case BZIP2 -> new BZip2CompressorOutputStream(packed);
      case XZ -> new XZOutputStream(packed, new LZMA2Options(0));
    }) {
      out.write(plain);
    }
    return this == ZSTD ? Zstd.compress(plain) : packed.toByteArray();
  }

  /** A tar with one file of so many mebibytes of zeros. */
  byte[] bomb(int mebibytes) throws IOException {
    byte[] member = pack(new byte[1 << 20]);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(pack(header("f", (long) mebibytes << 20)));
    for (int i = 0; i < mebibytes; i++) {
      all.writeBytes(member);
    }
    return all.toByteArray();
  }

  /** The header of a file in a tar. */
  static byte[] header(String name, long size) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    byte[] header = new byte[512];
    entry.writeEntryHeader(header);
    return header;
  }
}
