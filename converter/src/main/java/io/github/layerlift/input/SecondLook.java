package io.github.layerlift.input;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Root;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.Inside;
import io.github.layerlift.options.Leniency;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.text.ShellWord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the documents of an archive say after a fault has ended its reading. No layer is read.
 *
 * @param roots what seems to be whole
 */
public record SecondLook(ImageSources sources, List<Root> roots, Damage damage, Warnings warnings) {
  public SecondLook {
    roots = List.copyOf(roots);
  }

  /**
   * Looks.
   *
   * @throws LayerliftException if nothing can be read
   */
  public static SecondLook at(OpenedInput opened, ReadOptions options) throws IOException {
    Damage damage = Damage.collected();
    Warnings warnings = new Warnings();
    ImageSources sources =
        ImageSources.of(opened.reopen(damage), options.leniency().readAs(), damage);
    List<Root> roots = sources.read(Readers.context(options, warnings, damage));
    return new SecondLook(sources, roots, damage, warnings);
  }

  /** {@code fault}, with the way to what is whole if anything seems to be. */
  public static LayerliftException hint(
      LayerliftException fault, Input input, OpenedInput opened, ReadOptions options) {
    Leniency leniency = options.leniency();
    boolean plain = options.salvage() == Salvage.NONE
        && !opened.hasInner()
        && leniency.inside().path().isEmpty()
        && leniency.with(Inside.ONE).equals(Leniency.NONE);
    if (!plain || !Damage.explains(fault.code()) || InputHints.isPart(fault, input)) {
      return fault;
    }
    try {
      return at(opened, options).hint(fault, input);
    } catch (IOException e) {
      // what ended the reading is what the user has to know
      fault.addSuppressed(e);
      return fault;
    }
  }

  /** The same for what this look has shown. */
  public LayerliftException hint(LayerliftException fault, Input input) {
    if (!leavesImages(fault.entry())) {
      return fault;
    }
    WayOut known = fault.wayOut().map(way -> way.then("; ")).orElse(WayOut.of(""));
    WayOut salvage = input instanceof Input.OfPath file
        ? WayOut.of("").set(Setting.SALVAGE, ShellWord.of(file.path().toString()))
        : WayOut.of("write it to a file first; then: ").set(Setting.SALVAGE, "FILE");
    return fault.with(known.then("to get the images that are whole: ").then(salvage));
  }

  /** Whether an image may be whole, apart from the file {@code damaged}. */
  private boolean leavesImages(Optional<String> damaged) {
    boolean unlisted = damage.lost().stream()
        .anyMatch(loss -> !loss.id().isEmpty() && loss.fault().code() == ErrorCode.TAR_TRUNCATED);
    return unlisted
        || roots.stream()
            .anyMatch(root -> damaged.isEmpty()
                || BlobTable.all(List.of(root)).stream()
                    .map(Extent::entry)
                    .noneMatch(damaged.get()::equals));
  }
}
