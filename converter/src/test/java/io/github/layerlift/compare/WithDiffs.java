package io.github.layerlift.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.Differ;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.options.DiffOptions;
import io.github.layerlift.report.DiffReport;
import io.github.layerlift.report.FileChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tests that compare images. */
abstract class WithDiffs extends WithWorkbench {
  static final DiffOptions USUAL = DiffOptions.builder().build();

  /** The files that differed in the last comparison. */
  final List<FileChange> changes = new ArrayList<>();

  final Input input(ArchiveFixture archive) throws IOException {
    return new Input.OfPath(bench.input(archive));
  }

  static ImageFixture image(LayerFixture... layers) {
    ImageFixture image = ImageFixture.image().tag("app:1");
    for (LayerFixture layer : layers) {
      image = image.layer(layer.bytes());
    }
    return image;
  }

  static DiffOptions ignoring(Aspect... aspects) {
    return DiffOptions.builder().ignored(Set.of(aspects)).build();
  }

  /** Compares, and checks that the report is the one that came first, and counts right. */
  final DiffReport diff(Input a, Input b, DiffOptions options) throws IOException {
    changes.clear();
    List<DiffReport> first = new ArrayList<>();
    DiffReport report = Differ.diff(a, b, options, first::add, changes::add);
    assertEquals(List.of(report), first);
    DiffReport.Files files = report.files();
    assertEquals(files.added(), changes.stream().filter(FileChange::isAdded).count());
    assertEquals(files.removed(), changes.stream().filter(FileChange::isRemoved).count());
    assertEquals(changes.size(), files.added() + files.removed() + files.changed());
    assertEquals(changes.isEmpty(), !report.differing().contains(Aspect.FILES));
    bench.assertNothingLeft();
    return report;
  }

  final DiffReport diff(ImageFixture a, ImageFixture b, DiffOptions options) throws IOException {
    return diff(input(DockerSave.of(a).archive()), input(DockerSave.of(b).archive()), options);
  }

  final DiffReport diff(ImageFixture a, ImageFixture b) throws IOException {
    return diff(a, b, USUAL);
  }

  /** The files that differ: added ones with a plus, removed ones with a minus, others with their aspects. */
  final List<String> lines() {
    return changes.stream().map(WithDiffs::line).toList();
  }

  private static String line(FileChange change) {
    if (change.isAdded() || change.isRemoved()) {
      return (change.isAdded() ? "+" : "-") + change.path();
    }
    String aspects = change.aspects().stream().map(Aspect::id).collect(Collectors.joining(","));
    return change.path() + " " + aspects;
  }
}
