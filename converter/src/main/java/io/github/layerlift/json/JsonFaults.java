package io.github.layerlift.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import java.io.IOException;

/** Translates a parser's errors: its own messages name classes and lack the position. */
final class JsonFaults {
  private JsonFaults() {}

  /** What is wrong with {@code bytes}, for which {@code e} was thrown. */
  static Fault syntax(byte[] bytes, IOException e) {
    if (!(e instanceof JsonProcessingException parse) || parse.getLocation() == null) {
      return fault("this is not valid JSON").mendable();
    }
    if (e instanceof JsonEOFException) {
      return fault("the JSON is truncated after " + bytes.length + " bytes").mendable();
    }
    String place = " at line " + parse.getLocation().getLineNr() + ", column "
        + parse.getLocation().getColumnNr();
    return fault("this is not valid JSON" + place).mendable();
  }

  /** What is wrong with {@code bytes}, which are not UTF-8 text. */
  static Fault notUtf8(byte[] bytes) {
    return isZero(bytes)
        ? fault("there are zero bytes in place of JSON")
            .hint("the archive was not written or copied completely; get it again")
        : fault("the JSON is not plain UTF-8").mendable();
  }

  static Fault byteOrderMark() {
    return fault("the JSON begins with a byte order mark, which no engine accepts")
        .mendable();
  }

  private static Fault fault(String sentence) {
    return Fault.of(ErrorCode.JSON_SYNTAX, sentence);
  }

  private static boolean isZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return bytes.length > 0;
  }
}
