package io.github.layerlift.dialect;

import com.google.common.collect.Sets;
import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.json.JsonFields;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The images on a registry's disk, one by one: each of its tags, and each manifest that no tag leads to. */
final class RegistryParts {
  private final Archive archive;
  private final Context context;
  private final Optional<String> upload;
  private final List<Part> parts = new ArrayList<>();

  RegistryParts(Archive archive, Context context) {
    this.archive = archive;
    this.context = context;
    this.upload = archive.names().stream().filter(RegistryLink::isUpload).findFirst();
  }

  List<Part> all() {
    List<String> names = archive.names();
    Map<String, List<RegistryLink>> stores = RegistryLink.byStore(names);
    for (Map.Entry<String, List<RegistryLink>> store : stores.entrySet()) {
      new Store(store.getKey(), stores.size() > 1 ? store.getKey() : "").add(store.getValue());
    }
    for (String lost : RegistryStorage.lost(archive, names, stores)) {
      LayerliftException fault = Fault.of(
              ErrorCode.BLOB_MISSING,
              "it is a link to a folder, which isn't followed, or has no link to a manifest")
          .in(lost)
          .exception();
      parts.add(Part.unreadable(lost, archive, fault));
    }
    return parts;
  }

  /**
   * What is known of a manifest or index without reading what it lists.
   *
   * @param children digests of what an index lists
   * @param bytes of the config and the layers
   */
  private record Document(List<String> children, long bytes) {
    static final Document NONE = new Document(List.of(), 0);
  }

  /** One storage. */
  private final class Store {
    private final String folder;
    private final String prefix;
    private final Map<String, RegistryLink> revisions = new LinkedHashMap<>();
    private final Map<String, Document> documents = new HashMap<>();

    /**
     * @param prefix of names, which keeps those of several storages apart
     */
    Store(String folder, String prefix) {
      this.folder = folder;
      this.prefix = prefix;
    }

    void add(List<RegistryLink> links) {
      Map<RegistryLink, String> tagged = new LinkedHashMap<>();
      for (RegistryLink link : links) {
        try {
          Optional<Extent> file = archive.find(link.entry());
          String digest = file.isPresent() ? RegistryStorage.text(file.get()) : "";
          if (file.isPresent() && link.tag().isEmpty()) {
            revisions.putIfAbsent(digest, link);
          } else if (file.isPresent()) {
            tagged.put(link, digest);
          }
        } catch (LayerliftException e) {
          String name = link.tag().isEmpty() ? link.entry() : link.name();
          parts.add(Part.unreadable(prefix + name, archive, e));
        }
      }
      tagged.forEach((link, digest) -> add(link.name(), Optional.of(link.name()), digest, link));
      Set<String> known = new HashSet<>(tagged.values());
      for (String digest : Sets.union(revisions.keySet(), Set.copyOf(tagged.values()))) {
        known.addAll(document(digest).children());
      }
      revisions.forEach((digest, link) -> {
        if (!known.contains(digest)) {
          add(digest, Optional.empty(), digest, link);
        }
      });
    }

    /** What an index lists has a link of its own, which is read, too: so nothing of it may be missing. */
    private void add(String name, Optional<String> reference, String digest, RegistryLink link) {
      List<String> entries = new ArrayList<>(List.of(link.entry()));
      upload.ifPresent(entries::add);
      long bytes = 0;
      Set<String> seen = new HashSet<>();
      Deque<String> waiting = new ArrayDeque<>(List.of(digest));
      while (!waiting.isEmpty()) {
        String next = waiting.remove();
        if (seen.add(next)) {
          RegistryLink own = revisions.get(next);
          if (own != null && !next.equals(digest)) {
            entries.add(own.entry());
          }
          bytes = Math.min(bytes + document(next).bytes(), Long.MAX_VALUE / 2);
          waiting.addAll(document(next).children());
        }
      }
      parts.add(Part.proven(prefix + name, reference, digest, bytes, archive.only(entries)));
    }

    private Document document(String digest) {
      return documents.computeIfAbsent(digest, this::read);
    }

    private Document read(String text) {
      try {
        Optional<Digest> digest = Digest.parse(text);
        Optional<Extent> file = digest.isEmpty()
            ? Optional.empty()
            : archive.find(RegistryStorage.blob(folder, digest.get()));
        return file.isEmpty() ? Document.NONE : read(context.json().read(file.get()));
      } catch (LayerliftException e) {
        // whoever reads this image will be told
        return Document.NONE;
      }
    }

    private static Document read(JsonFields document) throws LayerliftException {
      List<String> children = new ArrayList<>();
      for (JsonFields child : document.items("manifests")) {
        children.add(child.text("digest"));
      }
      List<JsonFields> blobs = new ArrayList<>(document.items("layers"));
      document.field("config").ifPresent(blobs::add);
      long bytes = 0;
      for (JsonFields blob : blobs) {
        bytes += Math.min(Descriptors.required(blob, "size").size(), Long.MAX_VALUE >> 20);
      }
      return new Document(List.copyOf(children), bytes);
    }
  }
}
