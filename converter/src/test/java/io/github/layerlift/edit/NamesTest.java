package io.github.layerlift.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.Edit;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest extends WithWorkbench {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final ArchiveFixture ONE = DockerSave.of(HELLO).archive();
  private static final ArchiveFixture TWO =
      DockerSave.of(HELLO, ImageFixture.hello("other:1").command("x")).archive();

  private List<String> names(ArchiveFixture archive, Edit... edits) throws IOException {
    Workbench.Done done = bench.convert(archive, options -> options.changes(List.of(edits)));
    assertEquals("sha256:" + HELLO.id(), done.report().images().get(0).id());
    assertTrue(done.report().images().get(0).original().isEmpty());
    return done.report().images().get(0).tags();
  }

  @Test
  void tag_adds() throws IOException {
    assertEquals(
        List.of("docker.io/library/hello:1.0", "quay.io/a/b:latest"),
        names(ONE, new Edit.Tag("quay.io/a/b")));
  }

  @Test
  void untag_takesAway() throws IOException {
    assertEquals(List.of(), names(ONE, new Edit.Untag("hello:1.0")));
  }

  @Test
  void retag_replacesOneOfSeveralImages() throws IOException {
    assertEquals(
        List.of("docker.io/library/bye:1"), names(TWO, new Edit.Retag("hello:1.0", "bye:1")));
  }

  @Test
  void names_areChangedInOrder() throws IOException {
    assertEquals(
        List.of("docker.io/library/c:1"),
        names(ONE, new Edit.Retag("hello:1.0", "b:1"), new Edit.Retag("b:1", "c:1")));
  }

  @Test
  void tag_severalImages_isRefused() throws IOException {
    bench.refuse(
        ErrorCode.BAD_OPTION, TWO, options -> options.changes(List.of(new Edit.Tag("a:1"))));
  }

  @Test
  void tag_selectedImage_isAdded() throws IOException {
    Workbench.Done done = bench.convert(
        TWO,
        options ->
            options.changes(List.of(new Change.Select(List.of("other:1")), new Edit.Tag("a:1"))));
    assertEquals(
        List.of("docker.io/library/a:1", "docker.io/library/other:1"),
        done.report().images().get(0).tags());
  }

  @Test
  void untag_nameThatNobodyHas_isRefused() throws IOException {
    bench.refuse(
        ErrorCode.NOTHING_SELECTED,
        ONE,
        options -> options.changes(List.of(new Edit.Untag("nobody:1"))));
  }

  @Test
  void retag_toTheNameOfAnotherImage_isRefused() throws IOException {
    bench.refuse(
        ErrorCode.TAG_CONFLICT,
        TWO,
        options -> options.changes(List.of(new Edit.Retag("hello:1.0", "other:1"))));
  }

  @Test
  void tag_badName_isRefused() throws IOException {
    bench.refuse(
        ErrorCode.BAD_OPTION, ONE, options -> options.changes(List.of(new Edit.Tag("No:Good:x"))));
  }
}
