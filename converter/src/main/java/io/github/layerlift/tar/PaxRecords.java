package io.github.layerlift.tar;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.text.ByteNames;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The extended header of POSIX.1-2001 that precedes an entry: {@code "LENGTH KEY=VALUE\n"}. */
record PaxRecords(Map<String, String> values, Map<String, byte[]> xattrs) {
  static final PaxRecords NONE = new PaxRecords(Map.of(), Map.of());

  /** Extended attributes: their values may be any bytes. */
  private static final String XATTR = "SCHILY.xattr.";

  private static final String SPARSE = "GNU.sparse.";
  private static final String SPARSE_MAP = SPARSE + "map";

  static PaxRecords parse(byte[] bytes, long offset) throws LayerliftException {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, byte[]> xattrs = new TreeMap<>();
    StringBuilder pieces = new StringBuilder();
    int at = 0;
    while (at < bytes.length && bytes[at] != 0) {
      int space = indexOf(bytes, (byte) ' ', at, bytes.length);
      int end = at + decimal(bytes, at, space);
      int equals = indexOf(bytes, (byte) '=', space, Math.min(end, bytes.length));
      if (end > bytes.length || equals == end || bytes[end - 1] != '\n') {
        throw malformed(offset);
      }
      String key = ByteNames.of(bytes, space + 1, equals - space - 1);
      if (key.startsWith(XATTR)) {
        xattrs.put(key.substring(XATTR.length()), Arrays.copyOfRange(bytes, equals + 1, end - 1));
      } else {
        take(key, ByteNames.of(bytes, equals + 1, end - equals - 2), values, pieces);
      }
      at = end;
    }
    if (!pieces.isEmpty()) {
      values.put(SPARSE_MAP, pieces.substring(1));
    }
    return new PaxRecords(values, xattrs.isEmpty() ? Map.of() : xattrs);
  }

  /** An empty value means the header's value, as in Go and GNU tar. */
  private static void take(
      String key, String value, Map<String, String> values, StringBuilder pieces) {
    if (key.equals(SPARSE + "offset") || key.equals(SPARSE + "numbytes")) {
      // the only keys that are repeated: one pair for each part
      pieces.append(',').append(value);
    } else if (value.isEmpty()) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
  }

  /** A sparse entry's header has a made-up name. */
  @Nullable
  String path() {
    String sparse = values.get(SPARSE + "name");
    return sparse == null ? values.get("path") : sparse;
  }

  /** The value of {@code key}, which isn't the name or an extended attribute. */
  @Nullable
  String get(String key) {
    return values.get(key);
  }

  /** The size in bytes, or {@code otherwise} if none is given. */
  long size(long otherwise, long offset) throws LayerliftException {
    String text = values.get("size");
    if (text == null) {
      return otherwise;
    }
    try {
      long size = Long.parseLong(text);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw malformed(offset);
    }
    throw malformed(offset);
  }

  boolean isSparse() {
    for (String key : values.keySet()) {
      if (key.startsWith(SPARSE)) {
        return true;
      }
    }
    return false;
  }

  /** Offsets and lengths in turn, of formats 0.0 and 0.1; null in 1.0, where the data starts with them. */
  @Nullable
  String sparseMap() {
    return values.get(SPARSE_MAP);
  }

  /** Whether the data of a sparse entry starts with its map. */
  boolean hasSparseMapInData() {
    return "1".equals(values.get(SPARSE + "major")) && "0".equals(values.get(SPARSE + "minor"));
  }

  /** The size of a sparse file with its holes, in bytes; null if it isn't given. */
  @Nullable
  String sparseSize() {
    String size = values.get(SPARSE + "realsize");
    return size == null ? values.get(SPARSE + "size") : size;
  }

  /** Whether it sets anything on which readers of a global header would disagree. */
  boolean namesOrSizes() {
    return path() != null || get("linkpath") != null || values.containsKey("size") || isSparse();
  }

  /** {@code to} if it is missing. */
  static int indexOf(byte[] bytes, byte wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return to;
  }

  /** At most 7 digits: a record is never longer than its header's limit. 0 if it is invalid. */
  static int decimal(byte[] bytes, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9' || to - from > 7) {
        return 0;
      }
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }

  private static LayerliftException malformed(long offset) {
    return Fault.of(ErrorCode.TAR_HEADER, "a PAX extended header is malformed")
        .at(offset)
        .exception();
  }
}
