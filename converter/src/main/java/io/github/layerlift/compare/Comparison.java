package io.github.layerlift.compare;

import io.github.layerlift.extract.OneImage;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.options.DiffOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.ContentReport;
import io.github.layerlift.report.DiffReport;
import io.github.layerlift.report.DiffReport.FieldChange;
import io.github.layerlift.report.DiffReport.PlatformChange;
import io.github.layerlift.report.FileChange;
import io.github.layerlift.select.ImageChoice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares two images. Used once. */
public final class Comparison {
  private final Input inputA;
  private final Input inputB;
  private final DiffOptions options;
  private final ReadOptions reading;
  private final long start = System.nanoTime();

  public Comparison(Input a, Input b, DiffOptions options) {
    this.inputA = a;
    this.inputB = b;
    this.options = options;
    this.reading = options.reading();
  }

  /** Both archives, and what documents tell of the images in them. */
  private record Both(Side a, Side.Described ofA, Side b, Side.Described ofB) {
    List<Warning> warnings() {
      List<Warning> all = new ArrayList<>(a.namedWarnings());
      for (Warning each : b.namedWarnings()) {
        if (!all.contains(each)) {
          all.add(each);
        }
      }
      return all;
    }

    /** Layers that claim to be the same, and can't be, are read before anything is said of them. */
    void requireConsistent() throws IOException {
      if (LayerRows.areContradictory(ofA, ofB)) {
        a.requireWhole(ofA);
        b.requireWhole(ofB);
      }
    }

    void checkUnchanged() throws IOException {
      a.checkUnchanged();
      b.checkUnchanged();
    }
  }

  /** What is done with both. */
  @FunctionalInterface
  private interface Work<T> {
    T with(Both both) throws IOException;
  }

  /**
   * Compares all that isn't ignored.
   *
   * @param first gets the report, once everything that was read has proved to be sound
   * @param each gets each file that differs, after that
   */
  public DiffReport run(Consumer<DiffReport> first, Consumer<FileChange> each) throws IOException {
    return reading(both -> {
      List<PlatformChange> platforms = platforms(both);
      TreeDiff files = options.ignored().contains(Aspect.FILES) ? null : files(both);
      both.checkUnchanged();
      DiffReport report = report(both, platforms, files);
      reading.monitor().progress().enter(Progress.Stage.DONE, 0);
      first.accept(report);
      if (files != null) {
        files.tell(each);
      }
      return report;
    });
  }

  /** Compares one file, line by line. */
  public ContentReport content(String path) throws IOException {
    return reading(both -> {
      leaveOthers(both);
      OneFile a = OneFile.of(both.a, both.ofA, path);
      OneFile b = OneFile.of(both.b, both.ofB, path);
      both.checkUnchanged();
      reading.monitor().progress().enter(Progress.Stage.DONE, 0);
      return OneFile.compare(
          a, b, path, both.a.image(both.ofA), both.b.image(both.ofB), both.warnings());
    });
  }

  private <T> T reading(Work<T> work) throws IOException {
    OneImage.Wanted wantedA = wanted(
        options.selectA(), options.platformA(), Setting.DIFF_SELECT_A, Setting.DIFF_PLATFORM_A);
    OneImage.Wanted wantedB = wanted(
        options.selectB(), options.platformB(), Setting.DIFF_SELECT_B, Setting.DIFF_PLATFORM_B);
    try (Side a = new Side(inputA, reading, Setting.DIFF);
        Side b = new Side(inputB, reading, Setting.DIFF_WITH)) {
      Both both = new Both(a, a.describe(wantedA), b, b.describe(wantedB));
      both.requireConsistent();
      return work.with(both);
    }
  }

  /** The other platforms that differ; none if one was asked for, or only one image is in an index. */
  private List<PlatformChange> platforms(Both both) throws IOException {
    if (options.ignored().contains(Aspect.PLATFORMS)) {
      return List.of();
    }
    boolean all = options.platformA().isEmpty() && options.platformB().isEmpty();
    if (all && both.ofA.one().inIndex() && both.ofB.one().inIndex()) {
      return new OtherPlatforms(options.ignored())
          .differing(both.a.others(both.ofA), both.b.others(both.ofB));
    }
    leaveOthers(both);
    return List.of();
  }

  private void leaveOthers(Both both) throws IOException {
    if (options.platformA().isEmpty()) {
      both.a.leaveOthers(both.ofA);
    }
    if (options.platformB().isEmpty()) {
      both.b.leaveOthers(both.ofB);
    }
  }

  private static OneImage.Wanted wanted(
      Optional<String> select, Optional<String> platform, Setting selecting, Setting platforms)
      throws LayerliftException {
    ImageChoice choice = new ImageChoice(OneImage.platform(platform), selecting, platforms);
    return new OneImage.Wanted(select, choice);
  }

  private TreeDiff files(Both both) throws IOException {
    boolean reads = !options.ignored().contains(Aspect.CONTENT);
    Trees trees = Trees.of(both.a, both.ofA, both.b, both.ofB, reads);
    Contents contents = new Contents(trees, both.ofA.diffIds(), both.ofB.diffIds());
    TreeDiff files = new TreeDiff(trees.a().root(), trees.b().root(), options.ignored(), contents);
    files.prepare();
    contents.comparePlain();
    both.a.explaining(() -> {
      contents.hashA();
      return contents;
    });
    both.b.explaining(() -> {
      contents.hashB();
      return contents;
    });
    return files;
  }

  private DiffReport report(Both both, List<PlatformChange> platforms, @Nullable TreeDiff files)
      throws IOException {
    Side.Described a = both.ofA;
    Side.Described b = both.ofB;
    DiffReport.Files counts = files == null ? new DiffReport.Files(0, 0, 0) : files.count();
    List<FieldChange> platform =
        unless(Aspect.PLATFORM, ConfigDiff.platform(a.config(), b.config()));
    List<FieldChange> config = unless(Aspect.CONFIG, ConfigDiff.fields(a.config(), b.config()));
    List<FieldChange> history = unless(Aspect.HISTORY, ConfigDiff.history(a.config(), b.config()));
    Set<Aspect> differing = EnumSet.noneOf(Aspect.class);
    add(differing, Aspect.NAMES, haveOtherNames(both));
    add(differing, Aspect.PLATFORM, !platform.isEmpty());
    add(differing, Aspect.PLATFORMS, !platforms.isEmpty());
    add(differing, Aspect.CONFIG, !config.isEmpty());
    add(differing, Aspect.HISTORY, !history.isEmpty());
    add(differing, Aspect.LAYERS, !a.diffIds().equals(b.diffIds()));
    add(differing, Aspect.FILES, counts.added() + counts.removed() + counts.changed() > 0);
    differing.removeAll(options.ignored());
    return new DiffReport(
        both.a.image(a),
        both.b.image(b),
        differing,
        options.ignored(),
        platform,
        platforms,
        config,
        history,
        LayerRows.of(a, b),
        counts,
        both.warnings(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /** A selected image has the name by which it was selected; which other images have is not known. */
  private boolean haveOtherNames(Both both) {
    boolean all = options.selectA().isEmpty() && options.selectB().isEmpty();
    return !both.ofA.image().tags().equals(both.ofB.image().tags())
        || (all && !both.a.warnings().namesLeftOut().equals(both.b.warnings().namesLeftOut()));
  }

  private List<FieldChange> unless(Aspect ignored, List<FieldChange> changes) {
    return options.ignored().contains(ignored) ? List.of() : changes;
  }

  private static void add(Set<Aspect> aspects, Aspect aspect, boolean differs) {
    if (differs) {
      aspects.add(aspect);
    }
  }
}
