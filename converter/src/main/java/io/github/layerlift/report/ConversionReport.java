package io.github.layerlift.report;

import io.github.layerlift.fault.Warning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a conversion did.
 *
 * @param input the name of the archive
 * @param output the name of the layout
 * @param dialect the kind of the archive: {@code docker-archive}, {@code v1} or {@code oci-layout};
 *     several if archives of several kinds were joined
 * @param compression of the archive as a whole, such as {@code gzip}; {@code none} for a plain tar
 * @param names what each name of the output leads to
 * @param images in the order of the output
 * @param warnings in the order in which they were found
 * @param skippedFiles how many files of the archive belong to no image
 * @param inputBytes bytes of the archive, as given; of a folder, those of all files in it
 * @param outputBytes bytes of what was written
 * @param duration from the call to the return
 */
public record ConversionReport(
    String input,
    String output,
    String dialect,
    String compression,
    List<Name> names,
    List<Image> images,
    List<Warning> warnings,
    long skippedFiles,
    long inputBytes,
    long outputBytes,
    Duration duration) {
  public ConversionReport {
    names = List.copyOf(names);
    images = List.copyOf(images);
    warnings = List.copyOf(warnings);
  }

  /**
   * A name.
   *
   * @param name fully qualified
   * @param digest of the manifest, or of the index if it is one of several images
   */
  public record Name(String name, String digest) {}

  /**
   * One image.
   *
   * @param id the image ID: the digest of its config
   * @param manifestDigest the digest of its OCI manifest
   * @param tags its names, fully qualified
   * @param platform {@code os/architecture[/variant]}
   * @param created as its config says, RFC 3339; empty if it doesn't
   * @param layers base first
   * @param original the image as it was before it was edited, if its config has changed
   */
  public record Image(
      String id,
      String manifestDigest,
      List<String> tags,
      String platform,
      String created,
      List<Layer> layers,
      Optional<Original> original) {
    public Image {
      tags = List.copyOf(tags);
      layers = List.copyOf(layers);
    }
  }

  /**
   * An image before it was edited.
   *
   * @param id its image ID
   * @param diffIds the digests of its unpacked layers, base first
   * @param config its config, as JSON
   * @param edited the config that it has now, as JSON
   */
  public record Original(String id, List<String> diffIds, String config, String edited) {
    public Original {
      diffIds = List.copyOf(diffIds);
    }
  }

  /**
   * One layer.
   *
   * @param digest of its blob
   * @param diffId the digest of its unpacked bytes
   * @param size of its blob, in bytes
   * @param mediaType of its blob
   * @param v1Ids the IDs that the archive stored it under; they are not in the output
   */
  public record Layer(
      String digest, String diffId, long size, String mediaType, List<String> v1Ids) {
    public Layer {
      v1Ids = List.copyOf(v1Ids);
    }
  }
}
