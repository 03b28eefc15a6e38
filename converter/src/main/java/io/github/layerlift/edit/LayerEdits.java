package io.github.layerlift.edit;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.Edit;
import io.github.layerlift.tar.LateTimes;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Applies edits of files, of layers and of the history. */
final class LayerEdits {
  private LayerEdits() {}

  /** Refuses what makes no sense in any image. */
  static void check(Edit edit) throws LayerliftException {
    if (edit instanceof Edit.Add add) {
      ImagePaths.requirePlain(ByteNames.unescaped(Values.path(add.target(), "the target")));
      if (add.owner().isPresent()) {
        Owner.check(add.owner().get());
      }
      if (add.time().isPresent()) {
        requireTime(add.time().get());
      }
    } else if (edit instanceof Edit.Remove remove) {
      requireName(Values.path(remove.path(), "the path"));
    } else if (edit instanceof Edit.Purge purge) {
      for (String pattern : purge.patterns()) {
        requireName(Values.path(pattern, "the path"));
      }
    } else if (edit instanceof Edit.ClampTimes clamp) {
      requireTime(clamp.time());
    } else if (edit instanceof Edit.Squash squash && squash.from() < 1) {
      throw BadEdit.of(
          "there is no layer " + squash.from(), "layers are numbered from 1, the base");
    }
  }

  private static void requireTime(Instant time) throws LayerliftException {
    if (time.getEpochSecond() < 0 || time.getEpochSecond() > LateTimes.MAX_SECONDS) {
      throw BadEdit.of(
          "files can't have the time " + time, "times from 1970 to 2242 fit into any tar");
    }
  }

  private static void requireName(String path) throws LayerliftException {
    if (path.replace("/", "").replace(".", "").isEmpty()) {
      throw BadEdit.of("\"" + path + "\" is not the path of a file or a folder in an image");
    }
  }

  static void apply(Edit edit, List<Draft> drafts, LayerBench bench) throws IOException {
    if (edit instanceof Edit.Remove remove) {
      Removal.apply(remove, drafts, bench);
    } else if (edit instanceof Edit.Purge purge) {
      Purging.apply(purge, drafts, bench);
    } else if (edit instanceof Edit.ClampTimes clamp) {
      Clamping.apply(clamp, drafts, bench);
    } else {
      for (Draft draft : drafts) {
        apply(edit, draft, bench);
      }
    }
  }

  private static void apply(Edit edit, Draft draft, LayerBench bench) throws IOException {
    if (edit instanceof Edit.Add add) {
      if (add.unpack()) {
        TarAddition.apply(add, draft, bench);
      } else {
        Addition.apply(add, draft, bench);
      }
    } else if (edit instanceof Edit.Squash squash) {
      Squashing.squash(squash.from(), draft, bench);
    } else if (edit instanceof Edit.Flatten) {
      Squashing.flatten(draft, bench);
    } else if (edit instanceof Edit.DropHistory) {
      History.drop(draft);
    } else if (edit instanceof Edit.DropBuildArgs) {
      BuildArguments.drop(draft);
    } else {
      throw new AssertionError("an edit that is applied nowhere: " + edit);
    }
  }
}
