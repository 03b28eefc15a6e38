package io.github.layerlift.codec;

import com.github.luben.zstd.util.Native;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.text.LibraryFolder;
import java.io.IOException;

/** The C library behind zstd, which lies packed in a jar. */
final class ZstdLibrary {
  private ZstdLibrary() {}

  /**
   * Loads it, unless that is done.
   *
   * @throws io.github.layerlift.fault.StorageException if the system's folder for temporary files,
   *     from which it is loaded, can't be written to, or nothing in it may be executed
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
          .hint("LAYERLIFT_JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another folder for it")
          .exception(e);
    }
  }
}
