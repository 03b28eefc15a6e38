package io.github.layerlift.it.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.machine.TarEntries.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Finds what is wrong with a converted archive, by the OCI image specification and by Layerlift's
 * own promises. Written from those two, not from the converter.
 */
public final class OutputCheck {
  private static final String BLOBS = "blobs/sha256/";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
  private static final String NAME = "io.containerd.image.name";
  private static final String REF = "org.opencontainers.image.ref.name";

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  /** The blobs that are referred to, in the order in which they should be: see {@link #order}. */
  private final Set<String> metadata = new LinkedHashSet<>();

  private final Set<String> layers = new LinkedHashSet<>();

  /** The images in the order of {@code index.json}: manifest digest to what was found. */
  private final Map<String, OciImage> images = new LinkedHashMap<>();

  /** An image: digests in hex. */
  public record OciImage(String config, List<String> layers, List<String> names) {}

  private OutputCheck() {}

  /** Fails with a list of everything that is wrong with the archive; returns its images. */
  public static List<OciImage> check(Path archive) throws IOException {
    OutputCheck check = new OutputCheck();
    check.run(TarEntries.read(archive));
    if (!check.faults.isEmpty()) {
      throw new AssertionError(archive + ":\n  " + String.join("\n  ", check.faults));
    }
    return List.copyOf(check.images.values());
  }

  private void run(List<Entry> list) {
    list.forEach(this::header);
    version();
    JsonNode index = json("index.json");
    expect(index.path("schemaVersion").asInt() == 2, "index.json: schemaVersion is not 2");
    expect(index.path("mediaType").asText().equals(INDEX), "index.json: wrong mediaType");
    index.path("manifests").forEach(this::image);
    manifestJson();
    repositories();
    order();
  }

  /** One plain entry per name, with nothing from the machine that wrote it. */
  private void header(Entry entry) {
    String name = entry.name();
    expect(entries.put(name, entry) == null, name + " appears twice");
    var header = entry.header();
    expect(header.isFile() || header.isDirectory(), name + " is neither file nor folder");
    expect(header.getMode() % 01000 == (header.isDirectory() ? 0755 : 0644), name + ": mode");
    expect(header.getLongUserId() == 0 && header.getLongGroupId() == 0, name + ": owner is not 0");
    expect(header.getUserName().isEmpty() && header.getGroupName().isEmpty(), name + ": owner");
    expect(header.getLastModifiedTime().toMillis() == 0, name + ": time is not 0");
    if (name.startsWith(BLOBS) && header.isFile()) {
      expect(name.equals(BLOBS + entry.sha256()), name + " has the digest " + entry.sha256());
    }
  }

  private void version() {
    JsonNode layout = json("oci-layout");
    expect(layout.path("imageLayoutVersion").asText().equals("1.0.0"), "oci-layout: version");
    expect(layout.size() == 1, "oci-layout has more than a version");
  }

  /** A descriptor of {@code index.json} and all below it. */
  private void image(JsonNode descriptor) {
    String digest = digest(descriptor, MANIFEST, "index.json");
    metadata.add(digest);
    OciImage image = images.computeIfAbsent(digest, this::manifest);
    JsonNode annotations = descriptor.path("annotations");
    if (annotations.isMissingNode()) {
      expect(image.names.isEmpty(), "an untagged descriptor of a tagged image");
      return;
    }
    String name = annotations.path(NAME).asText();
    String tag = annotations.path(REF).asText();
    expect(annotations.size() == 2, name + ": more or fewer annotations than two");
    expect(
        name.matches("[^/]+[.:][^/]*/.+:[^/]+|localhost/.+:[^/]+"), name + " is not a full name");
    expect(name.endsWith(":" + tag), name + " has the ref.name " + tag);
    expect(!image.names.contains(name), name + " appears twice");
    expect(descriptor.path("platform").isMissingNode(), name + ": a platform in index.json");
    image.names.add(name);
  }

  private OciImage manifest(String digest) {
    JsonNode manifest = json(BLOBS + digest);
    expect(manifest.path("schemaVersion").asInt() == 2, digest + ": schemaVersion");
    expect(manifest.path("mediaType").asText().equals(MANIFEST), digest + ": mediaType");
    String config = digest(manifest.path("config"), CONFIG, digest);
    metadata.add(config);
    List<String> blobs = new ArrayList<>();
    Set<String> compressions = new LinkedHashSet<>();
    for (JsonNode layer : manifest.path("layers")) {
      String blob = layer.path("digest").asText().replace("sha256:", "");
      String compression = entries.containsKey(BLOBS + blob) ? blob(blob).compression() : "";
      compressions.add(compression);
      blobs.add(digest(layer, compression.isEmpty() ? LAYER : LAYER + "+" + compression, digest));
    }
    expect(compressions.size() < 2 || !compressions.contains(""), digest + ": mixed layers");
    layers.addAll(blobs);
    config(config, blobs);
    return new OciImage(config, blobs, new ArrayList<>());
  }

