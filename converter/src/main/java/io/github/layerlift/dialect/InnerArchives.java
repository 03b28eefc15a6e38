package io.github.layerlift.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Compression;
import io.github.layerlift.tar.TarStart;
import io.github.layerlift.text.EntryNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds image archives within an archive: in one of its folders, or as files, as in installers. */
final class InnerArchives {
  /** Names of tars, packed or not, and of copies of such files. */
  private static final Pattern TAR_NAME = Pattern.compile(
      ".*\\.(tar|tgz|tbz2?|txz|tzst|docker|img|image|oci)([.-]\\w+)*",
      Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** As skopeo and others call layers and configs. */
  private static final Pattern DIGEST_NAME =
      Pattern.compile("(sha256:)?[0-9a-f]{64}(\\.(tar|tar\\.gz|json))?");

  private static final Pattern LAYER_FILE = Pattern.compile(".*/[0-9a-f]{64}/json", Pattern.DOTALL);

  /** What a {@code manifest.json} of images has early on, in any case; web pages have one, too. */
  private static final Pattern LISTS_IMAGES =
      Pattern.compile("\"(config|layers|repotags|schemaversion)\"", Pattern.CASE_INSENSITIVE);

  private static final int LIST_HEAD = 4096;

  private final Archive archive;
  private final List<String> names;

  InnerArchives(Archive archive, List<String> names) {
    this.archive = archive;
    this.names = names;
  }

  /** The folders that hold what should be at the top, in the archive's order. */
  List<String> folders() throws LayerliftException {
    Set<String> withBlobs = new HashSet<>();
    for (String name : names) {
      int blobs = name.indexOf("/" + OciBlobs.FOLDER);
      if (blobs > 0) {
        withBlobs.add(name.substring(0, blobs));
      }
    }
    Set<String> folders = new LinkedHashSet<>();
    for (String name : names) {
      if (isMark(name, withBlobs)) {
        String folder =
            EntryNames.parent(LAYER_FILE.matcher(name).matches() ? EntryNames.parent(name) : name);
        if (!folder.isEmpty()) {
          folders.add(folder);
        }
      }
    }
    return List.copyOf(folders);
  }

  /** The folders that hold half of it, such as an {@code index.json} alone. */
  Optional<String> halfFolder() throws LayerliftException {
    for (String name : names) {
      String file = name.substring(name.lastIndexOf('/') + 1);
      boolean half = file.equals("repositories")
          || file.equals(OciArchive.INDEX)
          || file.equals(OciArchive.LAYOUT)
          || (file.equals(DockerArchive.MANIFEST) && listsImages(name, '{'));
      if (half && name.contains("/")) {
        return Optional.of(EntryNames.parent(name));
      }
    }
    return Optional.empty();
  }

  /**
   * What is inside, in the archive's order.
   *
   * @param folders that are archives themselves, with files that are their own
   * @param all whether files count, too
   */
  Inner inside(List<String> folders, boolean all) throws LayerliftException {
    Set<String> taken = new HashSet<>(folders);
    List<String> files = new ArrayList<>();
    List<String> packed = new ArrayList<>();
    for (String name : names) {
      if (all && !isLayer(name) && archive.isFile(name) && !isWithin(name, taken)) {
        byte[] head = head(name);
        boolean named = TAR_NAME.matcher(name).matches() && head.length > 0;
        if (named || TarStart.isTar(head)) {
          files.add(name);
        } else if (Compression.detect(head) != Compression.NONE) {
          packed.add(name);
        }
      }
    }
    return new Inner(folders, files, packed);
  }

  /** Whether there are layers or configs of an image at the top, as some tools name them. */
  boolean hasDigestNames() {
    return names.stream().anyMatch(name -> DIGEST_NAME.matcher(name).matches());
  }

  private static boolean isLayer(String name) {
    return name.equals("layer.tar")
        || name.endsWith("/layer.tar")
        || DIGEST_NAME.matcher(name).matches();
  }

  private static boolean isWithin(String name, Set<String> folders) {
    for (String folder = EntryNames.parent(name);
        !folder.isEmpty();
        folder = EntryNames.parent(folder)) {
      if (folders.contains(folder)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMark(String name, Set<String> withBlobs) throws LayerliftException {
    if (name.endsWith("/" + DockerArchive.MANIFEST)) {
      String version = EntryNames.parent(name) + "/" + DirFolder.VERSION;
      return listsImages(name, '[') || (archive.isFile(version) && listsImages(name, '{'));
    }
    if (name.endsWith("/" + OciArchive.INDEX)) {
      return archive.isFile(EntryNames.parent(name) + "/" + OciArchive.LAYOUT)
          || withBlobs.contains(EntryNames.parent(name));
    }
    return LAYER_FILE.matcher(name).matches();
  }

  private boolean listsImages(String name, char start) throws LayerliftException {
    Optional<Extent> file = archive.peek(name);
    return file.isPresent()
        && file.get().startsWith(start)
        && LISTS_IMAGES
            .matcher(new String(file.get().head(LIST_HEAD), ISO_8859_1))
            .find();
  }

  private byte[] head(String name) throws LayerliftException {
    Optional<Extent> file = archive.peek(name);
    return file.isPresent() ? file.get().head(TarStart.LENGTH) : new byte[0];
  }
}
