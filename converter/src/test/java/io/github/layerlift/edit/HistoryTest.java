package io.github.layerlift.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.ConfigField;
import io.github.layerlift.options.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An edited image has no history, or one that matches its layers; the workbench verifies each output. */
class HistoryTest extends WithWorkbench {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final Edit USER = new Edit.Set(ConfigField.USER, "me");
  private static final Edit DROP = new Edit.DropHistory();

  private Workbench.Done edit(ImageFixture image, List<Edit> edits) throws IOException {
    return bench.convert(
        DockerSave.of(image).archive(), options -> options.changes(List.copyOf(edits)));
  }

  /** The rows of an output, which must be some if there is a history. */
  private static int rows(Workbench.Done done) {
    JsonNode history = done.image().configJson().path("history");
    assertTrue(history.isMissingNode() || history.size() > 0, history.toString());
    return history.size();
  }

  private List<Edit> ofEveryKind() throws IOException {
    Path file = Files.writeString(bench.inputs().resolve("a"), "x");
    return List.of(
        USER,
        new Edit.Unset(ConfigField.CMD, ""),
        new Edit.Set(ConfigField.PLATFORM, "linux/arm"),
        new Edit.Remove("/hello"),
        new Edit.Purge(List.of("/hello")),
        new Edit.ClampTimes(Instant.EPOCH),
        new Edit.Squash(2),
        new Edit.Add(file, "/a", false, Optional.empty(), OptionalInt.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{}]", "[{},{},{}]", "[{\"empty_layer\":true}]"})
  void edit_historyThatDoesNotMatch_isDroppedWithAWarning(String rows) throws IOException {
    ImageFixture image = HELLO.historyJson("\"history\": " + rows);
    for (Edit edit : ofEveryKind()) {
      Workbench.Done done = edit(image, List.of(edit));
      assertEquals(0, rows(done), edit.toString());
      assertEquals(List.of("history-dropped"), done.warnings(), edit.toString());
    }
  }

  @Test
  void edit_historyThatDoesNotMatch_staysWithTheConfig() throws IOException {
    ImageFixture image = HELLO.historyJson("\"history\": [{}]");
    Workbench.Done done = edit(image, List.of(new Edit.Set(ConfigField.ANNOTATION, "a=b")));
    assertEquals("sha256:" + image.id(), done.image().id());
    assertEquals(List.of("history-count"), done.warnings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"history\": []", "\"history\": null"})
  void edit_noHistory_staysNone(String field) throws IOException {
    for (Edit edit : ofEveryKind()) {
      Workbench.Done done = edit(HELLO.historyJson(field), List.of(edit));
      assertEquals(0, rows(done), edit.toString());
      assertEquals(List.of(), done.warnings(), edit.toString());
    }
  }

  @Test
  void drop_anyEditAfterIt_beginsNoHistory() throws IOException {
    for (Edit edit : ofEveryKind()) {
      assertEquals(0, rows(edit(HELLO, List.of(DROP, edit))), edit.toString());
    }
  }

  @Test
  void flatten_anyHistory_leavesOneRow() throws IOException {
    for (String field : List.of("", "\"history\": [{}]", "\"history\": [{},{}]")) {
      for (Edit before : List.of(DROP, USER)) {
        Workbench.Done done = edit(HELLO.historyJson(field), List.of(before, new Edit.Flatten()));
        assertEquals(1, rows(done));
        assertEquals(List.of(), done.warnings());
      }
    }
  }
}
