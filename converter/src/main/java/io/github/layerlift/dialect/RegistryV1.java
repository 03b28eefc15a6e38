package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The disk of the first registry, docker-registry 0.x: the v1 layout under other names, and a file for each tag.
 *
 * @see <a href="https://github.com/docker-archive/docker-registry/blob/0.9.1/docker_registry/storage">its source</a>
 */
final class RegistryV1 implements Dialect {
  /** The first Dockers gave layers 16 digits, and the registry never stopped taking them. */
  private static final String ID = "(?:[0-9a-f]{16}|[0-9a-f]{64})";

  private static final Pattern LAYER =
      Pattern.compile("((?:.*/)?)(images/(" + ID + "))/(?:json|layer|ancestry)", Pattern.DOTALL);

  /** Where a namespace or a repository has a folder. */
  private static final Pattern FOLDER =
      Pattern.compile("(?:.*/)?repositories/[^/]+(?:/[^/]+)?", Pattern.DOTALL);

  private static final String CONTENT = "/layer";
  private static final String CHECKSUM = "/_checksum";
  private static final String UNFINISHED = "/_inprogress";

  /** Of a layer. */
  private static final List<String> FILES =
      List.of("/json", CONTENT, "/ancestry", CHECKSUM, UNFINISHED);

  @Override
  public String id() {
    return "registry-0.x";
  }

  @Override
  public boolean recognises(Archive archive) {
    return archive.names().stream()
        .anyMatch(name -> name.endsWith(CONTENT) && LAYER.matcher(name).matches());
  }

  /** By the folders in the upper two levels. */
  static boolean mayBe(Archive top) {
    return top.has("repositories")
        && top.names().stream().anyMatch(name -> LAYER.matcher(name + CONTENT).matches());
  }

  @Override
  public String lacking() {
    return "no images/ID/layer of a registry";
  }

  @Override
  public boolean isOfLayout(String name, Archive archive) {
    return LAYER
            .matcher(name.replaceFirst("/_?(?:checksum|inprogress|files|diff)$", "/json"))
            .matches()
        || name.contains("repositories/");
  }

  @Override
  public boolean namesLackRegistry() {
    return true;
  }

  @Override
  public List<Part> parts(Archive archive, Context context) throws LayerliftException {
    List<Part> parts = new ArrayList<>();
    Map<String, V1Layers> stores = stores(archive, context);
    for (Map.Entry<String, V1Layers> store : stores.entrySet()) {
      String prefix = stores.size() > 1 ? store.getKey() : "";
      Set<String> untagged = new LinkedHashSet<>(store.getValue().leaves());
      for (RegistryV1Tag tag : RegistryV1Tag.in(archive, store.getKey())) {
        untagged.remove(tag.id());
        Optional<String> reference = Optional.of(tag.name());
        List<String> entries = List.of(tag.entry());
        parts.add(
            part(archive, store.getValue(), tag.id(), prefix + tag.name(), reference, entries));
      }
      for (String id : untagged) {
        parts.add(part(archive, store.getValue(), id, prefix + id, Optional.empty(), List.of()));
      }
    }
    return parts;
  }

  /**
   * @param id of its top layer
   * @param entries of its name
   */
  private static Part part(
      Archive archive,
      V1Layers layers,
      String id,
      String name,
      Optional<String> reference,
      List<String> entries) {
    try {
      List<String> all = new ArrayList<>(entries);
      long bytes = 0;
      for (V1Layer layer : layers.chain(id)) {
        bytes += layer.content().extent().size();
        FILES.stream().map(file -> layer.folder() + file).filter(archive::has).forEach(all::add);
      }
      List<String> files = all.subList(entries.size(), all.size());
      return new Part(name, reference, id, files, bytes, archive.only(all), Optional.empty());
    } catch (LayerliftException e) {
      return Part.unreadable(name, archive, e);
    }
  }

