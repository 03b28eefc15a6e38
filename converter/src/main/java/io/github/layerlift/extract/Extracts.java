package io.github.layerlift.extract;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.output.Folders;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Opens places to extract files to. */
public final class Extracts {
  private Extracts() {}

  /**
   * A folder.
   *
   * @param force whether it may already have content; what is in the way is then replaced
   * @throws io.github.layerlift.fault.StorageException if it can't be written to
   */
  public static Extract folder(Path target, boolean force, Rules rules) throws IOException {
    boolean exists = Files.isDirectory(target);
    requireFree(target, force);
    Path home = exists ? target : Folders.holding(target);
    if (!Files.isDirectory(home) || !Files.isWritable(home)) {
      throw Fault.of(ErrorCode.TARGET_UNWRITABLE, home + " is not a writable folder")
          .hint("create the folder, or choose another one")
          .exception();
    }
    return new FolderExtract(target, exists, rules);
  }

  /** A tar into a stream, which stays open. */
  public static Extract tar(String name, WritableByteChannel channel) {
    return new TarExtract(new TarWriter(name, channel));
  }

  private static void requireFree(Path target, boolean force) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(target)) {
      throw Fault.of(ErrorCode.TARGET_EXISTS, target + " already exists, and is not a folder")
          .hint("choose another folder")
          .exception();
    }
    if (!force && Files.isDirectory(target) && !isEmpty(target)) {
      throw Fault.of(ErrorCode.TARGET_EXISTS, target + " is not empty")
          .hint(WayOut.of(
              Setting.EXTRACT_FORCE, " adds the files, and replaces those of the same name"))
          .exception();
    }
  }

  private static boolean isEmpty(Path folder) throws LayerliftException {
    try (var children = Files.newDirectoryStream(folder)) {
      return !children.iterator().hasNext();
    } catch (IOException e) {
      throw Fault.of(ErrorCode.TARGET_UNWRITABLE, folder + " can't be listed: " + Reason.of(e))
          .exception(e);
    }
  }
}
