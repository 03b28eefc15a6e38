package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Archives with a {@code manifest.json}: what Docker 1.10 to 24 saved, and what skopeo, podman,
 * bazel, kaniko, jib, Nix, crane and buildah write in the same dialect. Entry names have no
 * meaning; {@code manifest.json} decides.
 *
 * @see <a href="https://github.com/moby/moby/blob/v24.0.7/image/tarexport/save.go">its source</a>
 */
final class DockerArchive implements Dialect {
  static final String MANIFEST = "manifest.json";

  private final boolean asked;

  /**
   * @param asked whether the user says that it is one, whatever else it may be
   */
  DockerArchive(boolean asked) {
    this.asked = asked;
  }

  @Override
  public String id() {
    return "docker-archive";
  }

  @Override
  public boolean recognises(Archive archive) {
    return archive.isFile(MANIFEST);
  }

  @Override
  public String lacking() {
    return "no manifest.json";
  }

  @Override
  public List<Root> read(Archive archive, Context context) throws LayerliftException {
    if (asked && archive.isFile(OciArchive.INDEX)) {
      context.warn(
          WarningCode.READ_AS,
          "\"" + OciArchive.INDEX + "\" was not read, since the archive was to be read as"
              + " docker-archive; images and names only in it are not converted");
    }
    List<Root.Image> images = new ArrayList<>(list(archive, context));
    if (context.damage().any()) {
      images.addAll(new UnlistedImages(archive, context).find(images));
    } else if (images.isEmpty()) {
      throw Fault.of(ErrorCode.NO_IMAGES, "the archive contains no images: its list is empty")
          .in(MANIFEST)
          .exception();
    }
    return List.copyOf(images);
  }

  /** The images that {@code manifest.json} lists, if any. */
  List<Root.Image> list(Archive archive, Context context) throws LayerliftException {
    Map<Extent, List<String>> v1Ids = V1Names.idsByLayer(archive);
    List<JsonFields> items = context.orElse(List.of(), () -> items(archive, context));
    List<Root.Image> images = new ArrayList<>();
    for (JsonFields item : items) {
      DockerImage image = new DockerImage(item, archive, v1Ids, context);
      context
          .whole(image::label, () -> image.read(items.size() == 1))
          .ifPresent(root -> images.add((Root.Image) root));
    }
    return images;
  }

  private static List<JsonFields> items(Archive archive, Context context)
      throws LayerliftException {
    context.orElse(archive, () -> requireWhole(archive));
    Extent file = archive.find(MANIFEST).orElseThrow(() -> missing(archive, MANIFEST));
    JsonFields manifest = context.json().read(file);
    requireArray(manifest, archive);
    return manifest.items();
  }

  /** Docker 25 and later write {@code oci-layout} after it, which brings more images. */
  private static Archive requireWhole(Archive archive) throws LayerliftException {
    boolean cut = archive.isFile(OciArchive.INDEX) && !archive.isFile(OciArchive.LAYOUT);
    if (cut && archive.mayBeCut()) {
      throw Fault.of(
              ErrorCode.TAR_TRUNCATED,
              "the archive ends without a plain end mark and without \"" + OciArchive.LAYOUT + "\"")
          .hint("the archive is truncated; copy or download it again")
          .exception();
    }
    return archive;
  }

  private static void requireArray(JsonFields manifest, Archive archive) throws LayerliftException {
    if (manifest.isObject() && manifest.field("schemaVersion").isPresent()) {
      Commands way = Commands.of(archive);
      throw Fault.of(ErrorCode.DIR_LAYOUT, "this is a folder of skopeo's dir: transport")
          .in(MANIFEST)
          .hint(way.unpack() + "skopeo copy dir:" + way.folder("") + " oci-archive:OUT")
          .exception();
    }
    if (!manifest.isArray()) {
      throw manifest.wrongKind("the array of images");
    }
  }

  private static LayerliftException missing(Archive archive, String name) {
    return Fault.of(
            ErrorCode.CONFIG_MISSING,
            "\"" + name + "\" is "
                + (archive.has(name) ? "a dangling link" : "missing, which lists the images"))
        .in(name)
        .hint(cutHint(archive))
        .exception();
  }

  /** What to do if something is not in the archive. */
  static String cutHint(Archive archive) {
    return archive.isEnded()
        ? Fault.INCOMPLETE
        : "the archive has no end mark, so it is probably truncated; get it again";
  }
}
