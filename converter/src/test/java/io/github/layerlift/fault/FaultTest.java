package io.github.layerlift.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {

  @Test
  void text_placeKnown_saysSo() {
    Fault fault = Fault.of(ErrorCode.JSON_SYNTAX, "it is wrong");
    assertEquals("it is wrong", fault.text());
    assertEquals("it is wrong (entry \"a\")", fault.in("a").text());
    assertEquals("it is wrong (at offset 5)", fault.at(5).text());
    assertEquals("it is wrong (entry \"a\" at offset 0)", fault.in("a").at(0).text());
  }

  @Test
  void ofFailedWrite_fullDiskOrQuota_noSpace() {
    assertEquals(
        ErrorCode.NO_SPACE, ErrorCode.ofFailedWrite(new IOException("No space left on device")));
    assertEquals(
        ErrorCode.NO_SPACE, ErrorCode.ofFailedWrite(new IOException("Disk quota exceeded")));
    assertEquals(
        ErrorCode.WRITE_FAILED, ErrorCode.ofFailedWrite(new IOException("Input/output error")));
    assertEquals(ErrorCode.WRITE_FAILED, ErrorCode.ofFailedWrite(new IOException()));
  }

  @Test
  void text_hostileEntry_isEscaped() {
    String text =
        Fault.of(ErrorCode.JSON_SYNTAX, "x").in("a\u001b[31m\n\u202eb").text();
    assertEquals("x (entry \"a\\u001b[31m\\u000a\\u202eb\")", text);
  }

  @Test
  void exception_parts_areKept() {
    IOException cause = new IOException("c");
    LayerliftException fault =
        Fault.of(ErrorCode.NO_SPACE, "full").in("e").at(9).hint("h\n").exception(cause);
    assertEquals(ErrorCode.NO_SPACE, fault.code());
    assertEquals(Optional.of("e"), fault.entry());
    assertEquals(9, fault.offset().orElseThrow());
    assertEquals(Optional.of("h\\u000a"), fault.hint());
    assertSame(cause, fault.getCause());
  }

  @Test
  void exception_noPlace_empty() {
    LayerliftException fault = Fault.of(ErrorCode.NO_SPACE, "full").exception();
    assertTrue(fault.entry().isEmpty());
    assertTrue(fault.offset().isEmpty());
    assertTrue(fault.hint().isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void exception_everyCode_typeOfItsKind(ErrorCode code) {
    Class<?> type = switch (code.kind()) {
      case USAGE -> UsageException.class;
      case STORAGE -> StorageException.class;
      case MALFORMED -> MalformedArchiveException.class;
      case UNSUPPORTED -> UnsupportedArchiveException.class;
      case INTERRUPTED -> ConversionInterruptedException.class;
    };
    assertInstanceOf(type, Fault.of(code, "x").exception());
    assertTrue(code.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), code.id());
  }

  @Test
  void id_everyCode_once() {
    Set<String> ids = new HashSet<>();
    for (ErrorCode code : ErrorCode.values()) {
      assertTrue(ids.add(code.id()), code.id());
    }
  }
}
