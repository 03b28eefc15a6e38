package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Root;
import java.util.List;

/** One way in which images have been written into archives. */
public sealed interface Dialect
    permits DockerArchive, V1Archive, OciArchive, DirFolder, RegistryStorage, RegistryV1 {
  /** A stable name for reports. */
  String id();

  /** Whether {@code archive} looks like this dialect, by the names in it. */
  boolean recognises(Archive archive);

  /** What is missing in an archive that isn't recognised: {@code no manifest.json}. */
  String lacking();

  /** Whether an archive of this dialect has a file of this name; much of it isn't needed. */
  default boolean isOfLayout(String name, Archive archive) {
    return V1Names.isOfLayout(name, archive);
  }

  /** Whether the names in it are those of some registry that it doesn't name. */
  default boolean namesLackRegistry() {
    return false;
  }

  /** The images that can be read one by one; none if only the archive as a whole can be. */
  default List<Part> parts(Archive archive, Context context) throws LayerliftException {
    return List.of();
  }

  /**
   * Reads the images.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if the archive violates the rules
   *     of the dialect
   */
  List<Root> read(Archive archive, Context context) throws LayerliftException;
}
