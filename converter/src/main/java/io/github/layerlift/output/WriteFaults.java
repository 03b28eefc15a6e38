package io.github.layerlift.output;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Words the system's errors about failed writes. */
public final class WriteFaults {
  private WriteFaults() {}

  /** For a target that was begun. */
  public static LayerliftException of(String target, IOException e) {
    return of(target, e, "the message gives the system's reason");
  }

  /** For a stream, from which nothing can be taken back. */
  public static LayerliftException ofStream(String stream, IOException e) {
    return of(stream, e, "the output written so far is not usable");
  }

  private static LayerliftException of(String target, IOException e, String rest) {
    if (e instanceof LayerliftException ours) {
      return ours;
    }
    ErrorCode code = ErrorCode.ofFailedWrite(e);
    if (code == ErrorCode.NO_SPACE) {
      return Fault.of(code, "no space left for " + target)
          .hint("free some space, or write to another disk; " + rest)
          .exception(e);
    }
    return Fault.of(code, target + " can't be written: " + reason(e)).hint(rest).exception(e);
  }

  /** For a target that can't even be opened. */
  public static LayerliftException unwritable(String target, IOException e) {
    return Fault.of(ErrorCode.TARGET_UNWRITABLE, target + " can't be written: " + reason(e))
        .hint("choose an output in a folder that exists and is writable")
        .exception(e);
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "its folder does not exist" : Reason.of(e);
  }
}
