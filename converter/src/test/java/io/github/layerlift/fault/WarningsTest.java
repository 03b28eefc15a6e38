package io.github.layerlift.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningsTest {

  @Test
  void list_sameTwice_once() {
    Warnings warnings = new Warnings();
    warnings.add(WarningCode.REF_NAME, "first");
    warnings.add(WarningCode.NO_IMAGE, "second\n");
    warnings.add(WarningCode.REF_NAME, "first");
    assertEquals(
        List.of(
            new Warning(WarningCode.REF_NAME, "first", null),
            new Warning(WarningCode.NO_IMAGE, "second\\u000a", null)),
        warnings.list());
  }

  @Test
  void add_morethanThousand_stops() {
    Warnings warnings = new Warnings();
    for (int i = 0; i < 1200; i++) {
      warnings.add(WarningCode.REF_NAME, "number " + i);
    }
    assertEquals(1000, warnings.list().size());
  }

  @Test
  void check_afterRequest_interrupted() throws Exception {
    Cancellation cancellation = new Cancellation();
    cancellation.check();
    cancellation.request();
    Faults.expect(ErrorCode.INTERRUPTED_BY_USER, cancellation::check);
  }

  @Test
  void enter_nextStage_countsAnew() {
    Progress progress = new Progress();
    assertEquals(Progress.Stage.WAITING, progress.stage());
    progress.enter(Progress.Stage.LAYERS, 10);
    progress.advance(3);
    progress.advance(4);
    assertEquals(7, progress.done());
    assertEquals(10, progress.total());
    progress.enter(Progress.Stage.FINISHING, 0);
    assertEquals(0, progress.done());
    assertEquals(Progress.Stage.FINISHING, progress.stage());
  }
}