  @Override
  public List<Root> read(Archive archive, Context context) throws LayerliftException {
    StoreLosses.requireNoDoubt(context);
    StoreLosses.warnOfDamage(archive, context);
    List<String> names = archive.names();
    StoreLosses.warnOfNames(
        names.stream()
            .filter(name -> FOLDER.matcher(name).matches() && archive.isFile(name))
            .toList(),
        context);
    List<Root> roots = new ArrayList<>();
    for (Map.Entry<String, V1Layers> store : stores(archive, context).entrySet()) {
      Map<String, List<Reference>> tags = tags(archive, store.getKey(), context);
      roots.addAll(images(archive, store.getValue(), tags, context));
    }
    return roots;
  }

  /** The layers of each storage, by the folder that it is in, with a slash. */
  private static Map<String, V1Layers> stores(Archive archive, Context context) {
    Map<String, Map<String, String>> folders = new LinkedHashMap<>();
    for (String name : archive.names()) {
      Matcher layer = LAYER.matcher(name);
      if (layer.matches()) {
        folders
            .computeIfAbsent(layer.group(1), any -> new LinkedHashMap<>())
            .put(layer.group(3), layer.group(1) + layer.group(2));
      }
    }
    Map<String, V1Layers> stores = new LinkedHashMap<>();
    folders.forEach((store, ids) -> stores.put(
        store, new V1Layers(archive, new V1Folders(archive, ids), CONTENT, CHECKSUM, context)));
    return stores;
  }

  private static List<Root> images(
      Archive archive, V1Layers layers, Map<String, List<Reference>> tags, Context context)
      throws LayerliftException {
    Set<String> tops = new LinkedHashSet<>(tags.keySet());
    for (String leaf : layers.leaves()) {
      if (!tags.containsKey(leaf) && context.damage().any()) {
        context.lose(() -> new Context.Label(List.of(leaf), ""), V1Archive.unnamed());
      } else {
        tops.add(leaf);
      }
    }
    List<Root> roots = new ArrayList<>();
    for (String id : tops) {
      List<Reference> names = tags.getOrDefault(id, List.of());
      StoreLosses.whole(
              context,
              tops.size() > 1,
              names.stream().map(Reference::toString).toList(),
              id,
              () -> image(archive, layers, id, names, context))
          .ifPresent(roots::add);
    }
    if (!context.damage().any()) {
      context.orElse(layers, layers::requireNoLoop);
    }
    return roots;
  }

  private static Root image(
      Archive archive, V1Layers layers, String id, List<Reference> names, Context context)
      throws LayerliftException {
    List<V1Layer> chain = layers.chain(id);
    for (V1Layer layer : chain) {
      if (archive.has(layer.folder() + UNFINISHED)) {
        throw Fault.of(
                ErrorCode.LAYER_MISSING,
                "the layer " + layer.id() + " was never uploaded to its end")
            .in(layer.folder() + UNFINISHED)
            .exception();
      }
    }
    V1Json top = layers.json(chain.get(chain.size() - 1));
    return V1Image.of(top, V1History.of(chain, context), names, context);
  }

  /** The names by the IDs of the layers that they mean. */
  private static Map<String, List<Reference>> tags(Archive archive, String store, Context context)
      throws LayerliftException {
    Map<String, List<Reference>> tags = new TreeMap<>();
    for (RegistryV1Tag tag : RegistryV1Tag.in(archive, store)) {
      String id = context.orElse("", () -> id(tag.id(), tag.entry()));
      List<Reference> same = tags.computeIfAbsent(id, any -> new ArrayList<>());
      Tags.parse(tag.name(), tag.entry(), "", context.warnings()).ifPresent(same::add);
    }
    tags.remove("");
    return tags;
  }

  private static String id(String text, String entry) throws LayerliftException {
    if (!text.matches(ID)) {
      throw Fault.of(
              ErrorCode.V1_ID_INVALID,
              "\"" + text + "\" is not a layer ID of 64 hex digits, nor of 16")
          .in(entry)
          .exception();
    }
    return text;
  }
}
