package io.github.layerlift.codec;

import com.github.luben.zstd.util.Native;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.text.LibraryFolder;
import java.io.IOException;

/** The C library for zstd, which is packed in a JAR file. */
final class ZstdLibrary {
  private ZstdLibrary() {}

  /**
   * Loads it, unless it is already loaded.
   *
   * @throws io.github.layerlift.fault.StorageException if the system's folder for temporary files,
   *     from which it is loaded, is not writable or is mounted noexec
   */
  static void load() throws LayerliftException {
    if (Native.isLoaded()) {
      return;
    }
    try (LibraryFolder folder = LibraryFolder.open()) {
      Native.load(folder.path().toFile());
    } catch (LinkageError | IOException e) {
      throw Fault.of(
              ErrorCode.WRITE_FAILED,
              "the library for zstd can't be unpacked into "
                  + System.getProperty("java.io.tmpdir")
                  + " and loaded from there")
          .hint("set LAYERLIFT_JAVA_OPTS=-Djava.io.tmpdir=FOLDER to use another folder")
          .exception(e);
    }
  }
}
