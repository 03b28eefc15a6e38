package io.github.layerlift.image;

import io.github.layerlift.bytes.Extent;
import java.util.List;

/** Where the bytes of an image's config come from. */
public sealed interface ConfigSource {
  /** The bytes, given the diff IDs of the image's layers; the size doesn't depend on those. */
  byte[] bytes(List<Digest> diffIds);

  /** A config from the archive; its bytes are the image's identity and are never changed. */
  record Verbatim(byte[] raw) implements ConfigSource {
    public Verbatim {
      raw = raw.clone();
    }

    @Override
    public byte[] bytes(List<Digest> diffIds) {
      return raw.clone();
    }
  }

  /**
   * A config that has to be made, since the archive is older than configs.
   *
   * @param metadata what it is made from: the v1 metadata of each item of its history, base first
   */
  record Made(Recipe recipe, List<Extent> metadata) implements ConfigSource {
    public Made {
      metadata = List.copyOf(metadata);
    }

    @Override
    public byte[] bytes(List<Digest> diffIds) {
      return recipe.bytes(diffIds);
    }
  }

  /**
   * The config of an image that was edited.
   *
   * @param original the image as the archive has it
   */
  record Edited(Root.Image original, Recipe recipe) implements ConfigSource {
    @Override
    public byte[] bytes(List<Digest> diffIds) {
      return recipe.bytes(diffIds);
    }
  }

  /** Makes a config's bytes from diff IDs. */
  @FunctionalInterface
  interface Recipe {
    byte[] bytes(List<Digest> diffIds);
  }
}
