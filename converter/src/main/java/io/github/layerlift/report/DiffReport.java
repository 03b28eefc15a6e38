package io.github.layerlift.report;

import io.github.layerlift.fault.Warning;
import io.github.layerlift.options.Aspect;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How two images differ, except for their single files, which are passed on one by one.
 *
 * @param a the first image
 * @param b the second image
 * @param differing in what they differ, of the aspects of whole images; none if they are equal
 * @param ignored what was not compared
 * @param platform the fields of the configs that differ of those that {@link Aspect#PLATFORM} is about;
 *     none if ignored
 * @param platforms the other platforms of the images that differ; none if ignored
 * @param config the fields of the configs that differ, without those of the platform, the history and
 *     the diff IDs; none if ignored
 * @param history the fields that differ of those that {@link Aspect#HISTORY} is about; none if ignored
 * @param layers the layers of both, base first, whether they are compared or not
 * @param files how many files differ
 * @param warnings in the order in which they were found, those of the first archive first
 * @param duration from the call to the end of the comparison
 */
public record DiffReport(
    Image a,
    Image b,
    Set<Aspect> differing,
    Set<Aspect> ignored,
    List<FieldChange> platform,
    List<PlatformChange> platforms,
    List<FieldChange> config,
    List<FieldChange> history,
    List<Layer> layers,
    Files files,
    List<Warning> warnings,
    Duration duration) {
  public DiffReport {
    differing = Collections.unmodifiableSet(new TreeSet<>(differing));
    ignored = Collections.unmodifiableSet(new TreeSet<>(ignored));
    platform = List.copyOf(platform);
    platforms = List.copyOf(platforms);
    config = List.copyOf(config);
    history = List.copyOf(history);
    layers = List.copyOf(layers);
    warnings = List.copyOf(warnings);
  }

  /** Whether they differ in nothing that was compared. */
  public boolean isEqual() {
    return differing.isEmpty();
  }

  /**
   * One of the images.
   *
   * @param input the name of its archive
   * @param dialect the kind of the archive: {@code docker-archive}, {@code v1} or {@code oci-layout}
   * @param id the digest of its config
   * @param tags its names, fully qualified; none if it is untagged
   * @param namesLeftOut names in the archive that no engine accepts, and tags without a repository, as
   *     they are written; compared if no image was selected
   * @param platform {@code os/architecture[/variant]}
   * @param notCompared the other platforms of the image, if they were not compared although this one
   *     was not asked for; a warning says so
   */
  public record Image(
      String input,
      String dialect,
      String id,
      List<String> tags,
      List<String> namesLeftOut,
      String platform,
      List<String> notCompared) {
    public Image {
      tags = List.copyOf(tags);
      namesLeftOut = List.copyOf(namesLeftOut);
      notCompared = List.copyOf(notCompared);
    }
  }

  /**
   * Another platform of the images.
   *
   * @param platform {@code os/architecture[/variant]}, for Windows with its version behind a space
   * @param inA whether the first image has it
   * @param inB whether the second image has it
   * @param aspects in what the two differ, of the aspects that documents tell: their files are not
   *     compared; none if only one image has it
   */
  public record PlatformChange(String platform, boolean inA, boolean inB, Set<Aspect> aspects) {
    public PlatformChange {
      aspects = Collections.unmodifiableSet(new TreeSet<>(aspects));
    }
  }

  /**
   * A field of a config.
   *
   * @param path such as {@code config.Env[2]}; items of arrays are numbered from 0: in the first
   *     config, or if that doesn't have it, in the second
   * @param a its value in the first config, as JSON on one line; empty if it is missing
   * @param b its value in the second config
   */
  public record FieldChange(String path, Optional<String> a, Optional<String> b) {}

  /**
   * A layer of one image, or of both.
   *
   * @param diffId the digest of its unpacked bytes
   * @param a its place in the first image, 1 for the base; 0 if it isn't in there
   * @param b its place in the second image
   * @param sizeA bytes as the first archive stores it; 0 if it isn't in there
   * @param sizeB bytes as the second archive stores it
   * @param createdBy the command that made it, as the history says; empty if that isn't known
   */
  public record Layer(String diffId, int a, int b, long sizeA, long sizeB, String createdBy) {
    /** Whether both images have it. */
    public boolean isShared() {
      return a > 0 && b > 0;
    }
  }

  /**
   * How many files differ; a file counts once for each of its names.
   *
   * @param added only the second image has them
   * @param removed only the first image has them
   * @param changed both have them, and they differ
   */
  public record Files(long added, long removed, long changed) {}
}
