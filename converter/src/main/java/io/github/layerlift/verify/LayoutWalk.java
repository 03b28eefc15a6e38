package io.github.layerlift.verify;

import io.github.layerlift.archive.Extent;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.IndexLimits;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Reference;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonView;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.report.LayerliftException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Follows every descriptor from {@code index.json} on, each document once. */
final class LayoutWalk {
  private final Documents documents;
  private final Findings findings;
  private final ManifestCheck manifests;
  private final Map<Digest, ImageFound> images = new LinkedHashMap<>();

  /** What each document that was visited leads to: images, by the digests of their manifests. */
  private final Map<Digest, Set<Digest>> below = new HashMap<>();

  private final Map<Digest, Set<Reference>> names = new HashMap<>();
  private final List<Listed> listed = new ArrayList<>();

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

  void walk(JsonView index) throws LayerliftException {
    requireSchema(index);
    requireType(index, MediaTypes.INDEX);
    Names known = new Names(findings);
    for (JsonView descriptor : index.items("manifests")) {
      documents.lookAt(() -> root(descriptor, known));
    }
  }

  Collection<ImageFound> images() {
    return Collections.unmodifiableCollection(images.values());
  }

  List<Listed> listed() {
    return List.copyOf(listed);
  }

  /** All names by which {@code image} can be found, those of indexes that hold it too. */
  Set<Reference> names(ImageFound image) {
    return names.getOrDefault(image.manifest(), Set.of());
  }

  /** Digests of everything that a descriptor names. */
  Set<Digest> referenced() {
    return manifests.referenced();
  }

  /** Digests of all manifests and indexes. */
  Set<Digest> visited() {
    return Collections.unmodifiableSet(below.keySet());
  }

  private void root(JsonView descriptor, Names known) throws LayerliftException {
    Optional<Reference> name = known.of(descriptor);
    Set<Digest> found = node(descriptor, 0);
    Digest.parse(descriptor.text("digest"))
        .ifPresent(digest -> listed.add(new Listed(Findings.where(descriptor), digest, found)));
    for (Digest image : found) {
      Set<Reference> all = names.computeIfAbsent(image, any -> new TreeSet<>());
      name.ifPresent(all::add);
    }
  }

  private Set<Digest> node(JsonView descriptor, int depth) throws LayerliftException {
    Optional<Extent> file = manifests.blob(descriptor, depth > 0);
    Optional<Digest> digest = Digest.parse(descriptor.text("digest"));
    if (file.isEmpty() || digest.isEmpty()) {
      return Set.of();
    }
    Set<Digest> known = below.get(digest.get());
    if (known != null) {
      return known;
    }
    // a document can't lead to itself, unless its digest is wrong
    below.put(digest.get(), Set.of());
    Set<Digest> found = new LinkedHashSet<>();
    Optional<JsonView> document = documents.read(file.get());
    if (document.isPresent()) {
      documents.lookAt(() -> visit(descriptor, digest.get(), document.get(), depth, found));
    }
    below.put(digest.get(), found);
    return found;
  }

  private void visit(
      JsonView descriptor, Digest digest, JsonView document, int depth, Set<Digest> found)
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
        found.add(digest);
      }
    } else if (depth >= IndexLimits.DEEPEST) {
      findings.add(
          FindingCode.INDEX_TOO_DEEP,
          document,
          "indexes are nested deeper than " + IndexLimits.DEEPEST);
    } else {
      for (JsonView child : document.items("manifests")) {
        documents.lookAt(() -> found.addAll(node(child, depth + 1)));
      }
    }
  }

  private void requireSchema(JsonView document) throws LayerliftException {
    Optional<JsonView> version = document.field("schemaVersion");
    if (version.isEmpty() || !version.get().json().equals(new Json.Num("2"))) {
      findings.add(FindingCode.SCHEMA_VERSION, document, "schemaVersion is not 2");
    }
  }

  private void requireType(JsonView document, String type) throws LayerliftException {
    String own = document.text("mediaType");
    if (own.isEmpty()) {
      findings.add(
          FindingCode.MEDIA_TYPE_MISSING, document, "the document doesn't name its media type");
    } else if (!own.equals(type)) {
      findings.add(
          FindingCode.MEDIA_TYPE,
          document,
          "the document calls itself \"" + own + "\", and should be \"" + type + "\"");
    }
  }

  /** A document that is both looks different to different readers (CVE-2021-41190). */
  private void requireClear(JsonView document, boolean index) throws LayerliftException {
    boolean manifestsToo = document.field("manifests").isPresent();
    boolean layersToo =
        document.field("layers").isPresent() || document.field("config").isPresent();
    if (index ? layersToo : manifestsToo) {
      findings.add(
          FindingCode.DOCUMENT_AMBIGUOUS,
          document,
          "the document has the fields of a manifest and those of an index");
    }
  }
}
