package io.github.layerlift.image;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Something that a name can refer to, and that {@code index.json} lists. */
public sealed interface Root {
  /** The names that refer to it, sorted; none if it is untagged. */
  List<Reference> tags();

  /** The same thing under other names. */
  public Root withTags(List<Reference> tags);

  /** The manifest or index that the archive has for it; null if one has to be made. */
  @Nullable
  Document document();

  /**
   * A document of an OCI layout that is copied byte for byte.
   *
   * @param mediaType as its descriptor says
   * @param annotations of its descriptor, without those that have a name
   */
  record Document(byte[] bytes, String mediaType, Map<String, String> annotations) {
    public Document {
      bytes = bytes.clone();
      annotations = Map.copyOf(annotations);
    }
  }

  /**
   * One image.
   *
   * @param layers base first
   * @param manifest the manifest that the archive has for it; null if one has to be made
   * @param annotations of its manifest, in their order
   */
  record Image(
      ConfigSource config,
      List<Layer> layers,
      Platform platform,
      @Nullable Document manifest,
      Map<String, String> annotations,
      List<Reference> tags)
      implements Root {
    public Image {
      layers = List.copyOf(layers);
      annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
      tags = List.copyOf(new TreeSet<>(tags));
    }

    /** An image without annotations. */
    public Image(
        ConfigSource config,
        List<Layer> layers,
        Platform platform,
        @Nullable Document manifest,
        List<Reference> tags) {
      this(config, layers, platform, manifest, Map.of(), tags);
    }

    @Override
    public Image withTags(List<Reference> others) {
      return new Image(config, layers, platform, manifest, annotations, others);
    }

    /** The same image with its layers stored otherwise, which takes another manifest. */
    public Image withLayers(List<Layer> others) {
      return new Image(config, others, platform, null, annotations, tags);
    }

    @Override
    public @Nullable Document document() {
      return manifest;
    }
  }

  /**
   * Several images under one name, one for each platform.
   *
   * @param children those that are in the archive, in the index's order
   */
  record Index(IndexSource index, List<Root> children, List<Reference> tags) implements Root {
    public Index {
      children = List.copyOf(children);
      tags = List.copyOf(new TreeSet<>(tags));
    }

    /** An index from the archive. */
    public Index(Document index, List<Root> children, List<Reference> tags) {
      this(new IndexSource.Verbatim(index), children, tags);
    }

    @Override
    public Index withTags(List<Reference> others) {
      return new Index(index, children, others);
    }

    /** The same index of other children, in the same order. */
    public Index withChildren(List<Root> others) {
      return new Index(index, others, tags);
    }

    @Override
    public @Nullable Document document() {
      return index instanceof IndexSource.Verbatim verbatim ? verbatim.document() : null;
    }
  }

  /**
   * A manifest that is not an image, such as an attestation; its blobs are copied without being read.
   *
   * @param blobs its config and its layers
   */
  record Artifact(Document manifest, List<LayerContent.Stored> blobs, List<Reference> tags)
      implements Root {
    public Artifact {
      blobs = List.copyOf(blobs);
      tags = List.copyOf(new TreeSet<>(tags));
    }

    @Override
    public Artifact withTags(List<Reference> others) {
      return new Artifact(manifest, blobs, others);
    }

    @Override
    public Document document() {
      return manifest;
    }
  }
}
