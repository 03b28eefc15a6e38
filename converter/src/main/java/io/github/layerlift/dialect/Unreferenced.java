package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.tar.TarStart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files of images that an archive doesn't list: they are not converted, and cause a warning. */
final class Unreferenced {
  private static final List<String> LAYERS = List.of(".tar", ".tar.gz", ".tar.zst");
  private static final String ALGORITHM = "sha256:";
  private static final String JSON = ".json";
  private static final String BLOBS = "blobs/";

  /** Larger documents aren't read: a file that no image refers to may be anything. */
  private static final int MAX_DOCUMENT = 1 << 20;

  private final Archive archive;
  private final Context context;

  private Unreferenced(Archive archive, Context context) {
    this.archive = archive;
    this.context = context;
  }

  /**
   * Warns of them.
   *
   * @param archive that was read
   * @param roots that were found in it
   */
  static void warn(Archive archive, List<Root> roots, Context context) throws LayerliftException {
    Unreferenced leftovers = new Unreferenced(archive, context);
    leftovers.files();
    leftovers.names(roots);
  }

  private void files() throws LayerliftException {
    List<String> left = new ArrayList<>();
    for (String name : archive.names()) {
      Optional<Extent> file = archive.unread(name);
      if (file.isPresent() && isOfImage(name, file.get())) {
        left.add(name);
      }
    }
    if (!left.isEmpty()) {
      context.warn(
          WarningCode.UNLISTED_FILES,
          "no image in the archive refers to \"" + left.get(0) + "\""
              + (left.size() == 1 ? "" : " and " + (left.size() - 1) + " more")
              + ", which may belong to a lost image, or be an archive with other images; such an image"
              + " is not converted",
          WayOut.of("").set(Setting.INSIDE, "PATH").then(" reads another archive inside"));
    }
  }

  private boolean isOfImage(String name, Extent file) throws LayerliftException {
    return name.startsWith(BLOBS)
        ? isOfImage(file)
        : isConfig(name) || LAYERS.stream().anyMatch(name::endsWith) || isArchive(file);
  }

  /** Whether it is a tar, whatever its name: a layer, or an archive with images of its own. */
  private static boolean isArchive(Extent file) throws LayerliftException {
    byte[] head = file.head(TarStart.LENGTH);
    return TarStart.isTar(head) || Compression.detect(head) != Compression.NONE;
  }

  /** Whether {@code name} is a digest, as tools write it into the name of a config. */
  private static boolean isConfig(String name) {
    int start = name.startsWith(ALGORITHM) ? ALGORITHM.length() : 0;
    int end = name.length() - (name.endsWith(JSON) ? JSON.length() : 0);
    return start <= end && Digest.isHex(name.substring(start, end));
  }

  /**
   * Docker since 25 writes the v1 metadata of each layer as a blob, which nothing needs, and a
   * manifest of each image, all of which {@code manifest.json} may have.
   */
  private boolean isOfImage(Extent blob) throws LayerliftException {
    byte[] head = blob.head(1);
    if (blob.size() > MAX_DOCUMENT || head.length == 0 || head[0] != '{') {
      return true;
    }
    try {
      JsonFields document = context.json().read(blob);
      Optional<JsonFields> config = document.field("config");
      boolean isManifest = config.isPresent() && document.field("layers").isPresent();
      return isManifest
          ? !archive.wasRead(BLOBS + config.get().text("digest").replace(':', '/'))
          : document.field("rootfs").isPresent();
    } catch (MalformedArchiveException e) {
      return true;
    }
  }

  /** If there is a newer list, no reader reads {@code repositories}: what is in it is lost. */
  private void names(List<Root> roots) throws LayerliftException {
    Optional<Extent> file = archive.unread(V1Archive.REPOSITORIES);
    if (file.isEmpty()) {
      return;
    }
    Set<Reference> known = new HashSet<>();
    roots.forEach(root -> known.addAll(root.tags()));
    for (Damage.Lost lost : context.damage().lost()) {
      lost.names().forEach(name -> Reference.parse(name).ifPresent(known::add));
    }
    try {
      JsonFields names = context.json().read(file.get());
      for (Map.Entry<String, JsonFields> name : names.members().entrySet()) {
        for (String tag : name.getValue().object().keySet()) {
          Reference.parse(name.getKey() + ":" + tag)
              .filter(known::add)
              .ifPresent(left -> warnOfName(left, roots.size() > 1));
        }
      }
    } catch (MalformedArchiveException e) {
      context.warn(
          WarningCode.UNLISTED_NAME,
          "\"" + V1Archive.REPOSITORIES + "\" was ignored, with the names in it: "
              + e.getMessage());
    }
  }

  private void warnOfName(Reference name, boolean ofSeveral) {
    WayOut select =
        ofSeveral ? WayOut.of("").set(Setting.CONVERT_SELECT, "ID").then(" ") : WayOut.of("");
    context.warn(
        WarningCode.UNLISTED_NAME,
        "the name \"" + name + "\" was left out, since only \"" + V1Archive.REPOSITORIES
            + "\" has it, which engines ignore",
        select.set(Setting.CONVERT_TAGS, name.toString()).then(" gives it to an image"));
  }
}
