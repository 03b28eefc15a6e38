package io.github.layerlift.output;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.layerlift.plan.TarPlan;
import io.github.layerlift.tar.UstarHeader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Headers of a reproducible tar. A PAX header stands before what is larger than ustar can say. */
final class TarHeaders {
  private static final int FILE_MODE = 0644;
  private static final int FOLDER_MODE = 0755;

  private TarHeaders() {}

  static ByteBuffer folder(String name) {
    return ByteBuffer.wrap(header(name, FOLDER_MODE, 0, '5'));
  }

  /** One block, or three for a file of more than 8 GiB. */
  static ByteBuffer file(String name, long size) {
    if (TarPlan.headerLength(size) == TarPlan.BLOCK) {
      return ByteBuffer.wrap(header(name, FILE_MODE, size, '0'));
    }
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    UstarHeader.record(records, "size", Long.toString(size).getBytes(US_ASCII));
    ByteBuffer headers = ByteBuffer.allocate(TarPlan.headerLength(size));
    headers.put(header("PaxHeaders/size", FILE_MODE, records.size(), 'x'));
    headers.put(records.toByteArray()).position(2 * TarPlan.BLOCK);
    return headers.put(header(name, FILE_MODE, 0, '0')).flip();
  }

  private static byte[] header(String name, int mode, long size, char type) {
    byte[] bytes = name.getBytes(US_ASCII);
    if (bytes.length > UstarHeader.NAME_LENGTH) {
      throw new IllegalArgumentException("too long for ustar: " + name);
    }
    return new UstarHeader(bytes, type, mode, size).bytes();
  }
}
