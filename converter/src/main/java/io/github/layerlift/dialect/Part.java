package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.LayerliftException;
import java.util.List;
import java.util.Optional;

/**
 * An image of an archive that can be read on its own.
 *
 * @param name no other one in the archive has it
 * @param reference the name of the image; empty if it has none
 * @param id what the image is made of
 * @param files whose content {@code id} doesn't prove: if their sizes and times are the same as well, so is the image
 * @param bytes of its layers, as far as they are known
 * @param archive the archive, with no other image in it
 * @param fault why it can't be read, if that is known
 */
public record Part(
    String name,
    Optional<String> reference,
    String id,
    List<String> files,
    long bytes,
    Archive archive,
    Optional<LayerliftException> fault) {
  public Part {
    files = List.copyOf(files);
  }

  Part named(String other) {
    return new Part(other, reference, id, files, bytes, archive, fault);
  }

  /** One whose {@code id} is a digest of all of it. */
  static Part proven(
      String name, Optional<String> reference, String id, long bytes, Archive archive) {
    return new Part(name, reference, id, List.of(), bytes, archive, Optional.empty());
  }

  static Part unreadable(String name, Archive archive, LayerliftException fault) {
    return new Part(name, Optional.empty(), "", List.of(), 0, archive, Optional.of(fault));
  }
}
