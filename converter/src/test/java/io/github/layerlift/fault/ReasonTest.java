package io.github.layerlift.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class ReasonTest {
  @Test
  void of_whatJavaNamesByAClass_words() {
    assertEquals("permission denied", Reason.of(new AccessDeniedException("x")));
    assertEquals("it does not exist", Reason.of(new NoSuchFileException("x")));
    assertEquals("it is not a folder", Reason.of(new NotDirectoryException("x")));
    assertEquals("it is truncated", Reason.of(new EOFException()));
    assertEquals("it was closed in the meantime", Reason.of(new ClosedChannelException()));
    assertEquals("it is not UTF-8 text", Reason.of(new MalformedInputException(1)));
  }

  @Test
  void of_whatTheSystemSays_itsWords() {
    assertEquals("Is a directory", Reason.of(new FileSystemException("x", null, "Is a directory")));
    assertEquals("Broken pipe", Reason.of(new IOException("Broken pipe")));
    assertEquals("Text busy", Reason.of(new FileNotFoundException("/x (y) (Text busy)")));
    assertEquals(
        "Broken pipe", Reason.of(new UncheckedIOException(new IOException("Broken pipe"))));
  }

  @Test
  void of_namesOfJava_neverGetThrough() {
    for (String said : new String[] {
      null, " ", "java.io.IOException: x", "EOFException", "at com.fasterxml.jackson.core.X"
    }) {
      assertEquals("the system gives no reason", Reason.of(new IOException(said)), said);
    }
  }
}
