package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Archives with a {@code manifest.json}: what Docker 1.10 to 24 saved, and what skopeo, podman,
 * bazel, kaniko, jib, Nix, crane and buildah write in the same dialect. Entry names mean nothing;
 * {@code manifest.json} says all.
 *
 * @see <a href="https://github.com/moby/moby/blob/v24.0.7/image/tarexport/save.go">its source</a>
 */
final class DockerArchive implements Dialect {
  static final String MANIFEST = "manifest.json";

  /** The code of a warning that something was not read, as asked. */
  static final String READ_AS = "read-as";

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
      context
          .warnings()
          .add(
              READ_AS,
              "\"" + OciArchive.INDEX + "\" was not read, since the archive was to be read as"
                  + " docker-archive; what it alone has doesn't come out");
    }
    List<Root.Image> images = list(archive, context);
    if (images.isEmpty()) {
      throw Fault.of(ErrorCode.NO_IMAGES, "the archive holds no image: its list is empty")
          .in(MANIFEST)
          .exception();
    }
    return List.copyOf(images);
  }

  /** The images that {@code manifest.json} lists, if any. */
  List<Root.Image> list(Archive archive, Context context) throws LayerliftException {
    requireWhole(archive);
    Extent file = archive.find(MANIFEST).orElseThrow(() -> missing(archive, MANIFEST));
    JsonFields manifest = context.json().read(file);
    requireArray(manifest, archive);
    Map<Extent, List<String>> v1Ids = V1Names.idsByLayer(archive);
    List<JsonFields> items = manifest.items();
    List<Root.Image> images = new ArrayList<>();
    for (JsonFields item : items) {
      images.add(image(item, items.size() == 1, archive, v1Ids, context));
    }
    return images;
  }

  /** Docker 25 and later write {@code oci-layout} after it, and with it come more images. */
  private static void requireWhole(Archive archive) throws LayerliftException {
    boolean cut = archive.isFile(OciArchive.INDEX) && !archive.isFile(OciArchive.LAYOUT);
    if (cut && archive.mayBeCut()) {
      throw Fault.of(
              ErrorCode.TAR_TRUNCATED,
              "the archive ends without a plain end mark and without \"" + OciArchive.LAYOUT + "\"")
          .hint("the archive was cut short; copy or download it again")
          .exception();
    }
  }

  private static void requireArray(JsonFields manifest, Archive archive) throws LayerliftException {
    if (manifest.isObject() && manifest.field("schemaVersion").isPresent()) {
      WayOut way = WayOut.of(archive);
      throw Fault.of(ErrorCode.DIR_LAYOUT, "this is a folder of skopeo's dir: transport")
          .in(MANIFEST)
          .hint(way.unpack() + "skopeo copy dir:" + way.folder("") + " oci-archive:OUT")
          .exception();
    }
    if (!manifest.isArray()) {
      throw manifest.wrongKind("the array of images");
    }
  }

  private static Root.Image image(
      JsonFields item,
      boolean alone,
      Archive archive,
      Map<Extent, List<String>> v1Ids,
      Context context)
      throws LayerliftException {
    ConfigView config = config(item, archive, context);
    List<JsonFields> paths = item.items("Layers");
    StoredLayers.requireCount(paths.size(), item.text("Config"), context);
    if (paths.size() != config.diffIds().size()) {
      throw Fault.of(
              ErrorCode.LAYER_COUNT,
              item.path()
                  + ".Layers names "
                  + paths.size()
                  + " layers, and the config \""
                  + item.text("Config")
                  + "\" has "
                  + config.diffIds().size()
                  + " diff IDs")
          .in(MANIFEST)
          .exception();
    }
    if (paths.isEmpty()) {
      context
          .warnings()
          .add(
              "no-layers",
              "\"" + item.text("Config") + "\" has no layers; not every engine loads it");
    }
    List<Layer> layers = new ArrayList<>(paths.size());
    for (int i = 0; i < paths.size(); i++) {
      layers.add(layer(paths.get(i), config.diffIds().get(i), item, archive, v1Ids, context));
    }
    return new Root.Image(
        new ConfigSource.Verbatim(config.raw()),
        layers,
        config.platform(),
        null,
        tags(item, alone ? "" : Digest.of(config.raw()).toString(), context));
  }

  private static ConfigView config(JsonFields item, Archive archive, Context context)
      throws LayerliftException {
    String path = item.text("Config");
    Optional<Extent> file = lookUp(archive, path);
    if (file.isEmpty()) {
      throw Fault.of(
              ErrorCode.CONFIG_MISSING,
              path.isEmpty()
                  ? item.path() + " names no config"
                  : "the config \"" + path + "\" is not in the archive")
          .in(MANIFEST)
          .hint(cutHint(archive))
          .exception();
    }
    ConfigView config = ConfigView.read(file.get(), context);
    warnOfName(path, config.raw(), context);
    return config;
  }

  /** Docker never compares the name with the content, so neither is this an error. */
  private static void warnOfName(String path, byte[] raw, Context context) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String hex = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    hex = hex.startsWith("sha256:") ? hex.substring("sha256:".length()) : hex;
    Digest digest = Digest.of(raw);
    if (Digest.isHex(hex) && !hex.equals(digest.hex())) {
      context
          .warnings()
          .add(
              "config-name",
              "the config \"" + path + "\" hashes to " + digest + ", not to its name");
    }
  }

  private static Layer layer(
      JsonFields path,
      Digest diffId,
      JsonFields item,
      Archive archive,
      Map<Extent, List<String>> v1Ids,
      Context context)
      throws LayerliftException {
    Optional<Extent> file = lookUp(archive, path.text());
    if (file.isPresent()) {
      return new Layer(
          StoredLayers.of(file.get(), null), diffId, v1Ids.getOrDefault(file.get(), List.of()));
    }
    Optional<LayerContent.Foreign> foreign = foreign(item, diffId, context);
    if (foreign.isPresent()) {
      return new Layer(foreign.get(), diffId, List.of());
    }
    throw Fault.of(
            ErrorCode.LAYER_MISSING,
            "the layer \"" + path.text() + "\" (" + path.path() + ") is not in the archive"
                + Dangling.clause(archive, path.text()))
        .in(MANIFEST)
        .hint(Dangling.hint(archive, path.text(), cutHint(archive)))
        .exception();
  }

  /** Windows' base layers may be left out of an archive, if it says where they are. */
  private static Optional<LayerContent.Foreign> foreign(
      JsonFields item, Digest diffId, Context context) throws LayerliftException {
    Optional<JsonFields> sources = item.field("LayerSources");
    Optional<JsonFields> source =
        sources.isPresent() ? sources.get().field(diffId.toString()) : Optional.empty();
    return source.isPresent() && Descriptors.mayBeElsewhere(source.get())
        ? Optional.of(Descriptors.foreign(source.get(), context))
        : Optional.empty();
  }

  private static List<Reference> tags(JsonFields item, String image, Context context)
      throws LayerliftException {
    List<Reference> tags = new ArrayList<>();
    for (JsonFields tag : item.items("RepoTags")) {
      Tags.parse(tag.text(), MANIFEST, image, context.warnings()).ifPresent(tags::add);
    }
    return tags;
  }

  /** Docker on Windows wrote its own separators until 2018. */
  private static Optional<Extent> lookUp(Archive archive, String path) throws LayerliftException {
    Optional<Extent> file = archive.find(path);
    return file.isEmpty() ? archive.find(path.replace('\\', '/')) : file;
  }

  private static LayerliftException missing(Archive archive, String name) {
    return Fault.of(ErrorCode.CONFIG_MISSING, "\"" + name + "\" is a link to nothing")
        .in(name)
        .hint(cutHint(archive))
        .exception();
  }

  private static String cutHint(Archive archive) {
    return archive.isEnded()
        ? "the archive is incomplete; save the image again"
        : "the archive has no end mark, so it was probably cut short; get it again";
  }
}
