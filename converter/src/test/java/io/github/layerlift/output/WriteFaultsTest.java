package io.github.layerlift.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WriteFaultsTest {

  static Stream<Arguments> reasons() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("t"), "its folder does not exist"),
        Arguments.of(new AccessDeniedException("t"), "permission denied"),
        Arguments.of(
            new FileSystemException("t", null, "Read-only file system"), "Read-only file system"),
        Arguments.of(new FileSystemException("t"), "the system gives no reason"),
        Arguments.of(new IOException("Input/output error"), "Input/output error"),
        Arguments.of(new ClosedChannelException(), "it was closed in the meantime"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void unwritable_anyReason_isPutIntoWords(IOException cause, String words) {
    LayerliftException fault = WriteFaults.unwritable("t", cause);
    assertEquals(ErrorCode.TARGET_UNWRITABLE, fault.code());
    assertEquals("t can't be written: " + words, fault.getMessage());
    assertSame(cause, fault.getCause());
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void of_anyReason_isPutIntoWords(IOException cause, String words) {
    LayerliftException fault = WriteFaults.of("t", cause);
    assertEquals(ErrorCode.WRITE_FAILED, fault.code());
    assertEquals("t can't be written: " + words, fault.getMessage());
    assertEquals("the message gives the system's reason", fault.hint().orElseThrow());
  }

  @Test
  void of_fullDisk_saysWhatToDo() {
    LayerliftException fault =
        WriteFaults.ofStream("t", new IOException("No space left on device"));
    assertEquals(ErrorCode.NO_SPACE, fault.code());
    assertEquals("no space left for t", fault.getMessage());
    assertEquals(
        "free some space, or write to another disk; the output written so far is not usable",
        fault.hint().orElseThrow());
  }

  @Test
  void of_ours_staysAsItIs() {
    LayerliftException ours = Fault.of(ErrorCode.INPUT_CHANGED, "it changed").exception();
    assertSame(ours, WriteFaults.of("t", ours));
  }
}
