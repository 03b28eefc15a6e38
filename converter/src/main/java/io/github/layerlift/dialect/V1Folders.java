package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The folders of a v1 archive that are layers. Mostly their names are the layers' IDs; Docker 0.9
 * to 1.1 named the top layer's folder after the image as given: {@code busybox:latest}, or the
 * first digits of its ID.
 */
final class V1Folders {
  /** A sign that the whole archive is in a folder: that folder's name isn't the name of an image. */
  private static final Pattern WRAPPED =
      Pattern.compile(".+/(" + V1Archive.REPOSITORIES + "|[0-9a-fA-F]{64}/json)", Pattern.DOTALL);

  private final Archive archive;
  private final Map<String, String> byId = new LinkedHashMap<>();
  private final Map<String, String> ids = new HashMap<>();

  V1Folders(Archive archive, Context context) throws LayerliftException {
    this.archive = archive;
    for (String folder : in(archive)) {
      String id = V1Names.isId(folder)
          ? folder.toLowerCase(Locale.ROOT)
          : context.orElse(folder, () -> ownId(folder, context));
      ids.put(folder, id);
      String twin = byId.putIfAbsent(id, folder);
      if (twin != null) {
        requireEqual(twin, folder, id);
      }
    }
  }

  /**
   * @param folders by the IDs of the layers in them
   */
  V1Folders(Archive archive, Map<String, String> folders) {
    this.archive = archive;
    byId.putAll(folders);
  }

  /** Names of all folders with a layer's metadata, in the archive's order. */
  static Set<String> in(Archive archive) {
    List<String> names = archive.names();
    boolean wrapped = names.stream().anyMatch(name -> WRAPPED.matcher(name).matches());
    Set<String> folders = new LinkedHashSet<>();
    for (String name : names) {
      if (name.endsWith(V1Names.JSON)) {
        String folder = name.substring(0, name.length() - V1Names.JSON.length());
        if (V1Names.isId(folder) || (isLayer(folder, archive) && !(wrapped && isNested(folder)))) {
          folders.add(folder);
        }
      }
    }
    return folders;
  }

  private static boolean isLayer(String folder, Archive archive) {
    return archive.isFile(folder + V1Names.LAYER) || archive.isFile(folder + V1Names.VERSION);
  }

  private static boolean isNested(String folder) {
    return folder.indexOf('/') >= 0;
  }

  /** The IDs of all layers, in the archive's order. */
  Set<String> ids() {
    return byId.keySet();
  }

  /** The layer that {@code reference} refers to: Docker reads it as a folder's name. */
  String id(String reference) {
    return ids.getOrDefault(reference, reference.toLowerCase(Locale.ROOT));
  }

  /** The folder of the layer {@code id}. */
  Optional<String> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Names of folders that are image names, and the layers' IDs. */
  Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    ids.keySet().stream()
        .filter(folder -> folder.lastIndexOf(':') > folder.lastIndexOf('/'))
        .sorted()
        .forEach(folder -> named.put(folder, id(folder)));
    return named;
  }

  /** The ID that the layer itself has; if that isn't an ID, there is only the folder's name. */
  private String ownId(String folder, Context context) throws LayerliftException {
    Optional<Extent> json = archive.find(folder + V1Names.JSON);
    String id = json.isPresent() ? V1Json.read(json.get(), context).view().text("id") : "";
    return V1Names.isId(id) ? id.toLowerCase(Locale.ROOT) : folder;
  }

  private void requireEqual(String one, String other, String id) throws LayerliftException {
    boolean equal = archive.haveSameBytes(one + V1Names.JSON, other + V1Names.JSON)
        && archive.haveSameBytes(one + V1Names.LAYER, other + V1Names.LAYER);
    if (!equal) {
      throw Fault.of(
              ErrorCode.V1_ID_TWICE,
              "the folders \"" + one + "\" and \"" + other + "\" both are the layer " + id
                  + ", but differ")
          .in(other + V1Names.JSON)
          .hint("unpack the archive, remove the wrong one of them, and use the folder instead")
          .exception();
    }
  }
}
