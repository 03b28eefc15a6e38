package io.github.layerlift.edit;

import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.json.Json;
import io.github.layerlift.options.ConfigField;
import io.github.layerlift.options.Edit;
import java.util.List;

/** Warns of variables that were removed, but whose values the history still shows. */
final class Leaks {
  private Leaks() {}

  static void warn(List<Edit> edits, List<Draft> drafts, Warnings warnings) {
    for (Edit edit : edits) {
      if (edit instanceof Edit.Unset unset && unset.field() == ConfigField.ENV) {
        drafts.stream()
            .filter(draft -> shows(draft, unset.key() + "="))
            .forEach(draft -> warnings.add(
                WarningCode.HISTORY_SHOWS_VALUE,
                "the history of " + draft.name() + " still shows the value of " + unset.key()));
      }
    }
  }

  private static boolean shows(Draft draft, String text) {
    for (Json row : History.rows(draft)) {
      if (row instanceof Json.Obj object
          && object.field("created_by") instanceof Json.Str by
          && by.value().contains(text)) {
        return true;
      }
    }
    return false;
  }
}
