package io.github.layerlift.batch;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.input.InputHints;
import io.github.layerlift.ledger.Identity;
import io.github.layerlift.location.Input;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchItem.Action;
import java.nio.file.Path;
import java.util.Optional;

/** What one input looks like at first sight. */
public sealed interface Found {
  /** The input's name in reports: its path as it was given, normalised, with {@code /} as the separator. */
  String name();

  /** Where it is. */
  Path path();

  /** Whether it was named by the user, so that it must not be skipped silently. */
  boolean named();

  /**
   * A file that starts as an archive does, or a folder that looks like an unpacked one.
   *
   * @param folder the subfolder it is in, relative to the source; empty for none
   * @param identity what must be the same for its output to be current
   * @param image which image of it is meant; empty for all
   */
  record Archive(
      String name,
      Path path,
      boolean named,
      String folder,
      Identity identity,
      Optional<Image> image)
      implements Found {
    /** All images. */
    public Archive(String name, Path path, boolean named, String folder, Identity identity) {
      this(name, path, named, folder, identity, Optional.empty());
    }
  }

  /**
   * One image of several that are read one by one.
   *
   * @param name no other one there has it
   * @param reference its name as an image; empty if it has none
   */
  record Image(String name, Optional<String> reference) {}

  /**
   * Anything else.
   *
   * @param named also true where the name says that it should be an archive
   * @param reason what it is, or why it can't be read: a {@link LayerliftException}, or a bug
   */
  record Stranger(String name, Path path, boolean named, Throwable reason) implements Found {
    /**
     * What a batch does with it: nothing, or saying that it fails.
     *
     * @param call what a hint may propose for a single input
     */
    BatchItem item(Setting call) {
      Throwable fault = reason instanceof LayerliftException known
          ? InputHints.complete(known, new Input.OfPath(path)).calling(call)
          : reason;
      return new BatchItem(
          name,
          path,
          named,
          Optional.empty(),
          false,
          Optional.empty(),
          0,
          Optional.empty(),
          Optional.empty(),
          isLeftAlone() ? Action.IGNORE : Action.FAIL,
          BatchPlanner.reason(fault),
          Optional.of(fault));
    }

    /** Whether it is skipped: the user didn't name it, and there are no images in it. */
    public boolean isLeftAlone() {
      return !named && reason instanceof LayerliftException fault && NoImages.says(fault.code());
    }
  }
}
