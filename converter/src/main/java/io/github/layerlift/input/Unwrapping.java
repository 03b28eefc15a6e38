package io.github.layerlift.input;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.dialect.Dialects;
import io.github.layerlift.dialect.Inner;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.UnsupportedArchiveException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.options.Inside;
import io.github.layerlift.text.EntryNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Chooses what to read of an archive that holds others. */
final class Unwrapping {
  /** An archive may hold a copy of itself. */
  private static final int MAX_DEPTH = 3;

  private final int depth;
  private final Opener opener;

  /** Opens an archive within another one. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens {@code file}.
     *
     * @param place where in the input it is
     * @param name what to call it in a message
     * @param inside what to read of it
     */
    List<Archive> open(Extent file, String place, String name, Inside inside) throws IOException;
  }

  /**
   * @param depth how many archives are around the ones to choose from
   */
  Unwrapping(int depth, Opener opener) {
    this.depth = depth;
    this.opener = opener;
  }

  /**
   * The archives to read of {@code outer}: mostly itself.
   *
   * @throws LayerliftException if there is nothing at a path that the user has given
   */
  List<Archive> of(Archive outer, Inside inside) throws IOException {
    if (inside.path().isPresent()) {
      String path = inside.path().get();
      String inner = EntryNames.normalise(path).orElse("");
      boolean top = inner.isEmpty() && !path.contains("..");
      return top ? List.of(outer) : at(outer, inner.isEmpty() ? path : inner);
    }
    Inner found = Dialects.inside(outer);
    boolean inFolder = found.folders().size() == 1 && found.files().isEmpty();
    if (inFolder && !outer.isFolder()) {
      return List.of(inFolder(outer, found.folders().get(0)));
    }
    boolean any = !found.isEmpty() || !found.packed().isEmpty();
    return inside.all() && any ? all(outer, found) : List.of(outer);
  }

  private static Archive inFolder(Archive outer, String folder) throws LayerliftException {
    Archive inner = outer.within(List.of(folder)).get(0);
    long others = outer.names().stream()
        .filter(name -> outer.isFile(name) && !name.startsWith(folder + "/"))
        .count();
    String left = switch ((int) Math.min(others, 2)) {
      case 0 -> "";
      case 1 -> "; the file beside it was left out";
      default -> "; the " + others + " files beside it were left out";
    };
    return inner.with(new Warning(
        WarningCode.INNER_ARCHIVE,
        "the archive was read in its folder \"" + folder + "\"" + left,
        null));
  }

  private List<Archive> all(Archive outer, Inner found) throws IOException {
    List<Archive> all = new ArrayList<>(outer.within(found.folders()));
    List<String> left = new ArrayList<>();
    int taken = found.folders().size();
    for (String file : found.files()) {
      List<Archive> opened = imageArchives(outer, file);
      all.addAll(opened);
      taken += opened.isEmpty() ? 0 : 1;
      left.addAll(opened.isEmpty() ? List.of(file) : List.of());
    }
    for (String file : found.packed()) {
      List<Archive> opened = maybeArchives(outer, file);
      all.addAll(opened);
      taken += opened.isEmpty() ? 0 : 1;
    }
    if (all.isEmpty() && found.isEmpty()) {
      return List.of(outer);
    }
    if (all.isEmpty()) {
      throw Fault.of(
              ErrorCode.UNKNOWN_ARCHIVE,
              outer.name() + " holds archives, but none of images: " + Inner.named(left))
          .exception();
    }
    String what = "the images of " + (taken == 1 ? "the archive" : "all " + taken + " archives")
        + " in it were read";
    String more = left.isEmpty()
        ? ""
        : "; left out, since no images were found in them: " + Inner.named(left);
    all.set(0, all.get(0).with(new Warning(WarningCode.INNER_ARCHIVE, what + more, null)));
    return all;
  }

  /** The archives that {@code file} is; none if it is something else. */
  private List<Archive> imageArchives(Archive outer, String file) throws IOException {
    try {
      List<Archive> opened = open(outer, file, depth < MAX_DEPTH ? Inside.ALL : Inside.ONE);
      for (Archive archive : opened) {
        if (!Dialects.know(archive)) {
          requireNoneInside(archive);
          return List.of();
        }
      }
      return opened;
    } catch (UnsupportedArchiveException e) {
      if (e.code() == ErrorCode.WRAPPED_ARCHIVE) {
        throw e;
      }
      return List.of();
    } catch (MalformedArchiveException e) {
      throw Inner.said(e, outer.placeOf(file));
    }
  }

  /** The same for a packed file that nothing but its content says is an archive. */
  private List<Archive> maybeArchives(Archive outer, String file) throws IOException {
    try {
      return imageArchives(outer, file);
    } catch (MalformedArchiveException e) {
      if (e.code() == ErrorCode.COMPRESSION_CORRUPT) {
        return List.of();
      }
      throw e;
    }
  }

  /** Passes unless there are archives so deep inside that they aren't read. */
  private static void requireNoneInside(Archive archive) throws LayerliftException {
    if (!Dialects.inside(archive).isEmpty()) {
      Dialects.of(archive);
    }
  }

  private List<Archive> at(Archive outer, String path) throws IOException {
    if (outer.peek(path).isPresent()) {
      return open(outer, path, Inside.ONE);
    }
    if (outer.names().stream().anyMatch(name -> name.startsWith(path + "/"))) {
      return outer.within(List.of(path));
    }
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (outer.peek(path.substring(0, slash)).isPresent()) {
        List<Archive> opened = open(outer, path.substring(0, slash), Inside.ONE);
        return at(opened.get(0), path.substring(slash + 1));
      }
    }
    List<String> there = Dialects.inside(outer).all();
    throw Fault.of(ErrorCode.PATH_MISSING, "there is no \"" + path + "\" in " + outer.name())
        .hint(
            there.isEmpty()
                ? WayOut.of("no archives were found in it")
                : WayOut.of("archives in it: " + Inner.named(there)))
        .exception();
  }

  private List<Archive> open(Archive outer, String path, Inside inside) throws IOException {
    Extent file = outer.peek(path).orElseThrow();
    return opener.open(file, outer.placeOf(path), path + " in " + outer.name(), inside);
  }
}
