package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.report.LayerliftException;
import java.util.List;

/** All dialects, in the order in which they are tried. A new one is added here. */
public final class Dialects {
  /** Archives of earlier ones hold the marks of later ones too, to be read by older programs. */
  private static final List<Dialect> ALL =
      List.of(new OciArchive(), new DockerArchive(), new V1Archive());

  private Dialects() {}

  /**
   * The dialect of {@code archive}.
   *
   * @throws io.github.layerlift.report.UnsupportedArchiveException if it is of none, saying what it
   *     is instead
   */
  public static Dialect of(Archive archive) throws LayerliftException {
    for (Dialect dialect : ALL) {
      if (dialect.recognises(archive)) {
        return dialect;
      }
    }
    throw Strangers.explain(archive);
  }

  /** Whether {@code archive} looks like one of any dialect. */
  public static boolean know(Archive archive) {
    return ALL.stream().anyMatch(dialect -> dialect.recognises(archive));
  }

  /** How many files of an archive that was read belong to no image. */
  public static int strayFiles(Archive archive) {
    int count = 0;
    for (String name : archive.names()) {
      boolean known = archive.wasRead(name) || V1Names.isOfLayout(name);
      count += archive.isFile(name) && !known ? 1 : 0;
    }
    return count;
  }
}
