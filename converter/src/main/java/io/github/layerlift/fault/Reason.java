package io.github.layerlift.fault;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why the system refused, in words for a message. The name of an exception, of a class or of a
 * library says nothing to who reads it, so none gets through.
 */
public final class Reason {
  private static final String NONE = "the system gives no reason";

  /** A name of Java's, such as {@code java.io.Some} or {@code SomeException}. */
  private static final Pattern JAVA_NAME =
      Pattern.compile("\\b[\\w.$]+(Exception|Error)\\b|\\b(java|javax|jdk|sun|com|org)\\.\\w");

  private Reason() {}

  /** What {@code e} says of why something can't be done, to follow a colon. */
  public static String of(@Nullable Throwable e) {
    if (e == null) {
      return "no reason is known";
    }
    if (e instanceof LayerliftException ours) {
      return plain(ours.getMessage());
    }
    if (e instanceof UncheckedIOException wrapped) {
      return of(wrapped.getCause());
    }
    if (e instanceof FileSystemException file) {
      return ofFile(file);
    }
    if (e instanceof FileNotFoundException) {
      return inParentheses(e.getMessage());
    }
    if (e instanceof EOFException) {
      return "it ends too early";
    }
    if (e instanceof ClosedChannelException) {
      return "it was closed meanwhile";
    }
    return e instanceof CharacterCodingException
        ? "it is not text in UTF-8"
        : plain(e.getMessage());
  }

  private static String ofFile(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "it exists already";
    }
    if (e instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    return e instanceof FileSystemLoopException ? "links lead in a circle" : plain(e.getReason());
  }

  /** Java puts the system's own words behind the path. */
  private static String inParentheses(@Nullable String message) {
    String text = String.valueOf(message);
    int open = text.lastIndexOf('(');
    return open >= 0 && text.endsWith(")")
        ? plain(text.substring(open + 1, text.length() - 1))
        : NONE;
  }

  private static String plain(@Nullable String said) {
    if (said == null || said.isBlank() || JAVA_NAME.matcher(said).find()) {
      return NONE;
    }
    return said.strip().lines().findFirst().orElse(NONE);
  }
}
