package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.LayerliftException;
import java.util.Optional;

/**
 * An image of an archive that can be read on its own.
 *
 * @param name no other one in the archive has it
 * @param reference the name of the image; empty if it has none
 * @param id what the image is made of: as long as it is the same, so is the image
 * @param archive the archive, with no other image in it
 * @param fault why it can't be read, if that is known
 */
public record Part(
    String name,
    Optional<String> reference,
    String id,
    Archive archive,
    Optional<LayerliftException> fault) {
  static Part of(String name, Optional<String> reference, String id, Archive archive) {
    return new Part(name, reference, id, archive, Optional.empty());
  }

  static Part unreadable(String name, Archive archive, LayerliftException fault) {
    return new Part(name, Optional.empty(), "", archive, Optional.of(fault));
  }
}
