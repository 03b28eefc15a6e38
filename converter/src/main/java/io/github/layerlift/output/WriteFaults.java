package io.github.layerlift.output;

import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Puts what the system says of a failed write into words. */
public final class WriteFaults {
  private WriteFaults() {}

  /** For a target that was begun. */
  public static LayerliftException of(String target, IOException e) {
    if (e instanceof LayerliftException ours) {
      return ours;
    }
    String reason = reason(e);
    if (reason.contains("No space left") || reason.contains("quota exceeded")) {
      return Fault.of(ErrorCode.NO_SPACE, "no space is left for " + target)
          .hint("free some space, or write to another disk; nothing was left behind")
          .exception(e);
    }
    return Fault.of(ErrorCode.WRITE_FAILED, target + " can't be written: " + reason)
        .exception(e);
  }

  /** For a target that can't even be begun. */
  public static LayerliftException unwritable(String target, IOException e) {
    return Fault.of(ErrorCode.TARGET_UNWRITABLE, target + " can't be written: " + reason(e))
        .exception(e);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "its folder does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
