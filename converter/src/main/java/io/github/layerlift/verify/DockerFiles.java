package io.github.layerlift.verify;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.FindingCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares {@code manifest.json} and {@code repositories} with {@code index.json}. */
final class DockerFiles {
  private static final String BLOBS = "blobs/sha256/";

  private final LayoutFiles files;
  private final LayoutWalk walk;
  private final Documents documents;
  private final Findings findings;

  /** All images, by the paths of their configs. */
  private final Map<String, List<ImageFound>> byConfig = new HashMap<>();

  /** The layers' top digests, as {@code repositories} may give them, by name. */
  private final Map<Reference, Set<String>> tops = new TreeMap<>();

  DockerFiles(LayoutFiles files, LayoutWalk walk, Documents documents, Findings findings) {
    this.files = files;
    this.walk = walk;
    this.documents = documents;
    this.findings = findings;
  }

  /** Paths of the configs that {@code manifest.json} lists, as far as it can be read. */
  static Set<String> configs(LayoutFiles files, JsonReader json) throws LayerliftException {
    Set<String> configs = new HashSet<>();
    Optional<Extent> file = files.file(LayoutFiles.MANIFEST);
    try {
      if (file.isPresent()) {
        for (JsonFields item : json.read(file.get()).items()) {
          configs.add(item.text("Config"));
        }
      }
    } catch (MalformedArchiveException e) {
      // the check of the file itself reports what is wrong with it
      return configs;
    }
    return configs;
  }

  void check() throws LayerliftException {
    Set<Digest> configs = new HashSet<>();
    Optional<JsonFields> manifest = read(LayoutFiles.MANIFEST);
    if (manifest.isPresent()) {
      for (ImageFound image : walk.images()) {
        byConfig
            .computeIfAbsent(BLOBS + image.configDigest().hex(), any -> new ArrayList<>())
            .add(image);
      }
      Map<Reference, Digest> tags = new TreeMap<>();
      documents.lookAt(() -> {
        for (JsonFields item : manifest.get().items()) {
          documents.lookAt(() -> item(item, configs, tags));
        }
      });
      requireAll(configs, tags);
    }
    Optional<JsonFields> repositories = read(LayoutFiles.REPOSITORIES);
    if (repositories.isPresent()) {
      collectTops();
      documents.lookAt(() -> repositories(repositories.get()));
    }
  }

  private Optional<JsonFields> read(String name) throws LayerliftException {
    return files.file(name).isPresent() ? documents.read(files.file(name).get()) : Optional.empty();
  }

  private void item(JsonFields item, Set<Digest> configs, Map<Reference, Digest> tags)
      throws LayerliftException {
    String path = item.text("Config");
    List<ImageFound> images = byConfig.getOrDefault(path, List.of());
    if (images.isEmpty()) {
      findings.add(
          FindingCode.DOCKER_CONFIG,
          item,
          "\"" + path + "\" is not the config of any image in index.json");
      return;
    }
    Digest config = images.get(0).configDigest();
    configs.add(config);
    requireLayers(item, images);
    for (JsonFields tag : item.items("RepoTags")) {
      Optional<Reference> name = Reference.parse(tag.text());
      if (name.isEmpty()) {
        findings.add(
            FindingCode.NAME_INVALID,
            tag,
            "\"" + tag.text() + "\" is not a valid name of a tagged image");
      } else {
        tags.put(name.get(), config);
        if (images.stream().noneMatch(image -> walk.names(image).contains(name.get()))) {
          findings.add(
              FindingCode.DOCKER_TAGS,
              tag,
              "\"" + name.get() + "\" is not a name of this image in index.json");
        }
      }
    }
  }

  /** Two manifests may have the same config, such as those of packed and plain layers of one image. */
  private void requireLayers(JsonFields item, List<ImageFound> images) throws LayerliftException {
    List<String> paths = new ArrayList<>();
    for (JsonFields layer : item.items("Layers")) {
      paths.add(layer.text());
    }
    for (ImageFound image : images) {
      List<String> wanted =
          image.layers().stream().map(layer -> BLOBS + layer.digest().hex()).toList();
      if (wanted.equals(paths)) {
        return;
      }
    }
    findings.add(
        FindingCode.DOCKER_LAYERS, item, "the layers are not those of the image's manifest");
  }

  /** One image of each descriptor must be there, under all its names. */
  private void requireAll(Set<Digest> configs, Map<Reference, Digest> tags) {
    Set<Digest> seen = new HashSet<>();
    for (LayoutWalk.Listed listed : walk.listed()) {
      if (!seen.add(listed.digest())) {
        continue;
      }
      Set<Digest> wanted = new HashSet<>();
      Set<Reference> names = new TreeSet<>();
      for (ImageFound image : walk.images(listed)) {
        wanted.add(image.configDigest());
        names.addAll(walk.names(image));
      }
      if (!wanted.isEmpty() && wanted.stream().noneMatch(configs::contains)) {
        findings.add(
            FindingCode.DOCKER_IMAGE_MISSING,
            listed.where(),
            "manifest.json doesn't list any image of this descriptor");
      } else {
        for (Reference name : names) {
          if (!tags.containsKey(name)) {
            findings.add(
                FindingCode.DOCKER_TAGS,
                listed.where(),
                "manifest.json doesn't have the name \"" + name + "\"");
          }
        }
      }
    }
  }

  private void collectTops() {
    for (ImageFound image : walk.images()) {
      int last = image.layers().size() - 1;
      for (Reference name : walk.names(image)) {
        Set<String> known = tops.computeIfAbsent(name, any -> new HashSet<>());
        if (last >= 0) {
          known.add(image.layers().get(last).digest().hex());
        }
        if (last >= 0 && last < image.diffIds().size()) {
          known.add(image.diffIds().get(last).replaceFirst("^sha256:", ""));
        }
      }
    }
  }

  private void repositories(JsonFields repositories) throws LayerliftException {
    Map<Reference, String> found = new HashMap<>();
    for (Map.Entry<String, JsonFields> name : repositories.members().entrySet()) {
      for (Map.Entry<String, JsonFields> tag : name.getValue().members().entrySet()) {
        JsonFields top = tag.getValue();
        Optional<Reference> reference = Reference.parse(name.getKey() + ":" + tag.getKey());
        if (reference.isEmpty()) {
          findings.add(
              FindingCode.NAME_INVALID,
              top,
              "\"" + name.getKey() + ":" + tag.getKey() + "\" is not a valid Docker name");
        } else {
          found.put(reference.get(), top.text());
          requireTop(reference.get(), top);
        }
      }
    }
    for (Map.Entry<Reference, Set<String>> wanted : tops.entrySet()) {
      if (!wanted.getValue().isEmpty() && !found.containsKey(wanted.getKey())) {
        findings.add(
            FindingCode.REPOSITORIES,
            repositories,
            "the name \"" + wanted.getKey() + "\" of index.json is missing");
      }
    }
  }

  private void requireTop(Reference name, JsonFields top) throws LayerliftException {
    Set<String> known = tops.getOrDefault(name, Set.of());
    if (!known.contains(top.text())) {
      findings.add(
          FindingCode.REPOSITORIES,
          top,
          tops.containsKey(name)
              ? "\"" + top.text() + "\" is not the top layer of \"" + name + "\""
              : "\"" + name + "\" is not a name of index.json");
    }
  }
}
