package io.github.layerlift.verify;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.IndexLimits;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Reference;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.report.FindingCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Follows every descriptor from {@code index.json} down, each document once. */
final class LayoutWalk {
  private final Documents documents;
  private final Findings findings;
  private final ManifestCheck manifests;
  private final Map<Digest, ImageFound> images = new LinkedHashMap<>();

  /** What each visited document leads to. */
  private final Map<Digest, Below> below = new HashMap<>();

  private final Map<Digest, Set<Reference>> names = new HashMap<>();
  private final List<Listed> listed = new ArrayList<>();

  /** What {@code index.json} lists; an image has a descriptor for each of its names. */
  private final Set<Digest> counted = new HashSet<>();

  private long nodes;

  LayoutWalk(LayoutFiles files, Documents documents, Findings findings, Set<String> configs) {
    this.documents = documents;
    this.findings = findings;
    this.manifests = new ManifestCheck(files, documents, findings, configs);
  }

  /**
   * What a descriptor of {@code index.json} itself leads to.
   *
   * @param images by the digests of their manifests
   */
  record Listed(String where, Digest digest, Set<Digest> images) {}

  /**
   * What a document leads to.
   *
   * @param images by the digests of their manifests; not all if there are too many nodes
   * @param nodes how many descriptors a reader without a memory of documents follows
   */
  private record Below(Set<Digest> images, long nodes) {
    static final Below NOTHING = new Below(Set.of(), 1);
  }

  void walk(JsonFields index) throws LayerliftException {
    requireSchema(index);
    requireType(index, MediaTypes.INDEX);
    Names known = new Names(findings);
    for (JsonFields descriptor : index.items("manifests")) {
      documents.lookAt(() -> root(descriptor, known));
    }
    if (nodes > IndexLimits.MAX_NODES) {
      findings.add(
          FindingCode.INDEX_TOO_WIDE,
          index,
          "the index leads to more than " + IndexLimits.MAX_NODES + " manifests");
    }
  }

  Collection<ImageFound> images() {
    return Collections.unmodifiableCollection(images.values());
  }

  /** Those that a descriptor of {@code index.json} leads to. */
  List<ImageFound> images(Listed descriptor) {
    return descriptor.images().stream()
        .map(images::get)
        .filter(Objects::nonNull)
        .toList();
  }

  List<Listed> listed() {
    return List.copyOf(listed);
  }

  /** All names by which {@code image} can be found, including those of indexes that contain it. */
  Set<Reference> names(ImageFound image) {
    return names.getOrDefault(image.manifest(), Set.of());
  }

  /** Digests of everything that a descriptor refers to. */
  Set<Digest> referenced() {
    return manifests.referenced();
  }

  /** Digests of all manifests and indexes. */
  Set<Digest> visited() {
    return Collections.unmodifiableSet(below.keySet());
  }

  private void root(JsonFields descriptor, Names known) throws LayerliftException {
    Optional<Reference> name = known.of(descriptor);
    Below found = node(descriptor, 0);
    Optional<Digest> digest = Digest.parse(descriptor.text("digest"));
    boolean again = digest.isPresent() && !counted.add(digest.get());
    nodes = add(nodes, again ? found.nodes() - 1 : found.nodes());
    digest.ifPresent(
        each -> listed.add(new Listed(Findings.where(descriptor), each, found.images())));
    for (Digest image : found.images()) {
      Set<Reference> all = names.computeIfAbsent(image, any -> new TreeSet<>());
      name.ifPresent(all::add);
    }
  }

  /** Capped, so that the sum can't overflow. */
  private static long add(long nodes, long more) {
    return Math.min(nodes + more, IndexLimits.MAX_NODES + 1L);
  }

  private Below node(JsonFields descriptor, int depth) throws LayerliftException {
    Optional<Extent> file = manifests.blob(descriptor, depth > 0);
    Optional<Digest> digest = Digest.parse(descriptor.text("digest"));
    if (file.isEmpty() || digest.isEmpty()) {
      return Below.NOTHING;
    }
    Below known = below.get(digest.get());
    if (known != null) {
      return known;
    }
    // a document can't lead to itself, unless its digest is wrong
    below.put(digest.get(), Below.NOTHING);
    List<Below> found = new ArrayList<>();
    Optional<JsonFields> document = documents.read(file.get());
    if (document.isPresent()) {
      documents.lookAt(() -> visit(descriptor, digest.get(), document.get(), depth, found));
    }
    Below all = join(found);
    below.put(digest.get(), all);
    return all;
  }

  private static Below join(List<Below> found) {
    Set<Digest> images = new LinkedHashSet<>();
    long nodes = 1;
    for (Below each : found) {
      nodes = add(nodes, each.nodes());
      if (nodes <= IndexLimits.MAX_NODES) {
        images.addAll(each.images());
      }
    }
    return new Below(images, nodes);
  }

  private void visit(
      JsonFields descriptor, Digest digest, JsonFields document, int depth, List<Below> found)
      throws LayerliftException {
    String type = descriptor.text("mediaType");
    boolean index = MediaTypes.isIndex(type);
    if (!index && !MediaTypes.isManifest(type)) {
      findings.add(
          FindingCode.MEDIA_TYPE,
          descriptor,
          "the media type \"" + type + "\" is neither that of a manifest nor of an index");
      return;
    }
    requireSchema(document);
    requireType(document, type);
    requireClear(document, index);
    if (!index) {
      Optional<ImageFound> image = manifests.check(descriptor, digest, document);
      if (image.isPresent()) {
        images.put(digest, image.get());
        found.add(new Below(Set.of(digest), 0));
      }
    } else if (depth >= IndexLimits.MAX_DEPTH) {
      findings.add(
          FindingCode.INDEX_TOO_DEEP,
          document,
          "indexes are nested deeper than " + IndexLimits.MAX_DEPTH);
    } else {
      for (JsonFields child : document.items("manifests")) {
        documents.lookAt(() -> found.add(node(child, depth + 1)));
      }
    }
  }

  private void requireSchema(JsonFields document) throws LayerliftException {
    Optional<JsonFields> version = document.field("schemaVersion");
    if (version.isEmpty() || !version.get().json().equals(new Json.Num("2"))) {
      findings.add(FindingCode.SCHEMA_VERSION, document, "schemaVersion is not 2");
    }
  }

  private void requireType(JsonFields document, String type) throws LayerliftException {
    String own = document.text("mediaType");
    if (own.isEmpty()) {
      findings.add(FindingCode.MEDIA_TYPE_MISSING, document, "the document has no media type");
    } else if (!own.equals(type)) {
      findings.add(
          FindingCode.MEDIA_TYPE,
          document,
          "the document's media type is \"" + own + "\", but should be \"" + type + "\"");
    }
  }

  /** Different readers see different things in a document that is both (CVE-2021-41190). */
  private void requireClear(JsonFields document, boolean index) throws LayerliftException {
    boolean manifestsToo = document.field("manifests").isPresent();
    boolean layersToo =
        document.field("layers").isPresent() || document.field("config").isPresent();
    if (index ? layersToo : manifestsToo) {
      findings.add(
          FindingCode.DOCUMENT_AMBIGUOUS,
          document,
          "the document has the fields of both a manifest and an index");
    }
  }
}
