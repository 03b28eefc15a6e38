package io.github.layerlift.edit;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConfigField;
import io.github.layerlift.options.Edit;
import io.github.layerlift.plan.ImageSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Edits images, one edit after the other. */
public final class Edits {
  private final List<Edit> edits;
  private final Warnings warnings;

  /**
   * The edits among {@code changes}, in their order.
   *
   * @throws io.github.layerlift.fault.UsageException if one makes no sense, whatever it is applied to
   */
  public Edits(List<Change> changes, Warnings warnings) throws LayerliftException {
    List<Edit> all = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof Edit edit) {
        check(edit);
        add(edit, all);
      }
    }
    this.edits = List.copyOf(all);
    this.warnings = warnings;
  }

  /** Purges in a row are one, so that the names of a file can go together. */
  private static void add(Edit edit, List<Edit> all) {
    int last = all.size() - 1;
    if (edit instanceof Edit.Purge purge
        && last >= 0
        && all.get(last) instanceof Edit.Purge before) {
      List<String> both = new ArrayList<>(before.patterns());
      both.addAll(purge.patterns());
      all.set(last, new Edit.Purge(both));
    } else {
      all.add(edit);
    }
  }

  private static void check(Edit edit) throws LayerliftException {
    if (Names.isFor(edit)) {
      Names.check(edit);
    } else if (Instructions.isFor(edit)) {
      new Instructions(new Warnings()).apply(edit, Draft.blank());
    } else {
      LayerEdits.check(edit);
    }
  }

  private void settle(List<Draft> edited) {
    edited.forEach(draft -> History.settle(draft, warnings));
    Leaks.warn(edits, edited, warnings);
    if (edits.stream().anyMatch(Edits::setsPlatform)) {
      warnings.forget(Set.of(WarningCode.NO_PLATFORM));
    }
  }

  /** New manifests have the right types. */
  private void forgetWrongTypes(List<Root> done) {
    if (done.stream().allMatch(root -> root.document() == null)) {
      warnings.forget(Set.of(WarningCode.LAYER_MEDIA_TYPE));
    }
  }

  private static boolean setsPlatform(Edit edit) {
    return edit instanceof Edit.Set set && set.field() == ConfigField.PLATFORM;
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /**
   * Applies all of them.
   *
   * @param bench makes the layers that they need
   * @throws io.github.layerlift.fault.UsageException if one can't be applied to these images
   */
  public ImageSet apply(ImageSet images, LayerBench bench, JsonReader json) throws IOException {
    boolean namesOnly = edits.stream().allMatch(Names::isFor);
    List<Root> roots = namesOnly ? images.roots() : OpenedIndexes.of(images.roots(), warnings);
    List<@Nullable Draft> drafts = new ArrayList<>();
    for (Root root : roots) {
      drafts.add(root instanceof Root.Image image && !namesOnly ? Draft.of(image, json) : null);
    }
    List<Draft> edited = drafts.stream().filter(Objects::nonNull).toList();
    if (edited.isEmpty() && !namesOnly) {
      throw Fault.of(
              ErrorCode.ARTIFACT_NOT_EDITED,
              "there is no image to edit, only artifacts such as charts or signatures")
          .hint("nothing but their names can be changed")
          .exception();
    }
    for (Edit edit : edits) {
      if (Names.isFor(edit)) {
        roots = Names.apply(edit, roots);
      } else if (Instructions.isFor(edit)) {
        Instructions instructions = new Instructions(warnings);
        for (Draft draft : edited) {
          instructions.apply(edit, draft);
        }
      } else {
        LayerEdits.apply(edit, edited, bench);
      }
    }
    settle(edited);
    List<Root> done = new ArrayList<>(roots.size());
    for (int i = 0; i < roots.size(); i++) {
      Draft draft = drafts.get(i);
      done.add(
          draft == null ? roots.get(i) : draft.image().withTags(roots.get(i).tags()));
    }
    OpenedIndexes.warnOfArtifacts(done, warnings);
    forgetWrongTypes(done);
    return images.with(done).with(bench.hashed());
  }
}
