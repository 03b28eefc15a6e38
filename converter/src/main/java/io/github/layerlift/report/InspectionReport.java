package io.github.layerlift.report;

import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.Warning;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in an archive, as far as its documents say: no layer was read beyond its first bytes, unless for
 * {@link Image#files}. Texts that the archive doesn't have are empty.
 *
 * @param input the name of the archive
 * @param dialect its kind: {@code docker-archive}, {@code v1} or {@code oci-layout}; {@code wrapped} if it
 *     holds archives instead
 * @param compression of the archive as a whole, such as {@code gzip}; {@code none} for a plain tar
 * @param inputBytes bytes of the archive as given; 0 for a folder
 * @param writer the tool that wrote it, if it is known
 * @param images those below an index too, in the archive's order; one with several names appears once
 * @param index what {@code index.json} lists; nothing in other dialects
 * @param skippedFiles how many files of the archive belong to no image
 * @param warnings what a conversion would warn about
 * @param unchecked what only reading the layers can tell
 * @param broken what is wrong with the archive if it is damaged: then only {@code images} may be whole;
 *     or why it can't be converted as it is
 * @param inner the archives that it holds if it isn't an image archive itself
 * @param entries its files, if asked for, of a whole {@code docker-archive} or {@code v1}, not of several
 */
public record InspectionReport(
    String input,
    String dialect,
    String compression,
    long inputBytes,
    Optional<Source> writer,
    List<Image> images,
    List<Listed> index,
    long skippedFiles,
    List<Warning> warnings,
    List<Unchecked> unchecked,
    Optional<Broken> broken,
    List<Inner> inner,
    List<ArchiveEntry> entries) {
  public InspectionReport {
    entries = List.copyOf(entries);
    inner = List.copyOf(inner);
    images = List.copyOf(images);
    index = List.copyOf(index);
    warnings = List.copyOf(warnings);
    unchecked = List.copyOf(unchecked);
  }

  /**
   * An archive in one that isn't an image archive itself.
   *
   * @param path where it is in the input
   * @param size of the file, or of the files in the folder, in bytes
   */
  public record Inner(String path, long size) {}

  /**
   * What is wrong with a damaged archive, or with one that isn't an image archive itself.
   *
   * @param fault what a conversion reports
   * @param others what else is wrong, as sentences
   * @param lost images that aren't whole
   */
  public record Broken(Fault fault, List<String> others, List<Lost> lost) {
    public Broken {
      others = List.copyOf(others);
      lost = List.copyOf(lost);
    }
  }

  /**
   * An image that isn't whole.
   *
   * @param id the image ID; empty if it isn't known
   * @param tags its names, as the archive has them
   * @param reason what is wrong with it or missing, as a sentence
   */
  public record Lost(String id, List<String> tags, String reason) {
    public Lost {
      tags = List.copyOf(tags);
    }
  }

  /** What an inspection doesn't check. */
  public enum Unchecked {
    /** The image IDs, which depend on the layers' digests in archives from before Docker 1.10. */
    IMAGE_IDS("image-ids"),
    /** Whether the stored layers hash to the digests that manifests give. */
    LAYER_DIGESTS("layer-digests"),
    /** Whether the unpacked layers hash to the diff IDs that configs give. */
    DIFF_IDS("diff-ids");

    private final String id;

    Unchecked(String id) {
      this.id = id;
    }

    /** The name that reports use. */
    public String id() {
      return id;
    }
  }

  /**
   * A tool that must have been at work.
   *
   * @param name such as {@code docker save (Docker 17.05 to 24)}
   * @param evidence the evidence; at least one sentence
   */
  public record Source(String name, List<String> evidence) {
    public Source {
      evidence = List.copyOf(evidence);
      if (evidence.isEmpty()) {
        throw new IllegalArgumentException("nothing is claimed without evidence");
      }
    }

    /** A tool, and what shows it. */
    public static Source of(String name, String... evidence) {
      return new Source(name, List.of(evidence));
    }
  }

  /**
   * One image.
   *
   * @param id the image ID, the digest of its config; empty if it depends on the layers' digests
   * @param v1Id the ID of its top layer, by which Docker before 1.10 knew it; empty in other dialects
   * @param manifestDigest the digest of its OCI manifest, if the archive has one
   * @param tags its names, fully qualified; those of the index that it is in, if any
   * @param platform {@code os/architecture[/variant]}
   * @param created as its config says, RFC 3339
   * @param builder the tool that built it, if it is known
   * @param start how containers of it are started
   * @param size bytes of its layers as they are stored, each counted once
   * @param layers base first
   * @param history oldest first
   * @param files what its layers did to its files, if that was asked for
   */
  public record Image(
      String id,
      String v1Id,
      String manifestDigest,
      List<String> tags,
      String platform,
      String created,
      String author,
      Optional<Source> builder,
      Map<String, String> labels,
      ContainerStart start,
      long size,
      List<Layer> layers,
      List<Step> history,
      Optional<ImageFiles> files) {
    public Image {
      tags = List.copyOf(tags);
      labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
      layers = List.copyOf(layers);
      history = List.copyOf(history);
    }

    public Image withTags(List<String> names) {
      return with(names, files);
    }

    public Image withFiles(ImageFiles facts) {
      return with(tags, Optional.of(facts));
    }

    private Image with(List<String> names, Optional<ImageFiles> facts) {
      return new Image(
          id,
          v1Id,
          manifestDigest,
          names,
          platform,
          created,
          author,
          builder,
          labels,
          start,
          size,
          layers,
          history,
          facts);
    }
  }

  /**
   * One layer, as it is declared.
   *
   * @param digest of its blob; empty if the archive doesn't say
   * @param diffId of its unpacked bytes; empty before Docker 1.10
   * @param size bytes as it is stored
   * @param mediaType from the manifest; empty if there is none
   * @param compression such as {@code gzip}, by its first bytes; empty if it isn't in the archive
   * @param file its name in the archive; empty if it isn't there
   * @param v1Ids the IDs that it is stored under
   */
  public record Layer(
      String digest,
      String diffId,
      long size,
      String mediaType,
      String compression,
      String file,
      List<String> v1Ids) {
    public Layer {
      v1Ids = List.copyOf(v1Ids);
    }
  }

  /**
   * One line of an image's history.
   *
   * @param layer which layer it made, from 0; -1 if it made none
   */
  public record Step(
      String created, String createdBy, String author, String comment, boolean empty, int layer) {}

  /**
   * A descriptor of {@code index.json} or of an index in it.
   *
   * @param kind {@code index}, {@code image}, {@code attestation}, {@code artifact} or {@code
   *     unknown}
   * @param size bytes of the document, as declared
   * @param name as an annotation gives it
   * @param platform as the descriptor says
   * @param present whether the document is in the archive
   */
  public record Listed(
      String kind,
      String digest,
      String mediaType,
      long size,
      String name,
      String platform,
      boolean present,
      List<Listed> children) {
    public Listed {
      children = List.copyOf(children);
    }
  }
}
