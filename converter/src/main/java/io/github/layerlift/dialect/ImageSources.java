package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Archives that are read one after the other, and whose images are then combined. */
public record ImageSources(List<ImageSource> all) {
  public ImageSources {
    all = List.copyOf(all);
  }

  /** Finds the dialect of each archive; none may be damaged. */
  public static ImageSources of(List<Archive> archives, Optional<String> readAs)
      throws LayerliftException {
    return of(archives, readAs, Damage.refused());
  }

  /**
   * Finds the dialect of each archive; of several, those without any entry hold nothing.
   *
   * @param readAs the kind to read them as, if it is given
   * @param damage what was found wrong with them
   * @throws io.github.layerlift.fault.UnsupportedArchiveException if one is of none
   */
  public static ImageSources of(List<Archive> archives, Optional<String> readAs, Damage damage)
      throws LayerliftException {
    List<ImageSource> sources = new ArrayList<>(archives.size());
    for (Archive archive : archives) {
      if (archives.size() == 1 || !archive.names().isEmpty()) {
        sources.add(new ImageSource(archive, Dialects.of(archive, readAs, damage)));
      }
    }
    return new ImageSources(sources);
  }

  /** Reads the images of all. */
  public List<Root> read(Context context) throws LayerliftException {
    List<Root> roots = new ArrayList<>();
    for (ImageSource source : all) {
      try {
        roots.addAll(source.read(context));
      } catch (LayerliftException e) {
        String place = source.archive().place();
        throw place.isEmpty() || e.code() == ErrorCode.WRAPPED_ARCHIVE ? e : Inner.said(e, place);
      }
    }
    return roots;
  }

  /**
   * The images that can be read one by one; none if only all together can be.
   *
   * @param readAs the kind that the archive was to be read as; if none was given, those of all kinds in it count
   */
  public List<Part> parts(Optional<String> readAs, Context context) throws LayerliftException {
    if (all.size() != 1) {
      return List.of();
    }
    ImageSource source = all.get(0);
    return readAs.isPresent() || !source.dialect().namesLackRegistry()
        ? source.dialect().parts(source.archive(), context)
        : Dialects.partsOfStorages(source.archive(), context);
  }

  /** Warns of what they hold besides {@code roots}, which were read from them. */
  public void warnOfLeftovers(List<Root> roots, Context context) throws LayerliftException {
    for (ImageSource source : all) {
      Unreferenced.warn(source.archive(), roots, context);
    }
  }

  /** The names of the dialects, each once, with commas between them. */
  public String dialects() {
    Set<String> names = new LinkedHashSet<>();
    for (ImageSource source : all) {
      names.add(source.dialect().id());
    }
    return String.join(", ", names);
  }

  /** Whether any has names of some registry that it doesn't name. */
  public boolean namesLackRegistry() {
    return all.stream().anyMatch(source -> source.dialect().namesLackRegistry());
  }

  /** How many files of archives that were read belong to no image. */
  public int strayFiles() {
    int count = 0;
    for (ImageSource source : all) {
      count += source.strayFiles();
    }
    return count;
  }
}
