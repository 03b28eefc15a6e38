package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recognises tars and folders that are not image archives, and names the command to run instead. */
final class UnknownArchive {
  /** What almost every root file system has. */
  private static final Set<String> ROOT_FOLDERS =
      Set.of("bin", "etc", "usr", "lib", "sbin", "var", "dev", "proc", "sys", "root", "home");

  /** So many of them make a root file system. */
  private static final int ROOT_ALONE = 2;

  /** An installer may have {@code bin} and {@code lib} too. */
  private static final int ROOT_BESIDE_ARCHIVES = 4;

  private static final String BLOBS = "blobs/sha256/";

  private static final String SAVE = "docker save -o FILE IMAGE";

  private final Archive archive;
  private final List<String> names;
  private final Commands way;
  private final InnerArchives inner;

  private UnknownArchive(Archive archive) {
    this.archive = archive;
    this.names = archive.names();
    this.way = Commands.of(archive);
    this.inner = new InnerArchives(archive, names);
  }

  static LayerliftException explain(Archive archive) throws LayerliftException {
    return new UnknownArchive(archive).explain().exception();
  }

  /** The archives in {@code archive}, which no dialect recognises. */
  static Inner inside(Archive archive) throws LayerliftException {
    UnknownArchive unknown = new UnknownArchive(archive);
    return unknown.certain().isPresent() ? Inner.NONE : unknown.inside();
  }

  private Fault explain() throws LayerliftException {
    Optional<Fault> certain = certain();
    if (certain.isPresent()) {
      return certain.get();
    }
    Inner found = inside();
    if (!found.isEmpty()) {
      return wrapped(found);
    }
    if (rootFolders() >= ROOT_ALONE) {
      return rootFilesystem();
    }
    if (inner.hasDigestNames()) {
      return truncated("layers or configs that are named by digests, but no manifest.json");
    }
    Fault other = other();
    return found.packed().isEmpty() || other.code() != ErrorCode.UNKNOWN_ARCHIVE
        ? other
        : other.hint(way.convertInside(found.packed().get(0)).then(" reads that, if it is one"));
  }

  /** What it is, whatever is in it. */
  private Optional<Fault> certain() {
    if (names.isEmpty()) {
      return Optional.of(fault(ErrorCode.EMPTY_ARCHIVE, " is empty: it contains no files")
          .hint("save the image again: " + SAVE));
    }
    if (names.stream().anyMatch(name -> name.startsWith(BLOBS))) {
      return Optional.of(truncated("blobs, but neither index.json nor manifest.json"));
    }
    Optional<Fault> storage = Storage.fault(archive, names);
    if (storage.isPresent()) {
      return storage;
    }
    return archive.has(".dockerenv") || archive.has(".dockerinit")
        ? Optional.of(rootFilesystem())
        : Optional.empty();
  }

  private Inner inside() throws LayerliftException {
    List<String> folders = inner.folders();
    boolean system = folders.isEmpty() && rootFolders() >= ROOT_BESIDE_ARCHIVES;
    return inner.inside(folders, !system);
  }

  private static Fault truncated(String what) {
    return Fault.of(
            ErrorCode.TAR_TRUNCATED,
            "the archive has " + what
                + " to say what they are: it is truncated, or was packed without them")
        .hint("copy or download it again");
  }

  private Fault rootFilesystem() {
    return fault(
            ErrorCode.ROOT_FILESYSTEM,
            " is the file system of a container, as written by docker export")
        .hint(WayOut.piped((way.isFolder()
                    ? "tar -C IN -c . | docker import - NAME:TAG"
                    : "docker import IN NAME:TAG")
                + " && docker save NAME:TAG")
            .then(
                " makes an image from it; docker save of the container's image would have kept that"
                    + " whole"));
  }

  private Fault wrapped(Inner found) {
    List<String> all = found.all();
    if (all.size() > 1) {
      return fault(
              ErrorCode.WRAPPED_ARCHIVE, " holds " + all.size() + " archives: " + Inner.named(all))
          .hint(way.convertInside(all.get(0))
              .then(" takes one of them; ")
              .set(Setting.BATCH, "IN")
              .then(" takes all"));
    }
    return found.files().isEmpty()
        ? inFolder(all.get(0))
        : fault(ErrorCode.WRAPPED_ARCHIVE, " contains another archive, \"" + all.get(0) + "\"")
            .hint(way.convertInside(all.get(0)));
  }

  private Fault inFolder(String folder) {
    return Fault.of(
            ErrorCode.WRAPPED_ARCHIVE, "the image archive is in the folder \"" + folder + "\"")
        .hint(way.convertInside(folder));
  }

  private Fault other() throws LayerliftException {
    if (archive.isFile("json") && archive.isFile("layer.tar")) {
      return fault(ErrorCode.BARE_LAYER, " is the folder of a single v1 layer")
          .hint("the layers below it are missing; save the image again: " + SAVE);
    }
    for (String name : names) {
      if (name.substring(name.lastIndexOf('/') + 1).startsWith(".wh.")) {
        return fault(ErrorCode.BARE_LAYER, " is a bare layer, without its image")
            .hint("save the whole image: " + SAVE);
      }
    }
    Optional<String> half = inner.halfFolder();
    if (half.isPresent()) {
      return inFolder(half.get());
    }
    if (archive.isFile("Dockerfile")) {
      return fault(ErrorCode.UNKNOWN_ARCHIVE, " is a build context: it has a Dockerfile")
          .hint(WayOut.piped("docker build -t NAME " + (way.isFolder() ? "IN" : "- < IN")
              + " && docker save NAME"));
    }
    return fault(
            ErrorCode.UNKNOWN_ARCHIVE,
            " has no manifest.json, no index.json and no layers of an image")
        .hint(SAVE + " writes a suitable archive");
  }

  private int rootFolders() {
    Set<String> top = new HashSet<>();
    for (String name : names) {
      top.add(name.split("/", 2)[0]);
    }
    top.retainAll(ROOT_FOLDERS);
    return top.size();
  }

  private Fault fault(ErrorCode code, String what) {
    return Fault.of(code, archive.name() + what);
  }
}
