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
 * Why the system refused, worded for a message. The name of an exception, a class or a library
 * means nothing to the user, so none gets through.
 */
public final class Reason {
  private static final String NONE = "the system gives no reason";

  /** A Java name, such as {@code java.io.Some} or {@code SomeException}. */
  private static final Pattern JAVA_NAME =
      Pattern.compile("\\b[\\w.$]+(Exception|Error)\\b|\\b(java|javax|jdk|sun|com|org)\\.\\w");

  private Reason() {}

  /** The reason that {@code e} gives, to follow a colon. */
  public static String of(@Nullable Throwable e) {
    if (e == null) {
      return "the reason is unknown";
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
      return "it is truncated";
    }
    if (e instanceof ClosedChannelException) {
      return "it was closed in the meantime";
    }
    return e instanceof CharacterCodingException ? "it is not UTF-8 text" : plain(e.getMessage());
  }

  private static String ofFile(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "it already exists";
    }
    if (e instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    return e instanceof FileSystemLoopException ? "links form a loop" : plain(e.getReason());
  }

  /** Java puts the system's own message after the path. */
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
