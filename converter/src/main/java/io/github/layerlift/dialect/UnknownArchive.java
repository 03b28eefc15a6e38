package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
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

  /** An installer may have {@code bin} and {@code lib} too. */
  private static final int ROOT_BESIDE_ARCHIVES = 4;

  /** As many names as fit into a message. */
  private static final int MAX_NAMED = 3;

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

  private Fault explain() throws LayerliftException {
    if (names.isEmpty()) {
      return fault(ErrorCode.EMPTY_ARCHIVE, " is empty: it contains no files")
          .hint("save the image again: " + SAVE);
    }
    if (names.stream().anyMatch(name -> name.startsWith(BLOBS))) {
      return truncated("blobs, but neither index.json nor manifest.json");
    }
    Optional<Fault> storage = Storage.fault(archive, names);
    if (storage.isPresent()) {
      return storage.get();
    }
    if (archive.has(".dockerenv") || archive.has(".dockerinit")) {
      return rootFilesystem();
    }
    List<String> folders = inner.folders();
    if (!folders.isEmpty()) {
      return wrapped(folders);
    }
    List<String> files = inner.files();
    if (rootFolders() >= (files.isEmpty() ? 2 : ROOT_BESIDE_ARCHIVES)) {
      return rootFilesystem();
    }
    if (!files.isEmpty()) {
      return installer(files);
    }
    return inner.hasDigestNames()
        ? truncated("layers or configs that are named by digests, but no manifest.json")
        : other();
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

  private Fault wrapped(List<String> folders) {
    return folders.size() == 1
        ? Fault.of(
                ErrorCode.WRAPPED_ARCHIVE,
                "the image archive is in the folder \"" + folders.get(0) + "\"")
            .hint(way.convertFolder(folders.get(0)))
        : Fault.of(
                ErrorCode.WRAPPED_ARCHIVE,
                folders.size() + " image archives are in folders: " + named(folders))
            .hint(way.batch());
  }

  private Fault installer(List<String> files) throws LayerliftException {
    if (files.size() > 1) {
      return fault(
              ErrorCode.WRAPPED_ARCHIVE, " holds " + files.size() + " archives: " + named(files))
          .hint(way.batch());
    }
    String file = files.get(0);
    return fault(ErrorCode.WRAPPED_ARCHIVE, " contains another archive, \"" + file + "\"")
        .hint(way.convertFile(file, archive.storedName(file)));
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
      return wrapped(List.of(half.get()));
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

  private static String named(List<String> all) {
    String first =
        "\"" + String.join("\", \"", all.subList(0, Math.min(MAX_NAMED, all.size()))) + "\"";
    return all.size() > MAX_NAMED ? first + " and more" : first;
  }

  private Fault fault(ErrorCode code, String what) {
    return Fault.of(code, archive.name() + what);
  }
}