  private void config(String digest, List<String> blobs) {
    JsonNode config = entries.containsKey(BLOBS + digest)
        ? Json.loose(blob(digest).bytes())
        : Json.tree(Map.of());
    expect(config.has("os") && config.has("architecture"), digest + ": no os or architecture");
    JsonNode rootfs = config.path("rootfs");
    expect(rootfs.path("type").asText().equals("layers"), digest + ": rootfs.type");
    List<String> diffIds = Json.texts(rootfs.path("diff_ids"));
    List<String> found = blobs.stream()
        .filter(blob -> entries.containsKey(BLOBS + blob))
        .map(blob -> "sha256:" + blob(blob).diffId())
        .toList();
    expect(diffIds.equals(found), digest + ": diff_ids " + diffIds + " but layers " + found);
  }

  /** Checks a descriptor; returns its digest in hex. */
  private String digest(JsonNode descriptor, String mediaType, String where) {
    String digest = descriptor.path("digest").asText();
    expect(digest.matches("sha256:[0-9a-f]{64}"), where + ": no digest: " + digest);
    String hex = digest.replace("sha256:", "");
    expect(
        descriptor.path("mediaType").asText().equals(mediaType),
        where + ": " + digest + " is called " + descriptor.path("mediaType"));
    Entry blob = entries.get(BLOBS + hex);
    expect(blob != null, where + ": no blob " + digest);
    expect(
        blob == null || blob.size() == descriptor.path("size").asLong(-1),
        where + ": " + digest + " has another size");
    return hex;
  }

  /** {@code manifest.json} says the same as {@code index.json}. */
  private void manifestJson() {
    JsonNode items = json("manifest.json");
    List<OciImage> found = StreamSupport.stream(items.spliterator(), false)
        .map(item -> new OciImage(
            path(item.path("Config").asText()),
            Json.texts(item.path("Layers")).stream().map(this::path).toList(),
            Json.texts(item.path("RepoTags"))))
        .toList();
    expect(
        found.equals(List.copyOf(images.values())),
        "manifest.json has " + found + "\n    but index.json " + images.values());
    for (JsonNode item : items) {
      expect(!item.has("Parent") && !item.has("LayerSources"), "manifest.json: unasked fields");
    }
  }

  private String path(String path) {
    expect(path.startsWith(BLOBS), "manifest.json: " + path);
    return path.replace(BLOBS, "");
  }

  /** {@code repositories}: familiar name, tag, top layer. */
  private void repositories() {
    Map<String, Map<String, String>> expected = new LinkedHashMap<>();
    for (OciImage image : images.values()) {
      for (String name : image.names) {
        int colon = name.lastIndexOf(':');
        if (!image.layers.isEmpty()) {
          expected
              .computeIfAbsent(familiar(name.substring(0, colon)), key -> new LinkedHashMap<>())
              .put(name.substring(colon + 1), image.layers.get(image.layers.size() - 1));
        }
      }
    }
    JsonNode found =
        entries.containsKey("repositories") ? json("repositories") : Json.tree(Map.of());
    expect(found.equals(Json.tree(expected)), "repositories: " + found + " instead of " + expected);
  }

  /** The name as Docker shows it. */
  public static String familiar(String name) {
    return name.replaceFirst("^docker\\.io/(library/)?", "");
  }

  /** Metadata first, manifests and configs next, then the layers in the images' order. */
  private void order() {
    List<String> expected = new ArrayList<>(List.of("oci-layout", "index.json", "manifest.json"));
    if (entries.containsKey("repositories")) {
      expected.add("repositories");
    }
    expected.add("blobs/");
    expected.add(BLOBS);
    int small = expected.size() + metadata.size();
    List<String> found = List.copyOf(entries.keySet());
    expect(
        found.size() >= small
            && found.subList(0, expected.size()).equals(expected)
            && Set.copyOf(found.subList(expected.size(), small))
                .equals(Set.copyOf(metadata.stream().map(BLOBS::concat).toList()))
            && found
                .subList(small, found.size())
                .equals(layers.stream()
                    .filter(layer -> !metadata.contains(layer))
                    .map(BLOBS::concat)
                    .toList()),
        "the entries are " + String.join(" ", found));
  }

  private Entry blob(String digest) {
    return entries.get(BLOBS + digest);
  }

  private JsonNode json(String name) {
    Entry entry = entries.get(name);
    expect(entry != null, "no " + name);
    if (entry == null) {
      return Json.tree(Map.of());
    }
    String text = new String(entry.bytes(), UTF_8);
    expect(!text.startsWith("\uFEFF"), name + " starts with a byte order mark");
    return Json.parse(entry.bytes());
  }

  private void expect(boolean fine, String fault) {
    if (!fine) {
      faults.add(fault);
    }
  }
}
