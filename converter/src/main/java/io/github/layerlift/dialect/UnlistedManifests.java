package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.json.JsonFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code index.json} would list if it weren't lost: the indexes and the manifests of images among
 * the blobs that no other index lists. Their names are not known.
 */
final class UnlistedManifests {
  /** Blobs that are larger are layers. */
  private static final int MAX_DOCUMENT = 1 << 20;

  private final Archive archive;
  private final Context context;
  private final Map<Digest, JsonFields> descriptors = new LinkedHashMap<>();
  private final Set<String> children = new HashSet<>();

  private UnlistedManifests(Archive archive, Context context) {
    this.archive = archive;
    this.context = context;
  }

  /** A descriptor of each. */
  static List<JsonFields> find(Archive archive, Context context) throws LayerliftException {
    UnlistedManifests found = new UnlistedManifests(archive, context);
    for (String name : archive.names()) {
      if (name.startsWith(OciBlobs.FOLDER)) {
        found.look(name);
      }
    }
    List<JsonFields> tops = new ArrayList<>();
    found.descriptors.forEach((digest, descriptor) -> {
      if (!found.children.contains(digest.toString())) {
        tops.add(descriptor);
      }
    });
    return tops;
  }

  private void look(String name) throws LayerliftException {
    Optional<Extent> file = archive.find(name);
    if (file.isEmpty() || file.get().size() > MAX_DOCUMENT || !file.get().startsWith('{')) {
      return;
    }
    byte[] bytes = context.json().bytes(file.get());
    Digest digest = Digest.of(bytes);
    if (!name.equals(OciBlobs.FOLDER + digest.hex())) {
      context.orElse(name, () -> {
        UnlistedImages.requireDigest(
            file.get(), bytes, "sha256:" + name.substring(OciBlobs.FOLDER.length()));
        return name;
      });
      return;
    }
    Optional<JsonFields> document =
        context.orElse(Optional.empty(), () -> Optional.of(context.json().read(bytes, name)));
    String type = document.isPresent() ? type(document.get()) : "";
    if (!type.isEmpty()) {
      descriptors.put(digest, Descriptors.of(type, digest, bytes.length, name, context));
    }
  }

  /** The media type of an index or of an image's manifest; empty for anything else. */
  private String type(JsonFields document) throws LayerliftException {
    String type = document.text("mediaType");
    if (document.field("manifests").isPresent()) {
      for (JsonFields child : document.items("manifests")) {
        children.add(child.text("digest"));
      }
      return type.isEmpty() ? MediaTypes.INDEX : type;
    }
    Optional<JsonFields> config = document.field("config");
    boolean image = config.isPresent()
        && document.field("layers").isPresent()
        && OciManifests.isImage(config.get(), document.items("layers"));
    return image ? type.isEmpty() ? MediaTypes.MANIFEST : type : "";
  }
}
