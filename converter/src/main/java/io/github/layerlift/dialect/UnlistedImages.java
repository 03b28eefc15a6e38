package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Images of a damaged archive that no list leads to any more. A config that is named by its digest
 * is that of an image, and its diff IDs say which files are the layers, whatever their names.
 */
final class UnlistedImages {
  private static final List<String> LAYERS =
      List.of(".tar", ".tar.gz", ".tgz", ".tar.zst", ".tar.xz", ".tar.bz2");

  private final Archive archive;
  private final Map<Extent, List<String>> v1Ids;
  private final Context context;
  private @Nullable Map<Digest, Stored> layers;

  UnlistedImages(Archive archive, Context context) throws LayerliftException {
    this.archive = archive;
    this.v1Ids = V1Names.idsByLayer(archive);
    this.context = context;
  }

  /** The first file with the name of an image config; empty if there is none. */
  static String config(Archive archive) {
    return archive.names().stream()
        .filter(name -> !hex(name).isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The digits of the digest that a config is named by; empty if it isn't. */
  private static String hex(String name) {
    return name.startsWith("sha256:")
        ? V1Names.id(name.substring(7), "")
        : V1Names.id(name, ".json");
  }

  /**
   * Finds those that were lost; if the list is lost, or wrong about which images there are, all.
   *
   * @param listed images that the list leads to
   */
  List<Root.Image> find(List<Root.Image> listed) throws LayerliftException {
    Map<String, String> configs = new LinkedHashMap<>();
    for (String name : archive.names()) {
      if (!hex(name).isEmpty()) {
        configs.putIfAbsent("sha256:" + hex(name), name);
      }
    }
    listed.forEach(image -> configs.remove(HybridTags.configDigest(image).toString()));
    List<Damage.Lost> lost = context.damage().lost();
    boolean unlisted = listed.isEmpty() && lost.isEmpty();
    if (!unlisted && lost.stream().allMatch(loss -> configs.containsKey(loss.id()))) {
      configs.keySet().retainAll(lost.stream().map(Damage.Lost::id).toList());
    }
    List<Root.Image> found = new ArrayList<>();
    for (Map.Entry<String, String> config : configs.entrySet()) {
      find(config.getValue(), config.getKey()).ifPresent(found::add);
    }
    return found;
  }

  private Optional<Root.Image> find(String name, String id) throws LayerliftException {
    Context.Label label = new Context.Label(List.of(), id);
    Optional<Root> image = context.whole(() -> label, () -> read(name, id));
    if (image.isEmpty()) {
      return Optional.empty();
    }
    List<Reference> tags = new ArrayList<>();
    for (String tag : context.damage().regain(id).map(Damage.Lost::names).orElse(List.of())) {
      Reference.parse(tag).ifPresent(tags::add);
    }
    return Optional.of((Root.Image) image.get().withTags(tags));
  }

  private Root.Image read(String name, String id) throws LayerliftException {
    Extent file = archive.find(name).orElseThrow(() -> missing("the config is not a file", name));
    ConfigView config = ConfigView.read(file, context);
    requireDigest(file, config.raw(), id);
    List<Layer> found = new ArrayList<>();
    for (Digest diffId : config.diffIds()) {
      Stored layer = layers().get(diffId);
      if (layer == null) {
        throw context.proof().readsLayers()
            ? missing("no file of the archive unpacks to the layer " + diffId, name)
            : unlisted(name);
      }
      found.add(new Layer(layer, diffId, v1Ids.getOrDefault(layer.extent(), List.of())));
    }
    return new Root.Image(
        new ConfigSource.Verbatim(config.raw()), found, config.platform(), null, List.of());
  }

  /** Refuses a config that isn't what its name says. */
  static void requireDigest(Extent file, byte[] bytes, String id) throws LayerliftException {
    Digest digest = Digest.of(bytes);
    if (!digest.toString().equals(id)) {
      throw Fault.of(
              ErrorCode.BLOB_MISMATCH, "the config hashes to " + digest + ", not to its name")
          .in(file.entry())
          .at(file.offset())
          .exception();
    }
  }

  private Map<Digest, Stored> layers() throws LayerliftException {
    Map<Digest, Stored> known = layers;
    if (known == null) {
      Map<Extent, Stored> files = new HashMap<>();
      for (String name : archive.names()) {
        if (LAYERS.stream().anyMatch(name::endsWith)) {
          Optional<Extent> file = archive.find(name);
          if (file.isPresent()) {
            files.put(file.get(), StoredLayers.of(file.get(), null));
          }
        }
      }
      known = context.proof().byDiffId(List.copyOf(files.values()));
      layers = known;
    }
    return known;
  }

  private static LayerliftException unlisted(String config) {
    return Fault.of(
            ErrorCode.TAR_TRUNCATED, "what lists this image and names its layers is missing")
        .in(config)
        .exception();
  }

  private static LayerliftException missing(String sentence, String config) {
    return Fault.of(ErrorCode.LAYER_MISSING, sentence).in(config).exception();
  }
}
