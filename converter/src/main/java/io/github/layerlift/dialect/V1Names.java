package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The v1 layout's names: {@code ID/VERSION}, {@code ID/json}, {@code ID/layer.tar}. */
final class V1Names {
  static final String LAYER = "/layer.tar";
  static final String JSON = "/json";
  static final String VERSION = "/VERSION";

  private V1Names() {}

  /** Whether the v1 layout has a file of this name; much of it isn't needed. */
  static boolean isOfLayout(String name, Archive archive) {
    if (name.equals(V1Archive.REPOSITORIES)) {
      return true;
    }
    for (String suffix : List.of(VERSION, JSON, LAYER)) {
      if (name.endsWith(suffix)) {
        String folder = name.substring(0, name.length() - suffix.length());
        return isId(folder) || (archive.isFile(folder + JSON) && archive.isFile(folder + LAYER));
      }
    }
    return false;
  }

  /** Whether {@code folder} can only be a layer's ID, in either case. */
  static boolean isId(String folder) {
    return Digest.isHex(folder.toLowerCase(Locale.ROOT));
  }

  /** The ID in {@code name}, if it is {@code ID} and {@code suffix}; empty otherwise. */
  static String id(String name, String suffix) {
    if (!name.endsWith(suffix)) {
      return "";
    }
    String id = name.substring(0, name.length() - suffix.length());
    return Digest.isHex(id) ? id : "";
  }

  /** All IDs under which each layer file is stored, links included. */
  static Map<Extent, List<String>> idsByLayer(Archive archive) throws LayerliftException {
    Map<Extent, List<String>> ids = new HashMap<>();
    for (String name : archive.names()) {
      String id = id(name, LAYER);
      if (!id.isEmpty() && archive.isFile(id + JSON)) {
        Optional<Extent> layer = archive.peek(name);
        if (layer.isPresent()) {
          ids.computeIfAbsent(layer.get(), any -> new ArrayList<>()).add(id);
        }
      }
    }
    return ids;
  }
}
