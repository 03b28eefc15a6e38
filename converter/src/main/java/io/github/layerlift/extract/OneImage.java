package io.github.layerlift.extract;

import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Root;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.input.Readers;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.pour.Hashing;
import io.github.layerlift.select.Changes;
import io.github.layerlift.select.ImageChoice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The one image of an archive whose files are wanted.
 *
 * @param dialects the kind of the archive
 * @param inIndex whether its name is that of an index
 * @param others the other images in that index, which are those of other platforms
 */
public record OneImage(
    String dialects, Root.Image image, boolean inIndex, List<Root.Image> others) {
  public OneImage {
    others = List.copyOf(others);
  }

  /**
   * How it is chosen.
   *
   * @param select its name or digest; empty for the only one
   * @param choice chooses among several
   */
  public record Wanted(Optional<String> select, ImageChoice choice) {}

  /** The platform that an option names. */
  public static Optional<Platform> platform(Optional<String> option) throws LayerliftException {
    return option.isPresent() ? Optional.of(Readers.platform(option.get())) : Optional.empty();
  }

  /**
   * Finds it in {@code input}, which is opened.
   *
   * @throws io.github.layerlift.fault.UsageException if there is none, or there are several
   */
  public static OneImage of(
      OpenedInput opened, Input input, Wanted wanted, ReadOptions reading, Warnings warnings)
      throws IOException {
    ImageSources sources =
        ImageSources.of(opened.open(input), reading.leniency().readAs());
    List<Root> roots = sources.read(Readers.context(reading, warnings));
    List<Root> selected = select(roots, wanted.select(), reading);
    Root.Image image = wanted.choice().of(selected);
    boolean inIndex = selected.stream().anyMatch(Root.Index.class::isInstance);
    List<Root.Image> others = inIndex ? ImageChoice.others(selected, image) : List.of();
    return new OneImage(sources.dialects(), image, inIndex, others);
  }

  /** The requested roots; layers are hashed only if a digest can't be known otherwise. */
  private static List<Root> select(List<Root> roots, Optional<String> select, ReadOptions reading)
      throws IOException {
    List<Change> selection =
        select.stream().<Change>map(name -> new Change.Select(List.of(name))).toList();
    Changes changes = new Changes(selection);
    ImageSet images = ImageSet.of(roots);
    LayerDigests placeholders = images.table().placeholders();
    return changes.needDigests(roots, () -> placeholders)
        ? changes.apply(roots, hashed(images, reading).digests())
        : changes.apply(roots, placeholders);
  }

  /** {@code images} with all their layers hashed. */
  public static ImageSet hashed(ImageSet images, ReadOptions reading) throws IOException {
    Decoder decoder = Readers.decoder(reading.limits());
    Hashing hashing = new Hashing(reading.jobs(), decoder, reading.monitor());
    return hashing.hash(images, BlobTable.all(images.roots()));
  }

  /**
   * The bytes of one of its layers.
   *
   * @param number 1 is the base
   * @param wayOut what else can be done if they are not in the archive
   */
  public Stored stored(int number, WayOut wayOut) throws LayerliftException {
    if (image.layers().get(number - 1).content() instanceof Stored stored) {
      return stored;
    }
    throw Fault.of(
            ErrorCode.FOREIGN_LAYER, "layer " + number + " of the image is not in the archive")
        .hint(WayOut.of("it has to be fetched from elsewhere; ").then(wayOut))
        .exception();
  }
}
