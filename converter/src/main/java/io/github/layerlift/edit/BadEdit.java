package io.github.layerlift.edit;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;

/** Refuses edits that make no sense, whatever they are applied to. */
final class BadEdit {
  private BadEdit() {}

  static LayerliftException of(String sentence) {
    return Fault.of(ErrorCode.BAD_OPTION, sentence).exception();
  }

  static LayerliftException of(String sentence, String hint) {
    return Fault.of(ErrorCode.BAD_OPTION, sentence).hint(hint).exception();
  }
}
