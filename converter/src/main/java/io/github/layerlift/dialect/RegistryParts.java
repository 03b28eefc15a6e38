package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.json.JsonFields;
import java.util.ArrayList;
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
  private final List<Part> parts = new ArrayList<>();

  RegistryParts(Archive archive, Context context) {
    this.archive = archive;
    this.context = context;
  }

  List<Part> all() throws LayerliftException {
    List<String> names = archive.names();
    Map<String, List<RegistryLink>> stores = RegistryLink.byStore(names);
    for (Map.Entry<String, List<RegistryLink>> store : stores.entrySet()) {
      add(store.getKey(), store.getValue(), stores.size() > 1 ? store.getKey() : "");
    }
    for (String lost : RegistryStorage.lost(archive, names, stores)) {
      LayerliftException fault = Fault.of(ErrorCode.BLOB_MISSING, "no manifest is linked there")
          .in(lost)
          .exception();
      parts.add(Part.unreadable(lost, archive, fault));
    }
    return parts;
  }

  /**
   * @param prefix of names, which keeps those of several storages apart
   */
  private void add(String store, List<RegistryLink> links, String prefix)
      throws LayerliftException {
    Map<String, RegistryLink> untagged = new LinkedHashMap<>();
    Set<String> tagged = new HashSet<>();
    for (RegistryLink link : links) {
      Optional<Extent> file = archive.find(link.entry());
      String digest = file.isPresent() ? RegistryStorage.text(file.get()) : "";
      if (link.tag().isEmpty()) {
        untagged.putIfAbsent(digest, link);
      } else {
        tagged.add(digest);
        parts.add(Part.of(prefix + link.name(), Optional.of(link.name()), digest, only(link)));
      }
    }
    untagged.keySet().removeAll(tagged);
    if (!untagged.isEmpty()) {
      tagged.addAll(untagged.keySet());
      untagged.keySet().removeAll(listed(store, tagged));
    }
    untagged.forEach((digest, link) ->
        parts.add(Part.of(prefix + digest, Optional.empty(), digest, only(link))));
  }

  private Archive only(RegistryLink link) {
    return archive.only(List.of(link.entry()));
  }

  /** What those of {@code digests} that are indexes list. */
  private Set<String> listed(String store, Set<String> digests) {
    Set<String> listed = new HashSet<>();
    for (String digest : digests) {
      listed.addAll(listed(store, digest));
    }
    return listed;
  }

  private List<String> listed(String store, String text) {
    List<String> listed = new ArrayList<>();
    try {
      Optional<Digest> digest = Digest.parse(text);
      Optional<Extent> file = digest.isEmpty()
          ? Optional.empty()
          : archive.find(RegistryStorage.blob(store, digest.get()));
      if (file.isPresent()) {
        for (JsonFields child : context.json().read(file.get()).items("manifests")) {
          listed.add(child.text("digest"));
        }
      }
    } catch (LayerliftException e) {
      // whoever reads this image will be told
      return List.of();
    }
    return listed;
  }
}
