package io.github.layerlift.options;

import java.util.Optional;

/**
 * Where a batch pushes images to.
 *
 * @param place the registry, or a part of it, below which all names go, such as {@code
 *     registry.example.com/old}, with or without a slash at its end
 * @param access how to talk to the registry
 * @param packing how plain layers are packed of images that have no manifest yet, such as {@code
 *     gzip}; empty to leave them as they are
 */
public record PushOptions(String place, RegistryOptions access, Optional<String> packing) {
  public PushOptions {
    place = place.replaceAll("/+$", "");
  }
}
