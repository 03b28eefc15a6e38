package io.github.layerlift.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.net.URLDecoder;
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
  private static final Pattern LAYER =
      Pattern.compile("((?:.*/)?)(images/([0-9a-f]{64}))/(?:json|layer|ancestry)", Pattern.DOTALL);

  private static final Pattern TAG =
      Pattern.compile("((?:.*/)?)repositories/([^/]+)/([^/]+)/tag_([^/]+)", Pattern.DOTALL);

  /** Where a namespace or a repository has a folder. */
  private static final Pattern FOLDER =
      Pattern.compile("(?:.*/)?repositories/[^/]+(?:/[^/]+)?", Pattern.DOTALL);

  private static final String CONTENT = "/layer";
  private static final String UNFINISHED = "/_inprogress";

  /** The namespace of names without one. */
  private static final String DEFAULT_NAMESPACE = "library";

  private static final int MAX_ID = 256;

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
  public List<Root> read(Archive archive, Context context) throws LayerliftException {
    StoreLosses.requireNone(context);
    List<String> names = archive.names();
    StoreLosses.warnOfNames(
        names.stream()
            .filter(name -> FOLDER.matcher(name).matches() && archive.isFile(name))
            .toList(),
        context);
    Map<String, Map<String, String>> stores = new LinkedHashMap<>();
    for (String name : names) {
      Matcher layer = LAYER.matcher(name);
      if (layer.matches()) {
        stores
            .computeIfAbsent(layer.group(1), any -> new LinkedHashMap<>())
            .put(layer.group(3), layer.group(1) + layer.group(2));
      }
    }
    List<Root> roots = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> store : stores.entrySet()) {
      V1Folders folders = new V1Folders(archive, store.getValue());
      V1Layers layers = new V1Layers(archive, folders, CONTENT, context);
      roots.addAll(images(archive, layers, tags(archive, names, store.getKey(), context), context));
    }
    return roots;
  }

  private static List<Root> images(
      Archive archive, V1Layers layers, Map<String, List<Reference>> tags, Context context)
      throws LayerliftException {
    Set<String> tops = new LinkedHashSet<>(tags.keySet());
    tops.addAll(layers.leaves());
    List<Root> roots = new ArrayList<>();
    for (String id : tops) {
      List<Reference> names = tags.getOrDefault(id, List.of());
      context
          .whole(
              () -> new Context.Label(names.stream().map(Reference::toString).toList(), ""),
              () -> image(archive, layers, id, names, context))
          .ifPresent(roots::add);
    }
    context.orElse(layers, layers::requireNoLoop);
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
  private static Map<String, List<Reference>> tags(
      Archive archive, List<String> names, String store, Context context)
      throws LayerliftException {
    Map<String, List<Reference>> tags = new TreeMap<>();
    for (String name : names) {
      Matcher tag = TAG.matcher(name);
      boolean isTag = tag.matches() && tag.group(1).equals(store);
      Optional<Extent> file = isTag ? archive.find(name) : Optional.empty();
      if (file.isPresent()) {
        String id = new String(file.get().head(MAX_ID), UTF_8).strip();
        List<Reference> same =
            tags.computeIfAbsent(context.orElse("", () -> id(id, name)), any -> new ArrayList<>());
        Tags.parse(name(tag), name, "", context.warnings()).ifPresent(same::add);
      }
    }
    tags.remove("");
    return tags;
  }

  private static String id(String text, String entry) throws LayerliftException {
    if (!Digest.isHex(text)) {
      throw Fault.of(ErrorCode.V1_ID_INVALID, "\"" + text + "\" is not a layer ID of 64 hex digits")
          .in(entry)
          .exception();
    }
    return text;
  }

  private static String name(Matcher tag) {
    String namespace = decoded(tag.group(2));
    String repository = decoded(tag.group(3));
    return (namespace.equals(DEFAULT_NAMESPACE) ? repository : namespace + "/" + repository) + ":"
        + tag.group(4);
  }

  /** Names are quoted as in URLs; what isn't is left as it is. */
  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }
}
