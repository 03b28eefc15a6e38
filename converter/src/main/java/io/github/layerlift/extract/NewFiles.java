package io.github.layerlift.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;

/**
 * What the system gives to new files in a folder by itself, and so need not be set.
 *
 * @param mode the permissions of a file for which all were requested
 */
record NewFiles(int uid, int gid, int mode) {
  private static final int PERMISSIONS = 0777;

  /**
   * Tries it: the user's mask, lists of permissions that folders hand down, and options of the file system
   * can't be asked for.
   *
   * @param folder an empty one, private to this user
   */
  static NewFiles in(Path folder) throws IOException {
    Path tried = Files.createFile(
        folder.resolve("new"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
    Map<String, Object> found =
        Files.readAttributes(tried, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
    Files.delete(tried);
    return new NewFiles(
        number(found, "uid"), number(found, "gid"), number(found, "mode") & PERMISSIONS);
  }

  private static int number(Map<String, Object> found, String name) {
    return (Integer) Objects.requireNonNull(found.get(name));
  }

  /** Whether a file that is created with {@code mode} has it. */
  boolean keep(int mode) {
    return (mode & ~this.mode) == 0;
  }
}
