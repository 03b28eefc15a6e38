package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
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

/** One image that a {@code manifest.json} lists, with its config, its layers and its names. */
final class DockerImage {
  private final JsonFields item;
  private final Archive archive;
  private final Map<Extent, List<String>> v1Ids;
  private final Context context;

  /**
   * @param v1Ids the other names of each layer's file
   */
  DockerImage(JsonFields item, Archive archive, Map<Extent, List<String>> v1Ids, Context context) {
    this.item = item;
    this.archive = archive;
    this.v1Ids = v1Ids;
    this.context = context;
  }

  /**
   * The image.
   *
   * @param alone whether no other image is listed, so that messages need not name it
   */
  Root.Image read(boolean alone) throws LayerliftException {
    ConfigView config = config();
    List<JsonFields> paths = item.items("Layers");
    StoredLayers.requireCount(paths.size(), item.text("Config"), context);
    requireEqual(paths.size(), config.diffIds().size());
    if (paths.isEmpty()) {
      context.warn(
          WarningCode.NO_LAYERS,
          "\"" + item.text("Config") + "\" has no layers; some engines can't load it");
    }
    List<Layer> layers = new ArrayList<>(paths.size());
    for (int i = 0; i < paths.size(); i++) {
      layers.add(layer(paths.get(i), config.diffIds().get(i)));
    }
    return new Root.Image(
        new ConfigSource.Verbatim(config.raw()),
        layers,
        config.platform(),
        null,
        tags(alone ? "" : Digest.of(config.raw()).toString()));
  }

  /** What identifies the image if it can't be read. */
  Context.Label label() throws LayerliftException {
    List<String> names = new ArrayList<>();
    for (JsonFields tag : item.items("RepoTags")) {
      names.add(tag.text());
    }
    String hex = hex(item.text("Config"));
    Optional<Extent> config = hex.isEmpty() ? lookUp(item.text("Config")) : Optional.empty();
    String id =
        config.isEmpty() ? "" : Digest.of(context.json().bytes(config.get())).toString();
    return new Context.Label(names, hex.isEmpty() ? id : "sha256:" + hex);
  }

  /** The digits of the digest that a config is named by; empty if it isn't. */
  private static String hex(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String hex = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    hex = hex.startsWith("sha256:") ? hex.substring("sha256:".length()) : hex;
    return Digest.isHex(hex) ? hex : "";
  }

  private void requireEqual(int layers, int diffIds) throws LayerliftException {
    if (layers != diffIds) {
      throw Fault.of(
              ErrorCode.LAYER_COUNT,
              item.path() + ".Layers names " + layers + " layers, and the config \""
                  + item.text("Config") + "\" has " + diffIds + " diff IDs")
          .in(DockerArchive.MANIFEST)
          .exception();
    }
  }

  private ConfigView config() throws LayerliftException {
    String path = item.text("Config");
    Optional<Extent> file = lookUp(path);
    if (file.isEmpty()) {
      throw Fault.of(
              ErrorCode.CONFIG_MISSING,
              path.isEmpty()
                  ? item.path() + " has no config"
                  : "the config \"" + path + "\" is not in the archive")
          .in(DockerArchive.MANIFEST)
          .hint(DockerArchive.cutHint(archive))
          .exception();
    }
    ConfigView config = ConfigView.read(file.get(), context);
    if (context.damage().isCollected()) {
      requireTrue(hex(path), file.get(), config.raw());
    }
    warnOfName(path, config.raw());
    return config;
  }

  /** Where bytes may be wrong, a config is what it should be only if its name says so. */
  private void requireTrue(String hex, Extent file, byte[] raw) throws LayerliftException {
    if (!hex.isEmpty()) {
      UnlistedImages.requireDigest(file, raw, "sha256:" + hex);
    } else if (context.damage().isDoubtful()) {
      throw Fault.of(
              ErrorCode.COMPRESSION_CORRUPT,
              "the archive has no digest of the config, which may be wrong")
          .in(file.entry())
          .at(file.offset())
          .exception();
    }
  }

  /** Docker never compares the name with the content, so this is not an error here either. */
  private void warnOfName(String path, byte[] raw) {
    String hex = hex(path);
    Digest digest = Digest.of(raw);
    if (!hex.isEmpty() && !hex.equals(digest.hex())) {
      context.warn(
          WarningCode.CONFIG_NAME,
          "the config \"" + path + "\" hashes to " + digest + ", not to its name");
    }
  }

  private Layer layer(JsonFields path, Digest diffId) throws LayerliftException {
    Optional<Extent> file = lookUp(path.text());
    if (file.isPresent()) {
      return new Layer(
          StoredLayers.of(file.get(), null), diffId, v1Ids.getOrDefault(file.get(), List.of()));
    }
    Optional<LayerContent.Foreign> foreign = foreign(diffId);
    if (foreign.isPresent()) {
      return new Layer(foreign.get(), diffId, List.of());
    }
    throw Fault.of(
            ErrorCode.LAYER_MISSING,
            "the layer \"" + path.text() + "\" (" + path.path() + ") is not in the archive"
                + Dangling.clause(archive, path.text()))
        .in(DockerArchive.MANIFEST)
        .hint(Dangling.hint(archive, path.text(), DockerArchive.cutHint(archive)))
        .exception();
  }

  /** Windows base layers may be missing in an archive if it says where to fetch them. */
  private Optional<LayerContent.Foreign> foreign(Digest diffId) throws LayerliftException {
    Optional<JsonFields> sources = item.field("LayerSources");
    Optional<JsonFields> source =
        sources.isPresent() ? sources.get().field(diffId.toString()) : Optional.empty();
    return source.isPresent() && Descriptors.mayBeElsewhere(source.get())
        ? Optional.of(Descriptors.foreign(source.get(), context))
        : Optional.empty();
  }

  private List<Reference> tags(String image) throws LayerliftException {
    List<Reference> tags = new ArrayList<>();
    for (JsonFields tag : item.items("RepoTags")) {
      Tags.parse(tag.text(), DockerArchive.MANIFEST, image, context.warnings())
          .ifPresent(tags::add);
    }
    return tags;
  }

  /** Docker on Windows wrote backslashes as separators until 2018. */
  private Optional<Extent> lookUp(String path) throws LayerliftException {
    Optional<Extent> file = archive.find(path);
    return file.isEmpty() ? archive.find(path.replace('\\', '/')) : file;
  }
}
