package io.github.layerlift.dialect;

import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.UnsupportedArchiveException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The input of a dialect besides the archive.
 *
 * @param maxLayers how many layers one image may have
 * @param platform the platform of images from before Docker recorded it; null for linux on amd64
 * @param dropEmptyLayers whether empty layers of the oldest dialect become history entries only
 * @param damage takes in what is wrong with the archive
 * @param proof what images have to pass
 */
public record Context(
    JsonReader json,
    Warnings warnings,
    int maxLayers,
    @Nullable Platform platform,
    boolean dropEmptyLayers,
    Damage damage,
    Proof proof) {
  /** The input of a dialect whose archive must not be damaged. */
  public Context(
      JsonReader json,
      Warnings warnings,
      int maxLayers,
      @Nullable Platform platform,
      boolean dropEmptyLayers) {
    this(json, warnings, maxLayers, platform, dropEmptyLayers, Damage.refused(), Proof.NONE);
  }

  /** Something to read. */
  @FunctionalInterface
  public interface Reading<T> {
    T read() throws LayerliftException;
  }

  /**
   * What identifies an image, as far as it can be known before it is read.
   *
   * @param names as the archive has them
   * @param id its image ID; empty if it isn't known
   */
  record Label(List<String> names, String id) {
    static final Label NONE = new Label(List.of(), "");
  }

  /** The image that {@code reading} gives; none if it isn't whole, and is lost for that reason. */
  Optional<Root> whole(Reading<Label> label, Reading<? extends Root> reading)
      throws LayerliftException {
    try {
      return Optional.of(proof.require(reading.read()));
    } catch (MalformedArchiveException | UnsupportedArchiveException e) {
      lose(label, e);
      return Optional.empty();
    }
  }

  /** Gives up an image. */
  void lose(Reading<Label> label, LayerliftException fault) throws LayerliftException {
    Label known = damage.isCollected() ? label(label) : Label.NONE;
    damage.lose(known.names(), known.id(), fault);
  }

  /** What can be read of a label in a damaged archive. */
  static Label label(Reading<Label> reading) throws LayerliftException {
    try {
      return reading.read();
    } catch (MalformedArchiveException e) {
      return Label.NONE;
    }
  }

  /** What {@code reading} gives; {@code otherwise} if the archive is damaged there. */
  public <T> T orElse(T otherwise, Reading<T> reading) throws LayerliftException {
    try {
      return reading.read();
    } catch (MalformedArchiveException | UnsupportedArchiveException e) {
      damage.meet(e);
      return otherwise;
    }
  }

  void warn(WarningCode code, String sentence) {
    warnings.add(code, sentence);
  }

  void warn(WarningCode code, String sentence, WayOut wayOut) {
    warnings.add(code, sentence, wayOut);
  }
}
