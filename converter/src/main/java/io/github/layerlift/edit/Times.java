package io.github.layerlift.edit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** When an image was created. */
final class Times {
  private Times() {}

  /** As the config says; 1970 if it doesn't, or in a way that nobody else reads. */
  static Instant created(Draft draft) {
    try {
      return OffsetDateTime.parse(draft.created()).toInstant();
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
